import { sql } from 'kysely'
import { dayOf, isInstant, type Day, type Instant } from '../dates/day.ts'
import type { ClockSetting, FactKind, Reading } from '../clocks/clock.ts'
import { joined, type Coverage } from '../clocks/coverage.ts'
import { copyInto } from '../db/copy.ts'
import type { Db, Tx } from '../db/database.ts'
import { snake } from './names.ts'
import { sameAnswer } from './same-answer.ts'
import { workingCalendar } from './working-calendar.ts'
import { readAll, type ChapterDuties } from './duties.ts'

/** A row of `clock_reading`: a day always, an instant beside it where the clock counts hours. */
interface ReadingRow {
  readonly childId: string
  readonly clock: string
  readonly recordId: string
  readonly sinceOn: Day
  readonly sinceAt: Instant | null
  readonly dueOn: Day | null
  readonly dueAt: Instant | null
  readonly metOn: Day | null
  readonly metAt: Instant | null
  readonly endedOn: Day | null
  readonly known: boolean
}

const columns = [
  'childId',
  'clock',
  'recordId',
  'sinceOn',
  'sinceAt',
  'dueOn',
  'dueAt',
  'metOn',
  'metAt',
  'endedOn',
  'known',
] as const

/** The bank holidays and local standards in force, as the administrator has left them. */
export async function clockSetting(db: Db | Tx): Promise<ClockSetting> {
  const limits = await db.selectFrom('localStandard').select(['clock', 'length']).execute()
  return {
    calendar: await workingCalendar(db),
    limits: new Map(limits.map(({ clock, length }) => [clock, length])),
  }
}

/** What each child's sources can hold, by kind of fact. */
export async function coverageOf(db: Db | Tx, childIds: readonly string[]): Promise<Map<string, Coverage>> {
  const rows = await db
    .selectFrom('coverage')
    .select(['childId', 'fact', 'fromOn', 'untilOn'])
    .where(sql<boolean>`child_id = any(${childIds})`)
    .execute()
  const byChild = Map.groupBy(rows, ({ childId }) => childId)
  return new Map(childIds.map((id) => [id, coverageIn(byChild.get(id) ?? [])]))
}

interface Row {
  readonly fact: string
  readonly fromOn: Day | null
  readonly untilOn: Day | null
}

function coverageIn(rows: readonly Row[]): Coverage {
  const byFact = Map.groupBy(rows, ({ fact }) => fact as FactKind | 'everything')
  const periods = (held: readonly Row[]) =>
    joined(held.map(({ fromOn: from, untilOn: until }) => ({ from, until })))
  return new Map([...byFact].map(([fact, held]) => [fact, periods(held)]))
}

/** Brings the readings of these children up to date with their records, touching only what differs. */
export async function refreshClocks(
  tx: Tx,
  chapters: readonly ChapterDuties[],
  childIds: readonly string[],
  setting: ClockSetting,
): Promise<void> {
  const fresh = await freshRows(tx, chapters, childIds, setting)
  const stored = await tx
    .selectFrom('clockReading')
    .select(columns)
    .where(sql<boolean>`child_id = any(${childIds})`)
    .execute()
  const held = new Map(stored.map((row) => [keyOf(row), row]))
  const wanted = new Map(fresh.map((row) => [keyOf(row), row]))
  const gone = stored.filter((row) => !same(row, wanted.get(keyOf(row))))
  const come = fresh.filter((row) => !same(row, held.get(keyOf(row))))
  await drop(tx, gone)
  if (come.length > 0) await copyInto(tx, 'clock_reading', columns.map(snake), come.map(cells))
}

/** The readings of these children, worked out from their records and not yet stored. */
export async function freshRows(
  tx: Tx,
  chapters: readonly ChapterDuties[],
  childIds: readonly string[],
  setting: ClockSetting,
): Promise<ReadingRow[]> {
  const coverage = await coverageOf(tx, childIds)
  const readings = await readAll(tx, chapters, childIds, coverage, setting)
  return readings.map(rowOf)
}

async function drop(tx: Tx, rows: readonly ReadingRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    delete from clock_reading using unnest(
      ${rows.map((row) => row.childId)}::uuid[], ${rows.map((row) => row.clock)}::text[],
      ${rows.map((row) => row.recordId)}::uuid[], ${rows.map((row) => row.sinceOn)}::date[]
    ) as gone (child_id, clock, record_id, since_on)
     where clock_reading.child_id = gone.child_id and clock_reading.clock = gone.clock
       and clock_reading.record_id = gone.record_id and clock_reading.since_on = gone.since_on
  `.execute(tx)
}

const cells = (row: ReadingRow) => columns.map((column) => row[column])

const keyOf = (row: ReadingRow): string => `${row.childId} ${row.clock} ${row.recordId} ${row.sinceOn}`

const same = (row: ReadingRow, other: ReadingRow | undefined): boolean =>
  other !== undefined && columns.every((column) => sameAnswer(row[column], other[column]))

function rowOf({ childId, clock, recordId, since, due, met, ended, known }: Reading): ReadingRow {
  const [sinceOn, sinceAt] = split(since)
  const [dueOn, dueAt] = due === null ? [null, null] : split(due)
  const [metOn, metAt] = met === null ? [null, null] : split(met)
  return { childId, clock, recordId, sinceOn, sinceAt, dueOn, dueAt, metOn, metAt, endedOn: ended, known }
}

const split = (at: Day | Instant): [Day, Instant | null] => (isInstant(at) ? [dayOf(at), at] : [at, null])
