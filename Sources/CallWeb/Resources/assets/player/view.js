// Which stretch of the recording is on show.
const NARROWEST_SECONDS = 4

export class View {
  #changed

  constructor(seconds, changed) {
    this.seconds = Math.max(seconds, 0.1)
    this.from = 0
    this.to = this.seconds
    this.isLookingElsewhere = false
    this.#changed = changed
  }

  get span() { return this.to - this.from }
  get isWhole() { return this.span >= this.seconds - 0.001 }

  /** Doubles (`steps` 1) or halves (−1) the magnification around `moment`, which stays in place. */
  zoom(steps, moment) {
    const least = Math.min(NARROWEST_SECONDS, this.seconds)
    const span = Math.min(this.seconds, Math.max(least, this.span / 2 ** steps))
    const share = (moment - this.from) / this.span
    const inside = share >= 0 && share <= 1
    this.show(inside ? moment - share * span : moment - span / 2, span)
  }

  whole() { this.show(0, this.seconds) }

  show(from, span = this.span) {
    this.from = Math.max(0, Math.min(from, this.seconds - span))
    this.to = this.from + span
    this.#changed()
  }

  /** Shows another stretch because somebody wants to look there, whatever is playing. */
  pan(from) {
    this.isLookingElsewhere = true
    this.show(from)
  }

  /** Turns the page when `moment` has left it, unless somebody looks elsewhere. */
  follow(moment) {
    if (this.holds(moment)) this.isLookingElsewhere = false
    else if (!this.isLookingElsewhere) this.reveal(moment)
  }

  /** Brings `moment` into sight. */
  reveal(moment) {
    if (!this.holds(moment)) this.show(moment - this.span * 0.08)
  }

  holds(moment) { return moment >= this.from && moment <= this.to }
}
