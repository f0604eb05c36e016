import { sql } from 'kysely'
import { kebab, snake } from '../../platform/record/names.ts'
import { move } from '../../platform/record/store.ts'
import type { Withdrawing } from './withdraw.ts'

/**
 * Puts back what an import changed and nobody has touched since: the record says again what it said before, and belongs
 * to the import that said it. Rows it only said again go back to that import too.
 *
 * @returns how many records were put back
 */
export async function putBack(withdrawing: Withdrawing): Promise<number> {
  let count = 0
  for (const on of withdrawing.records) {
    for (const change of await changesOf(withdrawing, on.table)) {
      await putOneBack(withdrawing, on, change)
      count += 1
    }
    await giveBack(withdrawing, on.table)
  }
  return count
}

interface Changed {
  readonly recordId: string
  readonly childId: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly before: Readonly<Record<string, unknown>>
}

async function changesOf({ tx, importId }: Withdrawing, table: string): Promise<Changed[]> {
  const { rows } = await sql<Changed>`
    select event.record_id as "recordId", event.child_id as "childId", event.answers, event.before
      from event join ${sql.table(snake(table))} held on held.id = event.record_id
     where event.import_id = ${importId} and event.type = ${`${kebab(table)}.changed-by-return`}
       and held.import_id = ${importId} and held.version = 1
     order by event.id desc
  `.execute(tx)
  return rows
}

async function putOneBack(
  { tx, importId, actorId, why }: Withdrawing,
  on: Withdrawing['records'][number],
  { recordId, childId, answers, before }: Changed,
): Promise<void> {
  await move(tx, on, recordId, before)
  await sql`update ${sql.table(snake(on.table))} set version = 1 where id = ${recordId}`.execute(tx)
  await tx
    .insertInto('event')
    .values({
      type: `${kebab(on.table)}.put-back`,
      childId,
      recordKind: on.table,
      recordId,
      actorId,
      answers: JSON.stringify(before),
      before: JSON.stringify(answers),
      reason: why,
      importId,
    })
    .execute()
}

/** To the latest import that stands and has said the record, where there is one. */
async function giveBack({ tx, importId }: Withdrawing, table: string): Promise<void> {
  await sql`
    update ${sql.table(snake(table))} held set import_id = said.import_id
      from (select event.record_id, (array_agg(event.import_id order by event.id desc))[1] as import_id
              from event join import on import.id = event.import_id
             where import.state <> 'withdrawn' and event.record_kind = ${table} group by event.record_id) said
     where held.id = said.record_id and held.import_id = ${importId} and held.version = 1
  `.execute(tx)
}
