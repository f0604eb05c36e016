import { sql } from 'kysely'
import { addMonths, type Day, type Instant } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { loadChild } from '../../../platform/people/child.ts'
import type { Book } from '../../../platform/record/book.ts'
import { fold } from '../../../platform/record/history.ts'
import { coverageOf, type StoredRow } from '../../../platform/record/held.ts'
import { clockSetting } from '../../../platform/record/readings.ts'
import { workingCalendar } from '../../../platform/record/working-calendar.ts'
import { recordOf } from '../records.ts'
import { toldOn, type Told } from './readings.ts'
import {
  visitsShown,
  type Allocated,
  type Asked,
  type Closed,
  type Missing,
  type NotKnown,
  type Outcome,
  type Planned,
  type Story,
  type Visited,
  type Worry,
} from './story.ts'

/** A child's records as they stood when this record said so, by table. */
type RowsThen = ReadonlyMap<string, readonly StoredRow[]>

interface EventRow {
  readonly recordKind: string
  readonly recordId: string
  readonly answers: Readonly<Record<string, unknown>>
}

/**
 * Every record of a child as its events up to a moment leave it: one statement.
 *
 * @param asAt the moment, inclusive, by when it was written here
 */
export async function toldUpTo(db: Db, childId: string, asAt: Instant): Promise<RowsThen> {
  const { rows } = await sql<EventRow>`
    select record_kind, record_id, answers
      from event
     where child_id = ${childId}
       and recorded_at <= ${asAt}
     order by id
  `.execute(db)
  const records = [...Map.groupBy(rows, ({ recordId }) => recordId)].map(([id, events]) => {
    const kind = events[0]?.recordKind ?? ''
    return {
      kind,
      row: { ...blank(kind), ...fold(events), id, childId, importId: null } as unknown as StoredRow,
    }
  })
  const kinds = Map.groupBy(records, ({ kind }) => kind)
  return new Map([...kinds].map(([kind, held]) => [kind, held.map(({ row }) => row)]))
}

/** The overview's story from those records, as on the day of the moment. */
export function storyAsAt(rows: RowsThen, on: Day): Story {
  const of = <R>(kind: string): R[] => (rows.get(kind) ?? []).map((row) => row as unknown as R)
  const visits = of<Visited>('visit')
    .filter(({ visitedOn }) => visitedOn <= on)

    .toSorted((a, b) => compare(b.visitedOn, a.visitedOn) || compare(b.id, a.id))
  return {
    allocations: of<Allocated>('allocation')
      .filter(({ fromOn, toOn }) => (fromOn ?? on) <= on && (toOn === null || toOn > addMonths(on, -12)))
      .toSorted((a, b) => compare(a.fromOn ?? '', b.fromOn ?? '')),
    visits: visits.slice(0, visitsShown),
    said: visits.find(({ childWords }) => childWords !== null) ?? null,
    outcomes: of<Outcome & { state: string }>('planOutcome').filter(({ state }) => state === 'open'),
    worries: of<Worry & { state: string }>('worry').filter(({ state }) => state === 'open'),
    unknowns: of<NotKnown & { state: string }>('unknown').filter(({ state }) => state === 'open'),
    actions: of<Asked & { state: string }>('action').filter(({ state }) => state === 'open'),
    plans: of<Planned>('cpPlan').filter(({ startedOn }) => startedOn !== null && startedOn <= on),
    closures: of<Closed>('cinEpisode').filter(({ closedOn }) => closedOn !== null && closedOn <= on),
    missing:
      of<Missing & { endedOn: Day | null; kind: string | null }>('missingEpisode').find(
        ({ endedOn, kind }) => endedOn === null && kind !== 'A',
      ) ?? null,
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The duties those records gave rise to, read by the chapters' own clocks and stored nowhere. */
export async function readingsAsAt(
  { db, duties }: Book,
  childId: string,
  rows: RowsThen,
  on: Day,
): Promise<Told[]> {
  const [child, coverage, setting, calendar] = await Promise.all([
    loadChild(db, childId),
    coverageOf(db, [childId]),
    clockSetting(db),
    workingCalendar(db),
  ])
  const covered = coverage.get(childId) ?? new Map<never, never>()
  const told = duties.flatMap((chapter) =>
    chapter.read(child, ({ table }) => rows.get(table) ?? [], covered, { ...setting, calendar }),
  )
  return told.filter(({ since }) => since.slice(0, 10) <= on).map((reading) => toldOn(reading, on))
}

/** What had not been answered then is null, as a stored row has it. */
const blank = (table: string): Record<string, null> =>
  Object.fromEntries(Object.keys(recordOf(table)?.fields ?? {}).map((name) => [name, null]))
