import { sql } from 'kysely'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { kebab, snake } from '../../platform/record/names.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import { bringUp } from './bring-up.ts'
import { putBack } from './put-back.ts'
import { undoMatches } from '../people/index.ts'

/** What came of withdrawing an import. */
export interface Withdrawn {
  /** Records taken out of view, and those that went back to what an earlier import said. */
  readonly taken: number
  readonly restored: number
  /** Records somebody has worked on since: they stay, each with a finding. */
  readonly stayed: number
  /** Children of whom nothing is left. */
  readonly people: number
}

/** Why an import is not withdrawn, in a sentence for whoever asked. */
export class NotWithdrawn extends Error {
  override readonly name = 'NotWithdrawn'
}

/**
 * Asks that an import be withdrawn. Nothing changes until a second person agrees.
 *
 * @throws NotWithdrawn if it is not there or has been withdrawn or asked for already
 */
export async function askWithdrawal(
  { db }: Book,
  importId: string,
  actorId: string,
  why: string,
): Promise<void> {
  if (why.trim() === '') throw new NotWithdrawn('Say why the import should be withdrawn')
  const { numUpdatedRows } = await db
    .updateTable('import')
    .set({ state: 'withdrawal asked', withdrawWhy: why.trim(), withdrawAskedBy: actorId })
    .where('id', '=', importId)
    .where('state', '=', 'committed')
    .executeTakeFirst()
  if (numUpdatedRows === 0n)
    throw new NotWithdrawn('There is no such import that stands and has not been asked about already')
}

/** One withdrawal while it is carried out. */
export interface Withdrawing {
  readonly tx: Tx
  readonly importId: string
  readonly actorId: string
  readonly why: string
  readonly records: readonly AnyRecordType[]
}

/**
 * Agrees that an import be withdrawn, and withdraws it in one transaction: rows nobody has touched since go out of view,
 * each with an event and kept whole; rows it changed go back to what stood before; those touched stay as findings.
 *
 * @throws NotWithdrawn if nobody asked, or the same person asks and agrees
 */
export function agreeWithdrawal(book: Book, importId: string, actorId: string): Promise<Withdrawn> {
  return inTransaction(book.db, async (tx) => {
    const asked = await tx
      .selectFrom('import')
      .select(['state', 'withdrawWhy', 'withdrawAskedBy'])
      .where('id', '=', importId)
      .forUpdate()
      .executeTakeFirst()
    if (asked?.state !== 'withdrawal asked')
      throw new NotWithdrawn('Nobody has asked for this import to be withdrawn')
    if (asked.withdrawAskedBy === actorId)
      throw new NotWithdrawn('A second person must agree: whoever asked for it cannot')
    const why = asked.withdrawWhy ?? ''
    await tx
      .updateTable('import')
      .set({ state: 'withdrawn', withdrawnBy: actorId, withdrawnAt: sql`now()` })
      .where('id', '=', importId)
      .execute()
    return withdraw(book, { tx, importId, actorId, why, records: book.records })
  })
}

async function withdraw(book: Book, withdrawing: Withdrawing): Promise<Withdrawn> {
  const { tx, importId, actorId, why, records } = withdrawing
  const touched = await childrenOf(withdrawing)
  for (const childId of await undoMatches(tx, { importId, actorId, why })) touched.add(childId)
  const restored = await putBack(withdrawing)
  let [taken, stayed] = [0, 0]
  for (const on of await inOrderOfTaking(tx, records)) {
    taken += await takeOut(withdrawing, on)
    stayed += await tellOfTouched(withdrawing, on)
  }
  await sql`update finding set state = 'cleared', cleared_at = now(), explained = 'The import was withdrawn.'
             where import_id = ${importId} and state = 'open' and rule <> 'return.withdrawn'`.execute(tx)
  await tx.deleteFrom('adopter').where('importId', '=', importId).execute()
  await tx.deleteFrom('coverage').where('importId', '=', importId).execute()
  await tx.deleteFrom('returnRow').where('importId', '=', importId).execute()
  const people = await putAway(withdrawing)
  await bringUp(tx, book, touched)
  return { taken, restored, stayed, people }
}

async function childrenOf({ tx, importId }: Withdrawing): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('coverage')
    .select('childId')
    .where('importId', '=', importId)
    .union(tx.selectFrom('event').select('childId').where('importId', '=', importId))
    .execute()
  return new Set(rows.map(({ childId }) => childId))
}

