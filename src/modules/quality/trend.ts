import { sql } from 'kysely'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'

/** How many findings were open at the end of a day, of the whole authority. */
export interface OpenThatNight {
  readonly on: Day
  readonly open: number
}

/** The last thirty nights that were counted, oldest first. They are counts of the whole authority, and name no child. */
export async function trend(db: Db): Promise<OpenThatNight[]> {
  const { rows } = await sql<OpenThatNight>`
    select counted_on as on, sum(open)::int as open
      from finding_count
     group by counted_on
     order by counted_on desc
     limit 30
  `.execute(db)
  return rows.toReversed()
}
