// The player: a plain <audio> underneath, lanes and controls above it.
import { mountControls } from "../player/controls.js"
import { gainOf, Lane, rule } from "../player/lanes.js"
import { length } from "../player/length.js"
import { beyondSilence, jump } from "../player/marks.js"
import { Overview } from "../player/overview.js"
import { Picture } from "../player/picture.js"
import { mountPointer } from "../player/pointer.js"
import { Sides } from "../player/sides.js"
import { View } from "../player/view.js"

export default function mount(element) { new Player(element).begin() }

class Player {
  constructor(element) {
    this.element = element
    this.words = element.dataset
    this.seconds = Number(element.dataset.seconds)
    this.talk = JSON.parse(element.dataset.talk)
    this.audio = element.querySelector("audio")
    this.stage = element.querySelector(".stage")
    this.slider = element.querySelector(".lanes")
    this.ruler = element.querySelector(".ruler")
    this.now = element.querySelector("[data-now]")
    this.lanes = [...element.querySelectorAll("[data-lane]")].map((lane) => new Lane(lane))
    this.sides = new Sides(this.audio)
    this.view = new View(this.seconds, () => this.draw())
    this.overview = new Overview(
      element.querySelector(".overview"), this.view, (moment) => this.seek(moment))
    this.hovered = null
    this.turns = []
    this.speech = []
  }

  async begin() {
    this.element.dataset.ready = ""
    this.audio.controls = false
    this.stage.hidden = false
    mountControls(this)
    this.mountAudio()
    mountPointer(this)
    new ResizeObserver(() => this.draw()).observe(this.slider)
    this.start(Number(this.words.start))
    this.draw()
    await this.loadPicture()
  }

  async loadPicture() {
    try {
      const answer = await fetch(this.words.picture)
      if (!answer.ok) throw new Error(String(answer.status))
      this.picture = new Picture(await answer.arrayBuffer())
    } catch {
      return this.say(this.words.wordFailed, true)
    }
    this.gain = gainOf(this.picture, this.seconds)
    this.speech = this.lanes.map((lane) => this.picture.speech(lane.channel, 0.35))
    const customer = this.lanes.find((lane) => lane.element.classList.contains("customer"))
    if (customer) {
      this.turns = this.picture.speech(customer.channel, this.talk.turnGapSeconds)
        .filter(([from, to]) => to - from >= 0.3)
    }
    this.draw()
  }

  /** Goes to `moment` as soon as the browser knows the sound's length. */
  start(moment) {
    if (!moment) return
    if (this.audio.readyState > 0) return this.seek(moment)
    this.audio.addEventListener("loadedmetadata", () => this.seek(moment), { once: true })
  }

  seek(moment) {
    this.audio.currentTime = Math.max(0, Math.min(moment, this.seconds - 0.01))
    this.view.reveal(this.audio.currentTime)
    this.point()
  }

  seekBy(seconds) { this.seek(this.audio.currentTime + seconds) }

  toggle() {
    if (this.audio.paused) this.audio.play().catch(() => this.say(this.words.wordFailed, true))
    else this.audio.pause()
  }

  mountAudio() {
    const play = this.element.querySelector("[data-play]")
    const shown = () => {
      play.classList.toggle("playing", !this.audio.paused)
      play.lastElementChild.textContent =
        this.audio.paused ? this.words.wordPlay : this.words.wordPause
      if (!this.audio.paused) requestAnimationFrame(tick)
    }
    const tick = () => {
      this.point()
      if (this.audio.paused) return
      this.view.follow(this.audio.currentTime)
      requestAnimationFrame(tick)
    }
    for (const name of ["play", "pause", "ended"]) this.audio.addEventListener(name, shown)
    for (const name of ["seeked", "timeupdate"]) {
      this.audio.addEventListener(name, () => { this.skipSilence(); this.point() })
    }
    this.audio.addEventListener("error", () => this.say(this.words.wordFailed, true))
    if (this.audio.error) this.say(this.words.wordFailed, true)
  }

  zoom(step) {
    if (step === 0) this.view.whole()
    else this.view.zoom(step, this.audio.currentTime)
  }

  jump(kind, step) {
    const spans = kind === "turns" ? this.turns : this.talk[kind]
    const moment = jump(spans, this.audio.currentTime, step)
    if (moment !== null) this.seek(moment)
  }

  skipSilence() {
    if (!this.skips || this.audio.paused) return
    const beyond = beyondSilence(this.talk.silences, this.audio.currentTime)
    if (beyond !== null) this.audio.currentTime = beyond
  }

  draw() {
    this.slider.style.setProperty("--from", this.view.from)
    this.slider.style.setProperty("--span", this.view.span)
    for (const [at, lane] of this.lanes.entries()) {
      lane.draw(this.picture, this.gain, this.view, {
        speech: this.speech[at] ?? [], silence: this.talk.silences, overtalk: this.talk.overtalks,
      })
    }
    rule(this.ruler, this.view, length)
    this.overview.draw(this.picture, this.gain)
    this.point()
  }

  point() {
    const now = this.audio.currentTime
    for (const lane of this.lanes) lane.point(now, this.view, this.hovered)
    const text = length(now)
    if (this.now.textContent === text) return
    this.now.textContent = text
    this.slider.setAttribute("aria-valuenow", Math.round(now))
    const spoken = this.words.wordOf.replace("{now}", text)
      .replace("{length}", length(this.seconds))
    this.slider.setAttribute("aria-valuetext", spoken)
  }

  say(text, isBad) {
    const message = this.element.querySelector("[data-message]")
    message.textContent = text
    message.classList.toggle("bad", isBad)
  }
}
