// Keeps the session of somebody who works on one page alive, and warns who doesn't before it ends.
// Typing and pointing count as use, told to the server at most once in five minutes.
const tellMilliseconds = 5 * 60_000
const warnMilliseconds = 2 * 60_000

export default function mount(notice) {
  const idleMilliseconds = Number(notice.dataset.seconds) * 1000
  let told = Date.now()
  let telling = false

  const tell = async () => {
    if (telling) return
    telling = true
    try {
      const answer = await fetch(notice.dataset.url, { method: "HEAD", redirect: "manual" })
      if (answer.ok) told = Date.now()
    } catch {
      // The next key or the button tries again.
    }
    telling = false
    notice.hidden = Date.now() - told < idleMilliseconds - warnMilliseconds
  }

  for (const kind of ["keydown", "pointerdown"]) {
    addEventListener(kind, () => Date.now() - told > tellMilliseconds && tell(), { passive: true })
  }
  notice.querySelector("button").addEventListener("click", tell)
  setInterval(() => {
    notice.hidden = Date.now() - told < idleMilliseconds - warnMilliseconds
  }, 5000)
}
