// The whole recording as a strip, with the stretch on show as a window that can be moved. The keys
// and buttons for zoom and seeking do the same without a pointer.
import { bars } from "./lanes.js"

export class Overview {
  constructor(element, view, seek) {
    this.element = element
    this.view = view
    this.svg = element.querySelector("svg")
    this.window = element.querySelector(".window")
    let grip = null
    element.addEventListener("pointerdown", (event) => {
      element.setPointerCapture(event.pointerId)
      const at = this.moment(event)
      const inside = at >= view.from && at <= view.to
      grip = inside ? at - view.from : view.span / 2
      if (!inside) seek(at)
      view.pan(at - grip)
    })
    element.addEventListener("pointermove", (event) => {
      if (grip !== null) view.pan(this.moment(event) - grip)
    })
    const release = () => { grip = null }
    element.addEventListener("pointerup", release)
    element.addEventListener("pointercancel", release)
  }

  moment(event) {
    const { left, width } = this.element.getBoundingClientRect()
    return ((event.clientX - left) / width) * this.view.seconds
  }

  draw(picture, gain) {
    this.element.toggleAttribute("data-whole", this.view.isWhole)
    if (this.view.isWhole) return
    const { width, height } = this.element.getBoundingClientRect()
    this.window.style.left = `${(this.view.from / this.view.seconds) * width}px`
    this.window.style.width = `${Math.max(8, (this.view.span / this.view.seconds) * width)}px`
    if (!picture || this.drawn === width) return
    this.drawn = width
    const channels = [...Array(picture.channels).keys()]
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path")
    path.setAttribute("class", "w-rest")
    path.setAttribute("d", bars(picture, channels, 0, this.view.seconds, width, height, gain))
    this.svg.replaceChildren(path)
  }
}
