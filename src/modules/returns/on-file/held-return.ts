import { ChildNumbers, type Finding, type Submission } from '../../return-files/index.ts'
import { Child } from '../ssda903/child.ts'
import type { Whole } from '../ssda903/whole.ts'
import { HeldYear } from './held-year.ts'
import type { ReturnAtHand } from './return-at-hand.ts'

/**
 * Holds this year's CSVs and last year's as text. A child's rows are made when the rules are run over that child and let go after it,
 * so that a return of any size needs little more than its text.
 *
 * Null where some of it is XML, or too large to hold.
 */
export async function holdReturn(
  submission: Submission,
  year: number,
  withLastYear: boolean,
): Promise<ReturnAtHand | null> {
  const numbers = new ChildNumbers()
  const found: Finding[] = []
  const told = { numbers, report: (finding: Finding) => void found.push(finding) }
  const files = await submission.heldSsda903(year, told)
  const before = withLastYear ? await submission.heldSsda903(year - 1, told) : []
  if (files === null || before === null) return null
  const [thisYear, lastYear] = [new HeldYear(files, numbers), new HeldYear(before, numbers)]
  return {
    counts: (ofLastYear) => (ofLastYear ? lastYear : thisYear).counts(),
    children: thisYear.children(),
    upns: () => thisYear.texts('header', 'upn'),
    homePostcodes: () => thisYear.texts('episodes', 'homePost'),
    each: (whole) => childrenOf({ ids: numbers.ids, thisYear, lastYear }, whole, told.report),
    findings: () => found.toSorted(byPlace),
  }
}

interface Held {
  readonly ids: readonly (string | null)[]
  readonly thisYear: HeldYear
  readonly lastYear: HeldYear
}

/** Children of last year's return alone are not asked about, but what is found in their cells is told as well. */
function* childrenOf(
  { ids, thisYear, lastYear }: Held,
  whole: Whole,
  report: (finding: Finding) => void,
): Generator<Child> {
  for (const [number, id] of ids.entries()) {
    const rows = thisYear.has(number) ? thisYear.rowsOf(number, report) : null
    const before = lastYear.rowsOf(number, report)
    if (rows !== null) yield new Child(id, whole, rows, before)
  }
}

/** As they stand in the files; what is found in one row stays in the order of its cells. */
const byPlace = (one: Finding, other: Finding): number =>
  (one.file ?? 0) - (other.file ?? 0) || (one.line ?? 0) - (other.line ?? 0)
