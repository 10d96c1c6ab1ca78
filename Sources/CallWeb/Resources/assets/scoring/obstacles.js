// The list of what stands in the way of submitting; each entry leads to the field.
import { say } from "./shown.js"

const FIELDS = {
  comment: "[data-comment] textarea", reason: "[data-failing] textarea",
  cause: "[data-causes] input", number: "input[type=number]",
}

export class Obstacles {
  constructor(form, place) {
    Object.assign(this, { form, place, box: form.querySelector("[data-missing]") })
    this.box.querySelector("button").addEventListener("click", () => {
      this.box.hidden = true
      place.rest()
    })
    this.box.addEventListener("click", (event) => {
      const link = event.target.closest("a")
      if (!link) return
      event.preventDefault()
      this.#reach(link.hash.slice(3), link.dataset.what)
    })
  }

  /** Shows the list and goes to its first entry. */
  show(missing) {
    this.#fill(missing)
    this.box.querySelector("a")?.focus()
  }

  /** Keeps a list that is shown in step; it goes with its last entry. */
  refresh(missing) { if (!this.box.hidden) this.#fill(missing) }

  #fill(missing) {
    this.box.hidden = !missing.length
    this.box.querySelector("ol").replaceChildren(...missing.map((one) => this.#entry(one)))
  }

  #entry({ code, what }) {
    const [item, link] = ["li", "a"].map((name) => document.createElement(name))
    const question = this.place.find(code)
    const number = question.querySelector(".ordinal")?.textContent ?? ""
    link.href = `#q-${code}`
    link.dataset.what = what
    link.textContent = say(this.form.dataset[`missing${what}`], {
      number, question: question.querySelector(".words").firstChild.textContent.trim(),
    })
    item.append(link)
    return item
  }

  #reach(code, what) {
    const question = this.place.find(code)
    this.place.go(question)
    if (FIELDS[what]) question.querySelector(FIELDS[what])?.focus()
  }
}
