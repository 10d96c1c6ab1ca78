// Saves by itself: a fifth of a second after a change, one request at a time, the latest
// state wins. What isn't saved stays in the browser's storage until it is.
import { canonical } from "./sheet.js"

const WAIT_MILLISECONDS = 200
const ANSWER_MILLISECONDS = 15_000
const RETRY_MILLISECONDS_MAX = 30_000
/** Browsers let 64 KiB go on after the page is gone; a sign has at most three bytes. */
const OUTLIVES_SIGNS_MAX = 20_000

export class Saving {
  #timer = null
  #sending = null
  #retries = 0
  #isRefused = false

  /**
   * `sheet` is what the server has. `shown` is told what becomes of changes:
   * `saved(answer, isAll)`, `settled()`, `waiting()`, `offline(isKept)`,
   * `refused(status, sentence)`, `conflict(theirs)`.
   */
  constructor({ url, csrf, revision, sheet, kept, shown }) {
    Object.assign(this, { url, csrf, revision, kept, shown })
    this.saved = canonical(sheet)
    this.wanted = sheet
    this.isStopped = false
    this.isTroubled = false
    addEventListener("online", () => this.#soon(0))
    addEventListener("pagehide", () => this.leave())
    document.addEventListener("visibilitychange", () => document.hidden && this.leave())
    addEventListener("beforeunload", (event) => {
      const outlives = canonical(this.wanted).length < OUTLIVES_SIGNS_MAX - 100
      const isSure = outlives && !this.isTroubled && !this.isStopped
      if (this.isDirty && !isSure) event.preventDefault()
    })
  }

  /** `sheet` is how the form reads what the server has: nothing of it is to be sent. */
  begin(sheet) {
    this.wanted = sheet
    this.saved = canonical(sheet)
  }

  get isDirty() { return canonical(this.wanted) !== this.saved }

  changed(sheet) {
    this.wanted = sheet
    if (!this.isDirty && !this.#sending) return this.#settle()
    this.isKept = this.kept.keep(sheet)
    if (this.isStopped) return
    this.shown.waiting()
    if (this.#isRefused) this.isTroubled = this.#isRefused = false
    if (!this.isTroubled) this.#soon(WAIT_MILLISECONDS)
  }

  /** Taken back to what is saved already. */
  #settle() {
    clearTimeout(this.#timer)
    this.#timer = null
    this.isTroubled = this.#isRefused = false
    this.kept.forget()
    if (!this.isStopped) this.shown.settled()
  }

  /** Whether all is saved now. */
  async flush() {
    for (let round = 0; round < 3 && this.isDirty && !this.isStopped; round += 1) {
      clearTimeout(this.#timer)
      this.#timer = null
      await (this.#sending ?? this.#send())
    }
    return !this.isDirty
  }

  /** Sends what is left while the page goes away; nobody waits for the answer. */
  leave() {
    if (this.isDirty && !this.isStopped && !this.#sending) this.#send()
  }

  /** Goes on from the revision that stands on the server, with our state or theirs. */
  resume(revision, saved) {
    Object.assign(this, { revision, saved: canonical(saved), isStopped: false, isTroubled: false })
    if (this.isDirty) this.#soon(0)
    else this.kept.forget()
  }

  #soon(milliseconds) {
    if (this.isStopped || (this.#timer && milliseconds >= WAIT_MILLISECONDS)) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = null
      if (this.isDirty && !this.#sending) this.#send()
    }, milliseconds)
  }

  #send() {
    this.#sending = this.#put(this.wanted).finally(() => {
      this.#sending = null
      if (this.isDirty && !this.isTroubled) this.#soon(0)
    })
    return this.#sending
  }

  async #put(sheet) {
    const body = JSON.stringify({ revision: this.revision, sheet })
    try {
      const answer = await fetch(this.url, {
        method: "PUT", body, keepalive: body.length < OUTLIVES_SIGNS_MAX,
        headers: { "content-type": "application/json", "x-csrf-token": this.csrf },
        signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
      })
      if (answer.ok) return this.#done(sheet, await answer.json())
      if (answer.status === 409) return await this.#compare(sheet)
      if (answer.status >= 500 || answer.status === 429) return this.#later()
      this.#refuse(sheet, answer.status, await answer.json().catch(() => ({})))
    } catch {
      this.#later()
    }
  }

  #done(sheet, answer) {
    Object.assign(this, { revision: answer.revision, saved: canonical(sheet), isTroubled: false })
    this.#retries = 0
    if (!this.isDirty) this.kept.forget()
    this.shown.saved(answer, !this.isDirty)
  }

  /** Not to be sent again as it is; the next change is tried. */
  #refuse(sheet, status, problem) {
    this.isTroubled = canonical(this.wanted) === canonical(sheet)
    this.#isRefused = this.isTroubled
    this.shown.refused(status, problem.detail)
  }

  #later() {
    this.isTroubled = true
    this.shown.offline(this.isKept)
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.isTroubled = false
      this.#send()
    }, Math.min(RETRY_MILLISECONDS_MAX, 1000 * 2 ** this.#retries))
    this.#retries = Math.min(this.#retries + 1, 10)
  }

  /** Somebody else saved, or our own answer was lost on its way: the server's sheet tells which. */
  async #compare(sheet) {
    const answer = await fetch(this.url, { signal: AbortSignal.timeout(ANSWER_MILLISECONDS) })
    if (answer.status >= 500 || answer.status === 429) return this.#later()
    if (!answer.ok) {
      return this.#refuse(sheet, answer.status, await answer.json().catch(() => ({})))
    }
    const theirs = await answer.json()
    if (canonical(theirs.sheet) === canonical(sheet)) return this.#done(sheet, theirs)
    this.isStopped = true
    this.shown.conflict(theirs)
  }
}
