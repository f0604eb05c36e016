import type pg from 'pg'
import { wayInto, type Staged } from './copy-belted.ts'
import { CopyIn, CopyStopped } from './copy-wire.ts'
import { withClient, type Tx } from './database.ts'

/** What one column of one row may hold. A plain array becomes a PostgreSQL array; any other object becomes json. */
export type Cell = string | number | boolean | null | undefined | readonly (string | number | null)[] | object

const batchLength = 128 * 1024

/**
 * Stores rows by COPY, far faster than INSERT. Rows are taken as fast as the server takes them and no faster, so a
 * generator of any length runs in little memory. Names of table and columns are the database's own (`snake_case`).
 *
 * @returns how many rows were stored
 * @throws DatabaseError when a row breaks a constraint: the transaction is then lost, as with any statement
 * @example await copyInto(tx, 'visit', ['child_id', 'visited_on'], [[childId, '2026-11-22']])
 */
export async function copyInto(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): Promise<number> {
  const listed = columns.map(quoted).join(', ')
  return withClient(tx, async (client) => {
    const way = await wayInto(client, quoted(table), listed)
    if (way.kind === 'straight')
      return copied(client, `${quoted(table)} (${listed})`, (copy) => sendAll(copy, rows))
    const few = await firstOf(rows)
    if (few.ended || way.by === null) return sent(client, way.insert, columns.length, few.all())
    return staged(client, way.by, (copy) => sendAll(copy, few.all()))
  })
}

async function copied(
  client: pg.ClientBase,
  into: string,
  send: (copy: CopyIn) => Promise<void>,
): Promise<number> {
  const copy = new CopyIn(`copy ${into} from stdin`)
  client.query(copy)
  try {
    await copy.ready
    await send(copy)
  } catch (fault) {
    copy.fail(fault)
    throw fault instanceof CopyStopped ? fault.cause : fault
  }
  return copy.finish()
}

async function staged(
  client: pg.ClientBase,
  { make, stage, put, clear }: Staged,
  send: (copy: CopyIn) => Promise<void>,
): Promise<number> {
  await client.query(make)
  await copied(client, stage, send)
  const { rowCount } = await client.query(put)
  await client.query(clear)
  return rowCount ?? 0
}

/** As many as one statement takes at a time: what people write at once are a few. */
const mostSent = 200

/** The first rows, and whether those were all: a few are not worth a table to pass through. */
async function firstOf(rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>) {
  const left = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  const first: (readonly Cell[])[] = []
  let ended = false
  while (!ended && first.length < mostSent) {
    const next = await left.next()
    if (next.done === true) ended = true
    else first.push(next.value)
  }
  async function* all(): AsyncGenerator<readonly Cell[]> {
    yield* first
    for (let next = ended ? null : await left.next(); next?.done === false; next = await left.next())
      yield next.value
  }
  return { ended, all }
}

async function sent(
  client: pg.ClientBase,
  insert: string,
  width: number,
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): Promise<number> {
  let stored = 0
  let waiting: (readonly Cell[])[] = []
  const go = async (): Promise<void> => {
    const columns = Array.from({ length: width }, (_, at) => waiting.map((row) => plainText(row[at])))
    stored += (await client.query(insert, columns)).rowCount ?? 0
    waiting = []
  }
  for await (const row of rows) {
    waiting.push(row)
    if (waiting.length === mostSent) await go()
  }
  if (waiting.length > 0) await go()
  return stored
}

const sendAll = (
  copy: CopyIn,
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): Promise<void> => (Symbol.asyncIterator in rows ? sendSlow(copy, rows) : sendFast(copy, rows))

/**
 * Stores rows that are COPY's own text already, as `copyOut` gave them. A piece may end in the middle of a row.
 *
 * @param into the table and its columns as SQL writes them, wholly ours: `event (id, type)`
 * @returns how many rows were stored
 * @throws DatabaseError when a row breaks a constraint
 */
export const copyText = (tx: Tx, into: string, pieces: AsyncIterable<Buffer>): Promise<number> =>
  withClient(tx, async (client) => {
    const [, table = '', columns = ''] = /^(\S+) \((.*)\)$/.exec(into) ?? []
    const way = await wayInto(client, table, columns)
    const send = async (copy: CopyIn): Promise<void> => {
      for await (const piece of pieces) await copy.send(piece)
    }
    if (way.kind === 'straight') return copied(client, into, send)
    if (way.by === null) throw new TypeError('people store no text of COPY')
    return staged(client, way.by, send)
  })

async function sendFast(copy: CopyIn, rows: Iterable<readonly Cell[]>): Promise<void> {
  let batch = ''
  for (const row of rows) {
    batch += line(row)
    if (batch.length < batchLength) continue
    await copy.send(batch)
    batch = ''
  }
  await copy.send(batch)
}

async function sendSlow(copy: CopyIn, rows: AsyncIterable<readonly Cell[]>): Promise<void> {
  let batch = ''
  for await (const row of rows) {
    batch += line(row)
    if (batch.length < batchLength) continue
    await copy.send(batch)
    batch = ''
  }
  await copy.send(batch)
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** One row in PostgreSQL's text form of COPY: tabs between cells, `\N` for null, a new line at the end. */
function line(row: readonly Cell[]): string {
  let text = ''
  for (let i = 0; i < row.length; i += 1) text += (i === 0 ? '' : '\t') + cell(row[i])
  return `${text}\n`
}

function cell(value: Cell): string {
  const text = plainText(value)
  return text === null ? '\\N' : escaped(text)
}

/** As PostgreSQL reads it in a text of that type; null for null. */
function plainText(value: Cell): string | null {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return isArray(value) ? arrayText(value) : JSON.stringify(value)
}

const special = /[\\\t\n\r]/
const marks: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

const escaped = (text: string): string =>
  special.test(text) ? text.replace(/[\\\t\n\r]/g, (mark) => marks[mark] ?? mark) : text

const isArray = (value: object): value is readonly (string | number | null)[] => Array.isArray(value)

function arrayText(values: readonly (string | number | null)[]): string {
  return `{${values.map((value) => (value === null ? 'null' : `"${String(value).replace(/["\\]/g, '\\$&')}"`)).join(',')}}`
}

/**
 * Reads a long answer in batches through a cursor on the server, so that its length does not matter.
 *
 * @param size rows a batch
 * @throws Error outside a transaction: a cursor lives only in one
 */
export async function* inBatches<R extends object>(
  tx: Tx,
  sql: string,
  size: number,
  values: readonly unknown[] = [],
): AsyncGenerator<R[]> {
  const name = `batch_${++opened}`
  const ask = (text: string, given: readonly unknown[] = []): Promise<pg.QueryResult<R>> =>
    withClient(tx, (client) => client.query<R>(text, [...given]))
  await ask(`declare ${name} no scroll cursor for ${sql}`, values)
  try {
    for (;;) {
      const { rows } = await ask(`fetch ${size} from ${name}`)
      if (rows.length === 0) return
      yield rows
    }
  } finally {
    await ask(`close ${name}`).catch(() => undefined)
  }
}

let opened = 0
