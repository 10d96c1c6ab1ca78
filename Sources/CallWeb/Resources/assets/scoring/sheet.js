// Between the form's fields and the answer sheet's JSON. The fields are the truth: what is read
// here is what the form would send without the script.
import { parseLines, writeLines } from "./lines.js"
import { askedOf, questionsOf } from "./rules.js"

const NUMBER = /^(-?)(\d{1,9})(?:\.(\d{1,3}))?$/

/** Thousandths of a decimal text such as `12.5`; null for anything else. */
export function thousandths(text) {
  const match = NUMBER.exec(text.trim())
  if (!match) return null
  const count = Number(match[2]) * 1000 + Number((match[3] ?? "").padEnd(3, "0"))
  return match[1] ? -count : count
}

export class Sheet {
  /** `filled` is the sheet as the server has it; what measures said in it is kept. */
  constructor(form, card, filled) {
    this.card = card
    this.named = Map.groupBy(form.elements, (field) => field.name)
    this.measured = measuredOf(filled)
  }

  fields(name) { return this.named.get(name) ?? [] }
  text(name) { return this.fields(name)[0]?.value.trim() ?? "" }

  /** The sheet as it stands, without what isn't asked. */
  read() {
    const answers = {}
    for (const question of questionsOf(this.card)) {
      const answer = this.#answer(question)
      if (Object.keys(answer).length) answers[question.code] = answer
    }
    const asked = askedOf(this.card, { answers })
    for (const code of Object.keys(answers)) if (!asked.has(code)) delete answers[code]
    return filledOnly({
      answers, comment: this.text("comment.call"), moments: this.moments("call"),
    })
  }

  moments(code) { return parseLines(this.fields(`moment.${code}`)[0]?.value ?? "") }

  #answer(question) {
    const { code } = question
    return filledOnly({
      value: this.#value(question),
      measured: this.measured.get(code),
      comment: this.text(`comment.${code}`),
      causes: this.fields(`cause.${code}`).filter((box) => box.checked).map((box) => box.value),
      moments: this.moments(code),
      failReason: this.text(`reason.${code}`),
    })
  }

  #value({ code, kind }) {
    const fields = this.fields(`answer.${code}`)
    if (kind.type === "number" || kind.type === "text") {
      if (this.fields(`na.${code}`)[0]?.checked) return { notApplicable: true }
      const text = fields[0].value.trim()
      if (kind.type === "text") return text ? { text } : undefined
      const number = thousandths(text)
      return number === null ? undefined : { number }
    }
    const picked = fields.find((radio) => radio.checked)?.value
    if (picked === undefined) return undefined
    if (picked === "~na") return { notApplicable: true }
    return kind.type === "scale" ? { number: Number(picked) * 1000 } : { choice: picked }
  }

  /** Puts `sheet` into the fields, whole: what it doesn't name is emptied. */
  write(sheet) {
    this.measured = measuredOf(sheet)
    for (const question of questionsOf(this.card)) {
      const answer = sheet.answers[question.code] ?? {}
      this.#fill(question, answer.value)
      this.#beside(question.code, answer)
      for (const box of this.fields(`cause.${question.code}`)) {
        box.checked = (answer.causes ?? []).includes(box.value)
      }
    }
    this.#beside("call", sheet)
  }

  #beside(code, { comment, failReason, moments }) {
    const texts = { comment, reason: failReason, moment: writeLines(moments ?? []) }
    for (const [name, text] of Object.entries(texts)) {
      for (const field of this.fields(`${name}.${code}`)) field.value = text ?? ""
    }
  }

  #fill({ code, kind }, value) {
    for (const box of this.fields(`na.${code}`)) box.checked = Boolean(value?.notApplicable)
    for (const field of this.fields(`answer.${code}`)) {
      if (field.type === "radio") field.checked = field.value === pick(value)
      else if (kind.type === "text") field.value = value?.text ?? ""
      else field.value = value?.number === undefined ? "" : String(value.number / 1000)
    }
  }
}

function pick(value) {
  if (value?.notApplicable) return "~na"
  return value?.number === undefined ? value?.choice : String(value.number / 1000)
}

function measuredOf(sheet) {
  const answers = Object.entries(sheet.answers ?? {})
  return new Map(answers.map(([code, { measured }]) => [code, measured]))
}

/** Empty texts and lists aren't written, as on the server. */
function filledOnly(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => {
    return value !== undefined && value !== "" && !(Array.isArray(value) && !value.length)
  }))
}

/** The same text for the same JSON, whatever the order of its keys. */
export function canonical(value) {
  return JSON.stringify(value, (_, part) => {
    if (!part || typeof part !== "object" || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
