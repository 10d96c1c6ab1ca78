// J and K walk what waits; A approves and R refuses where one stands.
import { onKeys } from "../shortcuts.js"

export default function mount(list) {
  const cases = [...list.querySelectorAll("[data-case]")]
  const current = () => document.activeElement?.closest("[data-case]")
  const move = (step) => {
    const at = cases.indexOf(current())
    const next = at < 0 ? (step > 0 ? 0 : cases.length - 1) : at + step
    cases[Math.max(0, Math.min(cases.length - 1, next))]?.focus()
  }
  // Deciding takes a case that was walked to: a key pressed by chance decides nothing.
  const act = (button) => current()?.querySelector(button)?.click()
  onKeys({
    j: () => move(1), k: () => move(-1),
    a: () => act("[data-approve]"), r: () => act("[data-refuse]"),
  })
}
