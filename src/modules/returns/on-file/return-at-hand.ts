import type { Finding, Ssda903Table, Submission } from '../../return-files/index.ts'
import type { Child } from '../ssda903/child.ts'
import { childrenOf, tables } from '../ssda903/gather.ts'
import type { ReturnTables, Whole } from '../ssda903/whole.ts'
import { holdReturn } from './held-return.ts'
import { tablesGiven } from './ssda903-given.ts'

/** A return as it lies in files, this year's and last's, and what the check asks of it. */
export interface ReturnAtHand {
  /** Rows of each table there is, in the order rules' findings are shown. */
  readonly counts: (ofLastYear: boolean) => ReadonlyMap<Ssda903Table, number>
  /** Children of this year's return. */
  readonly children: number
  readonly upns: () => Iterable<string | null>
  readonly homePostcodes: () => Iterable<string | null>
  /** The children of this year's return. */
  readonly each: (whole: Whole) => Iterable<Child>
  /** What reading found in them, in the order of files and lines: known in full when all of them have been given. */
  readonly findings: () => readonly Finding[]
}

/** CSVs are held as text and read child by child; where there is an XML return, every row is held. */
export const returnAtHand = async (
  submission: Submission,
  year: number,
  withLastYear: boolean,
): Promise<ReturnAtHand> =>
  (await holdReturn(submission, year, withLastYear)) ?? rowsAtHand(submission, year, withLastYear)

/** The return with every row of it held. */
export async function rowsAtHand(
  submission: Submission,
  year: number,
  withLastYear: boolean,
): Promise<ReturnAtHand> {
  const findings: Finding[] = []
  const thisYear = await tablesGiven(submission, year, findings)
  const lastYear = withLastYear ? await tablesGiven(submission, year - 1, findings) : {}
  return {
    counts: (ofLastYear) => countsOf(ofLastYear ? lastYear : thisYear),
    children: childrenIn(thisYear),
    upns: () => (thisYear.header ?? []).map(({ upn }) => upn),
    homePostcodes: () => (thisYear.episodes ?? []).map(({ homePost }) => homePost),
    each: (whole) => childrenOf(thisYear, lastYear, whole),
    findings: () => findings,
  }
}

function countsOf(given: ReturnTables): Map<Ssda903Table, number> {
  const counts = new Map<Ssda903Table, number>()
  for (const table of tables) {
    const rows = given[table]
    if (rows !== undefined) counts.set(table, rows.length)
  }
  return counts
}

function childrenIn(given: ReturnTables): number {
  const ids = new Set<string>()
  for (const table of tables) for (const { child } of given[table] ?? []) if (child !== null) ids.add(child)
  return ids.size
}
