// Saves a letter by itself while it is written, and shows what it says by now and what it lacks.
// Without this the button does.
import mountSend from "./send.js"

const WAIT_MILLISECONDS = 6_000
const ANSWER_MILLISECONDS = 15_000
const RETRY_MILLISECONDS = 10_000
/** Browsers let 64 KiB go on after the page is gone. */
const OUTLIVES_BYTES_MAX = 60_000

export default function mount(form) {
  const state = form.querySelector("[data-state]")
  const template = form.elements.template.value
  let saved = written()
  let refused = null
  let timer = null
  let sending = null
  let isLeaving = false
  let isWaiting = false

  mountSend(form)
  form.addEventListener("input", () => soon(WAIT_MILLISECONDS))
  form.addEventListener("submit", submit)
  addEventListener("pagehide", leave)
  addEventListener("pageshow", (event) => event.persisted && location.reload())
  document.addEventListener("visibilitychange", () => document.hidden && isDue() && save())
  addEventListener("beforeunload", (event) => {
    if (isDirty() && (sending || written() === refused || !outlives())) event.preventDefault()
  })

  function fields() { return new URLSearchParams(new FormData(form)) }

  /** What a draft keeps: neither how nor when it is sent. */
  function written() {
    const kept = [...fields()].filter(([name]) => name === "template" || name.startsWith("place-"))
    return new URLSearchParams(kept).toString()
  }

  function isDirty() { return !isLeaving && written() !== saved }

  /** Not again as it was refused; another template asks for other things and takes the button. */
  function isDue() {
    return isDirty() && written() !== refused && form.elements.template.value === template
  }

  function outlives() { return fields().toString().length < OUTLIVES_BYTES_MAX }

  function soon(milliseconds) {
    timer ??= setTimeout(() => {
      timer = null
      if (isDue()) save()
    }, milliseconds)
  }

  /** One at a time, so that no revision comes twice. */
  function save() {
    sending ??= send().finally(() => {
      sending = null
      if (isDue()) soon(WAIT_MILLISECONDS)
    })
    return sending
  }

  async function send() {
    const text = written()
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: fields(), signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
      })
      if (answer.status >= 500 || answer.status === 429) throw new Error("later")
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      const next = page.querySelector(".letter-form")
      if (!next) return location.reload()
      const refusal = page.querySelector(".notice.warn:not(.idle)")
      refused = answer.ok ? null : text
      if (answer.ok) {
        saved = text
        form.elements.revision.value = next.elements.revision.value
        for (const part of [".letter-sheet", "[data-missing]"]) {
          document.querySelector(part).replaceWith(page.querySelector(part))
        }
      }
      say(answer.ok ? state.dataset.saved : refusal?.innerText ?? state.dataset.waiting)
    } catch {
      say(state.dataset.waiting)
      soon(RETRY_MILLISECONDS)
    }
  }

  function say(text) { state.textContent = text.trim() }

  /** Somebody saves or sends: what is under way ends first, and its revision goes along. */
  async function submit(event) {
    if (sending) {
      event.preventDefault()
      if (isWaiting) return
      isWaiting = true
      await sending
      isWaiting = false
      form.requestSubmit(event.submitter ?? undefined)
      return
    }
    clearTimeout(timer)
    isLeaving = true
  }

  /** Nobody waits for the answer. */
  function leave() {
    if (!isDirty() || sending || !outlives()) return
    fetch(form.action, { method: "POST", body: fields(), keepalive: true }).catch(() => {})
  }
}
