import type { ClientBase, QueryResult } from 'pg'
import type { FactKind } from '../clocks/clock.ts'
import { joined, type Coverage } from '../clocks/coverage.ts'
import type { Day } from '../dates/day.ts'
import { withClient, type Db, type Tx } from '../db/database.ts'
import { nameOf } from '../db/prepared.ts'
import { childOf, personColumns, type Child, type PersonRow } from '../people/child.ts'
import type { Field } from './field.ts'
import { snake } from './names.ts'
import { readingColumns, type ReadingRow } from './reading-row.ts'
import type { AnyRecordType } from './record.ts'

/** A record as it was read: every answer but the narrative. */
export interface StoredRow {
  readonly id: string
  readonly childId: string
  readonly state: string
  readonly [column: string]: unknown
}

/** Everything a clock or a check may look at of some children. */
export interface Held {
  readonly childIds: readonly string[]
  /** Those of the children that exist, in no order. */
  readonly children: readonly Child[]
  /** What the child's sources can hold. */
  coverage(childId: string): Coverage
  /** The child's records of a kind, in the order they were written. */
  rows(on: AnyRecordType, childId: string): readonly StoredRow[]
  /** The child's own record, with the answers a return asks for. @throws Error of somebody who is not there */
  person(childId: string): StoredRow
  /** Whom the children were given to: their name, and the number others know them by. */
  worker(id: string): Worker | undefined
  /** The readings stored of these children, in no order. */
  readonly readings: readonly ReadingRow[]
}

/** What clocks, and checks of single records, look at of it. */
export type HeldRecords = Omit<Held, 'person' | 'worker'>

/** A member of staff some child was given to. */
interface Worker {
  readonly id: string
  readonly externalId: string | null
  readonly name: string
}

/** The columns a clock or a check may load: all but the narrative. */
export function factColumns(on: AnyRecordType): string[] {
  const deciding = Object.entries<Field<unknown>>(on.fields).filter(([, { kind }]) => kind !== 'words')
  return ['id', 'childId', 'state', 'importId', 'given', ...deciding.map(([name]) => name)]
}

/**
 * Reads all of this in one statement, however many children and kinds: a visit that is saved asks twenty tables, and twenty
 * answers one after the other cost six times as much as one.
 */
export async function heldOf(
  tx: Tx,
  kinds: readonly AnyRecordType[],
  childIds: readonly string[],
): Promise<Held> {
  const text = statementOf(kinds)
  const read = await withClient(tx, async (client) =>
    childIds.length <= few ? readFew(client, text, childIds) : readMany(client, text, childIds),
  )
  const people = new Map(read.person.map((row) => [row.id, row]))
  const workers = new Map(read.workers.map((row) => [row.id, row]))
  const covered = Map.groupBy(read.coverage, ({ childId }) => childId)
  const held = new Map(
    kinds.map((on, i) => [on, Map.groupBy(asWritten(read[`kind${i}`] ?? []), ({ childId }) => childId)]),
  )
  return {
    childIds,
    children: read.person.map((row) => childOf(pick(row))),
    coverage: (childId) => coverageIn(covered.get(childId) ?? none),
    rows: (on, childId) => held.get(on)?.get(childId) ?? none,
    person: (childId) => people.get(childId) ?? missing(childId),
    worker: (id) => workers.get(id),
    readings: read.readings,
  }
}

/** Of a person's row, what a child is made of. */
const pick = ({
  id,
  kind,
  bornOn,
  expectedOn,
  diedOn,
  disabilities,
  restrictedLevel,
}: PersonHeld): PersonRow => ({
  id,
  kind,
  bornOn,
  expectedOn,
  diedOn,
  disabilities,
  restrictedLevel,
})

function missing(childId: string): never {
  throw new Error(`nobody was read of the id ${childId}`)
}

type PersonHeld = PersonRow & StoredRow

/** What a return asks of a person, beside what clocks do. */
const identityColumns = [
  'childId',
  'state',
  'importId',
  'given',
  'laChildId',
  'sex',
  'ethnicity',
  'upn',
  'formerUpn',
  'upnUnknown',
]

/** In the order they were written: an id made later sorts later. */
export const asWritten = (rows: readonly StoredRow[]): readonly StoredRow[] =>
  rows.length < 2 ? rows : rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))

const none: readonly never[] = []

