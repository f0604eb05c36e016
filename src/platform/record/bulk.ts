import { sql } from 'kysely'
import type { FactKind } from '../clocks/clock.ts'
import type { Day } from '../dates/day.ts'
import { copyInto, type Cell } from '../db/copy.ts'
import type { Tx } from '../db/database.ts'
import type { Batch, Stored } from './bulk-batch.ts'
import type { Answers } from './field.ts'
import { kebab, snake } from './names.ts'
import {
  differing,
  eventColumns,
  givenAnew,
  keepGiven,
  moveAll,
  sayAgain,
  type Difference,
  type GivenAnew,
  type Held,
} from './bulk-change.ts'
import { newId } from './new-id.ts'
import type { AnyRecordType } from './record.ts'

/** Where bulk rows come from: every event names it. */
export interface Source {
  /** The import these rows came in by; null for a synthetic county. */
  readonly importId: string | null
  readonly actorId: string | null
  /** When it was recorded. Only a synthetic county states one; a return is recorded when it is received. */
  readonly recordedAt: string | null
  /** 'from a return, received 22 November 2026': kept with each event as its reason. */
  readonly words: string
}

/** When rows of a source are recorded: the county's own moment, else now. */
export const momentOf = ({ recordedAt }: Source): string => recordedAt ?? new Date().toISOString()

/** One row as a return or a county gives it. */
export interface Incoming<R extends AnyRecordType> {
  readonly childId: string
  /** What makes it the same row when it comes again: a natural key within the child, such as the day it began. */
  readonly key: string
  readonly state: R['states'][number]
  /** The source does not say how the record stands: the state is for a new one, and one held keeps its own. */
  readonly stateIfNew?: boolean
  readonly values: Partial<{ [K in keyof Answers<R['fields']>]: Answers<R['fields']>[K] | null }>
  /** By field, what was given that could not be read: kept as it came. */
  readonly given?: Readonly<Record<string, string>> | null
  /** What only a synthetic county states, row by row: the id other rows name, who recorded it and when, and what changed later. */
  readonly told?: Told<R>
}

/** The history of one row of a synthetic county. Instants are those of the county's own clock, oldest first. */
interface Told<R extends AnyRecordType> {
  readonly id: string
  readonly recordedAt: string
  readonly recordedBy: string | null
  /** Each later change, its own event: the row is stored as the last of them left it. */
  readonly later: readonly {
    readonly recordedAt: string
    readonly recordedBy: string | null
    readonly state: R['states'][number]
    readonly values: Incoming<R>['values']
  }[]
}

interface Tally {
  readonly stored: number
  readonly changed: number
  readonly unchanged: number
  /** Rows that differ from a record somebody has worked on here: ours stands, and the difference is a finding. */
  readonly differs: readonly {
    readonly recordId: string
    readonly childId: string
    readonly fields: readonly string[]
    /** What the row says, field by field, where it differs. */
    readonly theirs: Readonly<Record<string, unknown>>
  }[]
  /** The id each row is stored under, in the order they came. */
  readonly ids: readonly string[]
  /** What became of each row, in the order they came. */
  readonly outcomes: readonly ('stored' | 'changed' | 'unchanged' | 'differs')[]
}

/** What a caller knows that spares the database a question. */
interface Known {
  /** Children who have no record yet, of any kind. */
  readonly newChildren?: ReadonlySet<string>
  /** What these rows are stored together with: it stores their events. */
  readonly batch?: Batch
}

/**
 * The bulk form of `perform`: stores rows of one kind for many children, one event a record, in the caller's
 * transaction. A row that came before is compared and changed only where it differs; one a worker has touched
 * since is left as it stands and reported. Clocks are the caller's to refresh, once for all kinds.
 */
export async function importRows<R extends AnyRecordType>(
  tx: Tx,
  on: R,
  source: Source,
  rows: readonly Incoming<R>[],
  known: Known = {},
): Promise<Tally> {
  const held = await heldAlready(tx, on, rows, known)
  const fresh: Fresh[] = []
  const theirs: Difference[] = []
  const ours: Difference[] = []
  const same: string[] = []
  const again: GivenAnew[] = []
  const ids: string[] = []
  const outcomes: Tally['outcomes'][number][] = []
  for (const row of rows) {
    const before = held.get(`${row.childId} ${row.key}`)
    if (before === undefined) {
      const id = row.told?.id ?? newId()
      fresh.push({ id, row })
      ids.push(id)
      outcomes.push('stored')
      continue
    }
    const outcome = againAs(row, before, { ours, theirs })
    if (outcome === 'unchanged' && !isOurs(before)) {
      if (before.importId !== source.importId) same.push(before.id)
      again.push(...givenAnew(row.given ?? null, before))
    }
    ids.push(before.id)
    outcomes.push(outcome)
  }
  await storeAll(tx, on, source, fresh, known.batch)
  await moveAll(tx, on, source, theirs)
  await sayAgain(tx, on, source, same)
  await keepGiven(tx, on, again)
  return {
    stored: fresh.length,
    changed: theirs.length,
    unchanged: rows.length - fresh.length - theirs.length - ours.length,
    differs: ours.map(({ before, to }) => ({
      recordId: before.id,
      childId: before.childId,
      fields: Object.keys(to),
      theirs: to,
    })),
    ids,
    outcomes,
  }
}

