// What stands in the way of submitting: questions with the word that says what they lack.
import { questionsOf, valueOf } from "./rules.js"

/**
 * Pairs of a question's code and `answer`, `number`, `reason`, `comment` or `cause`; `call` and
 * `score` when there is nothing that could be scored.
 */
export function missingOf(card, sheet, score) {
  const asked = new Set(score.asked)
  const missing = questionsOf(card).filter(({ code }) => asked.has(code)).flatMap((question) => {
    return lacks(question, sheet, score).map((what) => ({ code: question.code, what }))
  })
  if (missing.length || score.total !== null) return missing
  return [{ code: "call", what: "score" }]
}

function lacks(question, sheet, score) {
  const answer = sheet.answers[question.code] ?? {}
  if (!valueOf(question, sheet)) {
    if (question.isOptional && !answer.value) return []
    return [question.kind.type === "number" ? "number" : "answer"]
  }
  const needs = []
  const fails = score.fails.some((fail) => fail.question === question.code)
  if (fails && !answer.failReason) needs.push("reason")
  if (needsComment(question, answer, score) && !answer.comment) needs.push("comment")
  if (asksCauses(question, score) && !(answer.causes ?? []).length) needs.push("cause")
  return needs
}

const lost = new WeakMap()

/** Codes of the questions that lost points, made once for each score. */
function lostPoints(question, score) {
  if (!lost.has(score)) {
    const lines = score.sections.flatMap((section) => section.questions)
    lost.set(score, new Set(lines.filter((line) => line.lost).map((line) => line.code)))
  }
  return lost.get(score).has(question.code)
}

export function asksCauses(question, score) {
  return Boolean(question.causes?.length) && lostPoints(question, score)
}

/** By the rules of the question, and when the answer isn't what was measured. */
export function needsComment(question, { value, measured }, score) {
  if (!value) return false
  if (measured !== undefined && value.number !== measured) return true
  const rules = question.commentWhen ?? []
  return rules.includes("always")
    || (rules.includes("pointsLost") && lostPoints(question, score))
    || (rules.includes("notApplicable") && Boolean(value.notApplicable))
}