// The one row of the statement: json as PostgreSQL wrote it, days and moments as text in London's time.
interface Read {
  readonly person: readonly PersonHeld[]
  readonly workers: readonly Worker[]
  readonly coverage: readonly CoverageRow[]
  readonly readings: readonly ReadingRow[]
  readonly [kind: `kind${number}`]: readonly StoredRow[]
}

const statementOf = (kinds: readonly AnyRecordType[]): string =>
  `select ${[
    listed('person', { table: 'person', columns: [...personColumns, ...identityColumns], by: 'id' }),
    workers,
    listed('coverage', { table: 'coverage', columns: coverageColumns, by: 'childId' }),
    listed('readings', { table: 'clockReading', columns: readingColumns, by: 'childId' }),
    ...kinds.map((on, i) =>
      listed(`kind${i}`, { table: on.table, columns: factColumns(on), by: ownerOf(on) }),
    ),
  ].join(', ')}`

/** A person's own record is theirs by its id, which has the index. */
const ownerOf = ({ table }: AnyRecordType): string => (table === 'person' ? 'id' : 'childId')

interface Listing {
  readonly table: string
  readonly columns: readonly string[]
  /** The column the children's ids stand in. */
  readonly by: string
}

// Child by child, fenced by `offset 0`, so that a table is never joined whole. Put in order here: asked for rows in the
// order of their ids the planner would walk the index of all ids for each child.
function listed(name: string, { table, columns, by }: Listing): string {
  const read = columns.map((column) => `${snake(column)} as "${column}"`).join(', ')
  const ofOne = `select ${read} from "${snake(table)}" where ${snake(by)} = asked.id offset 0`
  const from = `unnest($1::uuid[]) as asked (id) cross join lateral (${ofOne}) held`
  return `(select coalesce(json_agg(held), '[]') from ${from}) as "${name}"`
}

const workers = `(select coalesce(json_agg(held), '[]') from (
  select distinct worker.* from unnest($1::uuid[]) as asked (id)
   cross join lateral (select worker_id from allocation where child_id = asked.id and worker_id is not null offset 0) given
   cross join lateral (select id, external_id as "externalId", name from staff where id = given.worker_id offset 0) worker) held) as workers`

/** Children read by a statement that is planned beforehand. */
const few = 20

/** Planning this statement costs more than running it for one child: under a name it is planned once a connection. */
const readFew = async (client: ClientBase, text: string, childIds: readonly string[]): Promise<Read> =>
  theOne(await client.query<Read>({ name: nameOf(text), text, values: [[...childIds]] }))

/**
 * Of a table that this transaction has just filled the planner knows nothing, and takes it for so small that it would
 * read all of it for each child. It is told to go by the indexes.
 */
async function readMany(client: ClientBase, text: string, childIds: readonly string[]): Promise<Read> {
  await client.query("select set_config('enable_seqscan', 'off', true)")
  const read = theOne(await client.query<Read>(text, [[...childIds]]))
  await client.query("select set_config('enable_seqscan', 'on', true)")
  return read
}

function theOne({ rows: [read] }: QueryResult<Read>): Read {
  if (read === undefined) throw new Error('a statement of subselects gives one row')
  return read
}

const coverageColumns = ['childId', 'fact', 'fromOn', 'untilOn'] as const

interface CoverageRow {
  readonly childId: string
  readonly fact: FactKind | 'everything'
  readonly fromOn: Day | null
  readonly untilOn: Day | null
}

/** What a child's sources can hold, from each source's word. */
export function coverageIn(rows: readonly Omit<CoverageRow, 'childId'>[]): Coverage {
  const byFact = Map.groupBy(rows, ({ fact }) => fact)
  return new Map(
    [...byFact].map(([fact, held]) => [
      fact,
      joined(held.map(({ fromOn: from, untilOn: until }) => ({ from, until }))),
    ]),
  )
}

/** What each child's sources can hold, by kind of fact. */
export async function coverageOf(db: Db | Tx, childIds: readonly string[]): Promise<Map<string, Coverage>> {
  const rows = await db
    .selectFrom('coverage')
    .select(coverageColumns)
    .where('childId', 'in', childIds)
    .execute()
  const byChild = Map.groupBy(rows as readonly CoverageRow[], ({ childId }) => childId)
  return new Map(childIds.map((id) => [id, coverageIn(byChild.get(id) ?? none)]))
}
