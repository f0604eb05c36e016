import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { endOfDay, isInstant, type Instant } from '../../../platform/dates/day.ts'
import type { ClockSetting } from '../../../platform/clocks/clock.ts'
import { copyInto } from '../../../platform/db/copy.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/database.ts'
import { newId } from '../../../platform/record/new-id.ts'
import { clockSetting } from '../../../platform/record/readings.ts'
import { screeningClock } from '../duties.ts'
import type { Grade } from '../record.ts'
import { noticesIn } from './file.ts'
import { propose } from './match.ts'
import { readNotices, type IncomingNotice, type Unread } from './read.ts'

/** Who gives notices: a police desk by its key, or a worker with a file. */
interface Giver {
  readonly senderId: string | null
  readonly staffId: string | null
  /** The force, as it is named in the delays. */
  readonly agency: string
}

/** What a giver is told, the same however often they ask: what was taken, and never whom we know. */
export interface IntakeAnswer {
  readonly intake: string
  readonly received: number
  /** Held already under the same reference: nothing was taken twice. */
  readonly heldAlready: number
  /** Held already and screened by the police since. */
  readonly policeScreened: number
  readonly people: number
  readonly notRead: readonly Unread[]
}

/** The key was used for something else. Nothing was taken. */
export class KeyUsedOtherwise extends Error {
  override readonly name = 'KeyUsedOtherwise'
}

interface Giving {
  readonly giver: Giver
  readonly body: Buffer
  /** Null: the file is its own key, so that the same file given twice is taken once. */
  readonly repeatKey: string | null
  readonly now: Instant
}

/**
 * Takes notices in, apart from every child's record, and proposes whom they name: all of it in one transaction with its
 * answer, so that a repeat, even at the same moment, is given the same answer and stores nothing.
 *
 * @throws NotNotices when it is no file of notices
 * @throws KeyUsedOtherwise when the key was used before for another body
 */
export async function takeIn(db: Db | Tx, { giver, body, repeatKey, now }: Giving): Promise<IntakeAnswer> {
  const digest = createHash('sha256').update(body).digest()
  const read = readNotices(noticesIn(body), now)
  return inTransaction(db, async (tx) => {
    const key = repeatKey ?? digest.toString('hex')
    const id = newId()
    // A second sending of the same waits here until the first is kept, and then finds it.
    const { rows } = await sql<{ id: string }>`
      insert into notice_intake (id, sender_id, taken_by, repeat_key, digest, received_at)
      values (${id}, ${giver.senderId}, ${giver.staffId}, ${key}, ${digest}, ${now})
      on conflict (sender_id, repeat_key) do nothing returning id
    `.execute(tx)
    if (rows.length === 0) return answeredBefore(tx, giver, key, digest)
    const answer = await store(tx, id, giver, read.notices, now)
    const whole = { ...answer, notRead: read.unread }
    // Kept as text, so that a repeat is answered in the same bytes.
    await sql`update notice_intake
      set answer = to_jsonb(${JSON.stringify(whole)}::text)
      where id = ${id}`.execute(tx)
    return whole
  })
}

async function answeredBefore(
  tx: Tx,
  { senderId }: Giver,
  key: string,
  digest: Buffer,
): Promise<IntakeAnswer> {
  const { rows } = await sql<{ answer: string; same: boolean }>`
    select answer, digest = ${digest} as same from notice_intake
     where sender_id is not distinct from ${senderId}::uuid and repeat_key = ${key}
  `.execute(tx)
  const [first] = rows
  if (first?.same !== true) throw new KeyUsedOtherwise()
  return JSON.parse(first.answer)
}

