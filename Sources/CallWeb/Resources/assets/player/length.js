/** `6:41`, `1:02:03`. */
export function length(seconds) {
  const total = Math.max(0, Math.floor(seconds))
  const two = (n) => String(n).padStart(2, "0")
  const [hours, minutes] = [Math.floor(total / 3600), Math.floor(total / 60) % 60]
  return hours ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`
}
