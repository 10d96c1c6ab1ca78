// Mute and solo of a side while it streams: MediaElementSource → ChannelSplitter → a gain from each
// channel to each ear → ChannelMerger. With both sides on, each keeps its ear; one alone is heard
// on both. Built when it is first needed, which is in a click, as browsers want it.
const FADE_SECONDS = 0.012

export class Sides {
  #audio
  #gains = null
  muted = new Set()
  solo = null

  constructor(audio) { this.#audio = audio }

  isHeard(channel) { return this.solo === null ? !this.muted.has(channel) : this.solo === channel }

  toggleMute(channel) {
    if (!this.muted.delete(channel)) this.muted.add(channel)
    this.solo = null
    this.#apply()
  }

  toggleSolo(channel) {
    this.solo = this.solo === channel ? null : channel
    this.#apply()
  }

  #apply() {
    this.#gains ??= this.#build()
    const now = this.context.currentTime
    const heard = [this.isHeard(0), this.isHeard(1)]
    for (const [channel, row] of this.#gains.entries()) {
      for (const [ear, gain] of row.entries()) {
        const alone = heard[channel] && !heard[1 - channel]
        const level = heard[channel] && (alone || ear === channel) ? 1 : 0
        gain.gain.setTargetAtTime(level, now, FADE_SECONDS)
      }
    }
    this.context.resume()
  }

  #build() {
    this.context = new AudioContext()
    const source = this.context.createMediaElementSource(this.#audio)
    const splitter = this.context.createChannelSplitter(2)
    const merger = this.context.createChannelMerger(2)
    source.connect(splitter)
    merger.connect(this.context.destination)
    return [0, 1].map((channel) => [0, 1].map((ear) => {
      const gain = this.context.createGain()
      gain.gain.value = channel === ear ? 1 : 0
      splitter.connect(gain, channel)
      gain.connect(merger, 0, ear)
      return gain
    }))
  }
}