async function store(
  tx: Tx,
  intake: string,
  giver: Giver,
  given: readonly IncomingNotice[],
  now: Instant,
): Promise<Omit<IntakeAnswer, 'notRead'>> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`police notices ${giver.agency}`}, 0))`.execute(
    tx,
  )
  const held = await heldOf(tx, giver.agency, given)
  const setting = await clockSetting(tx)
  const fresh = [
    ...new Map(
      given.filter(({ policeRef }) => !held.has(policeRef)).map((one) => [one.policeRef, one]),
    ).values(),
  ]
  const made = fresh.map((notice) => ({ id: newId(), notice }))
  await copyInto(
    tx,
    'police_notice',
    noticeColumns,
    made.map((each) => noticeRow(each, { intake, giver, now, setting })),
  )
  const people = made.flatMap(({ id, notice }) =>
    notice.people.map((one) => [
      newId(),
      id,
      one.part,
      one.givenName,
      one.familyName,
      one.bornOn,
      one.bornSaid,
      one.presence,
      one.school,
      one.lines,
      one.postcode,
    ]),
  )
  await copyInto(tx, 'notice_person', personColumns, people)
  await copyInto(
    tx,
    'notice_event',
    eventColumns,
    made.map(({ id, notice: { people: _, ...answers } }) => [
      id,
      'notice.received',
      giver.staffId,
      giver.senderId,
      now,
      answers,
    ]),
  )
  const screened = await screenedSince(tx, { giver, held, given, now, setting })
  if (made.length > 0)
    await propose(
      tx,
      made.map(({ id }) => id),
    )
  return {
    intake,
    received: made.length,
    heldAlready: given.length - made.length,
    policeScreened: screened,
    people: people.length,
  }
}

const noticeColumns =
  'id intake_id agency police_ref state incident_at received_at grade police_screened_at came_unscreened narrative weapons strangulation pregnancy coercive_control breach_of_order marac lines postcode due_at'.split(
    ' ',
  )
const personColumns =
  'id notice_id part given_name family_name born_on born_said presence school lines postcode'.split(' ')
const eventColumns = 'notice_id type actor_id sender_id at answers'.split(' ')

interface Made {
  readonly id: string
  readonly notice: IncomingNotice
}
interface Coming {
  readonly intake: string
  readonly giver: Giver
  readonly now: Instant
  readonly setting: ClockSetting
}

const noticeRow = ({ id, notice: one }: Made, { intake, giver, now, setting }: Coming) =>
  [
    id,
    intake,
    giver.agency,
    one.policeRef,
    isScreened(one) ? 'police screened' : 'received',
    one.incidentAt,
    now,
    one.grade,
    isScreened(one) ? (one.policeScreenedAt ?? now) : null,
    !isScreened(one),
    one.narrative,
    one.weapons,
    one.strangulation,
    one.pregnancy,
    one.coerciveControl,
    one.breachOfOrder,
    one.marac,
    one.lines,
    one.postcode,
    dueOf(one.grade, now, setting),
  ] as const

/** The police have screened it once they have graded it. */
const isScreened = ({ policeScreened, grade }: IncomingNotice): boolean => policeScreened && grade !== null

/** The last minute by which a notice of this grade is screened in time. */
export function dueOf(grade: Grade | null, since: Instant, { calendar, limits }: ClockSetting): Instant {
  const { due } = screeningClock(grade).due(since, {}, calendar, limits)
  if (due === null) throw new Error('a screening clock has a due day')
  return isInstant(due) ? due : endOfDay(due)
}

interface Held {
  readonly id: string
  readonly policeRef: string
  readonly state: string
  readonly receivedAt: Instant
}

async function heldOf(tx: Tx, agency: string, given: readonly IncomingNotice[]): Promise<Map<string, Held>> {
  const { rows } = await sql<Held>`
    select id, police_ref, state, received_at from police_notice
     where agency = ${agency} and police_ref = any(${given.map(({ policeRef }) => policeRef)}) for update
  `.execute(tx)
  return new Map(rows.map((row) => [row.policeRef, row]))
}

interface Since {
  readonly giver: Giver
  readonly held: ReadonlyMap<string, Held>
  readonly given: readonly IncomingNotice[]
  readonly now: Instant
  readonly setting: ClockSetting
}

/** Notices that came before the police had screened them, and which they have screened since: only the police say so, and with a grade. */
async function screenedSince(tx: Tx, { giver, held, given, now, setting }: Since): Promise<number> {
  let screened = 0
  for (const one of given) {
    const before = held.get(one.policeRef)
    if (before?.state !== 'received' || !isScreened(one)) continue
    screened += 1
    const at = one.policeScreenedAt ?? now
    await sql`
      update police_notice
         set state = 'police screened', grade = ${one.grade}, police_screened_at = ${at},
             version = version + 1,
             due_at = ${dueOf(one.grade, before.receivedAt, setting)}
       where id = ${before.id} and state = 'received'
    `.execute(tx)
    await copyInto(tx, 'notice_event', eventColumns, [
      [
        before.id,
        'notice.police-screened',
        giver.staffId,
        giver.senderId,
        now,
        { grade: one.grade, policeScreenedAt: at },
      ],
    ])
  }
  return screened
}
