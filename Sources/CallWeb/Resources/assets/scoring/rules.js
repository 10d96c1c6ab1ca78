// How answers are read: which questions are asked, which values fit, what they earn. The same rules
// as the server's, on the scorecard's and the answer sheet's JSON (docs/formats/scorecard.md).

/** All questions of `card`, in the order in which they are asked. */
export function questionsOf(card) { return card.sections.flatMap((section) => section.questions) }

/** Whether the set of answers `when` holds `value`. */
export function contains(when, value) {
  if (value.notApplicable) return when.notApplicable === true
  if (value.choice !== undefined) return (when.choices ?? []).includes(value.choice)
  if (value.number === undefined) return false
  if (when.least === undefined && when.most === undefined) return false
  return value.number >= (when.least ?? -Infinity) && value.number <= (when.most ?? Infinity)
}

/** Whether `value` is an answer to `question` at all. */
export function accepts(question, value) {
  const { kind } = question
  if (value.notApplicable) return question.notApplicable !== "notAllowed"
  switch (kind.type) {
    case "yesNo": return value.choice === "yes" || value.choice === "no"
    case "choice": return kind.options.some((option) => option.code === value.choice)
    case "scale":
      return Number.isInteger(value.number) && value.number % 1000 === 0
        && value.number >= kind.scale.least * 1000 && value.number <= kind.scale.most * 1000
    case "number":
      return Number.isInteger(value.number)
        && value.number >= kind.number.least && value.number <= kind.number.most
    default: return typeof value.text === "string"
  }
}

/** The thousandths of a point that an accepted `value` earns; null when it leaves the score. */
export function pointsOf(question, value) {
  const { kind, weight } = question
  if (weight <= 0) return null
  if (value.notApplicable) return question.notApplicable === "fullPoints" ? weight : null
  const banded = (bands) => bands.findLast((band) => band.from <= value.number)?.points ?? null
  switch (kind.type) {
    case "yesNo": return value.choice === kind.best ? weight : 0
    case "choice":
      return kind.options.find((option) => option.code === value.choice)?.points ?? null
    case "scale": return banded(kind.scale.bands)
    case "number": return banded(kind.number.bands)
    default: return null
  }
}

/** The answer of `sheet` to `question`, if it fits; null otherwise. */
export function valueOf(question, sheet) {
  const value = sheet.answers[question.code]?.value
  return value && accepts(question, value) ? value : null
}

/** Codes of the questions that are asked. A condition looks back, so one pass is enough. */
export function askedOf(card, sheet) {
  const asked = new Set()
  const before = new Map()
  for (const question of questionsOf(card)) {
    const { condition } = question
    const earlier = condition && before.get(condition.question)
    const value = earlier && asked.has(earlier.code) && valueOf(earlier, sheet)
    if (!condition || (value && contains(condition.when, value))) asked.add(question.code)
    before.set(question.code, question)
  }
  return asked
}
