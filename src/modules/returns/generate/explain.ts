import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { Instant } from '../../../platform/dates/day.ts'
import type { ReturnRow } from '../rows/again.ts'
import { columnsOf } from '../rows/came.ts'
import { childCalled } from './queries.ts'
import { rowsOfChild, type ReturnAsked } from './children.ts'

/** A cell of a child's rows, with the record it stands in and the event that put it there. */
export interface ToldCell {
  readonly table: string
  /** Which of the table's rows, from 1. */
  readonly row: number
  /** As the return spells it. */
  readonly column: string
  readonly text: string
  /** Null where no record holds it. */
  readonly record: { readonly kind: string; readonly id: string; readonly field: string } | null
  readonly asItCame: boolean
  /** The last event that said this field, else the record's last; null where the record has none. */
  readonly event: ToldEvent | null
}

interface ToldEvent {
  readonly id: number
  readonly type: string
  readonly recordedAt: Instant
  readonly by: string | null
  readonly reason: string | null
}

/** Every cell of a child's rows that says something, or those of one column, with where it comes from. Null where the return is not about the child. */
export async function explainChild(
  db: Db,
  asked: ReturnAsked,
  childId: string,
  column: string | null = null,
): Promise<ToldCell[] | null> {
  const child = await rowsOfChild(db, asked, childId)
  if (child === null) return null
  const counts = new Map<string, number>()
  const cells = child.rows.flatMap((row) => {
    const number = (counts.get(row.table) ?? 0) + 1
    counts.set(row.table, number)
    return cellsOfRow(asked, row, number, column)
  })
  const events = await eventsOf(db, [...new Set(cells.flatMap(({ record }) => record?.id ?? []))])
  return cells.map((cell) => ({ ...cell, event: eventFor(cell.record, events) }))
}

function cellsOfRow(
  { of }: ReturnAsked,
  { table, cells }: ReturnRow,
  row: number,
  asked: string | null,
): Omit<ToldCell, 'event'>[] {
  return Object.entries(columnsOf(of, table)).flatMap(([name, { header }]) => {
    const cell = cells[name]
    const isAsked = asked === null || asked.toUpperCase() === header.toUpperCase()
    if (cell === undefined || !isAsked || (cell.text === '' && asked === null)) return []
    return [{ table, row, column: header, text: cell.text, record: cell.from, asItCame: cell.asItCame }]
  })
}

interface Said extends ToldEvent {
  readonly recordId: string
  readonly fields: readonly string[]
}

async function eventsOf(db: Db, recordIds: readonly string[]): Promise<Map<string, Said[]>> {
  const { rows } = await sql<Said>`
    select event.id, event.type, event.record_id, event.recorded_at, staff.name as by, event.reason,
           array(select jsonb_object_keys(event.answers)) as fields
      from event left join staff on staff.id = event.actor_id
     where event.record_id = any(${recordIds})
     order by event.id desc
  `.execute(db)
  return Map.groupBy(rows, ({ recordId }) => recordId)
}

function eventFor(
  record: ToldCell['record'],
  events: ReadonlyMap<string, readonly Said[]>,
): ToldEvent | null {
  if (record === null) return null
  const held = events.get(record.id) ?? []
  return held.find(({ fields }) => fields.includes(record.field)) ?? held[0] ?? null
}

/** The same of a child called by the authority's own id. */
export async function explainByLaId(
  db: Db,
  asked: ReturnAsked,
  laChildId: string,
  column: string | null,
): Promise<ToldCell[] | null> {
  const childId = await childCalled(db, laChildId)
  return childId === null ? null : explainChild(db, asked, childId, column)
}
