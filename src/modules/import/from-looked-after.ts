import type { Received } from '../../platform/record/received.ts'
import { adoptedFromReturn, placedFromReturn } from '../adoption/index.ts'
import { allocationFromReturn } from '../allocation/index.ts'
import { contactFromReturn } from '../care-leavers/index.ts'
import { outcomeFromReturn } from '../health/index.ts'
import {
  asylumFromHeader,
  asylumFromReturn,
  careEpisodeFromReturn,
  libertyFromReturn,
  motherhoodFromHeader,
  permanenceFromReturn,
  reviewFromReturn,
} from '../looked-after/index.ts'
import { missingFromReturn } from '../missing/index.ts'
import { personFromHeader, personFromRow, type PersonReceived } from '../people/index.ts'
import type { Ad1Row, HeaderRow, PlacedAdoptionRow, Ssda903Row, Ssda903Table } from '../return-files/index.ts'
import { yearEnds, yearStarts, type ChildReceived, type Covered } from './child-received.ts'
import { distinct } from './distinct.ts'

/** What is known of a file of the return beside its rows. */
export type YearOf = (file: number) => number | null

/** A child of the looked-after return, from their rows in every table and year given together. */
export function childFromReturn(
  laChildId: string,
  rows: readonly Ssda903Row[],
  yearOf: YearOf,
): ChildReceived {
  const ordered = rows.toSorted(
    (a, b) => (yearOf(a.file) ?? 0) - (yearOf(b.file) ?? 0) || a.file - b.file || a.line - b.line,
  )
  const decided = ordered.filter(isDecision)
  return {
    laChildId,
    people: peopleOf(laChildId, ordered),
    records: distinct(ordered.flatMap((row) => recordsOf(row, yearOf, decided))),
    covered: coveredBy(ordered, yearOf),
    rows,
  }
}

const isDecision = (row: Ssda903Row): row is PlacedAdoptionRow => row.table === 'placedAdoption'

/** A child of whom no row gives so much as a birth date is still a child. */
function peopleOf(laChildId: string, rows: readonly Ssda903Row[]): PersonReceived[] {
  const [first] = rows
  const people = rows.flatMap((row) => personOf(laChildId, row))
  return people.length > 0 || first === undefined ? people : [personFromRow(laChildId, first)]
}

const personOf = (laChildId: string, row: Ssda903Row): PersonReceived[] => {
  if (row.table === 'header') return [personFromHeader(laChildId, row)]
  return 'dob' in row && row.dob !== null ? [personFromRow(laChildId, row)] : []
}

function recordsOf(row: Ssda903Row, yearOf: YearOf, decided: readonly PlacedAdoptionRow[]): Received[] {
  if (isAlone(row)) return [aloneFrom(row)]
  switch (row.table) {
    case 'header':
      return besideHeader(row)
    case 'episodes':
      return [careEpisodeFromReturn(row)]
    case 'reviews':
      return [reviewFromReturn(row)]
    case 'oc2':
      return [outcomeFromReturn(row, yearOf(row.file))]
    case 'oc3':
      return [contactFromReturn(row, yearOf(row.file))]
    case 'ad1':
      return [adoptedFromReturn(row, decisionOf(row, decided))]
    case 'placedAdoption':
      return [placedFromReturn(row)]
  }
}

/** Rows that need nothing but themselves. */
type Alone = Ssda903Row<'uasc' | 'prevPerm' | 'missing' | 'swEpisodes' | 'dolo'>
const alone: ReadonlySet<Ssda903Table> = new Set(['uasc', 'prevPerm', 'missing', 'swEpisodes', 'dolo'])
const isAlone = (row: Ssda903Row): row is Alone => alone.has(row.table)

function aloneFrom(row: Alone): Received {
  switch (row.table) {
    case 'uasc':
      return asylumFromReturn(row)
    case 'prevPerm':
      return permanenceFromReturn(row)
    case 'missing':
      return missingFromReturn(row)
    case 'swEpisodes':
      return allocationFromReturn(row)
    case 'dolo':
      return libertyFromReturn(row)
  }
}

const besideHeader = (row: HeaderRow): Received[] => [
  ...(row.mother === null && row.mcDob === null ? [] : [motherhoodFromHeader(row)]),
  ...(row.uasc === '1' ? [asylumFromHeader(row)] : []),
]

/** The row of the decision these adopters are of: made on the same day (SSDA903 rule 523), and not reversed. */
const decisionOf = ({ dateInt }: Ad1Row, decided: readonly PlacedAdoptionRow[]): PlacedAdoptionRow | null =>
  decided.findLast(
    ({ datePlaced, datePlacedCeased }) =>
      datePlaced !== null && datePlacedCeased === null && datePlaced === dateInt,
  ) ?? null

const facts: Readonly<Partial<Record<Ssda903Table, Covered['fact']>>> = {
  episodes: 'placement',
  reviews: 'looked-after review',
  placedAdoption: 'adoption',
  ad1: 'adoption',
  swEpisodes: 'allocation',
}

/**
 * Every looked-after child has a row in the episodes file, so the files given with it cover them too. No file of the
 * return says that anybody saw the child.
 */
function coveredBy(rows: readonly Ssda903Row[], yearOf: YearOf): Covered[] {
  const held = new Map<string, Covered>()
  for (const { table, file } of rows) {
    const year = yearOf(file)
    if (year === null) continue
    for (const fact of [facts[table], ...(table === 'episodes' ? withEpisodes : [])])
      if (fact !== undefined)
        held.set(`${fact} ${year}`, { fact, fromOn: yearStarts(year), untilOn: yearEnds(year) })
  }
  return [...held.values()]
}

const withEpisodes = ['looked-after review', 'adoption'] as const
