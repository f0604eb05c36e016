import { copyInto, type Cell } from '../db/copy.ts'
import type { Tx } from '../db/database.ts'
import type { Child } from '../people/child.ts'
import type { Covered } from './bulk.ts'
import { eventColumns } from './bulk-change.ts'
import { asWritten, coverageIn, factColumns, type HeldRecords, type StoredRow } from './held.ts'
import type { AnyRecordType } from './record.ts'

/** A record as it was just stored: absent answers are stored as null. */
export interface Stored {
  readonly id: string
  readonly childId: string
  readonly state: string
  readonly importId: string | null
  /** What makes it the same record when it comes again; null for a person. */
  readonly importKey: string | null
  readonly given: Readonly<Record<string, string>> | null
  readonly values: Readonly<Record<string, unknown>>
}

/**
 * Rows of several kinds stored together. Their events are kept back and stored at its end, in the order they came; what
 * was stored of children who had no record before is kept in hand, so that nobody has to read it back.
 */
export interface Batch {
  /** A child who had no record before, of any kind. */
  addChild(child: Child): void
  /** Records of one kind. Those of children who are not new are passed over: there is more of them than this. */
  addRows(on: AnyRecordType, rows: Iterable<Stored>): void
  addEvents(cells: Iterable<readonly Cell[]>): void
  /** Whether somebody is one of the new children. */
  isNew(childId: string): boolean
  /** All that was stored of a new child of a kind, every answer given, in the order it was stored. */
  stored(on: AnyRecordType, childId: string): readonly StoredRow[]
  /** What is held of the new children, given what their sources can tell: what `heldOf` would read. */
  held(covered: readonly Covered[]): HeldRecords
}

/**
 * Stores rows of several kinds in one go: every event that `work` leaves with the batch is stored when it ends.
 *
 * @throws whatever `work` throws: the transaction is then lost, and its events with it
 */
export async function inBatch<T>(tx: Tx, work: (batch: Batch) => Promise<T>): Promise<T> {
  const events: Iterable<readonly Cell[]>[] = []
  const done = await work(newBatch(events))
  if (events.length > 0) await copyInto(tx, 'event', eventColumns, oneAfterAnother(events))
  return done
}

function* oneAfterAnother<T>(all: Iterable<Iterable<T>>): Generator<T> {
  for (const each of all) yield* each
}

function newBatch(events: Iterable<readonly Cell[]>[]): Batch {
  const children = new Map<string, Child>()
  const kinds = new Map<AnyRecordType, Map<string, StoredRow[]>>()
  return {
    addChild: (child) => void children.set(child.id, child),
    addRows(on, rows) {
      const held = kinds.get(on) ?? new Map<string, StoredRow[]>()
      kinds.set(on, held)
      const names = factColumns(on)
      for (const row of rows) if (children.has(row.childId)) keep(held, rowOf(row, names))
    },
    addEvents: (cells) => void events.push(cells),
    isNew: (childId) => children.has(childId),
    stored: (on, childId) => asWritten(kinds.get(on)?.get(childId) ?? none),
    held: (covered) => heldIn(children, kinds, covered),
  }
}

function keep(held: Map<string, StoredRow[]>, row: StoredRow): void {
  const before = held.get(row.childId)
  if (before === undefined) held.set(row.childId, [row])
  else before.push(row)
}

function rowOf({ values, ...standing }: Stored, names: readonly string[]): StoredRow {
  const row: Record<string, unknown> & StoredRow = { ...standing }
  for (const name in values) row[name] = values[name] ?? null
  for (const name of names) if (!(name in row)) row[name] = null
  return row
}

const none: readonly never[] = []

const mapped = <K, A, B>(of: ReadonlyMap<K, A>, made: (each: A) => B): Map<K, B> =>
  new Map([...of].map(([key, each]) => [key, made(each)]))

function heldIn(
  children: ReadonlyMap<string, Child>,
  kinds: ReadonlyMap<AnyRecordType, ReadonlyMap<string, readonly StoredRow[]>>,
  covered: readonly Covered[],
): HeldRecords {
  // Once, and the same rows whenever they are asked for: what a chapter works out of them it keeps by them.
  const sorted = new Map([...kinds].map(([on, held]) => [on, mapped(held, asWritten)]))
  const told = Map.groupBy(covered, ({ childId }) => childId)
  return {
    childIds: [...children.keys()],
    children: [...children.values()],
    coverage: (childId) => coverageIn(told.get(childId) ?? none),
    rows: (on, childId) => sorted.get(on)?.get(childId) ?? none,
    readings: [],
  }
}