/** A kind goes after every kind that points at it, however far: what is pointed at stays while anything left points there. */
async function inOrderOfTaking(tx: Tx, records: readonly AnyRecordType[]): Promise<AnyRecordType[]> {
  const pointers = await pointersTo(tx)
  const byName = new Map(records.map((on) => [snake(on.table), on]))
  const ordered = new Set<AnyRecordType>()
  const seen = new Set<string>()
  const take = (name: string): void => {
    if (seen.has(name)) return
    seen.add(name)
    for (const { from } of pointers.get(name) ?? []) take(from)
    const on = byName.get(name)
    if (on !== undefined && on.table !== 'person') ordered.add(on)
  }
  for (const name of byName.keys()) take(name)
  return [...ordered]
}

interface Pointer {
  readonly from: string
  readonly column: string
  readonly to: string
}

async function pointersTo(tx: Tx): Promise<Map<string, Pointer[]>> {
  const { rows } = await sql<Pointer>`
    select source.relname as "from", attribute.attname as "column", target.relname as "to"
      from pg_constraint held
      join pg_class source on source.oid = held.conrelid
      join pg_class target on target.oid = held.confrelid
      join pg_attribute attribute on attribute.attrelid = source.oid and attribute.attnum = held.conkey[1]
     where held.contype = 'f' and target.relname not in ('person', 'staff', 'team', 'import')
  `.execute(tx)
  return Map.groupBy(rows, ({ to }) => to)
}

/** Of one kind, takes out of view what this import made, nobody has touched and no other import that stands has said. */
async function takeOut({ tx, importId, actorId, why }: Withdrawing, on: AnyRecordType): Promise<number> {
  const table = sql.table(snake(on.table))
  const pointers = (await pointersTo(tx)).get(snake(on.table)) ?? []
  const unneeded = pointers.map(
    ({ from, column }) =>
      // A row may point at itself; only one of its own kind can.
      sql`and not exists (select 1
                            from ${sql.table(from)} other
                           where other.${sql.ref(column)} = held.id ${from === snake(on.table) ? sql`and other.id <> held.id` : sql``})`,
  )
  const { rows } = await sql<{ id: string }>`
    with taken as (
      delete from ${table} held
       where held.import_id = ${importId} and held.version = 1
         ${on.table === 'merge' ? sql`and held.state = 'proposed'` : sql``}
         and not exists (select 1 from event said join import other on other.id = said.import_id
                          where said.record_id = held.id and other.state <> 'withdrawn')
         ${sql.join(unneeded, sql` `)}
      returning held.id, held.child_id, to_jsonb(held) as kept
    ), kept as (
      insert into withdrawn_record (record_kind, record_id, child_id, import_id, kept)
      select ${on.table}, id, child_id, ${importId}, kept from taken
    )
    insert into event (type, child_id, record_kind, record_id, actor_id, answers, before, reason, import_id)
    select ${`${kebab(on.table)}.withdrawn`}, child_id, ${on.table}, id, ${actorId}, '{"state": "withdrawn"}',
           jsonb_build_object('state', kept ->> 'state'), ${why}, ${importId}
      from taken
    returning record_id as id
  `.execute(tx)
  return rows.length
}

const stays =
  'The import this came from has been withdrawn, and somebody has worked on it here since, so it stays. Find out whether it is so, and correct it if it is not.'

/** What is still this import's after taking out was worked on, or something left hangs on it. */
async function tellOfTouched({ tx, importId }: Withdrawing, on: AnyRecordType): Promise<number> {
  if (on.table === 'merge') return 0
  const { numAffectedRows } = await sql`
    insert into finding (child_id, record_kind, record_id, rule, message, import_id)
    select child_id, ${on.table}, id, 'return.withdrawn', ${stays}, ${importId}
      from ${sql.table(snake(on.table))} where import_id = ${importId}
  `.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Children this import brought and of whom nobody has written anything since: out of view, their id reserved. */
async function putAway({ tx, importId, actorId, why }: Withdrawing): Promise<number> {
  const { numAffectedRows } = await sql`
    with away as (
      update person held set state = 'archived'
       where held.import_id = ${importId} and held.version = 1 and held.state = 'active'
         and not exists (select 1 from event said left join import other on other.id = said.import_id
                          where said.child_id = held.id
                            and (said.import_id is null or other.state <> 'withdrawn'))
         and not exists (select 1 from finding where finding.child_id = held.id
                            and finding.import_id = ${importId} and finding.rule = 'return.withdrawn')
      returning held.id
    )
    insert into event (type, child_id, record_kind, record_id, actor_id, answers, before, reason, import_id)
    select 'person.withdrawn', id, 'person', id, ${actorId}, '{"state": "archived"}', '{"state": "active"}',
           ${why}, ${importId}
      from away
  `.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
