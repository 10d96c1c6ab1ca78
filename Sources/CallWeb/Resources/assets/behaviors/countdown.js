// Counts a reveal down, hides what was plain at its end and looks at the page anew. What the server
// shows is decided there; this keeps an open page from showing longer.
export default function mount(notice) {
  const end = performance.now() + Number(notice.dataset.seconds) * 1000
  const left = notice.querySelector("[data-left]")
  const plain = () => document.querySelectorAll("[data-plain]")
  const hide = () => {
    for (const element of plain()) element.textContent = "•••••"
  }
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000))
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
    if (seconds > 0) return
    clearInterval(timer)
    hide()
    location.replace(notice.dataset.url)
  }
  const timer = setInterval(tick, 250)
  tick()
  // A page that the browser kept for its back button must not show again.
  addEventListener("pagehide", hide)
}
