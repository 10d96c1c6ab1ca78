// The editor of a scorecard shows what the scorer will see while one types, and does what its
// buttons say without leaving the place. The server does both; without this script by whole pages.
const waitMilliseconds = 500
const answerMilliseconds = 20_000

export default function mount(editor) {
  const form = editor.querySelector("form")
  let timer = 0
  let asked = 0

  const send = async (act) => {
    const number = ++asked
    const body = new URLSearchParams(new FormData(form))
    body.set("act", act)
    try {
      const answer = await fetch(form.action, {
        method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(answerMilliseconds),
      })
      if (!answer.ok || number !== asked) return null
      return new DOMParser().parseFromString(await answer.text(), "text/html")
    } catch {
      // The button "Update" does the same, and shows what is wrong.
      return null
    }
  }

  const take = (page, names) => {
    for (const name of names) {
      const [own, fresh] = [editor, page].map((from) => from.querySelector(`[data-part="${name}"]`))
      if (own && fresh) own.replaceChildren(...fresh.childNodes)
    }
  }

  const mark = (page) => {
    const fresh = new Map([...page.querySelectorAll("[data-field]")].map(
      (field) => [field.dataset.field, field]))
    for (const field of editor.querySelectorAll("[data-field]")) {
      const problem = fresh.get(field.dataset.field)?.querySelector(".problem")
      field.querySelector(".problem")?.remove()
      field.classList.toggle("wrong", Boolean(problem))
      if (problem) field.append(problem)
    }
  }

  const preview = async () => {
    const page = await send("preview")
    if (!page) return
    take(page, ["todo", "preview"])
    mark(page)
  }

  // What is open stays so.
  const rebuild = async (act) => {
    const page = await send(act)
    if (!page) return form.requestSubmit(form.querySelector(`[value="${CSS.escape(act)}"]`))
    const isOwn = act === "preview"
    const open = new Set([...editor.querySelectorAll("details[open][id]")].map((one) => one.id))
    take(page, ["todo", "fields", "preview"])
    for (const id of isOwn ? open : []) document.getElementById(id)?.setAttribute("open", "")
    const opened = editor.querySelector("details.item[open]")
    if (!isOwn && opened) opened.scrollIntoView({ block: "nearest" })
  }

  form.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(preview, waitMilliseconds)
  })
  form.addEventListener("change", (event) => {
    if (!("turn" in event.target.dataset)) return
    clearTimeout(timer)
    rebuild("preview")
  })
  form.addEventListener("submit", (event) => {
    const act = event.submitter?.value
    if (!act || act === "save") return
    event.preventDefault()
    clearTimeout(timer)
    rebuild(act)
  })
}
