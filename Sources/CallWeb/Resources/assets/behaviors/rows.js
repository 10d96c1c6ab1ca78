// J and K walk the rows, Enter opens (the row's link has the focus), and so does a click anywhere
// on a row. Coming back, the row that was opened has the focus again.
import { onKeys } from "../shortcuts.js"

export default function mount(list) {
  const links = [...list.querySelectorAll("[data-row] a")]
  const move = (step) => {
    const at = links.indexOf(document.activeElement)
    const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step
    links[Math.max(0, Math.min(links.length - 1, next))]?.focus({ preventScroll: true })
    document.activeElement.closest("[data-row]")?.scrollIntoView({ block: "nearest" })
  }
  onKeys({ j: () => move(1), k: () => move(-1) })

  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-row]")?.querySelector("a")
    if (!link) return
    sessionStorage.setItem("opened", link.getAttribute("href"))
    if (event.target.closest("a") || String(getSelection())) return
    if (event.ctrlKey || event.metaKey) open(link.href, "_blank", "noopener")
    else link.click()
  })

  sessionStorage.setItem("list", location.pathname + location.search)
  const [navigation] = performance.getEntriesByType("navigation")
  const opened = sessionStorage.getItem("opened")
  if (opened && (navigation?.type === "back_forward" || sessionStorage.getItem("returning"))) {
    links.find((link) => link.getAttribute("href") === opened)?.focus()
  }
  sessionStorage.removeItem("returning")
}
