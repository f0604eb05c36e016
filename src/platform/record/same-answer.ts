/**
 * Whether two answers say the same, however they are spelt: nothing is nothing, an instant is the moment it names,
 * lists and checklists are what they hold.
 *
 * @example sameAnswer('2026-07-01T10:00:00+00:00', '2026-07-01T11:00:00+01:00') // true
 */
export function sameAnswer(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if ((one ?? null) === null || (other ?? null) === null) return (one ?? null) === (other ?? null)
  if (typeof one === 'string' && typeof other === 'string')
    return isMoment(one) && Date.parse(one) === Date.parse(other)
  return typeof one === 'object' && spelt(one) === spelt(other)
}

const isMoment = (text: string): boolean => text[10] === 'T'

/** Keys in order: PostgreSQL keeps an object's keys in an order of its own. */
const spelt = (value: unknown): string =>
  JSON.stringify(value, (_key, held: unknown) =>
    held !== null && typeof held === 'object' && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  )
