import { sql } from 'kysely'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { snake } from '../../../platform/record/names.ts'
import { adoptersMade } from '../rows/adopters.ts'
import { rowsAgain, type ReturnRow } from '../rows/again.ts'
import type { ReturnOf } from '../rows/came.ts'
import { keptRows, spanOf } from '../rows/keep.ts'
import { childRecords } from '../rows/load.ts'
import type { ReturnSpan } from '../rows/made.ts'
import { madeFor } from '../rows/of-return.ts'

/** Which return, of which year, as things stood on which day. */
export interface ReturnAsked {
  readonly of: ReturnOf
  /** The year it ends in; nought for a list, which is of a day. */
  readonly year: number
  /** The last day it speaks of, inclusive. A yearly return never speaks of a day after its year. */
  readonly on: Day
}

/** The rows of one child; with null, those of nobody the record can name. */
export interface ReturnChild {
  readonly childId: string | null
  readonly laChildId: string
  readonly rows: readonly ReturnRow[]
}

/** Children whose rows are worked out at once. */
const together = 500

/** Every child a return is about, in the order of the authority's ids, with their rows. Adopters and rows of nobody come last. */
export async function* returnChildren(db: Db | Tx, asked: ReturnAsked): AsyncGenerator<ReturnChild> {
  const ids = await idsFor(db, asked)
  for (let at = 0; at < ids.length; at += together) yield* rowsOf(db, asked, ids.slice(at, at + together))
  const kept = (await keptRows(db, asked.of, asked.year, null)).get(null) ?? []
  const made = asked.of === 'annex-a' ? await adoptersMade(db, asked.on) : []
  const rows = rowsAgain(made, kept)
  if (rows.length > 0) yield { childId: null, laChildId: '', rows }
}

/** The rows of one child, whether the return asks for the child or not. */
export async function rowsOfChild(
  db: Db | Tx,
  asked: ReturnAsked,
  childId: string,
): Promise<ReturnChild | null> {
  for await (const child of rowsOf(db, asked, [childId])) return child
  return null
}

function spanAsked({ year, on }: ReturnAsked): ReturnSpan {
  const span = spanOf(year, on)
  return { ...span, endsOn: on < span.endsOn ? on : span.endsOn }
}

async function* rowsOf(
  db: Db | Tx,
  asked: ReturnAsked,
  childIds: readonly string[],
): AsyncGenerator<ReturnChild> {
  const { kinds, rows: made } = madeFor(asked.of)
  const span = spanAsked(asked)
  const children = await childRecords(db, kinds, childIds)
  const kept = await keptRows(db, asked.of, asked.year, childIds)
  for (const childId of childIds) {
    const child = children.get(childId)
    if (child === undefined) continue
    const rows = rowsAgain(made(child, span), kept.get(childId) ?? [])
    const id = child.person['laChildId']
    if (rows.length > 0) yield { childId, laChildId: typeof id === 'string' ? id : '', rows }
  }
}

/** Children who have any record the return is made of, or came in one of the year. */
async function idsFor(db: Db | Tx, { of, year }: ReturnAsked): Promise<string[]> {
  const named = madeFor(of).kinds.map(({ table }) => sql`select child_id from ${sql.table(snake(table))}`)
  const { rows } = await sql<{ id: string }>`
    select id from person
     where kind <> 'adult' and state = 'active' and la_child_id is not null
       and id in (${sql.join(named, sql` union `)}
                  union select child_id from return_row where return = ${of} and year = ${year})
     order by la_child_id collate "C"
  `.execute(db)
  return rows.map(({ id }) => id)
}
