// Looks at its own page again every few seconds while somebody can see it, and takes the new text.
export default function mount(region) {
  const milliseconds = Number(region.dataset.every) * 1000
  const look = async () => {
    if (document.hidden || region.contains(document.activeElement)) return
    const answer = await fetch(location.href, {
      headers: { accept: "text/html", "x-callaudit-refresh": "1" },
    })
    if (answer.redirected) return location.reload()
    if (!answer.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const fresh = page.querySelector('[data-behavior="refresh"]')
    if (fresh && fresh.innerHTML !== region.innerHTML) region.replaceChildren(...fresh.childNodes)
  }
  setInterval(() => look().catch(() => {}), milliseconds)
}
