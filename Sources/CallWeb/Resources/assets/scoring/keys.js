// The form by keyboard alone. Space, left and right stay the player's.
import { onKeys } from "../shortcuts.js"

/** `acts` are `pin(question)`, `answers()` and `submit()`. */
export function mountKeys(form, place, acts) {
  const next = () => place.move(1)
  const previous = () => place.move(-1)
  const keys = { j: next, arrowdown: next, k: previous, arrowup: previous }
  for (const digit of "123456789") keys[digit] = () => pick(place, digit)
  Object.assign(keys, {
    0: () => pick(place, "0"),
    n: () => pick(place, "N"),
    c: () => comment(place),
    m: () => acts.pin(place.current ?? place.find("call")),
    f: () => focus(place, failing(form, place)),
    t: () => script(place),
    a: () => acts.answers(),
  })
  onKeys(keys)
  form.addEventListener("click", ({ target }) => {
    if (target.closest("[data-comment-here]")) comment(place)
  })

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || isComposing(event)) return
    if (!event.target.matches("input, textarea, select")) return
    event.preventDefault()
    place.rest()
  })
  // With Ctrl it is no single key, so it works everywhere and always.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || isComposing(event)) return
    if (event.repeat || document.querySelector("dialog[open]")) return
    event.preventDefault()
    acts.submit()
  })
}

function isComposing(event) { return event.isComposing || event.keyCode === 229 }

function pick(place, key) {
  if (!place.current) place.move(1)
  const answer = place.current?.querySelector(`[data-pick="${key}"]`)
  if (!answer || answer.disabled) return
  if (answer.type === "radio" && answer.checked) return
  answer.click()
  place.rest()
}

/** Opens the comment of the question where one stands, and gives its field. */
export function comment(place) {
  if (!place.current) place.move(1)
  place.current?.toggleAttribute("data-opened", true)
  const field = place.current?.querySelector("[data-comment] textarea")
  focus(place, field)
  return field
}

/** Opens or closes what the agent was to say. */
function script(place) {
  if (!place.current) place.move(1)
  const words = place.current?.querySelector("[data-script]")
  if (!words) return
  words.open = !words.open
  if (words.open) words.scrollIntoView({ block: "nearest" })
}

/** The reason of this question's failure, otherwise the first one that has none yet. */
function failing(form, place) {
  const own = place.current?.querySelector("[data-failing]:not([hidden]) textarea")
  const all = [...form.querySelectorAll("[data-failing]:not([hidden]) textarea")]
  return own ?? all.find((reason) => !reason.value.trim()) ?? all[0]
}

function focus(place, target) {
  if (!target) return
  place.enter(target)
  target.focus({ preventScroll: true })
  target.scrollIntoView({ block: "nearest" })
}
