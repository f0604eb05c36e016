import { sql, type RawBuilder } from 'kysely'

/** The columns every rule gives first; a rule of another fact than `held` calls it so. */
export const held: RawBuilder<unknown> = sql`held.day, held.child_id, held.worker_id, held.team_id`

/** Of what is owed, what had passed its day. */
export const late: RawBuilder<boolean> = sql<boolean>`held.due_on < held.day`

/** A visit in which the child was really seen: video, a call, an attempt and seeing only a parent are none. */
export const seen: RawBuilder<boolean> = sql<boolean>`visit.mode = 'face to face'
  and visit.outcome = 'completed'
  and visit.seen`
