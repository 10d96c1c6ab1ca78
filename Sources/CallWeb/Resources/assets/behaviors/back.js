// Leads back to the list as it was, with its filters.
export default function mount(link) {
  const list = sessionStorage.getItem("list")
  if (list?.startsWith("/calls")) link.href = list
  link.addEventListener("click", () => sessionStorage.setItem("returning", "yes"))
}
