// The head and the foot of the form: the live score, how far one is, and what is saved.

/** `{n} of {m}` with its values. */
export function say(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "")
}

export class Shown {
  constructor(form, card) {
    this.form = form
    this.card = card
    this.words = form.dataset
    this.foot = form.querySelector("[data-saved]")
  }

  /** `progress` is `n` of `m`. */
  score(score, { n, m }) {
    const progress = say(this.words.wordProgress, { n, m })
    this.form.querySelector("[data-progress]").textContent = progress
    const bar = this.form.querySelector("progress")
    bar.max = Math.max(1, m)
    bar.value = n
    bar.setAttribute("aria-label", progress)
    const outputs = this.form.querySelectorAll("[data-score]")
    if (!outputs.length) return
    for (const output of outputs) this.#total(output, score.total)
    this.form.querySelector("[data-verdicts]").replaceChildren(...this.#verdicts(score))
    for (const section of score.sections) this.#tally(section)
  }

  #total(output, total) {
    const text = total === null ? "–" : String(Math.floor(total / 100))
    const hundredths = total === null ? "" : `.${String(total % 100).padStart(2, "0")}`
    if (output.textContent === text + hundredths) return
    const small = document.createElement("small")
    small.textContent = hundredths
    output.replaceChildren(text, small)
  }

  #verdicts(score) {
    if (score.total === null) return []
    const band = (this.card.bands ?? []).find((one) => one.code === score.band)
    const language = document.documentElement.lang
    const tags = band ? [tag("plain", "◔", band.label[language])] : []
    const failed = score.fails.some((fail) => fail.fails === "form")
    if (failed) return [tag("bad", "✕", this.words.wordFailed)]
    const verdict = score.passed
      ? tag("good", "✓", this.words.wordPass) : tag("warn", "△", this.words.wordFail)
    return [...tags, verdict]
  }

  #tally(section) {
    const tally = this.form.querySelector(
      `[data-section="${CSS.escape(section.code)}"] [data-tally]`)
    if (!tally) return
    const points = (thousandths) => String(thousandths / 1000)
    tally.textContent = `${points(section.earned)} / ${points(section.possible)}`
    tally.classList.toggle("bad-text", section.failed)
  }

  /** What the foot says of saving; `kind` is `saved`, `waiting` or `trouble`. */
  saving(kind, text) {
    this.foot.dataset.kind = kind
    if (this.foot.textContent !== text) this.foot.textContent = text
  }

  notice(name, text) {
    const notice = this.form.querySelector(`[data-notice="${name}"]`)
    notice.hidden = !text
    if (text) notice.querySelector("[data-text]").textContent = text
    return notice
  }
}

function tag(tone, symbol, text) {
  const element = document.createElement("span")
  element.className = `tag ${tone}`
  const sign = document.createElement("span")
  sign.setAttribute("aria-hidden", "true")
  sign.textContent = symbol
  element.append(sign, ` ${text}`)
  return element
}
