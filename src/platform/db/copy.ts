import type pg from 'pg'
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
  const into = `copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`
  return withClient(tx, async (client) => {
    const copy = new CopyIn(into)
    client.query(copy)
    try {
      await copy.ready
      if (Symbol.asyncIterator in rows) await sendSlow(copy, rows)
      else await sendFast(copy, rows)
    } catch (fault) {
      copy.fail(fault)
      throw fault instanceof CopyStopped ? fault.cause : fault
    }
    return copy.finish()
  })
}

/**
 * Stores rows that are COPY's own text already, as `copyOut` gave them. A piece may end in the middle of a row.
 *
 * @param into the table and its columns as SQL writes them, wholly ours: `event (id, type)`
 * @returns how many rows were stored
 * @throws DatabaseError when a row breaks a constraint
 */
export const copyText = (tx: Tx, into: string, pieces: AsyncIterable<Buffer>): Promise<number> =>
  withClient(tx, async (client) => {
    const copy = new CopyIn(`copy ${into} from stdin`)
    client.query(copy)
    try {
      await copy.ready
      for await (const piece of pieces) await copy.send(piece)
    } catch (fault) {
      copy.fail(fault)
      throw fault instanceof CopyStopped ? fault.cause : fault
    }
    return copy.finish()
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
export function line(row: readonly Cell[]): string {
  let text = ''
  for (let i = 0; i < row.length; i += 1) text += (i === 0 ? '' : '\t') + cell(row[i])
  return `${text}\n`
}

function cell(value: Cell): string {
  if (typeof value === 'string') return escaped(value)
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return escaped(isArray(value) ? arrayText(value) : JSON.stringify(value))
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
