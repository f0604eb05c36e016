/** The next part is read while the one in hand is being stored: reading and storing each have a processor of their own. */
export async function* ahead<T>(parts: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = parts.next()
  for (;;) {
    const { value, done } = await next
    if (done === true) return
    next = parts.next()
    // Whoever stops early must not be surprised later by a fault in what was read ahead.
    next.catch(() => undefined)
    yield value
  }
}
