/** One row of what leaves the building: a count of a whole, of one team or of all together. */
export interface Cell {
  readonly numerator: number
  /** Null where nothing is counted of. */
  readonly denominator: number | null
}

/** A row as it may be shown. `hidden` where a number was small, or would have told of one. */
export interface Shown {
  readonly numerator: number | null
  readonly denominator: number | null
  readonly hidden: boolean
}

/**
 * A total and its parts with small numbers taken out, so that none of them can be worked out from the others.
 *
 * A count of 1 to `small` goes, and so does a count whose rest is 1 to `small`, since the one tells the other; a whole of 1
 * to `small` goes with both. Where what has gone would add up to a small number or be the only one gone, the smallest part
 * still shown goes too. The order of the parts is kept.
 *
 * @param total of all the parts and of whatever belongs to none
 */
export function suppress(total: Cell, parts: readonly Cell[], small: number): { readonly total: Shown; readonly parts: readonly Shown[] } {
  const isSmall = (count: number): boolean => count >= 1 && count <= small
  const tells = ({ numerator, denominator }: Cell): boolean =>
    isSmall(numerator) || (denominator !== null && (isSmall(denominator) || isSmall(denominator - numerator)))
  if (tells(total)) return { total: none, parts: parts.map(() => none) }
  // What belongs to no part is never shown, and can be had by taking away: it is a part like the others, already hidden.
  const rest = restOf(total, parts)
  const gone = new Set(parts.flatMap((cell, i) => (tells(cell) ? [i] : [])))
  const hidden = (): Cell[] => [...parts.filter((_, i) => gone.has(i)), rest].filter(someOf)
  const toKeep = gone.size > 0 || tells(rest)
  while (toKeep && givenAway(hidden(), isSmall)) {
    const next = smallestLeft(parts, gone)
    if (next === null) return { total: none, parts: parts.map(() => none) }
    gone.add(next)
  }
  return { total: shown(total), parts: parts.map((cell, i) => (gone.has(i) ? none : shown(cell))) }
} // prettier-ignore

const none: Shown = { numerator: null, denominator: null, hidden: true }
const shown = (cell: Cell): Shown => ({ ...cell, hidden: false })
const someOf = ({ numerator, denominator }: Cell): boolean => numerator > 0 || (denominator ?? 0) > 0

const sumOf = (cells: readonly Cell[]): Cell => ({
  numerator: cells.reduce((sum, { numerator }) => sum + numerator, 0),
  denominator: cells.some(({ denominator }) => denominator === null) ? null : cells.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0),
}) // prettier-ignore

function restOf(total: Cell, parts: readonly Cell[]): Cell {
  const sum = sumOf(parts)
  return {
    numerator: Math.max(0, total.numerator - sum.numerator),
    denominator: total.denominator === null ? null : Math.max(0, total.denominator - (sum.denominator ?? 0)),
  }
}

/** Whether taking what is shown from the total tells the one that was hidden, or that all of them together are few. */
function givenAway(hidden: readonly Cell[], isSmall: (count: number) => boolean): boolean {
  const { numerator, denominator } = sumOf(hidden)
  return hidden.length === 1 || isSmall(numerator) || (denominator !== null && (isSmall(denominator) || isSmall(denominator - numerator)))
} // prettier-ignore

function smallestLeft(parts: readonly Cell[], gone: ReadonlySet<number>): number | null {
  const left = parts.flatMap((cell, i) => (gone.has(i) || !someOf(cell) ? [] : [{ i, size: cell.denominator ?? cell.numerator }]))
  return left.toSorted((one, other) => one.size - other.size)[0]?.i ?? null
} // prettier-ignore
