import type { Received, RowRead } from '../../platform/record/received.ts'
import type { Batch } from '../../platform/record/bulk-batch.ts'
import { personRecord, type PersonStored } from '../people/index.ts'
import { yearOf, type AnnexARow } from '../return-files/index.ts'
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
    const { of, year } = returnOf(importing, row)
    const above = under?.get(row)
    const came = cameRow(of, row, records.get(row) ?? null, above && made.get(above))
    made.set(row, came)
    const held = returns.get(`${of} ${year}`) ?? { of, year, childId, rows: [] }
    returns.set(`${of} ${year}`, held)
    held.rows.push(came)
  }
  return [...returns.values()]
}

/** Where no year can be told, the one in which it came. */
function returnOf({ files, today }: Importing, { file }: RowRead): Pick<Came, 'of' | 'year'> {
  const { kind, year } = files[file] ?? { kind: null, year: null }
  return { of: kind ?? 'ssda903', year: kind === 'annex-a' ? 0 : (year ?? yearOf(today)) }
}

const cameRow = (
  of: Came['of'],
  row: RowRead,
  record: string | null,
  under: CameRow | undefined,
): CameRow => ({
  table: row.table,
  record,
  under: under ?? null,
  cells: cellsThatCame(of, row),
  beyond: row.beyond ?? null,
})
