import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { sql } from 'kysely'
import { copyInto } from '../../../platform/db/copy.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Day } from '../../../platform/dates/day.ts'
import type { Book } from '../../../platform/record/book.ts'
import { newId } from '../../../platform/record/new-id.ts'
import type { ReturnRow } from '../rows/again.ts'
import type { ReturnMade } from './asked.ts'
import type { ReturnChild } from './children.ts'
import { findIn, type RunFinding } from './find.ts'
import { makeReturn, type MadeReturn } from './write.ts'
import { makeWorkforce, workforceRemark } from './workforce.ts'

/** A return somebody asks for. */
interface RunAsked {
  readonly of: ReturnMade
  readonly year: number
  readonly on: Day
  /** Null where it is asked for at the machine itself and nobody is named. */
  readonly by: string | null
}

/** Writes down that a return is to be made, and says under which id. */
export async function askRun(db: Db | Tx, { of, year, on, by }: RunAsked): Promise<string> {
  const id = newId()
  await db
    .insertInto('returnRun')
    .values({
      id,
      return: of,
      year: of === 'annex-a' ? 0 : year,
      onDay: on,
      state: 'being made',
      askedBy: by,
    })
    .execute()
  return id
}

/** A return that was made, in memory, with what was found in it. */
interface Made {
  readonly made: Pick<MadeReturn, 'children' | 'files'>
  readonly found: readonly RunFinding[]
  readonly remarks: readonly string[]
}

/** Makes the return of a run into a folder, and runs the rules of its year over the files. The record is only read. */
export async function makeInto(book: Book, run: Omit<RunAsked, 'by'>, folder: string): Promise<Made> {
  const authority = await authorityOf(book.db)
  const making = { authority, now: book.now() }
  const { of, year, on } = run
  if (of === 'csww')
    return { made: await makeWorkforce(book.db, { year, on }, folder), found: [], remarks: [workforceRemark] }
  const made = await makeReturn(book.db, { of, year: of === 'annex-a' ? 0 : year, on }, making, folder)
  const { found, remarks } = await findIn(book.db, made, making, folder)
  return { made, found, remarks }
}

const authorityOf = async (db: Db): Promise<string> =>
  (await db.selectFrom('authority').select('code').executeTakeFirst())?.code ?? ''

/** Makes what a run asks for, and gives its parts to be kept. The folder is taken away. */
export async function makeRun(
  book: Book,
  runId: string,
): Promise<{ run: RunAsked; made: Made; packed: Packed[] } | null> {
  const row = await book.db
    .selectFrom('returnRun')
    .select(['return', 'year', 'onDay', 'askedBy', 'state'])
    .where('id', '=', runId)
    .executeTakeFirst()
  if (row === undefined || row.state !== 'being made') return null
  const run = { of: row.return, year: row.year, on: row.onDay, by: row.askedBy }
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-return-'))
  try {
    const made = await makeInto(book, run, folder)
    return { run, made, packed: await packedFiles(made, folder) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A file, packed for keeping. */
interface Packed {
  readonly name: string
  readonly size: number
  readonly sha256: string
  readonly bytes: Buffer
}

const pack = promisify(gzip)
const unpack = promisify(gunzip)

async function packedFiles({ made }: Made, folder: string): Promise<Packed[]> {
  const packed: Packed[] = []
  for (const file of made.files)
    packed.push({ ...file, bytes: await pack(await readFile(join(folder, file.name))) })
  return packed
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Keeps a run as it was made: its files, its rows child by child, its findings. Nothing of it changes again but by being signed off. */
export async function keepRun(
  tx: Tx,
  runId: string,
  { made, found, remarks }: Made,
  packed: readonly Packed[],
): Promise<void> {
  for (const { name, size, sha256: hash, bytes } of packed)
    await tx.insertInto('returnRunFile').values({ runId, name, size, sha256: hash, bytes }).execute()
  const columns = ['run_id', 'la_child_id', 'child_id', 'sha256', 'rows']
  await copyInto(
    tx,
    'return_run_child',
    columns,
    made.children.map((child) => childRow(runId, child)),
  )
  await keepFound(tx, runId, found)
  const rows = made.children.reduce((sum, child) => sum + child.rows.length, 0)
  await tx
    .updateTable('returnRun')
    .set({
      state: 'made',
      madeAt: sql`now()`,
      sha256: hashOfFiles(packed),
      children: made.children.filter(({ childId }) => childId !== null).length,
      rowCount: rows,
      remarks: JSON.stringify(remarks),
    })
    .where('id', '=', runId)
    .execute()
}

/** One hash for all the files of a return: over their own, in the order of their names. */
const hashOfFiles = (files: readonly { readonly name: string; readonly sha256: string }[]): string =>
  sha256(
    files
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, sha256: hash }) => `${hash}  ${name}`)
      .join('\n'),
  )

function childRow(runId: string, { laChildId, childId, rows }: ReturnChild) {
  const kept = rows.map(plainRow)
  return [runId, laChildId, childId, sha256(JSON.stringify(kept)), { rows: kept }] as const
}

/** A row as it is kept: its table, its name among the child's rows and its cells. */
export interface KeptReturnRow {
  readonly table: string
  readonly own: string
  readonly cells: Readonly<Record<string, string>>
}

const plainRow = ({ table, own, cells }: ReturnRow): KeptReturnRow => ({
  table,
  own,
  cells: Object.fromEntries(
    Object.entries(cells).flatMap(([name, { text }]) => (text === '' ? [] : [[name, text]])),
  ),
})

async function keepFound(tx: Tx, runId: string, found: readonly RunFinding[]): Promise<void> {
  if (found.length === 0) return
  const columns = ['run_id', 'number', 'rule', 'level', 'return_table', 'field', 'la_child_id', 'message']
  await copyInto(
    tx,
    'return_run_finding',
    columns,
    found.map(({ rule, level, table, field, child, message }, at) => [
      runId,
      at + 1,
      rule,
      level,
      table,
      field,
      child,
      message,
    ]),
  )
}

/** A run that could not be made, with the reason in a sentence. */
export async function failRun(db: Db | Tx, runId: string, why: string): Promise<void> {
  await db
    .updateTable('returnRun')
    .set({ state: 'not made', why })
    .where('id', '=', runId)
    .where('state', '=', 'being made')
    .execute()
}

/** Makes a run and keeps it, here and now. */
export async function runNow(book: Book, asked: RunAsked): Promise<string> {
  const id = await askRun(book.db, asked)
  const made = await makeRun(book, id)
  if (made === null) throw new Error('a run that was just asked for is there to be made')
  await book.db.transaction().execute(async (tx) => keepRun(tx, id, made.made, made.packed))
  return id
}

/** A file of a run as it was made; null where there is none of the name. */
export async function fileOfRun(db: Db, runId: string, name: string): Promise<Buffer | null> {
  const file = await db
    .selectFrom('returnRunFile')
    .select('bytes')
    .where('runId', '=', runId)
    .where('name', '=', name)
    .executeTakeFirst()
  return file === undefined ? null : unpack(file.bytes)
}

/** Signs a run off: once, by name. A second time changes nothing. */
export async function signOff(db: Db | Tx, runId: string, by: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('returnRun')
    .set({ signedOffBy: by, signedOffAt: sql`now()` })
    .where('id', '=', runId)
    .where('state', '=', 'made')
    .where('signedOffBy', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
