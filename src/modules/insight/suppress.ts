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
export function suppress(
  total: Cell,
  parts: readonly Cell[],
  small: number,
): { readonly total: Shown; readonly parts: readonly Shown[] } {
  const few = (count: number): boolean => count >= 1 && count <= small
  // First by how many there are at all, and then by how many of them count: measures of the same children are let out
  // together, and what each takes out to hide a small team must be the same in all of them.
  const sizes = (cells: readonly Cell[]): Cell[] =>
    cells.map((cell) => ({ numerator: cell.denominator ?? cell.numerator, denominator: null }))
  const [size = total] = sizes([total])
  const bySize = goneFrom(size, sizes(parts), few, new Set())
  const gone = bySize === null ? null : goneFrom(total, parts, few, bySize)
  if (gone === null) return { total: none, parts: parts.map(() => none) }
  return { total: shown(total), parts: parts.map((cell, i) => (gone.has(i) ? none : shown(cell))) }
}

/** Which parts may not be shown, beside those that go anyhow; null where the total may not either. */
function goneFrom(
  total: Cell,
  parts: readonly Cell[],
  few: (count: number) => boolean,
  anyhow: ReadonlySet<number>,
): Set<number> | null {
  if (tells(total, few)) return null
  // What belongs to no part is never shown, and can be had by taking away: it is a part like the others, already hidden.
  const rest = restOf(total, parts)
  const gone = new Set([...anyhow, ...parts.flatMap((cell, i) => (tells(cell, few) ? [i] : []))])
  const hidden = (): Cell[] => [...parts.filter((_, i) => gone.has(i)), rest].filter(someOf)
  const toKeep = gone.size > 0 || tells(rest, few)
  while (toKeep && givenAway(hidden(), few)) {
    const next = smallestLeft(parts, gone)
    if (next === null) return null
    gone.add(next)
  }
  return gone
}

/** Whether a cell says of a few, or of a few left over. */
const tells = ({ numerator, denominator }: Cell, few: (count: number) => boolean): boolean =>
  few(numerator) || (denominator !== null && (few(denominator) || few(denominator - numerator)))

const none: Shown = { numerator: null, denominator: null, hidden: true }
const shown = (cell: Cell): Shown => ({ ...cell, hidden: false })
const someOf = ({ numerator, denominator }: Cell): boolean => numerator > 0 || (denominator ?? 0) > 0

const sumOf = (cells: readonly Cell[]): Cell => ({
  numerator: cells.reduce((sum, { numerator }) => sum + numerator, 0),
  denominator: cells.some(({ denominator }) => denominator === null)
    ? null
    : cells.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0),
})

function restOf(total: Cell, parts: readonly Cell[]): Cell {
  const sum = sumOf(parts)
  return {
    numerator: Math.max(0, total.numerator - sum.numerator),
    denominator: total.denominator === null ? null : Math.max(0, total.denominator - (sum.denominator ?? 0)),
  }
}

/** Whether taking what is shown from the total tells the one that was hidden, or that all of them together are few. */
function givenAway(hidden: readonly Cell[], few: (count: number) => boolean): boolean {
  const { numerator, denominator } = sumOf(hidden)
  return (
    hidden.length === 1 ||
    few(numerator) ||
    (denominator !== null && (few(denominator) || few(denominator - numerator)))
  )
}

function smallestLeft(parts: readonly Cell[], gone: ReadonlySet<number>): number | null {
  const left = parts.flatMap((cell, i) =>
    gone.has(i) || !someOf(cell) ? [] : [{ i, size: cell.denominator ?? cell.numerator }],
  )
  return left.toSorted((one, other) => one.size - other.size)[0]?.i ?? null
}
