// Menus close at Escape and at a click elsewhere; long ones can be narrowed by typing.
export default function mount(filters) {
  const menus = [...filters.querySelectorAll("details")]
  const close = (except) => {
    for (const menu of menus) if (menu !== except) menu.open = false
  }
  document.addEventListener("click", (event) => close(event.target.closest("details")))
  filters.addEventListener("keydown", (event) => {
    const menu = event.target.closest("details[open]")
    if (event.key !== "Escape" || event.isComposing || !menu) return
    menu.open = false
    menu.querySelector("summary").focus()
  })
  for (const menu of menus) {
    menu.addEventListener("toggle", () => {
      if (menu.open) close(menu)
    })
  }
  for (const field of filters.querySelectorAll("[data-narrow]")) narrow(field)
}

function narrow(field) {
  field.hidden = false
  const items = [...field.parentElement.querySelectorAll("li")]
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase()
    for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted)
  })
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return
    event.preventDefault()
    items.find((item) => !item.hidden)?.querySelector("a")?.click()
  })
}
