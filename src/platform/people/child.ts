import type { Day } from '../dates/day.ts'
import type { Db, Tx } from '../db/database.ts'

/** Whose record it is: what every rule and clock may ask of a person. */
export interface Child {
  readonly id: string
  readonly kind: 'child' | 'adult' | 'unborn'
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
  readonly disabled: boolean
  readonly restrictedLevel: number
}

/** @throws NoSuchPerson if nobody has this id */
export async function loadChild(db: Db | Tx, id: string): Promise<Child> {
  const [child] = await loadChildren(db, [id])
  if (child === undefined) throw new NoSuchPerson()
  return child
}

/** There is nobody of this id, or nobody the reader may know of: answered alike, 404. */
export class NoSuchPerson extends Error {
  override readonly name = 'NoSuchPerson'
}

/** Those of the ids that exist, in no order. */
async function loadChildren(db: Db | Tx, ids: readonly string[]): Promise<Child[]> {
  const rows = await db.selectFrom('person').select(personColumns).where('id', 'in', ids).execute()
  return rows.map(childOf)
}

/** Those of the people who are children, or not yet born: whose names an answer must be known to have shown. */
export async function childrenAmong(db: Db | Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where('id', 'in', ids)
    .where('kind', '<>', 'adult')
    .execute()
  return rows.map(({ id }) => id)
}

/** The columns of a person that a child is made of. */
export const personColumns = [
  'id',
  'kind',
  'bornOn',
  'expectedOn',
  'diedOn',
  'disabilities',
  'restrictedLevel',
] as const

/** A person as those columns hold them. */
export type PersonRow = Omit<Child, 'disabled'> & { readonly disabilities: readonly string[] | null }

/** The child of a person's row. */
export const childOf = ({ disabilities, ...row }: PersonRow): Child => ({
  ...row,
  disabled: (disabilities ?? []).some((code) => code !== 'NONE'),
})
