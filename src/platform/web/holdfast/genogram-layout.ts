import { generations, type Couple, type Family } from './family.ts'

/** Where each person's sign stands: the middle of it. */
export interface Place {
  readonly x: number
  readonly row: number
}

/** The width each person has, for the sign and the name below it. */
export const slot = 136

/** Room at each side, for the outline of the home. */
export const margin = 8

/** The height of a generation: its signs, two lines of words, and the lines down to the next. */
export const rowHeight = 140

/** The middle of the signs on a row. */
export const middleOf = (row: number): number => 40 + row * rowHeight

/** Every person's place. No two on one row are nearer than a slot, so no name can touch another. */
export function placesOf(family: Family): ReadonlyMap<string, Place> {
  const rows = rowsOf(family)
  let xs = new Map<string, number>()
  for (const row of rows) row.forEach((id, i) => xs.set(id, (i - (row.length - 1) / 2) * slot))
  for (let pass = 0; pass < 6; pass += 1) {
    const order = pass % 2 === 0 ? rows : rows.toReversed()
    for (const row of order) xs = new Map([...xs, ...settled(row, family.couples, xs, pass % 2 === 0)])
  }
  const left = Math.min(...xs.values()) - slot / 2 - margin
  return new Map(
    rows.flatMap((row, at) =>
      row.map((id) => [id, { x: Math.round((xs.get(id) ?? 0) - left), row: at }] as const),
    ),
  )
}

/** Oldest generation first; in each, partners beside each other and children in the order of their parents. */
function rowsOf(family: Family): readonly (readonly string[])[] {
  const levels = generations(family)
  const rows: string[][] = Array.from({ length: Math.max(...levels.values()) + 1 }, () => [])
  rows.forEach((row, at) => {
    const here = family.people.map(({ id }) => id).filter((id) => levels.get(id) === at)
    const above = rows[at - 1] ?? []
    const chains = chainsOf(here, family.couples).map((chain) => ({
      chain,
      from: cameFrom(chain, family.couples, above),
    }))
    row.push(
      ...chains.toSorted((a, b) => a.from - b.from).flatMap(({ chain }) => turned(chain, family, above)),
    )
  })
  return rows
}

/** Where in the row above a chain's parents stand, on average; after everyone else's when nobody's do. */
function cameFrom(chain: readonly string[], couples: readonly Couple[], above: readonly string[]): number {
  const parents = chain.flatMap((id) => parentsOf(id, couples)).map((id) => above.indexOf(id))
  const found = parents.filter((at) => at >= 0)
  return found.length === 0 ? above.length : found.reduce((sum, at) => sum + at, 0) / found.length
}

const parentsOf = (id: string, couples: readonly Couple[]): readonly string[] =>
  couples.filter(({ children = [] }) => children.includes(id)).flatMap(({ partners }) => partners)

/** Turns a chain round where its parents then stand in their own order above. */
function turned(chain: readonly string[], { couples }: Family, above: readonly string[]): readonly string[] {
  const first = cameFrom(chain.slice(0, 1), couples, above)
  const last = cameFrom(chain.slice(-1), couples, above)
  return first > last && first < above.length ? chain.toReversed() : chain
}

/** People tied as partners, each beside the next where that can be: from an end of the chain, along it. */
function chainsOf(people: readonly string[], couples: readonly Couple[]): readonly (readonly string[])[] {
  const left = new Set(people)
  const partnersOf = (id: string): readonly string[] =>
    couples
      .flatMap(({ partners }) =>
        (partners as readonly string[]).includes(id) ? partners.filter((each) => each !== id) : [],
      )
      .filter((each) => people.includes(each))
  const chains: string[][] = []
  for (const start of people.toSorted((a, b) => partnersOf(a).length - partnersOf(b).length)) {
    const chain: string[] = []
    for (let at: string | undefined = start; at !== undefined && left.delete(at);) {
      chain.push(at)
      at = chain
        .toReversed()
        .flatMap(partnersOf)
        .find((each) => left.has(each))
    }
    if (chain.length > 0) chains.push(chain)
  }
  return chains.toSorted((a, b) => people.indexOf(a[0] ?? '') - people.indexOf(b[0] ?? ''))
}

/** A row moved towards its parents, or its children, as far as a slot for each allows. */
function settled(
  row: readonly string[],
  couples: readonly Couple[],
  xs: ReadonlyMap<string, number>,
  down: boolean,
) {
  const wanted = row.map((id, i) => {
    const near = down ? midpoints(id, couples, xs) : childrenOf(id, couples).map((each) => xs.get(each) ?? 0)
    const aim = near.length > 0 ? near.reduce((sum, x) => sum + x, 0) / near.length : (xs.get(id) ?? 0)
    return aim - i * slot
  })
  return new Map(rising(wanted).map((x, i) => [row[i] ?? '', x + i * slot] as const))
}

const childrenOf = (id: string, couples: readonly Couple[]): readonly string[] =>
  couples
    .filter(({ partners }) => (partners as readonly string[]).includes(id))
    .flatMap(({ children = [] }) => children)

const midpoints = (
  id: string,
  couples: readonly Couple[],
  xs: ReadonlyMap<string, number>,
): readonly number[] =>
  couples
    .filter(({ children = [] }) => children.includes(id))
    .map(({ partners }) => partners.reduce((sum, each) => sum + (xs.get(each) ?? 0), 0) / partners.length)

/** The nearest numbers to these that never fall: neighbours out of order are given their average. */
function rising(wanted: readonly number[]): readonly number[] {
  const pools: { sum: number; count: number }[] = []
  for (const each of wanted) {
    pools.push({ sum: each, count: 1 })
    for (
      let last = pools.at(-1), before = pools.at(-2);
      last && before && before.sum / before.count > last.sum / last.count;
    ) {
      before.sum += last.sum
      before.count += last.count
      pools.pop()
      last = pools.at(-1)
      before = pools.at(-2)
    }
  }
  return pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
}
