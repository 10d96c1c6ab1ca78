// Draws lanes as SVG, so that light, dark and print are a matter of the style sheet.
const SVG = "http://www.w3.org/2000/svg"
const PITCH = 3
const QUIETEST_GAIN = 6
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600]

function shape(name, attributes, parent) {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  parent?.append(element)
  return element
}

/** Bars of `channels` (the loudest of them) between two moments, as path data. */
export function bars(picture, channels, from, to, width, height, gain) {
  const count = Math.max(1, Math.floor(width / PITCH))
  const middle = height / 2
  let path = ""
  for (let at = 0; at < count; at += 1) {
    const left = from + ((to - from) * at) / count
    const right = from + ((to - from) * (at + 1)) / count
    const peak = Math.max(...channels.map((channel) => picture.peak(channel, left, right)))
    const reach = Math.max(0.5, Math.min(1, (peak / 255) * gain) ** 0.75 * (middle - 3))
    path += `M${at * PITCH + 1.5} ${(middle - reach).toFixed(1)}V${(middle + reach).toFixed(1)}`
  }
  return path
}

/** Brings the loudest moment of all channels near full height, within reason. */
export function gainOf(picture, seconds) {
  let loudest = 1
  for (let channel = 0; channel < picture.channels; channel += 1) {
    loudest = Math.max(loudest, picture.peak(channel, 0, seconds))
  }
  return Math.min(QUIETEST_GAIN, 255 / loudest)
}

export class Lane {
  constructor(element) {
    this.element = element
    this.channel = Number(element.dataset.lane)
    this.svg = element.querySelector("svg")
    this.width = 0
    const id = `played-${this.channel}`
    this.clip = shape("rect", { x: 0, y: 0, width: 0, height: "100%" })
    shape("clipPath", { id }, shape("defs", {}, this.svg)).append(this.clip)
    this.bands = shape("g", {}, this.svg)
    this.rest = shape("path", { class: "w-rest" }, this.svg)
    this.played = shape("path", { class: "w-played", "clip-path": `url(#${id})` }, this.svg)
    this.hover = shape("line", { class: "w-hover", y1: 0, y2: "100%" }, this.svg)
    this.head = shape("line", { class: "w-head", y1: 0, y2: "100%" }, this.svg)
  }

  draw(picture, gain, view, marks) {
    const { width, height } = this.svg.getBoundingClientRect()
    this.width = width
    if (picture) {
      const path = bars(picture, [this.channel], view.from, view.to, width, height, gain)
      this.rest.setAttribute("d", path)
      this.played.setAttribute("d", path)
    }
    this.bands.replaceChildren()
    for (const [kind, spans] of Object.entries(marks)) this.band(kind, spans, view, width)
  }

  band(kind, spans, view, width) {
    for (const [from, to] of spans) {
      if (to < view.from || from > view.to) continue
      const left = ((from - view.from) / view.span) * width
      const wide = Math.max(1, ((to - from) / view.span) * width)
      shape("rect", { class: `w-${kind}`, x: left, y: 0, width: wide, height: "100%" }, this.bands)
    }
  }

  /** Puts the line of the moment `now`, and that of the pointer when there is one. */
  point(now, view, hovered) {
    const at = ((now - view.from) / view.span) * this.width
    this.clip.setAttribute("width", Math.max(0, at))
    this.head.setAttribute("x1", at)
    this.head.setAttribute("x2", at)
    this.hover.setAttribute("visibility", hovered === null ? "hidden" : "visible")
    if (hovered === null) return
    this.hover.setAttribute("x1", hovered)
    this.hover.setAttribute("x2", hovered)
  }
}

/** Marks of time under the lanes. */
export function rule(ruler, view, say) {
  const width = ruler.clientWidth
  const step = STEPS.find((seconds) => (seconds / view.span) * width >= 64) ?? 7200
  const marks = []
  for (let at = Math.ceil(view.from / step) * step; at <= view.to; at += step) {
    const left = ((at - view.from) / view.span) * width
    if (left > width - 24) continue
    const mark = document.createElement("span")
    mark.textContent = say(at)
    mark.style.left = `${left}px`
    mark.className = left < 16 ? "edge" : ""
    marks.push(mark)
  }
  ruler.replaceChildren(...marks)
}
