import { sql } from 'kysely'
import { copyInto } from '../../../platform/db/copy.ts'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { collectionYear } from '../year.ts'
import { notSaid, type CameRow, type KeptRow, type ReturnOf } from './came.ts'
import { childRecords, type InHand } from './load.ts'
import type { MadeRow, ReturnSpan } from './made.ts'
import { madeFor } from './of-return.ts'

/** The rows that came of one child in one return. Without a child they are of nobody the record can hold. */
export interface Came {
  readonly of: ReturnOf
  /** The year the return ends in; nought for a list. */
  readonly year: number
  readonly childId: string | null
  readonly rows: readonly CameRow[]
}

/**
 * Keeps, of rows just read in, what the record would not give back as it came. Once the records of these children are stored.
 *
 * @param of the rows that stand for those of no child: of adopters
 * @param inHand records that need not be read back
 */
export async function keepRows(
  tx: Tx,
  { importId, today }: { readonly importId: string; readonly today: Day },
  came: readonly Came[],
  of: readonly MadeRow[] = [],
  inHand: InHand | null = null,
): Promise<void> {
  if (came.length === 0) return
  await forget(tx, importId, came)
  const kept: (readonly [Came, KeptRow])[] = []
  for (const [name, some] of Map.groupBy(came, (one) => one.of)) {
    const { kinds, rows } = madeFor(name)
    const ids = [...new Set(some.flatMap(({ childId }) => (childId === null ? [] : [childId])))]
    const children = await childRecords(tx, kinds, ids, inHand)
    for (const [at, one] of some.entries()) {
      const child = one.childId === null ? undefined : children.get(one.childId)
      const made = child === undefined ? of : rows(child, spanOf(one.year, today))
      for (const row of notSaid(name, one.rows, made, String(at))) kept.push([one, row])
    }
  }
  await store(tx, importId, kept)
}

/** As the return of a year asks, to its last day; a list, which has no year, is of the day. */
export function spanOf(year: number, today: Day): ReturnSpan {
  if (year === 0) return { ends: 0, startsOn: today, endsOn: today }
  const { ends, startsOn, endsOn } = collectionYear(year)
  return { ends, startsOn, endsOn }
}

/** What an earlier submission of the same return said of these children in these tables is superseded. */
async function forget(tx: Tx, importId: string, came: readonly Came[]): Promise<void> {
  const { rows: others } = await sql`
    select 1 from import where id <> ${importId} and state <> 'withdrawn' limit 1
  `.execute(tx)
  if (others.length === 0) return
  const asked = came.map(({ of, year, childId, rows }) => ({
    of,
    year,
    childId,
    tables: [...new Set(rows.map(({ table }) => table))],
  }))
  // Of a table that grows as this goes on the planner knows nothing.
  await sql`set local enable_seqscan = off`.execute(tx)
  await sql`
    delete from return_row held
     using jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
        as asked (of text, year integer, "childId" uuid, tables jsonb)
     where held.child_id = asked."childId" and held.return = asked.of and held.year = asked.year
       and asked.tables ? held.row_table and held.import_id <> ${importId}
  `.execute(tx)
  await sql`set local enable_seqscan = on`.execute(tx)
  for (const { of, year, childId } of came)
    if (childId === null)
      await sql`
        delete from return_row
         where child_id is null and return = ${of} and year = ${year} and import_id <> ${importId}
      `.execute(tx)
}

const columns = ['import_id', 'child_id', 'return', 'year', 'row_table', 'own', 'under', 'cells', 'beyond']

async function store(tx: Tx, importId: string, kept: readonly (readonly [Came, KeptRow])[]): Promise<void> {
  if (kept.length === 0) return
  await copyInto(
    tx,
    'return_row',
    columns,
    kept.map(([{ of, year, childId }, { table, own, under, cells, beyond }]) => [
      importId,
      childId,
      of,
      year,
      table,
      own,
      under,
      cells,
      beyond,
    ]),
  )
}

/** What was kept of these children's rows for a return, in the order it came; with null, of rows that name nobody. */
export async function keptRows(
  db: Db | Tx,
  of: ReturnOf,
  year: number,
  childIds: readonly string[] | null,
): Promise<Map<string | null, KeptRow[]>> {
  const { rows } = await sql<KeptRow & { readonly childId: string | null }>`
    select child_id, row_table as "table", own, under, cells, beyond from return_row
     where return = ${of} and year = ${year}
       and ${childIds === null ? sql`child_id is null` : sql`child_id = any(${childIds})`}
     order by id
  `.execute(db)
  return Map.groupBy(rows, ({ childId }) => childId)
}
