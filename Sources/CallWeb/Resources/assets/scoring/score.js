// What an answer sheet comes to: exact fractions, rounded half up once at the end, so that the page
// and the server never differ by a hundredth.
import { askedOf, contains, pointsOf, questionsOf, valueOf } from "./rules.js"

/**
 * The score of `sheet` on `card`, as the server's JSON has it: totals in hundredths of a percent,
 * points in thousandths; null where the server's is left out.
 */
export function scoreOf(card, sheet) {
  const asked = askedOf(card, sheet)
  const questions = questionsOf(card).filter((question) => asked.has(question.code))
  const results = card.sections.map((section) => scoreSection(section, asked, sheet))
  const total = mean(results.map((result) => result.share))
  const fails = results.flatMap((result) => result.fails)
  const formFailed = fails.some((fail) => fail.fails === "form")
  const shown = formFailed ? 0 : total
  const sections = results.map((result) => result.score)
  const isPassed = shown >= card.passMark && sections.every((section) => section.passed !== false)
  return {
    total: shown,
    totalWithoutFails: mean(results.map((result) => result.shareWithoutFails)),
    band: shown === null ? null
      : (card.bands ?? []).findLast((band) => band.from <= shown)?.code ?? null,
    passed: shown === null ? null : !formFailed && isPassed,
    sections,
    fails,
    asked: questions.map((question) => question.code),
    notApplicable: questions.filter((one) => valueOf(one, sheet)?.notApplicable).length,
  }
}

function scoreSection(section, asked, sheet) {
  let [full, spread, earned, possible] = [0, 0, 0, 0]
  const fails = []
  const questions = section.questions.map((question) => {
    const value = asked.has(question.code) ? valueOf(question, sheet) : null
    const points = value ? pointsOf(question, value) : null
    if (asked.has(question.code)) full += question.weight
    if (value?.notApplicable && question.notApplicable === "spreads") spread += question.weight
    if (value && question.autoFail && contains(question.autoFail.when, value)) {
      const reason = sheet.answers[question.code].failReason ?? ""
      fails.push({ question: question.code, fails: question.autoFail.fails, reason })
    }
    if (points !== null) {
      earned += points
      possible += question.weight
    }
    const lost = points !== null && points < question.weight
    return { code: question.code, points, weight: question.weight, lost }
  })
  const failed = fails.some((fail) => fail.fails === "section")
  const weight = section.weight
  const shareWithoutFails = possible > 0
    ? { part: earned, whole: possible, weight, kept: full - spread, full } : null
  const share = failed ? { part: 0, whole: 1, weight, kept: 1, full: 1 } : shareWithoutFails
  const own = share && mean([{ ...share, weight: 1 }])
  const passed = own === null ? null : own >= (section.passMark ?? 0)
  const score = { code: section.code, score: own, earned, possible, failed, passed, questions }
  return { score, fails, share, shareWithoutFails }
}

/**
 * The weighted mean of the shares `part ÷ whole`, each weighing `weight · kept ÷ full`, in
 * hundredths of a percent; null when nothing weighs anything. Products of thirty sections need
 * whole numbers without an upper end.
 */
export function mean(shares) {
  const exact = shares.filter((share) => share !== null).map((share) => Object.fromEntries(
    Object.entries(share).map(([name, number]) => [name, BigInt(number)])))
  let [numerator, denominator] = [0n, 0n]
  for (const share of exact) {
    const others = exact.reduce((product, other) => {
      return other === share ? product : product * other.full * other.whole
    }, 1n)
    const weight = others * share.weight * share.kept
    numerator += weight * share.part
    denominator += weight * share.whole
  }
  if (denominator === 0n) return null
  return Number((20_000n * numerator + denominator) / (2n * denominator))
}
