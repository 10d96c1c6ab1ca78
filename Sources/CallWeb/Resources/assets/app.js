// Each [data-behavior="rows"] gets behaviors/rows.js. Pages work without it, but for the player.
import "./shortcuts.js"

for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false
for (const element of document.querySelectorAll("[data-behavior]")) {
  const { default: mount } = await import(`./behaviors/${element.dataset.behavior}.js`)
  mount(element)
}
