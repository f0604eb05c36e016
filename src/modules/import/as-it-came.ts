import type { Received, RowRead } from '../../platform/record/received.ts'
import type { Batch } from '../../platform/record/bulk-batch.ts'
import { personRecord, type PersonStored } from '../people/index.ts'
import { yearOf, type AnnexARow, type ReturnKind } from '../return-files/index.ts'
import {
  adoptersMade,
  cellsThatCame,
  keepRows,
  type Came,
  type CameRow,
  type InHand,
} from '../returns/index.ts'
import type { ChildReceived } from './child-received.ts'
import type { ReadChildren } from './read-children.ts'
import type { Importing } from './store-children.ts'

/** Keeps of these children's rows what their records would not give back as it came. */
export async function keepChildrenAsCame(
  importing: Importing,
  children: readonly ChildReceived[],
  people: ReadonlyMap<string, PersonStored>,
  { ids, batch }: { readonly ids: ReadonlyMap<Received, string>; readonly batch: Batch },
): Promise<void> {
  const came = children.flatMap((child) => {
    const childId = people.get(child.laChildId)?.childId ?? null
    const records = new Map<RowRead, string>()
    if (childId !== null)
      for (const { from } of child.people) for (const row of from) records.set(row, childId)
    for (const record of child.records) for (const row of record.from) records.set(row, ids.get(record) ?? '')
    return cameOf(importing, childId, child, records)
  })
  const person: InHand['person'] = (id) => batch.stored(personRecord, id)[0] ?? nobody(id)
  await keepRows(importing.tx, importing, came, [], { ...batch, person })
}

function nobody(id: string): never {
  throw new Error(`a new child is stored as a person first: ${id} is not`)
}

/** Keeps whole the rows that name nobody the record can hold. */
export async function keepUnnamedAsCame(importing: Importing, { unnamed }: ReadChildren): Promise<void> {
  await keepRows(
    importing.tx,
    importing,
    unnamed.flatMap((rows) => cameOf(importing, null, rows, new Map())),
  )
}

/** Keeps of the rows of adopters, who are no children, what their own table would not give back. */
export async function keepAdoptersAsCame(
  importing: Importing,
  adopters: readonly AnnexARow<'adopters'>[],
): Promise<void> {
  if (adopters.length === 0) return
  const records = new Map<RowRead, string>()
  for (const row of adopters) if (row.adopter !== null) records.set(row, row.adopter)
  const came = cameOf(importing, null, { rows: adopters }, records)
  await keepRows(importing.tx, importing, came, await adoptersMade(importing.tx, importing.today))
}

type Rows = Pick<ChildReceived, 'rows' | 'under'>

/** The rows of one child, by the return and the year they came in. */
function cameOf(
  importing: Importing,
  childId: string | null,
  { rows, under }: Rows,
  records: ReadonlyMap<RowRead, string>,
): Came[] {
  const made = new Map<RowRead, CameRow>()
  const returns = new Map<string, Came & { readonly rows: CameRow[] }>()
  for (const row of rows) {
    const file = importing.files[row.file]
    const of: ReturnKind = file?.kind ?? 'ssda903'
    const year = of === 'annex-a' ? 0 : (file?.year ?? yearOf(importing.today))
    const above = under?.get(row)
    const came: CameRow = {
      table: row.table,
      record: records.get(row) ?? null,
      under: above === undefined ? null : (made.get(above) ?? null),
      cells: cellsThatCame(of, row),
      beyond: row.beyond ?? null,
    }
    made.set(row, came)
    const name = `${of} ${year}`
    const held = returns.get(name)
    if (held === undefined) returns.set(name, { of, year, childId, rows: [came] })
    else held.rows.push(came)
  }
  return [...returns.values()]
}