/** A record somebody has worked on here, or that no return brought. */
const isOurs = ({ version, importId }: Held): boolean => version > 1 || importId === null

function againAs(
  row: Incoming<AnyRecordType>,
  before: Held,
  { ours, theirs }: { readonly ours: Difference[]; readonly theirs: Difference[] },
): 'changed' | 'unchanged' | 'differs' {
  const [change] = differing(row, before)
  if (change === undefined) return 'unchanged'
  if (isOurs(before)) ours.push(change)
  else theirs.push(change)
  return isOurs(before) ? 'differs' : 'changed'
}

async function heldAlready(
  tx: Tx,
  on: AnyRecordType,
  rows: readonly Incoming<AnyRecordType>[],
  { newChildren }: Known,
): Promise<Map<string, Held>> {
  const childIds = [...new Set(rows.map(({ childId }) => childId))].filter(
    (id) => newChildren?.has(id) !== true,
  )
  if (childIds.length === 0) return new Map()
  const held = (await tx
    .selectFrom(on.table as 'note')
    .selectAll()
    .where(sql<boolean>`child_id = any(${childIds}) and import_key is not null`)
    .execute()) as unknown as Held[]
  return new Map(held.map((row) => [`${row.childId} ${row.importKey}`, row]))
}

interface Fresh {
  readonly id: string
  readonly row: Incoming<AnyRecordType>
}

async function storeAll(
  tx: Tx,
  on: AnyRecordType,
  source: Source,
  fresh: readonly Fresh[],
  batch: Batch | undefined,
): Promise<void> {
  if (fresh.length === 0) return
  const names = Object.keys(on.fields)
  const at = source.recordedAt ?? new Date().toISOString()
  const columns = [...standing, ...names.map(snake)]
  await copyInto(
    tx,
    snake(on.table),
    columns,
    fresh.map(({ id, row }) => {
      const values = lastValues(row)
      const own = [id, row.childId, lastState(row), source.importId, row.key, row.given ?? null]
      const told = [row.told?.recordedAt ?? at, row.told?.recordedBy ?? source.actorId]
      return [...own, ...told, ...names.map((name) => values[name])]
    }),
  )
  const events = eventsOf(on, source, fresh, at)
  if (batch === undefined) return void (await copyInto(tx, 'event', eventColumns, events))
  batch.addEvents(events)
  batch.addRows(on, storedOf(source, fresh))
}

function* storedOf({ importId }: Source, fresh: readonly Fresh[]): Generator<Stored> {
  for (const { id, row } of fresh)
    yield {
      id,
      childId: row.childId,
      state: lastState(row),
      importId,
      importKey: row.key ?? null,
      given: row.given ?? null,
      values: lastValues(row),
    }
}

const lastState = ({ state, told }: Incoming<AnyRecordType>): string => told?.later.at(-1)?.state ?? state

const lastValues = ({ values, told }: Incoming<AnyRecordType>): Record<string, Cell> =>
  (told === undefined || told.later.length === 0
    ? values
    : Object.assign({}, values, ...told.later.map(({ values: changed }) => changed))) as Record<string, Cell>

function* eventsOf(
  on: AnyRecordType,
  source: Source,
  fresh: readonly Fresh[],
  at: string,
): Generator<readonly Cell[]> {
  const name = kebab(on.table)
  for (const { id, row } of fresh) {
    const { recordedAt = at, recordedBy = source.actorId, later = [] } = row.told ?? {}
    const told = [{ recordedAt, recordedBy, state: row.state, values: row.values }, ...later]
    for (const [i, { state, values, ...by }] of told.entries()) {
      const answers = { ...values, state }
      yield [
        `${name}.${i === 0 ? 'received' : 'changed'}`,
        row.childId,
        on.table,
        id,
        by.recordedBy,
        by.recordedAt,
        answers,
        source.words,
        source.importId,
      ]
    }
  }
}

const standing = ['id', 'child_id', 'state', 'import_id', 'import_key', 'given', 'recorded_at', 'recorded_by']

/** What a source can hold about a child: of one kind of fact, the days from and until which it holds all, both inclusive. */
export interface Covered {
  readonly childId: string
  readonly fact: FactKind | 'everything'
  readonly fromOn: Day | null
  /** Null where it goes on being held: what is recorded here, or a list as it stands today. */
  readonly untilOn: Day | null
}

/** Keeps what a source can hold about these children, as its own word: each source stands beside the others. */
export async function cover(tx: Tx, rows: readonly Covered[], importId: string | null = null): Promise<void> {
  if (rows.length === 0) return
  const columns = ['child_id', 'fact', 'from_on', 'until_on', 'import_id']
  await copyInto(
    tx,
    'coverage',
    columns,
    rows.map(({ childId, fact, fromOn, untilOn }) => [childId, fact, fromOn, untilOn, importId]),
  )
}

/** The same, where some of it may have been kept of this import already. */
export async function coverAgain(tx: Tx, rows: readonly Covered[], importId: string | null): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('coverage')
    .values(rows.map((row) => ({ ...row, importId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
