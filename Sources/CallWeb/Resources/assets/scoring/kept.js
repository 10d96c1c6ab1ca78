// What was typed and isn't saved yet, in this browser's own storage: under the evaluation's id,
// gone as soon as it is saved, and after a week in any case.
const PREFIX = "scoring."
const WEEK_MILLISECONDS = 7 * 86_400_000

export class Kept {
  constructor(evaluation) {
    this.name = PREFIX + evaluation
    this.offered = `${this.name}.offered`
    forgetOld()
  }

  /** Whether it could be kept; a browser may refuse. */
  keep(sheet) {
    try {
      localStorage.setItem(this.name, JSON.stringify({ at: new Date().toISOString(), sheet }))
      return true
    } catch { return false }
  }

  forget() { remove(this.name) }

  /** What an earlier visit left behind, moved aside so that typing doesn't overwrite it. */
  offer() {
    try {
      const text = localStorage.getItem(this.name) ?? localStorage.getItem(this.offered)
      if (!text) return null
      localStorage.setItem(this.offered, text)
      localStorage.removeItem(this.name)
      return JSON.parse(text)
    } catch { return null }
  }

  decline() { remove(this.offered) }
}

function remove(name) {
  try { localStorage.removeItem(name) } catch { /* nothing was kept, then */ }
}

function forgetOld() {
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(PREFIX)) continue
      const age = Date.now() - Date.parse(readAt(localStorage.getItem(name)))
      if (!(age < WEEK_MILLISECONDS)) remove(name)
    }
  } catch { /* a browser that keeps nothing */ }
}

function readAt(text) {
  try { return JSON.parse(text).at } catch { return "" }
}
