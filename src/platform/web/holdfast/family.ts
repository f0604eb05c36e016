/** One person in a child's family drawing. */
export interface FamilyMember {
  readonly id: string
  /** 'Mum Kelly'. The whole of it is in the title and the table; the drawing may shorten it. */
  readonly name: string
  /** 'Mum', 'Nan', 'Mum’s partner'. */
  readonly relation: string
  readonly sex: 'female' | 'male' | 'unknown'
  /** A few words below the name: 'not contacted'. */
  readonly note?: string | undefined
  readonly died?: boolean | undefined
  /** Whether we know too little: drawn with a question mark. */
  readonly unknown?: boolean | undefined
}

/** Two people, or one with somebody nobody has named, and the children they had together. */
export interface Couple {
  readonly partners: readonly [string] | readonly [string, string]
  readonly ended?: boolean | undefined
  readonly children?: readonly string[] | undefined
}

/** A child's family: twelve people are drawn well; everyone is in the table. */
export interface Family {
  /** The id of the child whose record this is. */
  readonly child: string
  readonly people: readonly FamilyMember[]
  readonly couples: readonly Couple[]
  /** Who lives with the child, the child among them, and where. */
  readonly home?: { readonly name: string; readonly people: readonly string[] } | undefined
}

/**
 * Which row each person stands on: nought for the oldest generation. Partners share a row, children stand below their
 * parents, and whoever is tied to nobody stands with the child.
 */
export function generations({ child, people, couples }: Family): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const start of [child, ...people.map(({ id }) => id)]) {
    if (!found.has(start)) spread(start, 0, couples, found)
  }
  const known = new Set(people.map(({ id }) => id))
  const rows = [...found].filter(([id]) => known.has(id))
  const top = Math.min(...rows.map(([, row]) => row))
  return new Map(rows.map(([id, row]) => [id, row - top]))
}

function spread(id: string, row: number, couples: readonly Couple[], found: Map<string, number>): void {
  if (found.has(id)) return
  found.set(id, row)
  for (const { partners, children = [] } of couples) {
    const parent = (partners as readonly string[]).includes(id)
    const offspring = children.includes(id)
    if (!parent && !offspring) continue
    for (const each of partners) spread(each, parent ? row : row - 1, couples, found)
    for (const each of children) spread(each, parent ? row + 1 : row, couples, found)
  }
}

/** What ties one person to the rest, in words: 'Partner of Dean. Was with Carl. Parent of Tyler and Leo.' */
export function tiesOf(id: string, { people, couples }: Family): string {
  const names = new Map(people.map((person) => [person.id, person.name]))
  const called = (ids: readonly string[]): string =>
    listOf(ids.map((each) => names.get(each) ?? '').filter(Boolean))
  const own = couples.filter(({ partners }) => (partners as readonly string[]).includes(id))
  const others = (ended: boolean): string =>
    called(
      own
        .filter((couple) => Boolean(couple.ended) === ended)
        .flatMap(({ partners }) => partners.filter((each) => each !== id)),
    )
  const parents = called(
    couples.filter(({ children = [] }) => children.includes(id)).flatMap(({ partners }) => partners),
  )
  const children = called(own.flatMap((couple) => couple.children ?? []))
  const ties = [
    ['Child of', parents],
    ['Partner of', others(false)],
    ['Was with', others(true)],
    ['Parent of', children],
  ]
  return ties
    .filter(([, who]) => who !== '')
    .map(([tie, who]) => `${tie} ${who}.`)
    .join(' ')
}

/** 'Kelly, Tyler and Leo'. */
export const listOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
