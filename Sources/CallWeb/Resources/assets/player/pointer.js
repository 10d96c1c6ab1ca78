// Seeking by click, by drag and by the slider's own keys; zooming with the wheel.
import { length } from "./length.js"

export function mountPointer(player) {
  const { slider, view } = player
  const place = (event) => {
    const { left, width } = slider.getBoundingClientRect()
    const x = Math.max(0, Math.min(event.clientX - left, width))
    return { x, moment: view.from + (x / width) * view.span }
  }
  let isDragging = false
  slider.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return
    isDragging = true
    slider.setPointerCapture(event.pointerId)
    player.seek(place(event).moment)
  })
  slider.addEventListener("pointermove", (event) => {
    const { x, moment } = place(event)
    player.hovered = x
    show(player.ruler, x, moment)
    if (isDragging) player.seek(moment)
    else player.point()
  })
  const release = () => { isDragging = false }
  slider.addEventListener("pointerup", release)
  slider.addEventListener("pointercancel", release)
  slider.addEventListener("pointerleave", () => {
    player.hovered = null
    player.ruler.querySelector(".at")?.remove()
    player.point()
  })
  slider.addEventListener("wheel", (event) => {
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY)
    const step = event.deltaY < 0 ? 0.5 : -0.5
    if (event.ctrlKey || event.metaKey) view.zoom(step, place(event).moment)
    else if (sideways && !view.isWhole) view.pan(view.from + (event.deltaX / 600) * view.span)
    else return
    event.preventDefault()
  }, { passive: false })
  slider.addEventListener("keydown", (event) => slide(player, event))
}

function show(ruler, x, moment) {
  let mark = ruler.querySelector(".at")
  if (!mark) {
    mark = document.createElement("span")
    mark.className = "at"
    ruler.append(mark)
  }
  mark.textContent = length(moment)
  mark.style.left = `${Math.max(20, Math.min(x, ruler.clientWidth - 20))}px`
}

/** What WAI-ARIA asks of a slider; these work when single keys are switched off, too. */
function slide(player, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const step = event.shiftKey ? 15 : 5
  const now = player.audio.currentTime
  const targets = {
    ArrowLeft: now - step, ArrowDown: now - step, ArrowRight: now + step, ArrowUp: now + step,
    PageUp: now + 15, PageDown: now - 15, Home: 0, End: player.seconds,
  }
  if (!(event.key in targets)) return
  event.preventDefault()
  player.seek(targets[event.key])
}
