// The peaks and speech activity of a recording; docs/formats/waveform.md gives the bytes.
const MAGIC = "CASOUND1"
const FACTOR = 4
const COARSEST_MAX = 1024

export class Picture {
  #bytes
  #levels = []

  /** Throws when `buffer` isn't a picture, whole and of this version. */
  constructor(buffer) {
    const view = new DataView(buffer)
    this.#bytes = new Uint8Array(buffer)
    const magic = String.fromCharCode(...this.#bytes.subarray(0, 8))
    if (magic !== MAGIC) throw new Error("not a sound picture")
    this.channels = view.getUint8(8)
    this.columnSeconds = view.getUint16(10, true) / 1000
    this.frameSeconds = view.getUint16(12, true) / 1000
    const levels = view.getUint16(14, true)
    const finest = view.getUint32(16, true)
    this.frames = view.getUint32(20, true)
    this.#place(finest, levels)
  }

  #place(finest, levels) {
    const sizes = [finest]
    while (sizes.at(-1) > COARSEST_MAX) sizes.push(Math.ceil(sizes.at(-1) / FACTOR))
    if (sizes.length !== levels) throw new Error("sound picture: levels don't fit")
    this.activityStart = 24
    let offset = 24 + this.channels * Math.ceil(this.frames / 8)
    for (let level = levels - 1; level >= 0; level -= 1) {
      const seconds = this.columnSeconds * FACTOR ** level
      this.#levels[level] = { offset, size: sizes[level], seconds }
      offset += sizes[level] * this.channels
    }
    if (offset !== this.#bytes.length) throw new Error("sound picture: wrong length")
  }

  /** The largest magnitude, 0 to 255, of `channel` between two moments. */
  peak(channel, from, to) {
    const span = Math.max(to - from, this.columnSeconds)
    let level = this.#levels.length - 1
    while (level > 0 && this.#levels[level].seconds > span / 2) level -= 1
    const { offset, size, seconds } = this.#levels[level]
    const first = Math.max(0, Math.floor(from / seconds))
    const last = Math.min(size - 1, Math.max(first, Math.ceil(to / seconds) - 1))
    let largest = 0
    for (let at = first; at <= last; at += 1) {
      largest = Math.max(largest, this.#bytes[offset + channel * size + at])
    }
    return largest
  }

  /** Stretches of speech, `[from, to]` in seconds; pauses shorter than `gap` don't end one. */
  speech(channel, gap) {
    const start = this.activityStart + channel * Math.ceil(this.frames / 8)
    const spans = []
    for (let frame = 0; frame < this.frames; frame += 1) {
      if (((this.#bytes[start + (frame >> 3)] >> (frame & 7)) & 1) === 0) continue
      const from = frame * this.frameSeconds
      const open = spans.at(-1)
      if (open && from - open[1] < gap) open[1] = from + this.frameSeconds
      else spans.push([from, from + this.frameSeconds])
    }
    return spans
  }
}
