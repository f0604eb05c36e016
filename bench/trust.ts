import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bookOf } from '../src/app/book.ts'
import type { OpenDatabase } from '../src/app/open-database.ts'
import { makePack } from '../src/modules/continuity/jobs.ts'
import { keyOf } from '../src/modules/continuity/lock.ts'
import { nameOfficer } from '../src/modules/continuity/queries.ts'
import { Sealer } from '../src/platform/seals/sealer.ts'
import { verifySeals } from '../src/platform/seals/verify.ts'
import { benchCounty, rowCounts } from './county.ts'
import { machine } from './figures.ts'

/*
 * What trust costs on the benchmark county: how fast its seals are held to what they cover, and how large the continuity pack of
 * all its open children is. The last line is JSON.
 *
 * node bench/bench.ts trust [CHILDREN]
 */
export async function run([children = '60000']: readonly string[]): Promise<void> {
  const opened = await benchCounty(Number(children))
  try {
    console.log(`${machine()}\n${await rowCounts(opened)}`)
    console.log(
      JSON.stringify({ children: Number(children), seals: await seals(opened), pack: await pack(opened) }),
    )
  } finally {
    await opened.close()
  }
}

async function seals({ db }: OpenDatabase) {
  await new Sealer(db).seal()
  const began = performance.now()
  const { rows, faults, unsealed } = await verifySeals(db, [])
  const seconds = (performance.now() - began) / 1000
  return { rows, faults: faults.length, unsealed, seconds, rowsASecond: Math.round(rows / seconds) }
}

async function pack({ db }: OpenDatabase) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-pack-'))
  try {
    await namedOfficer(db)
    const began = performance.now()
    const made = await makePack(bookOf(db), join(folder, 'pack.html'))
    const seconds = (performance.now() - began) / 1000
    return { children: made?.children, seconds, megabytes: statSync(join(folder, 'pack.html')).size / 1e6 }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Somebody holds the pack: without anybody there is none to make. */
async function namedOfficer(db: OpenDatabase['db']): Promise<void> {
  const director = await db
    .selectFrom('staff')
    .select('id')
    .where('role', '=', 'DIR')
    .where('signsInAs', 'is not', null)
    .executeTakeFirstOrThrow()
  await nameOfficer(db, { staffId: director.id, ...(await keyOf('seven quiet green lanterns')) })
}
