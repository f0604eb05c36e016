import { heldFrom, type Coverage, type Reading } from '../clocks/clock.ts'
import { shippedCalendar } from '../dates/calendar.ts'
import { day } from '../dates/day.ts'
import type { Child } from '../people/child.ts'
import type { ChapterDuties } from '../record/duties.ts'
import type { AnyRecordType } from '../record/record.ts'
import type { StoredRow } from '../record/held.ts'

const everything: Coverage = new Map([['everything', heldFrom(null)]])
const anybody: Child = {
  id: 'child',
  kind: 'child',
  bornOn: day('2016-05-01'),
  expectedOn: null,
  diedOn: null,
  disabled: false,
  restrictedLevel: 0,
}

/** A record as it might stand: what is not given was never answered. The id is the table's name unless given. */
export function rowOf(on: AnyRecordType, answers: Readonly<Record<string, unknown>>): StoredRow {
  const blank = Object.fromEntries(Object.keys(on.fields).map((name) => [name, null]))
  const standing = {
    id: on.table,
    childId: anybody.id,
    state: on.states[0] ?? '',
    importId: null,
    version: 1,
  }
  return { ...standing, ...blank, ...answers }
}

interface Given {
  readonly child?: Partial<Child>
  readonly coverage?: Coverage
}

/** What a chapter's clocks read from these records, with every kind of fact held unless said otherwise. */
export function readingsOf(
  duties: ChapterDuties,
  rows: readonly (readonly [AnyRecordType, Readonly<Record<string, unknown>>])[],
  { child = {}, coverage = everything }: Given = {},
): Reading[] {
  const of = (on: AnyRecordType) =>
    rows.flatMap(([kind, answers]) => (kind === on ? [rowOf(on, answers)] : []))
  return duties.read({ ...anybody, ...child }, of, coverage, { calendar: shippedCalendar, limits: new Map() })
}

/** The readings of one clock in words, oldest first: '2026-03-02 due 2026-03-16 met 2026-03-10', or 'ended …', or 'open'. */
export const said = (readings: readonly Reading[], clock: string): string[] =>
  readings.filter((reading) => reading.clock === clock).map(inWords)

function inWords({ since, due, met, ended, known }: Reading): string {
  const how = met !== null ? `met ${met}` : ended !== null ? `ended ${ended}` : 'open'
  return `${since}${due === null ? '' : ` due ${due}`} ${how}${known ? '' : ', not known'}`
}
