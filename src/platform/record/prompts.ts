import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { prepared } from '../db/prepared.ts'

/** Something to look at in a record, beside the field it is about: it stops nobody from saving. */
export interface Prompt {
  readonly id: number
  /** Null where it is about the record as a whole, or a field that is not asked. */
  readonly field: string | null
  /** Which rule, and its reason. */
  readonly message: string
}

/** What is open about one record, oldest first; at most 50. */
export const promptsOf = (db: Db, recordId: string): Promise<Prompt[]> =>
  prepared(
    db,
    sql<Prompt>`
      select id, field, message from finding
       where record_id = ${recordId} and state = 'open' order by id limit 50
    `,
  )
