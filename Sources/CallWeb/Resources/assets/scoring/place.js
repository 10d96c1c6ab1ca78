// Where one stands in the form: one question at a time, opened, and in sight.

export class Place {
  #isPointing = false

  constructor(form) {
    this.form = form
    this.scroller = form.querySelector(".questions")
    this.current = null
    form.dataset.enhanced = ""
    form.addEventListener("pointerdown", () => { this.#isPointing = true })
    addEventListener("pointerup", () => setTimeout(() => { this.#isPointing = false }))
    // Opening on the press already would move what is clicked away from under the pointer.
    form.addEventListener("focusin", ({ target }) => !this.#isPointing && this.enter(target))
    form.addEventListener("click", ({ target }) => {
      this.enter(target)
      // Arrows go to the player and to the questions again, not to the radios.
      if (target.matches("input[type=radio]") && this.#isPointing) this.rest()
    })
    addEventListener("hashchange", () => this.follow())
  }

  get questions() {
    return [...this.form.querySelectorAll("[data-question]")].filter((one) => {
      return !one.hidden && !one.closest("[hidden]")
    })
  }

  find(code) { return document.getElementById(`q-${code}`) }

  enter(target) {
    const question = target.closest("[data-question]")
    if (!question || question === this.current) return
    const before = question.getBoundingClientRect().top
    this.current?.classList.remove("current")
    question.classList.add("current")
    this.current = question
    const shift = question.getBoundingClientRect().top - before
    if (this.scroller.scrollHeight > this.scroller.clientHeight) this.scroller.scrollTop += shift
    else scrollBy({ top: shift, behavior: "instant" })
  }

  /** To the next (`step` 1) or previous (−1) question; the nearest when one stands nowhere yet. */
  move(step) {
    const all = this.questions
    const at = all.indexOf(this.current)
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step
    this.go(all[Math.max(0, Math.min(all.length - 1, next))])
  }

  go(question) {
    if (!question) return
    this.enter(question)
    question.focus({ preventScroll: true })
    question.scrollIntoView({ block: "nearest" })
  }

  /** Out of a field, back to its question. */
  rest() { this.current?.focus({ preventScroll: true }) }

  /** To the question that the address names. */
  follow() {
    const code = /^#q-([a-z0-9-]+)$/.exec(location.hash)?.[1]
    if (code) this.go(this.find(code))
  }
}
