import { sql } from 'kysely'
import { personRecord, storePeople } from '../../modules/people/index.ts'
import { shippedHolidays } from '../../platform/dates/calendar.ts'
import { dayOfNumber } from '../../platform/dates/day.ts'
import { copyInto, type Cell } from '../../platform/db/copy.ts'
import { inTransaction, type Db, type Tx } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { cover, importRows, type Incoming, type Source } from '../../platform/record/bulk.ts'
import { refreshFindings } from '../../platform/record/checks.ts'
import { clockSetting, refreshClocks } from '../../platform/record/readings.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import { chanceOf } from './chance.ts'
import { kinds, type Kind } from './kinds.ts'
import { momentOn, type Ledger, type Span } from './ledger.ts'
import type { Organisation, Worker } from './organisation.ts'

/** What a county is written with: of a whole book, only its database, duties, checks and time. */
export type Writing = Pick<Book, 'db' | 'duties' | 'checks' | 'today' | 'now'>

const words = 'the invented county of Exampleshire'

/** Teams, posts and staff, the bank holidays if none are held yet, and the authority's name. */
export const storeOrganisation = (db: Db, org: Organisation, span: Span): Promise<void> =>
  inTransaction(db, async (tx) => {
    await sql`insert into authority (name, demonstration)
      values ('Exampleshire Council', true) on conflict (id) do nothing`.execute(tx)
    await sql`
      insert into bank_holiday (day, name)
      select *
        from unnest(${shippedHolidays.map(({ day }) => day)}::date[],
                    ${shippedHolidays.map(({ title }) => title)}::text[])
      on conflict (day) do nothing
    `.execute(tx)
    await copyInto(
      tx,
      'team',
      ['id', 'name', 'service'],
      org.teams.map(({ id, name, service }) => [id, name, service]),
    )
    await copyInto(
      tx,
      'staff',
      staffColumns,
      org.staff.map((worker) => staffRow(worker, span)),
    )
    await copyInto(
      tx,
      'post',
      ['id', 'team_id', 'title', 'filled_by', 'filled', 'since_on'],
      org.posts.map(postRow),
    )
  })

const staffColumns = [
  'id',
  'name',
  'role',
  'team_id',
  'external_id',
  'registered',
  'newly_qualified',
  'weighted_limit',
  'signs_in_as',
  'started_on',
  'leaves_on',
  'disabled_at',
]

const registered: ReadonlySet<string> = new Set(['SW', 'TM', 'SM', 'CPC', 'IRO', 'DIR', 'QA', 'LADO', 'EDT'])

function staffRow(worker: Worker, { start }: Span): Cell[] {
  const { id, name, role, teamId, from, to, newlyQualified, signsInAs } = worker
  const left = to === null ? null : momentOn(to, 1050)
  const number = registered.has(role) ? `SW${id.slice(9, 13)}${id.slice(15, 18)}${id.slice(-4)}` : null
  return [
    id,
    name,
    role,
    teamId,
    number,
    registered.has(role),
    newlyQualified,
    newlyQualified ? 16 : 22,
    signsInAs,
    dayOfNumber(Math.min(from, start)),
    to === null && worker.leaves === undefined ? null : dayOfNumber(to ?? worker.leaves ?? 0),
    left,
  ]
}

function postRow({ id, teamId, title, holders }: Organisation['posts'][number]): Cell[] {
  const last = holders.at(-1)
  const filled = last === undefined || last.to !== null ? 'vacant' : last.agency ? 'agency' : 'permanent'
  const since = last?.to ?? last?.from ?? 0
  return [id, teamId, title, filled === 'vacant' ? null : (last?.id ?? null), filled, dayOfNumber(since)]
}

const checked: ReadonlySet<AnyRecordType> = new Set([personRecord, ...Object.values(kinds)])

/** Stores what a batch of families has told: people, records, events, what is covered, clocks, faults and readings. */
export async function storeBatch(
  book: Writing,
  ledger: Ledger,
  org: Organisation,
  more: { seed: number; readsAChild: number },
): Promise<void> {
  const source: Source = { importId: null, actorId: null, recordedAt: ledger.span.now, words }
  const newChildren = new Set(ledger.people.map(({ id }) => id))
  const childIds = ledger.covered.map(({ childId }) => childId)
  await inTransaction(book.db, async (tx) => {
    await storePeople(tx, ledger.people, words)
    for (const [kind, on] of Object.entries(kinds)) {
      const rows = (ledger.rows.get(kind as Kind) ?? []) as Incoming<AnyRecordType>[]
      if (rows.length > 0) await importRows<AnyRecordType>(tx, on, source, rows, { newChildren })
    }
    await cover(tx, ledger.covered)
    const reading = { setting: await clockSetting(tx), today: book.today() }
    if (childIds.length > 0) await refreshClocks(tx, book.duties, childIds, reading)
    await refreshFindings(tx, book.checks, checked, childIds, book.today())
    await storeReads(tx, ledger, org, more)
  })
}

/** Who looked at each child's record while the work went on. */
async function storeReads(
  tx: Tx,
  ledger: Ledger,
  org: Organisation,
  more: { seed: number; readsAChild: number },
): Promise<void> {
  const chance = chanceOf(more.seed, (ledger.covered.length << 8) ^ ledger.people.length)
  const readers = org.staff
    .filter(({ role }) => role === 'SW' || role === 'TM' || role === 'CPC' || role === 'BS')
    .filter(({ to }) => to === null || to > ledger.span.start + 30)
  const { start, today } = ledger.span
  const routes = ['/children/:childId', '/children/:childId/chronology', '/children/:childId/family']
  function* reads(): Generator<readonly Cell[]> {
    for (const { childId } of ledger.covered)
      for (let i = chance.whole(1, more.readsAChild * 2 - 1); i > 0; i -= 1) {
        const reader = chance.of(readers)
        const on = chance.whole(Math.max(start, reader.from), Math.min(today - 1, reader.to ?? today - 1))
        yield [reader.id, [childId], chance.of(routes), momentOn(on, chance.whole(500, 1080))]
      }
  }
  await copyInto(tx, 'read_event', ['actor_id', 'child_ids', 'route', 'at'], reads())
}
