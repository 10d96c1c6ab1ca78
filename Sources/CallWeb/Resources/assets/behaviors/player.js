// The player: a plain <audio> underneath, lanes and controls above it.
import { onKeys } from "../shortcuts.js"
import { keep, kept } from "../player/kept.js"
import { gainOf, Lane, rule } from "../player/lanes.js"
import { length } from "../player/length.js"
import { beyondSilence, jump, savedSeconds } from "../player/marks.js"
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
    this.mountTransport()
    this.mountAudio()
    mountPointer(this)
    this.mountKeys()
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
    this.view.follow(this.audio.currentTime)
    this.point()
  }

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

  mountTransport() {
    this.each("[data-play]", () => this.toggle())
    this.each("[data-seek-by]", (button) => {
      this.seek(this.audio.currentTime + Number(button.dataset.seekBy))
    })
    this.each("[data-zoom]", (button) => this.zoom(Number(button.dataset.zoom)))
    this.each("[data-jump]", (button) => this.jump(button.dataset.jump, 1))
    this.each("[data-mute]", (button) => this.sides.toggleMute(Number(button.dataset.mute)))
    this.each("[data-solo]", (button) => this.sides.toggleSolo(Number(button.dataset.solo)))
    this.each("[data-mute], [data-solo]", () => this.showSides())
    this.each("[data-link]", () => this.copyLink())
    for (const link of document.querySelectorAll("[data-moment]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault()
        this.seek(Number(link.dataset.moment))
      })
    }
    this.mountSpeed()
    this.mountSkip()
  }

  mountSpeed() {
    this.speed = this.element.querySelector("[data-speed]")
    const apply = () => { this.audio.playbackRate = this.audio.defaultPlaybackRate = Number(this.speed.value) }
    this.speed.value = kept("speed") ?? "1"
    if (!this.speed.value) this.speed.value = "1"
    this.speed.addEventListener("change", () => { keep("speed", this.speed.value); apply() })
    apply()
  }

  mountSkip() {
    const button = this.element.querySelector("[data-skip]")
    if (!button) return
    const saved = length(savedSeconds(this.talk.silences))
    button.querySelector("[data-saves]").textContent =
      `· ${this.words.wordSaves.replace("{length}", saved)}`
    const set = (on) => {
      this.skips = on
      button.setAttribute("aria-pressed", String(on))
    }
    set(kept("skip") === "on")
    button.addEventListener("click", () => { set(!this.skips); keep("skip", this.skips ? "on" : "off") })
  }

  mountKeys() {
    const by = (seconds) => () => this.seek(this.audio.currentTime + seconds)
    const faster = (step) => () => {
      const next = this.speed.options[this.speed.selectedIndex + step]
      if (!next) return
      this.speed.value = next.value
      this.speed.dispatchEvent(new Event("change"))
    }
    onKeys({
      j: by(-10), l: by(10), k: () => this.toggle(), "<": faster(-1), ">": faster(1),
      ",": faster(-1), ".": faster(1), "=": () => this.zoom(1), "−": () => this.zoom(-1),
      "shift+n": () => this.jump("silences", -1), "shift+o": () => this.jump("overtalks", -1),
      "shift+c": () => this.jump("turns", -1), home: () => this.seek(0),
      end: () => this.seek(this.seconds),
    })
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

  showSides() {
    for (const button of this.element.querySelectorAll("[data-mute]")) {
      const channel = Number(button.dataset.mute)
      button.setAttribute("aria-pressed", String(this.sides.muted.has(channel)))
    }
    for (const button of this.element.querySelectorAll("[data-solo]")) {
      button.setAttribute("aria-pressed", String(this.sides.solo === Number(button.dataset.solo)))
    }
    for (const lane of this.lanes) lane.element.classList.toggle("off", !this.sides.isHeard(lane.channel))
  }

  async copyLink() {
    const link = new URL(location.href)
    link.searchParams.set("t", this.audio.currentTime.toFixed(1))
    history.replaceState(null, "", link)
    await navigator.clipboard?.writeText(link.href).catch(() => {})
    this.say(this.words.wordCopied, false)
  }

  draw() {
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
    const spoken = this.words.wordOf.replace("{now}", text).replace("{length}", length(this.seconds))
    this.slider.setAttribute("aria-valuetext", spoken)
  }

  say(text, isBad) {
    const message = this.element.querySelector("[data-message]")
    message.textContent = text
    message.classList.toggle("bad", isBad)
  }

  each(selector, act) {
    for (const button of this.element.querySelectorAll(selector)) {
      button.addEventListener("click", () => act(button))
    }
  }
}
