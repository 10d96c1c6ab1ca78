// What the reader is told of saving, and decides: whose changes stay, and whether to take back what
// an earlier visit didn't get saved.
import { Kept } from "./kept.js"
import { Saving } from "./saving.js"
import { canonical } from "./sheet.js"
import { say } from "./shown.js"

export class Keeping {
  /** `form` takes `write(sheet)`, `score(score)` of the server, and `rest()`. */
  constructor(element, filled, shown, form) {
    Object.assign(this, { element, shown, form, words: element.dataset })
    this.kept = new Kept(this.words.evaluation)
    this.left = this.kept.offer()
    this.savedBefore = element.querySelector("[data-saved]").textContent
    this.saving = new Saving({
      url: this.words.draft, csrf: element.elements.csrf.value,
      revision: Number(this.words.revision), sheet: filled, kept: this.kept, shown: this,
    })
    this.#on("[data-theirs]", () => this.#settle(true))
    this.#on("[data-mine]", () => this.#settle(false))
    this.#on("[data-restore]", () => this.#decideOffer(true))
    this.#on("[data-discard]", () => this.#decideOffer(false))
  }

  begin(sheet) { this.saving.begin(sheet) }
  changed(sheet) { this.saving.changed(sheet) }
  flush() { return this.saving.flush() }

  #on(selector, act) { this.element.querySelector(selector).addEventListener("click", act) }

  /** Offers what was left behind, if it says anything else than the server's sheet. */
  offer() {
    if (!this.left?.sheet?.answers || canonical(this.left.sheet) === this.saving.saved) {
      return this.kept.decline()
    }
    const time = new Date(this.left.at)
    const { lang } = document.documentElement
    // The day before the month, as the house writes English.
    const language = lang === "en" ? "en-GB" : lang
    this.shown.notice("kept", say(this.words.wordKept, {
      day: time.toLocaleDateString(language, { dateStyle: "medium" }),
      clock: time.toLocaleTimeString(language, { hour12: false }),
    }))
  }

  #decideOffer(isWanted) {
    if (isWanted) this.form.write(this.left.sheet)
    this.kept.decline()
    this.shown.notice("kept", null)
    this.form.rest()
  }

  #settle(isTheirs) {
    this.shown.notice("conflict", null)
    const { revision, sheet } = this.theirs
    this.saving.resume(revision, sheet)
    if (isTheirs) this.form.write(sheet)
    if (!this.saving.isDirty) this.saved(this.theirs, true)
    this.form.rest()
  }

  // What `Saving` tells.

  saved(answer, isAll) {
    this.element.elements.revision.value = answer.revision
    if (!isAll) return this.shown.notice("trouble", null)
    this.clock = clockOf(answer.savedAt)
    this.settled()
    if (answer.score) this.form.score(answer.score)
  }

  /** Nothing is left to be saved, and nothing had to be sent. */
  settled() {
    this.shown.notice("trouble", null)
    if (this.clock) this.shown.saving("saved", say(this.words.wordSaved, { clock: this.clock }))
    else this.shown.saving("saved", this.savedBefore)
  }

  waiting() { this.shown.saving("waiting", this.words.wordSaving) }

  offline(isKept) { this.#trouble(isKept ? this.words.wordOffline : this.words.wordUnkept) }

  refused(status, sentence) {
    const isOut = status === 401 || status === 403
    this.#trouble(isOut ? this.words.wordSignedOut
      : say(this.words.wordRefused, { sentence: sentence ?? String(status) }))
  }

  conflict(theirs) {
    this.theirs = theirs
    const values = { name: theirs.savedBy, clock: clockOf(theirs.savedAt) }
    this.shown.notice("trouble", null)
    this.shown.saving("trouble", this.words.wordUnsaved)
    this.shown.notice("conflict", say(this.words.wordConflict, values))
  }

  #trouble(text) {
    this.shown.saving("trouble", this.words.wordUnsaved)
    this.shown.notice("trouble", text)
  }
}

/** `12:03:05` of a moment that the server wrote in the installation's zone. */
function clockOf(moment) { return moment?.slice(11, 19) ?? "" }
