// Single keys: [data-key="n"] is clicked, or focused when it is a field. They are inert while
// somebody types or composes, while a dialog is open, and when the reader has switched them off.
const extra = new Map()

/** More keys, by name: `onKeys({ "shift+n": () => … })`. */
export function onKeys(map) {
  for (const [name, act] of Object.entries(map)) extra.set(name, act)
}

/** `j`, `shift+n`, `space`, `arrowleft`; of signs that need Shift just the sign. */
export function keyName(event) {
  const key = event.key === " " ? "space" : event.key.toLowerCase()
  const isNamed = key.length > 1 || key !== key.toUpperCase()
  return event.shiftKey && isNamed ? `shift+${key}` : key
}

function isInert(event) {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return true
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  if (document.documentElement.dataset.keys === "off") return true
  if (document.querySelector("dialog[open]")) return true
  const target = event.target
  const typed = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]"
  if (target.closest(typed)) return true
  // Arrows choose among radios.
  if (target.matches("[type=radio]") && event.key.startsWith("Arrow")) return true
  const isPress = event.key === " " || event.key === "Enter"
  return isPress && Boolean(target.closest("a, button, summary, input"))
}

document.addEventListener("keydown", (event) => {
  if (isInert(event)) return
  const name = keyName(event)
  const element = document.querySelector(`[data-key="${CSS.escape(name)}"]`)
  const act = extra.get(name)
  if (!act && !element) return
  event.preventDefault()
  if (act) act()
  else if (element.matches("input")) element.select()
  else element.click()
})

for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal())
}
