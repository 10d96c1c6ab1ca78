// What the answers so far bring up or put away: questions under a condition, reasons of failures,
// causes of lost points, and that a comment is needed.
import { asksCauses, needsComment } from "./missing.js"
import { questionsOf } from "./rules.js"

/** Elements that have been shown or put away before. */
const settled = new WeakSet()

/**
 * What is put away isn't sent either; what stands in it comes back with it. Returns whether
 * anything changed; `isForced` where the parts of something that did are shown or put away.
 */
function show(element, isShown, isForced = false) {
  if (!element || (!isForced && settled.has(element) && element.hidden === !isShown)) return false
  settled.add(element)
  element.hidden = !isShown
  for (const field of element.querySelectorAll("input, textarea")) field.disabled = !isShown
  return true
}

export function applyConditions(place, card, sheet, score) {
  const asked = new Set(score.asked)
  const failed = new Set(score.fails.map((fail) => fail.question))
  for (const question of questionsOf(card)) {
    const element = place.find(question.code)
    const find = (selector) => element.querySelector(selector)
    const isNew = show(element, asked.has(question.code))
    if (element.hidden) continue
    show(find("[data-failing]"), failed.has(question.code), isNew)
    show(find("[data-causes]"), asksCauses(question, score), isNew)
    find("[data-failed]")?.toggleAttribute("hidden", !failed.has(question.code))
    const answer = sheet.answers[question.code] ?? {}
    const needed = needsComment(question, answer, score)
    find("[data-needed]").hidden = !needed
    element.toggleAttribute("data-opened", needed || isFilled(element))
    element.toggleAttribute("data-answered", Boolean(answer.value))
  }
  for (const section of place.form.querySelectorAll("[data-section]")) {
    section.hidden = !section.querySelector("[data-question]:not([hidden])")
  }
  const whole = place.find("call")
  whole.toggleAttribute("data-opened", isFilled(whole))
}

function isFilled(element) {
  return element.querySelector("[data-comment] textarea").value.trim() !== ""
}

/** `sheet` without causes and reasons that nobody asks for any more. */
export function withoutLeftovers(card, sheet, score) {
  const failed = new Set(score.fails.map((fail) => fail.question))
  const answers = Object.fromEntries(questionsOf(card)
    .filter((question) => sheet.answers[question.code])
    .map((question) => {
      const answer = { ...sheet.answers[question.code] }
      if (!asksCauses(question, score)) delete answer.causes
      if (!failed.has(question.code)) delete answer.failReason
      return [question.code, answer]
    })
    .filter(([, answer]) => Object.keys(answer).length))
  return { ...sheet, answers }
}
