// Moments as the form sends them: a line each, `2:06 promised four percent`.
import { length } from "../player/length.js"

const LINE = /^(\d{1,4}(?::\d{2}){1,2})(?![\d:])\s*(.*)$/
const MOMENTS_MAX = 50

/** In the order of the call; a line without a moment is left out. */
export function parseLines(text) {
  const moments = text.split("\n").flatMap((line) => {
    const match = LINE.exec(line.trim())
    if (!match) return []
    const second = match[1].split(":").reduce((sum, part) => sum * 60 + Number(part), 0)
    return [match[2] ? { second, note: match[2] } : { second }]
  })
  return moments.sort((a, b) => a.second - b.second).slice(0, MOMENTS_MAX)
}

export function writeLines(moments) {
  return moments.map(({ second, note }) => `${length(second)} ${note ?? ""}`.trim()).join("\n")
}
