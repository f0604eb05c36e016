import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { snake } from '../../platform/record/names.ts'
import { heldWith, type AnyRecordType } from '../../platform/record/record.ts'

/**
 * Works out again what is known of the children of a withdrawn import, from the imports that stand and from what was
 * recorded here. Somebody first recorded here is known in everything, and stays so.
 */
export async function coverAgain(tx: Tx, records: readonly AnyRecordType[], importId: string): Promise<void> {
  await sql`create temporary table if not exists uncovered (child_id uuid primary key) on commit drop`.execute(
    tx,
  )
  await sql`insert into uncovered select distinct child_id from import_coverage where import_id = ${importId}`.execute(
    tx,
  )
  await tx.deleteFrom('importCoverage').where('importId', '=', importId).execute()
  await sql`delete from coverage using uncovered
             where coverage.child_id = uncovered.child_id and coverage.fact <> 'everything'`.execute(tx)
  await sql`
    insert into coverage (child_id, fact, from_on)
    select child_id, fact, case when bool_or(from_on is null) then null else min(from_on) end
      from import_coverage join uncovered using (child_id) group by child_id, fact
  `.execute(tx)
  for (const on of records)
    for (const fact of heldWith(on))
      await sql`
        insert into coverage (child_id, fact, from_on)
        select child_id, ${fact}, min(${sql.ref(snake(on.happened))})
          from ${sql.table(snake(on.table))} join uncovered using (child_id)
         where import_id is null and ${sql.ref(snake(on.happened))} is not null group by child_id
        on conflict (child_id, fact) do update set from_on = least(coverage.from_on, excluded.from_on)
      `.execute(tx)
}
