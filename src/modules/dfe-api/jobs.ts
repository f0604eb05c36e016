import { sql } from 'kysely'
import { z } from 'zod'
import { day, type Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { job, type AnyJob, type Job } from '../../platform/jobs/job.ts'
import { keepAnswer } from './keep.ts'
import { beginTry, makePost, noteReceipt, receiptNoted, resumePost } from './post.ts'
import { searchChildren, searchPurges } from './search.ts'
import { send, type Answer } from './send.ts'
import type { DfeService } from './service.ts'

type Search = { on: Day; search: string | null; after: string | null; by: string | null }
type Sending = { post: string }

const atOnce = 200

const theDay = z.iso.date().transform((text): Day => day(text))

/** What this chapter does by itself: nothing without a service, so that it is off until somebody says where to send. */
export function jobsFor(service: DfeService | null): readonly [Job<Search>, Job<Sending>] {
  const sendPost: Job<Sending> = job<Sending, Answer | null>({
    name: 'send-to-dfe',
    says: 'Sends what changed to the DfE’s daily collection, and keeps its receipt',
    inTurn: true,
    payload: z.object({ post: z.guid() }),
    outside: ({ db }, { post }, { signal }) =>
      service === null ? Promise.resolve(null) : sendOnce(db, service, post, signal),
    run: async (tx, { post }, _, answer) => {
      if (answer === null) return
      const next = await keepAnswer(tx, post, answer)
      if (next.kind === 'next') await sendNext(tx, sendPost)
      if (next.kind === 'again') await enqueue(tx, sendPost, { post }, { at: next.at })
    },
  })
  const search: Job<Search> = job({
    name: 'search-for-dfe-changes',
    says: 'Finds the children whose record is not as the DfE’s daily collection has it',
    inTurn: true,
    recurs: { at: '40 2 * * *', payload: (on) => ({ on, search: null, after: null, by: null }) },
    payload: z.object({
      on: theDay,
      search: z.guid().nullable(),
      after: z.guid().nullable(),
      by: z.guid().nullable(),
    }),
    run: async (tx, { on, search: begun, after, by }) => {
      if (service === null) return
      const id = begun ?? (await beginSearch(tx, on, by))
      const last = await searchSome(tx, { id, on, after })
      if (last !== null) return enqueue(tx, search, { on, search: id, after: last, by })
      await endSearch(tx, id)
      await sendNext(tx, sendPost)
    },
  })
  return [search, sendPost]
}

/** As they stand without a service: what their names say, for whoever lists what is done by itself. */
export const jobs: readonly AnyJob[] = jobsFor(null)

/** Null where the post has ended. What was heard before a kill is not asked again. */
async function sendOnce(
  db: Db,
  service: DfeService,
  id: string,
  signal: AbortSignal,
): Promise<Answer | null> {
  const noted = await receiptNoted(db, id)
  if (noted !== null) return noted
  const post = await beginTry(db, id)
  if (post === null) return null
  const answer = await send(service, post, signal)
  if (answer.kind === 'received') await noteReceipt(db, id, answer)
  return answer
}

async function sendNext(tx: Tx, sendPost: Job<Sending>): Promise<void> {
  const post = (await resumePost(tx)) ?? (await makePost(tx))
  if (post !== null) await enqueue(tx, sendPost, { post })
}

async function beginSearch(tx: Tx, onDay: Day, askedBy: string | null): Promise<string> {
  const { id } = await tx
    .insertInto('dfeSearch')
    .values({ onDay, askedBy })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

interface Some {
  readonly id: string
  readonly on: Day
  readonly after: string | null
}

/** The last child searched; null where none was left. */
async function searchSome(tx: Tx, { id, on, after }: Some): Promise<string | null> {
  const children = await nextChildren(tx, after)
  const { changed, notSendable } = await searchChildren(tx, children, on)
  await sql`
    update dfe_search
       set children = children + ${children.length}, changed = changed + ${changed},
           not_sendable = not_sendable + ${notSendable}
     where id = ${id}
  `.execute(tx)
  return children.at(-1) ?? null
}

async function endSearch(tx: Tx, id: string): Promise<void> {
  const purges = await searchPurges(tx)
  await sql`update dfe_search set changed = changed + ${purges}, ended_at = now() where id = ${id}`.execute(
    tx,
  )
}

async function nextChildren(tx: Tx, after: string | null): Promise<readonly string[]> {
  const from = tx
    .selectFrom('person')
    .select('id')
    .where('kind', '<>', 'adult')
    .where('state', '=', 'active')
    .orderBy('id')
    .limit(atOnce)
  const rows = await (after === null ? from : from.where('id', '>', after)).execute()
  return rows.map(({ id }) => id)
}
