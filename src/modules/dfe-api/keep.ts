import { sql } from 'kysely'
import type { Instant } from '../../platform/dates/day.ts'
import type { Tx } from '../../platform/db/database.ts'
import { receiptsOf } from './receipts.ts'
import type { Answer, Why } from './send.ts'

/** What follows: the next post; the same again at a time; or nothing until somebody looks. */
type Next =
  { readonly kind: 'next' } | { readonly kind: 'again'; readonly at: Instant } | { readonly kind: 'none' }

/** Seconds between one attempt and the next; the last again and again. */
const waits = [5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600]
/** Attempts before somebody has to look: about nine hours of no answer, and little of a key that is refused. */
const most: Readonly<Partial<Record<Why, number>>> = { 'key refused': 3 }
const mostOfAll = 16

/** Stores how an attempt ended, all at once. Says nothing twice of a post that has ended. */
export async function keepAnswer(tx: Tx, postId: string, answer: Answer): Promise<Next> {
  const post = await tx
    .selectFrom('dfePost')
    .select(['id', 'tries', 'children'])
    .where('id', '=', postId)
    .where('state', '=', 'sending')
    .forUpdate()
    .executeTakeFirst()
  if (post === undefined) return { kind: 'next' }
  if (answer.kind === 'received') return received(tx, post, answer)
  if (answer.kind === 'later') return later(tx, post, answer)
  if (answer.kind === 'stopped') return stop(tx, post.id, answer)
  return post.children > 1 ? divide(tx, post, answer) : refuse(tx, post, answer)
}

interface Kept {
  readonly id: string
  readonly tries: number
  readonly children: number
}
type Of<K extends Answer['kind']> = Extract<Answer, { kind: K }>

async function received(tx: Tx, { id, children }: Kept, { status, receipt }: Of<'received'>): Promise<Next> {
  const receipts = receiptsOf(receipt, children)
  await end(tx, id, { state: 'received', status, why: null, receipt })
  await sql`
    with numbered as (
      select id, row_number() over (order by purge desc, id) as at from dfe_change where post_id = ${id}
    ), done as (
      update dfe_change change
         set state = 'received', payload = null, ended_at = now(),
             receipt = (${receipts}::text[])[numbered.at]
        from numbered where numbered.id = change.id
      returning change.la_child_id, change.child_id, change.purge, change.digest, change.parts
    ), gone as (
      delete from dfe_held where la_child_id in (select la_child_id from done where purge)
    )
    insert into dfe_held (la_child_id, child_id, digest, parts, post_id)
    select la_child_id, child_id, digest, parts, ${id}::uuid from done where not purge
    on conflict (la_child_id) do update
      set child_id = excluded.child_id, digest = excluded.digest, parts = excluded.parts,
          post_id = excluded.post_id, received_at = now()
  `.execute(tx)
  return { kind: 'next' }
}

async function later(tx: Tx, { id, tries }: Kept, { status, why, seconds }: Of<'later'>): Promise<Next> {
  if (tries >= (most[why] ?? mostOfAll)) return stop(tx, id, { status, why, receipt: null })
  const wait = Math.max(seconds ?? 0, waits[Math.min(tries, waits.length) - 1] ?? 5)
  // By the database's clock, which is the queue's.
  const { at } = await tx
    .updateTable('dfePost')
    .set({ status, why, nextTryAt: sql<Instant>`now() + make_interval(secs => ${wait})` })
    .where('id', '=', id)
    .returning('nextTryAt as at')
    .executeTakeFirstOrThrow()
  return at === null ? { kind: 'next' } : { kind: 'again', at }
}

interface Stopping {
  readonly status: number | null
  readonly why: Why
  readonly receipt: string | null
}

/** It keeps its place and its bytes: whether they came there is not known, so that nothing newer may overtake them. */
async function stop(tx: Tx, id: string, { status, why, receipt }: Stopping): Promise<Next> {
  await tx
    .updateTable('dfePost')
    .set({ state: 'stopped', status, why, receipt })
    .where('id', '=', id)
    .execute()
  return { kind: 'none' }
}

/** One that is at fault has all refused, and the answer may not say which: each half is tried alone, until it stands by itself. */
async function divide(tx: Tx, { id, children }: Kept, answer: Of<'refused'>): Promise<Next> {
  await end(tx, id, { ...saidIn(answer), state: 'divided' })
  await sql`
    update dfe_change old set state = 'replaced', ended_at = now(), payload = null
     where post_id = ${id}
       and exists (select 1
                     from dfe_change newer
                    where newer.la_child_id = old.la_child_id
                      and newer.state = 'waiting')
  `.execute(tx)
  await sql`
    update dfe_change set state = 'waiting', post_id = null, fits = ${Math.ceil(children / 2)}
     where post_id = ${id} and state = 'sending'
  `.execute(tx)
  return { kind: 'next' }
}

/** Refusals of one child each, one after another, before it is thought that something else is wrong than the children. */
const mostInARow = 5

async function refuse(tx: Tx, { id }: Kept, answer: Of<'refused'>): Promise<Next> {
  const { rows } = await sql<{ state: string }>`
    select state
      from dfe_post
     where id <> ${id}
       and state in ('received', 'refused')
     order by id desc
     limit ${mostInARow}
  `.execute(tx)
  if (rows.length === mostInARow && rows.every(({ state }) => state === 'refused'))
    return stop(tx, id, answer)
  await end(tx, id, { ...saidIn(answer), state: 'refused' })
  await tx
    .updateTable('dfeChange')
    .set({ state: 'refused', endedAt: sql`now()` })
    .where('postId', '=', id)
    .execute()
  return { kind: 'next' }
}

const saidIn = ({ status, why, receipt }: Of<'refused'>) => ({ status, why, receipt })

interface Ending {
  readonly state: 'received' | 'refused' | 'divided'
  readonly status: number
  readonly why: Why | null
  readonly receipt: string
}

const end = (tx: Tx, id: string, ending: Ending): Promise<unknown> =>
  tx
    .updateTable('dfePost')
    .set({ ...ending, nextTryAt: null, endedAt: sql`now()` })
    .where('id', '=', id)
    .execute()
