// Ctrl and Enter send the form in which somebody types. Without this the button does.
export default function mount(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
    if (event.repeat || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    form.requestSubmit()
  })
}
