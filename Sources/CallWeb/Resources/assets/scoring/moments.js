// Moments pinned to questions: chips under the question, a list under the waveform, flags on it.
import { length } from "../player/length.js"
import { parseLines, writeLines } from "./lines.js"
import { say } from "./shown.js"

const SAME_PIN_MILLISECONDS = 3000

export class Moments {
  #last = { question: null, at: 0 }

  /** `changed()` is called after each change. */
  constructor(form, place, changed) {
    Object.assign(this, { form, place, changed, words: form.dataset })
    this.audio = document.querySelector(".player audio")
    this.list = document.querySelector("[data-pins]")
    this.live = form.querySelector("[data-live]")
    this.flags = document.createElement("div")
    this.flags.className = "flags"
    document.querySelector(".player .lanes")?.append(this.flags)
    form.addEventListener("click", ({ target }) => {
      const question = target.closest("[data-question]")
      if (target.closest("[data-pin-here]")) this.pin(question)
      const unpin = target.closest("[data-unpin]")
      if (unpin) this.#unpin(question, Number(unpin.dataset.unpin))
    })
    form.addEventListener("keydown", (event) => {
      const isDone = event.key === "Enter" && !event.isComposing && event.keyCode !== 229
      if (!isDone || !event.target.matches("[data-note]")) return
      event.preventDefault()
      if (!event.ctrlKey && !event.metaKey) place.rest()
    })
    form.addEventListener("input", ({ target }) => {
      if (target.matches("[data-note]")) this.#write(target.closest("[data-question]"))
    })
  }

  /** Pins the second that is heard now; once more at once, and one writes the note. */
  pin(question) {
    if (!question || !this.audio) return
    const isAgain = this.#last.question === question
      && performance.now() - this.#last.at < SAME_PIN_MILLISECONDS
    const now = Math.floor(this.audio.currentTime)
    const second = isAgain ? this.#last.second : now
    const note = question.querySelector(`[data-note="${second}"]`)
    if (note) return note.focus()
    const moments = [...this.#read(question), { second }].sort((a, b) => a.second - b.second)
    this.#set(question, moments)
    this.#last = { question, second, at: performance.now() }
    this.live.textContent = say(this.words.wordPinned, { clock: length(second) })
  }

  /** Draws everything from what the form holds. */
  draw() {
    const all = this.place.questions.flatMap((question) => {
      const moments = this.#read(question)
      this.#chips(question, moments)
      return moments.map((moment) => ({ ...moment, question }))
    }).sort((a, b) => a.second - b.second)
    this.flags.replaceChildren(...all.map(({ second }) => {
      const flag = document.createElement("i")
      flag.style.setProperty("--at", second)
      return flag
    }))
    this.list.querySelector("ol").replaceChildren(...all.map((moment) => line(moment)))
    this.list.querySelector("[data-none]").hidden = all.length > 0
  }

  #field(question) { return question.querySelector("[data-moment-lines] textarea") }
  #read(question) { return parseLines(this.#field(question).value) }

  #set(question, moments) {
    this.#field(question).value = writeLines(moments)
    this.changed()
  }

  #unpin(question, second) {
    this.#set(question, this.#read(question).filter((moment) => moment.second !== second))
    this.live.textContent = say(this.words.wordUnpinned, { clock: length(second) })
    this.place.rest()
  }

  #write(question) {
    const notes = [...question.querySelectorAll("[data-note]")]
    this.#set(question, notes.map((field) => {
      return { second: Number(field.dataset.note), note: field.value.trim() }
    }))
  }

  /** Leaves what is there: a note may be being written. */
  #chips(question, moments) {
    const chips = question.querySelector("[data-chips]")
    const there = [...chips.querySelectorAll("[data-note]")]
    const isSame = there.length === moments.length && chips.children.length === moments.length
      && there.every((field, at) => Number(field.dataset.note) === moments[at].second)
    if (!isSame) chips.replaceChildren(...moments.map((moment) => this.#chip(moment)))
    for (const [at, field] of [...chips.querySelectorAll("[data-note]")].entries()) {
      const note = moments[at].note ?? ""
      if (field !== document.activeElement && field.value !== note) field.value = note
    }
  }

  #chip({ second }) {
    const make = (name) => document.createElement(name)
    const [item, note, unpin] = ["li", "input", "button"].map(make)
    const clock = length(second)
    Object.assign(note, { type: "text", maxLength: 300, placeholder: this.words.wordNote })
    note.dataset.note = second
    note.setAttribute("aria-label", `${this.words.wordNote} ${clock}`)
    Object.assign(unpin, { type: "button", className: "quiet", textContent: "✕" })
    unpin.dataset.unpin = second
    unpin.setAttribute("aria-label", say(this.words.wordUnpin, { clock }))
    item.append(chip(second), note, unpin)
    return item
  }
}

function chip(second) {
  const link = document.createElement("a")
  link.className = "chip"
  link.href = `?t=${second}`
  link.dataset.moment = second
  link.textContent = length(second)
  return link
}

function line({ second, note, question }) {
  const item = document.createElement("li")
  const link = document.createElement("a")
  link.href = `#${question.id}`
  link.textContent = question.querySelector(".words").firstChild.textContent.trim()
  const words = document.createElement("span")
  words.textContent = note ?? ""
  item.append(chip(second), words, link)
  return item
}
