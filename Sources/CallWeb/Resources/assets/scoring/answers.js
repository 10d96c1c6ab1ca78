// Templates of answers, which go into the comment of the question where one stands.
import { say } from "./shown.js"

export class Answers {
  /** `comment()` opens that comment and gives its field. */
  constructor(form, place, comment) {
    this.place = place
    this.comment = comment
    this.words = form.dataset
    this.live = form.querySelector("[data-live]")
    this.panel = document.querySelector("[data-answers]")
    if (!this.panel) return
    this.panel.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-put-in]")
      if (button) this.put(button.closest("li"))
    })
    this.panel.addEventListener("keydown", (event) => this.#key(event))
  }

  /** Opens the list and goes there; a digit chooses. */
  open() {
    if (!this.panel) return
    this.panel.open = true
    this.panel.querySelector("[data-put-in]")?.focus({ preventScroll: true })
    this.panel.scrollIntoView({ block: "nearest" })
  }

  put(item) {
    const text = item.querySelector("[data-answer-text]").textContent
    const field = this.comment()
    if (!field) return
    const whole = field.value.trim() ? `${field.value.trimEnd()}\n${text}` : text
    if (whole.length > field.maxLength) {
      this.live.textContent = this.words.wordNoRoom
      return
    }
    field.value = whole
    field.dispatchEvent(new Event("input", { bubbles: true }))
    field.setSelectionRange(whole.length, whole.length)
    const title = item.querySelector("[data-answer-title]").textContent
    this.live.textContent = say(this.words.wordPutIn, { title })
  }

  #key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === "Escape") {
      event.preventDefault()
      return this.place.rest()
    }
    if (document.documentElement.dataset.keys === "off") return
    const item = this.panel.querySelector(`[data-digit="${CSS.escape(event.key)}"]`)
    if (!item) return
    event.preventDefault()
    this.put(item)
  }
}
