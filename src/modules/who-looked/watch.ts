import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { keepOutsideLooks, keepSearchMisses, nextStretch, readersSince } from './facts.ts'
import { standsOut } from './patterns.ts'
import { tellOfStops } from './tell.ts'

/** What one look of the job found. */
interface Watched {
  readonly outside: number
  readonly flags: number
  /** There was more than one transaction should hold: the job comes again at once. */
  readonly more: boolean
}

/**
 * Examines what was read since the last time, and raises what stands out; each finding once, however often it is seen. What it examines and
 * what it raises are one transaction with the mark of how far it came.
 */
export async function watch(tx: Tx): Promise<Watched> {
  const stretch = await nextStretch(tx)
  const outside = await keepOutsideLooks(tx, stretch)
  await keepSearchMisses(tx)
  let flags = 0
  for (const reader of await readersSince(tx, stretch)) {
    for (const { pattern, childId, key, why, reads, first, last } of standsOut(reader)) {
      const { numAffectedRows } = await sql`
        insert into reading_flag (pattern, staff_id, child_id, key, why, reads, first_at, last_at)
        values (${pattern}, ${reader.staffId}, ${childId}, ${key}, ${why}, ${reads}, ${first}, ${last})
        on conflict (pattern, staff_id, key) do nothing`.execute(tx)
      flags += Number(numAffectedRows ?? 0n)
    }
  }
  await tellOfStops(tx)
  await sql`update reading_mark set read_to = ${stretch.to}, looked_at = now()`.execute(tx)
  return { outside, flags, more: stretch.more }
}
