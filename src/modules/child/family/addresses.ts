import { sql } from 'kysely'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'

/** Somewhere the child lives or lived. A confidential address is never read here: only that there is one. */
export interface AddressHeld {
  readonly id: string
  readonly lines: string | null
  readonly postcode: string | null
  readonly kind: 'home' | 'placement' | 'family' | 'other'
  readonly confidential: boolean
  readonly fromOn: Day | null
  readonly toOn: Day | null
}

/** Where the child has lived, the latest first; homes moved from with others hidden from them stay hidden. */
export async function addressesOf(db: Db, childId: string): Promise<AddressHeld[]> {
  const { rows } = await sql<AddressHeld>`
    select id, case when confidential then null else lines end as lines,
           case when confidential then null else postcode end as postcode, kind, confidential, from_on, to_on
      from address where child_id = ${childId}
     order by to_on is null desc, from_on desc nulls last, id desc
  `.execute(db)
  return rows
}

export interface FormerName {
  readonly id: string
  readonly name: string
  readonly kind: 'former' | 'alias' | 'birth'
  readonly untilOn: Day | null
}

/** Other names the child has had, the latest first. */
export async function formerNamesOf(db: Db, childId: string): Promise<FormerName[]> {
  const { rows } = await sql<FormerName>`
    select id, concat_ws(' ', given_name, family_name) as name, kind, until_on
      from former_name where child_id = ${childId} order by until_on desc nulls first, id desc
  `.execute(db)
  return rows
}
