import { sql, type RawBuilder } from 'kysely'

/** The columns every rule gives first. */
export const held: RawBuilder<unknown> = sql`held.day, held.child_id, held.worker_id, held.team_id`

/** A clock reading that was late on the day: known, due before it, not done and not ended by then. */
export const late: RawBuilder<boolean> = sql<boolean>`reading.known and reading.since_on <= held.day and reading.due_on < held.day
  and coalesce(reading.met_on > held.day, true) and coalesce(reading.ended_on > held.day, true)`

/** A visit in which the child was really seen: video, a call, an attempt and seeing only a parent are none. */
export const seen: RawBuilder<boolean> = sql<boolean>`visit.mode = 'face to face' and visit.outcome = 'completed' and visit.seen`

/** Whether something with a start and an end stood on the day. `table` is its name, of our own writing. */
export const stood = (table: string, open: string): RawBuilder<boolean> =>
  sql<boolean>`coalesce(${sql.ref(`${table}.started_on`)} <= held.day, true)
    and coalesce(${sql.ref(`${table}.ended_on`)} > held.day, ${sql.ref(`${table}.state`)} = ${sql.lit(open)})`
