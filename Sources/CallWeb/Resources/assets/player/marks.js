// Stretches that one can jump to, and how long skipped silence is.
const LEAD_SECONDS = 0.4
const KEEP_SECONDS = 0.3

/** Where to go for the next (`step` 1) or previous (−1) of `spans`; null when none is left. */
export function jump(spans, now, step) {
  const starts = spans.map(([from]) => Math.max(0, from - LEAD_SECONDS))
  const found = step > 0
    ? starts.find((start) => start > now + 0.05)
    : starts.findLast((start) => start < now - 1.5)
  return found ?? null
}

/** Where to go on from `now` when silence is skipped; null when there is nothing to skip. */
export function beyondSilence(silences, now) {
  const span = silences.find(([from, to]) => {
    return now >= from + KEEP_SECONDS && now < to - KEEP_SECONDS - 0.1
  })
  return span ? span[1] - KEEP_SECONDS : null
}

export function savedSeconds(silences) {
  return silences.reduce((sum, [from, to]) => sum + Math.max(0, to - from - 2 * KEEP_SECONDS), 0)
}
