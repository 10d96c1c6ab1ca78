// What a listener keeps from call to call; a browser that keeps nothing does no harm.
export function kept(name) {
  try { return localStorage.getItem(`player.${name}`) } catch { return null }
}

export function keep(name, value) {
  try { localStorage.setItem(`player.${name}`, value) } catch { /* not kept, then */ }
}
