import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { copyOut } from '../db/copy-out.ts'
import { Pieces, type Reading } from './pieces.ts'

/** What is sealed: everything ever written about a child, and everybody who ever looked. */
type Sealed = 'event' | 'read_event'

// Written out, so that a column added later does not change what was sealed before it. The id comes first: it is read from the line.
const columns: Readonly<Record<Sealed, string>> = {
  event:
    'id, type, child_id, record_kind, record_id, actor_id, recorded_at, answers, before, reason, import_id, form_key',
  read_event: 'id, actor_id, child_ids, route, at',
}

/**
 * Digests rows piece by piece, in one reading.
 *
 * @param after the id before the first row, exclusive
 * @param upTo the last id of each piece, inclusive, ascending
 * @returns one reading a piece
 */
export async function digestsOf(
  tx: Tx,
  kind: Sealed,
  after: number,
  upTo: readonly number[],
): Promise<Reading[]> {
  const last = upTo.at(-1)
  if (last === undefined) return []
  // The bytes must not hang on who asks: an instant is written as the session's zone has it.
  await sql`set local timezone = 'UTC'`.execute(tx)
  const pieces = new Pieces(upTo)
  const query = `select ${columns[kind]} from ${kind} where id > ${whole(after)} and id <= ${whole(last)} order by id`
  await copyOut(tx, query, (row) => pieces.take(row))
  return pieces.end()
}

function whole(id: number): number {
  if (!Number.isSafeInteger(id)) throw new RangeError('an id is a whole number')
  return id
}
