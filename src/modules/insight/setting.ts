import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import { childrenOf } from './published.ts'
import type { Area } from './value.ts'

/** What measures are worked out and let out with. */
export interface MeasureSetting extends Area {
  /** The authority's number at the Department for Education; null where it has none, as the invented county. */
  readonly authority: string | null
  /** A count from 1 to this is not shown in what leaves the building. */
  readonly smallNumber: number
}

/** The setting as it stands. */
export async function measureSetting(db: Db | Tx): Promise<MeasureSetting> {
  const { rows } = await sql<{ code: string | null; population: number | null; smallNumber: number }>`
    select (select code from authority limit 1) as code, population, small_number from measure_setting
  `.execute(db)
  const { code = null, population = null, smallNumber = 5 } = rows[0] ?? {}
  return { authority: code, smallNumber, population: population ?? (code === null ? null : childrenOf(code)) }
}
