// Each [data-behavior="rows"] gets behaviors/rows.js. Pages work without it, but for the player.
import "./shortcuts.js"

async function mount(element) {
  const behavior = await import(`./behaviors/${element.dataset.behavior}.js`)
  behavior.default(element)
}

for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false
await Promise.all([...document.querySelectorAll("[data-behavior]")].map(mount))
document.documentElement.dataset.mounted = ""
