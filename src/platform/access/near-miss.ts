import { sql } from 'kysely'
import { asService } from '../db/asking.ts'
import type { Db } from '../db/database.ts'
import type { Actor } from './policy.ts'

/**
 * Writes down that somebody asked for a record that is hidden from them; nothing where there is no such record. Called when the answer is
 * gone, so that it takes no longer for a hidden record than for none.
 */
export async function keepNearMiss(db: Db, actor: Actor, childId: string): Promise<void> {
  await asService('what is hidden from whoever asked is written down', () =>
    sql`
    insert into near_miss (staff_id, child_id, how, why)
    select ${actor.id}, person.id, 'page', case when conflict.here then 'conflict' else 'restricted' end
      from person cross join lateral (select exists (select from exclusion where exclusion.staff_id = ${actor.id}
             and exclusion.child_id = person.id and exclusion.state = 'in force') as here) conflict
     where person.id = ${childId} and (person.restricted_level > 1 or conflict.here)`.execute(db),
  )
}
