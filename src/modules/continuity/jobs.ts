import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'
import { job } from '../../platform/jobs/job.ts'
import type { Book } from '../../platform/record/book.ts'
import { visitingClocks } from '../visits/index.ts'
import { lock } from './lock.ts'
import { packPage } from './page.ts'
import { entries, leftOut, officers, type Entry, type Officer } from './queries.ts'

/** What was made; null where nobody is named to hold it. */
interface Made {
  readonly children: number
  readonly leftOut: number
  readonly bytes: number
}

/** Makes the pack and puts it in place of the last, whole or not at all. */
export async function makePack({ db, duties, now, today }: Book, path: string): Promise<Made | null> {
  const holders = await officers(db)
  if (holders.length === 0) return null
  const children = await entries(db, today(), visitingClocks(duties))
  const out = await leftOut(db)
  const authority = await db.selectFrom('authority').select('name').executeTakeFirst()
  const madeAt = now()
  const wordsFor = ({ keptFrom }: Officer) => ({ madeAt, children: toldTo(children, new Set(keptFrom)) })
  const page = packPage(authority?.name ?? 'Your council', await lock(holders, wordsFor))
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.part`, page, { mode: 0o600, flush: true })
  await rename(`${path}.part`, path)
  return { children: children.length, leftOut: out, bytes: Buffer.byteLength(page) }
}

/** The children as one holder may read of them: none they are kept from, neither as a child nor in another's family; and no ids. */
const toldTo = (children: readonly Entry[], kept: ReadonlySet<string>) =>
  children
    .filter(({ id }) => !kept.has(id))
    .map(({ id: _, people, ...child }) => ({
      ...child,
      people: people.filter(({ id }) => !kept.has(id)).map(({ id: _person, ...person }) => person),
    }))

/** The pack of every quarter of an hour. */
export const continuityPack = job({
  name: 'make-continuity-pack',
  says: 'Makes the continuity pack: what duty workers need when Holdfast cannot be reached',
  payload: z.object({}),
  recurs: { at: '*/15 * * * *', payload: () => ({}) },
  inTurn: true,
  tries: 2,
  outside: async (book) => (book.continuityAt === undefined ? null : makePack(book, book.continuityAt)),
  run: async (tx, _payload, _attempt, made) => {
    if (made !== null) await tx.insertInto('continuityPack').values(made).execute()
  },
})

/** What this chapter has done by itself. */
export const jobs = [continuityPack]
