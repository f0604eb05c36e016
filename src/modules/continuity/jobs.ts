import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'
import { job } from '../../platform/jobs/job.ts'
import type { Book } from '../../platform/record/book.ts'
import { visitingClocks } from '../visits/index.ts'
import { lock } from './lock.ts'
import { packPage } from './page.ts'
import { entries, leftOut, officers } from './queries.ts'

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
  const words = { madeAt: now(), leftOut: out, children }
  const page = packPage(authority?.name ?? 'Your council', await lock(words, holders))
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.part`, page, { mode: 0o600, flush: true })
  await rename(`${path}.part`, path)
  return { children: children.length, leftOut: out, bytes: Buffer.byteLength(page) }
}

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
