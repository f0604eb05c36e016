import { sql } from 'kysely'
import { standing, type Reading, type Standing } from '../../../platform/clocks/clock.ts'
import { addDays, type Day, type Instant } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { prepared } from '../../../platform/db/prepared.ts'
import { isSeeingTheChild } from '../clock-book.ts'

/** One duty as it stood on the day asked of. */
export interface Told extends Reading {
  readonly standing: Standing
}

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

/** How far back the overview looks at duties already done, in days: the length of the drawing of visits. */
const looksBack = 400

/**
 * A child's duties as on a day: every one then standing, and those done or ended in the time before that the page draws.
 * A span keeps the days it began, was due and was done, so that any day's standing can be told from it.
 */
export async function readingsOn(db: Db, childId: string, on: Day): Promise<Told[]> {
  const rows = await prepared(
    db,
    sql<ReadingRow>`
    select child_id, clock, record_id, since_on, since_at, due_on, due_at, met_on, met_at, ended_on, known
      from clock_reading
     where child_id = ${childId} and since_on <= ${on}
       and coalesce(met_on > ${addDays(on, -looksBack)}::date, true)
       and coalesce(ended_on > ${addDays(on, -looksBack)}::date, true)
     order by due_on nulls last, clock, record_id
  `,
  )
  return rows.map(readingOf).map((reading) => toldOn(reading, on))
}

const readingOf = (row: ReadingRow): Reading => ({
  childId: row.childId,
  clock: row.clock,
  recordId: row.recordId,
  since: row.sinceAt ?? row.sinceOn,
  due: row.dueAt ?? row.dueOn,
  met: row.metAt ?? row.metOn,
  ended: row.endedOn,
  known: row.known,
})

/** A reading as it stood on a day: what was done or ended after it had not yet been. */
export function toldOn(reading: Reading, on: Day): Told {
  const met = reading.met !== null && reading.met.slice(0, 10) <= on ? reading.met : null
  const ended = reading.ended !== null && reading.ended <= on ? reading.ended : null
  const then = { ...reading, met, ended }
  return { ...then, standing: standing(then, on) }
}

/** Duties that only seeing the child can meet, for the drawing of visits. */
export const ofSeeing = (told: readonly Told[]): Told[] => told.filter(({ clock }) => isSeeingTheChild(clock))
