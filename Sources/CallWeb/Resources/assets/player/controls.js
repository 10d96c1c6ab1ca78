// Buttons, speed, keys: everything around the lanes that can be pressed.
import { onKeys } from "../shortcuts.js"
import { keep, kept } from "./kept.js"
import { length } from "./length.js"
import { savedSeconds } from "./marks.js"

export function mountControls(player) {
  const each = (selector, act) => {
    for (const button of player.element.querySelectorAll(selector)) {
      button.addEventListener("click", () => act(button))
    }
  }
  each("[data-play]", () => player.toggle())
  each("[data-seek-by]", (button) => player.seekBy(Number(button.dataset.seekBy)))
  each("[data-zoom]", (button) => player.zoom(Number(button.dataset.zoom)))
  each("[data-jump]", (button) => player.jump(button.dataset.jump, 1))
  each("[data-mute]", (button) => player.sides.toggleMute(Number(button.dataset.mute)))
  each("[data-solo]", (button) => player.sides.toggleSolo(Number(button.dataset.solo)))
  each("[data-mute], [data-solo]", () => showSides(player))
  each("[data-link]", () => copyLink(player))
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-moment]")
    if (!link || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    player.seek(Number(link.dataset.moment))
  })
  mountSkip(player)
  mountKeys(player, mountSpeed(player))
}

function mountSpeed({ audio, element }) {
  const speed = element.querySelector("[data-speed]")
  const apply = () => {
    audio.playbackRate = audio.defaultPlaybackRate = Number(speed.value)
  }
  speed.value = kept("speed") ?? "1"
  if (!speed.value) speed.value = "1"
  speed.addEventListener("change", () => {
    keep("speed", speed.value)
    apply()
  })
  apply()
  return (step) => {
    const next = speed.options[speed.selectedIndex + step]
    if (!next) return
    speed.value = next.value
    speed.dispatchEvent(new Event("change"))
  }
}

function mountSkip(player) {
  const button = player.element.querySelector("[data-skip]")
  if (!button) return
  const saves = player.words.wordSaves.replace(
    "{length}", length(savedSeconds(player.talk.silences)))
  button.querySelector("[data-saves]").textContent = `· ${saves}`
  const set = (on) => {
    player.skips = on
    button.setAttribute("aria-pressed", String(on))
  }
  set(kept("skip") === "on")
  button.addEventListener("click", () => {
    set(!player.skips)
    keep("skip", player.skips ? "on" : "off")
  })
}

function mountKeys(player, changeSpeed) {
  const slower = () => changeSpeed(-1)
  const faster = () => changeSpeed(1)
  onKeys({
    "<": slower, ",": slower, ">": faster, ".": faster,
    "=": () => player.zoom(1), "−": () => player.zoom(-1),
    "shift+o": () => player.jump("overtalks", -1),
    home: () => player.seek(0), end: () => player.seek(player.seconds),
  })
  // Beside a form these keys are the form's.
  if ("compact" in player.element.dataset) return
  onKeys({
    j: () => player.seekBy(-10), l: () => player.seekBy(10), k: () => player.toggle(),
    "shift+n": () => player.jump("silences", -1), "shift+c": () => player.jump("turns", -1),
  })
}

function showSides({ element, lanes, sides }) {
  for (const button of element.querySelectorAll("[data-mute]")) {
    button.setAttribute("aria-pressed", String(sides.muted.has(Number(button.dataset.mute))))
  }
  for (const button of element.querySelectorAll("[data-solo]")) {
    button.setAttribute("aria-pressed", String(sides.solo === Number(button.dataset.solo)))
  }
  for (const lane of lanes) lane.element.classList.toggle("off", !sides.isHeard(lane.channel))
}

/** Puts the moment into the address bar, and into the clipboard where the browser allows it. */
async function copyLink(player) {
  const link = new URL(location.href)
  link.searchParams.set("t", player.audio.currentTime.toFixed(1))
  history.replaceState(null, "", link)
  await navigator.clipboard?.writeText(link.href).catch(() => {})
  player.say(player.words.wordCopied, false)
}
