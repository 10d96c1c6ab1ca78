// The scorecard as a form: keys, conditions, the live score, and saving by itself. Without it the
// form is sent as it stands.
import { Answers } from "../scoring/answers.js"
import { applyConditions, withoutLeftovers } from "../scoring/conditions.js"
import { comment, mountKeys } from "../scoring/keys.js"
import { Keeping } from "../scoring/keeping.js"
import { missingOf } from "../scoring/missing.js"
import { Moments } from "../scoring/moments.js"
import { Obstacles } from "../scoring/obstacles.js"
import { Place } from "../scoring/place.js"
import { questionsOf } from "../scoring/rules.js"
import { scoreOf } from "../scoring/score.js"
import { Sheet } from "../scoring/sheet.js"
import { Shown } from "../scoring/shown.js"

export default function mount(form) { new ScoringForm(form).begin() }

class ScoringForm {
  constructor(form) {
    this.form = form
    this.card = json(form, "[data-card]")
    const filled = json(form, "[data-filled]")
    this.sheet = new Sheet(form, this.card, filled)
    this.place = new Place(form)
    this.shown = new Shown(form, this.card)
    this.obstacles = new Obstacles(form, this.place)
    this.moments = new Moments(form, this.place, () => this.update())
    this.answers = new Answers(form, this.place, () => comment(this.place))
    this.keeping = new Keeping(form, filled, this.shown, {
      write: (sheet) => {
        this.sheet.write(sheet)
        this.update()
      },
      score: (score) => this.shown.score(score, this.progress),
      rest: () => this.place.rest(),
    })
  }

  begin() {
    this.form.addEventListener("input", ({ target }) => {
      if (!target.matches("[data-note]")) this.update()
    })
    this.form.addEventListener("submit", (event) => {
      event.preventDefault()
      if (event.submitter?.value === "submit") this.submit()
    })
    this.form.querySelector("[data-save]").hidden = true
    mountKeys(this.form, this.place, {
      pin: (question) => this.moments.pin(question), answers: () => this.answers.open(),
      submit: () => this.submit(),
    })
    this.keeping.begin(this.sheet.read())
    this.update()
    this.keeping.offer()
    this.place.follow()
    addEventListener("pageshow", (event) => event.persisted && location.reload())
  }

  /** After any change: reads the form, and brings everything else in step. */
  update() {
    const sheet = this.sheet.read()
    this.score = scoreOf(this.card, sheet)
    const read = withoutLeftovers(this.card, sheet, this.score)
    applyConditions(this.place, this.card, read, this.score)
    this.missing = missingOf(this.card, read, this.score)
    this.shown.score(this.score, this.progress)
    this.moments.draw()
    this.obstacles.refresh(this.missing)
    this.keeping.changed(read)
  }

  /** Of the questions that are asked and want an answer, how many have one. */
  get progress() {
    const optional = new Set(
      questionsOf(this.card).filter((one) => one.isOptional).map((one) => one.code))
    const wanted = this.score.asked.filter((code) => !optional.has(code))
    const open = this.missing.filter(({ code, what }) => {
      return !optional.has(code) && (what === "answer" || what === "number")
    })
    return { n: wanted.length - open.length, m: wanted.length }
  }

  async submit() {
    this.update()
    if (this.missing.length) return this.obstacles.show(this.missing)
    if (this.isSubmitting) return
    this.isSubmitting = true
    const isSaved = await this.keeping.flush()
    this.isSubmitting = false
    if (!isSaved) return
    const act = document.createElement("input")
    Object.assign(act, { type: "hidden", name: "act", value: "submit" })
    this.form.append(act)
    this.form.submit()
  }
}

function json(form, selector) {
  return JSON.parse(form.querySelector(selector).content.textContent)
}
