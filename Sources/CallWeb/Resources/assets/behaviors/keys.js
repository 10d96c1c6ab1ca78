// The dialog that lists the keys; `?` opens it, a click beside it closes it.
import { onKeys } from "../shortcuts.js"

export default function mount(dialog) {
  onKeys({ "?": () => dialog.showModal() })
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close()
  })
}
