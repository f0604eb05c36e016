import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { askedBy, forSomebody } from '../../../platform/db/asking.ts'
import { withClient, type Db } from '../../../platform/db/database.ts'

/** One view that was written: its name without the schema, and its rows. */
interface ViewWritten {
  readonly view: string
  readonly rows: number
}

/** Every view of the dataset and the children in them, all of one moment. */
interface SsdWritten {
  readonly views: readonly ViewWritten[]
  readonly childIds: readonly string[]
}

type Client = Parameters<Parameters<typeof withClient>[1]>[0]

/** Rows held at once. */
const atOnce = 5000

/**
 * Writes each view of the Standard Safeguarding Dataset as `VIEW.csv` in a folder that is there. All are read in one snapshot, so
 * that every id one file names stands in the other.
 */
export const writeSsd = (db: Db, folder: string): Promise<SsdWritten> =>
  withClient(db, async (client) => {
    await client.query('begin transaction isolation level repeatable read read only')
    try {
      const views: ViewWritten[] = []
      for (const view of await viewNames(client))
        views.push({ view, rows: await writeView(client, view, join(folder, `${view}.csv`)) })
      return { views, childIds: await childrenIn(client) }
    } finally {
      await client.query('rollback')
    }
  })

/**
 * Writes the dataset as one member of staff may take it out. No law asks for it: it holds no child whom they may not know of, and for
 * nobody in particular no restricted one.
 */
export async function writeSsdFor(db: Db, staffId: string | null, folder: string): Promise<SsdWritten> {
  const seal = staffId === null ? null : await sealOf(db, staffId)
  return forSomebody(() => {
    askedBy(seal)
    return writeSsd(db, folder)
  })
}

async function sealOf(db: Db, staffId: string): Promise<string | null> {
  const { rows } = await sql<{ seal: string }>`select seat_belt.seal(${staffId}) as seal`.execute(db)
  return rows[0]?.seal ?? null
}

/** Writes one view, as `writeSsd` does all, and gives the children it tells of. */
export const writeSsdView = (db: Db, view: string, path: string): Promise<readonly string[]> =>
  withClient(db, async (client) => {
    await client.query('begin transaction isolation level repeatable read read only')
    try {
      const rows = await writeView(client, view, path)
      return rows === 0 ? [] : await childrenOf(client, view)
    } finally {
      await client.query('rollback')
    }
  })

/** Views that name no child, and whose each row is of one record of a child: by its table. */
const ofRecords: Readonly<Record<string, string>> = {
  ssd_assessment_factors: 'assessment',
  ssd_cla_reviews: 'cla_review',
}
const ofNoChild: ReadonlySet<string> = new Set(['ssd_department', 'ssd_professionals', 'ssd_version_log'])

/** The children a view tells of, by the numbers in it; where it says in no way that we know of whom, all of the dataset. */
async function childrenOf(client: Client, view: string): Promise<readonly string[]> {
  if (ofNoChild.has(view)) return []
  const { rows: named } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'ssd' and table_name = $1 and column_name like '%person\\_id'`,
    [view],
  )
  const table = ofRecords[view]
  if (named.length === 0 && table === undefined) return childrenIn(client)
  const { rows } = await client.query<{ id: string }>(
    named.length === 0
      ? `select distinct child_id as id from ${table} where id in (select holdfast_record_id from ssd.${view})`
      : `select holdfast_record_id as id from ssd.ssd_person
          where pers_person_id in (${named.map(({ name }) => `select ${name} from ssd.${view}`).join(' union ')})`,
  )
  return rows.map(({ id }) => id)
}

/** The published views, by name; those the application keeps beside them begin otherwise. */
export async function ssdViews(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`${sql.raw(namesOfViews)}`.execute(db)
  return rows.map(({ name }) => name)
}

const namesOfViews = `
select viewname as name from pg_views where schemaname = 'ssd' and viewname like 'ssd\\_%' order by viewname`

async function viewNames(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(namesOfViews)
  return rows.map(({ name }) => name)
}

async function childrenIn(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>('select holdfast_record_id as id from ssd.ssd_person')
  return rows.map(({ id }) => id)
}

async function writeView(client: Client, view: string, path: string): Promise<number> {
  const file = createWriteStream(path)
  await client.query(
    `declare rows no scroll cursor for select ${await asText(client, view)} from ssd.${view}`,
  )
  let count = 0
  for (;;) {
    const { rows, fields } = await client.query<(string | null)[]>({
      text: `fetch ${atOnce} from rows`,
      rowMode: 'array',
    })
    if (count === 0) file.write(csvLine(fields.map(({ name }) => name)))
    count += rows.length
    if (!file.write(rows.map(csvLine).join(''))) await once(file, 'drain')
    if (rows.length < atOnce) break
  }
  await client.query('close rows')
  file.end()
  await finished(file)
  return count
}

/** Every column as PostgreSQL writes it: a moment is 2026-11-22 00:00:00, which SQL Server reads as it is. */
async function asText(client: Client, view: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'ssd' and table_name = $1 order by ordinal_position`,
    [view],
  )
  return rows.map(({ name }) => `${name}::text as ${name}`).join(', ')
}

/** A cell that a spreadsheet would take for a formula is shown to be text by an apostrophe before it. */
const plain = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const csvLine = (cells: readonly (string | null)[]): string =>
  `${cells.map((cell) => (cell === null ? '' : quoted(plain(cell)))).join(',')}\r\n`
