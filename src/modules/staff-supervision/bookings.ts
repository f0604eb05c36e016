import { sql } from 'kysely'
import { addDays, type Day } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Change } from '../../platform/record/change.ts'
import { StateMoved } from '../../platform/record/perform.ts'
import { tell } from './tell.ts'

/** The day agreed for somebody's next meeting. */
export interface Booking {
  readonly id: string
  readonly workerId: string
  readonly supervisorId: string
  readonly meetsOn: Day
  readonly moved: number
  readonly movedWhy: string | null
  readonly version: number
}

/** What is agreed with somebody and not yet settled, or none. */
export async function bookingOf(db: Db | Tx, workerId: string): Promise<Booking | undefined> {
  return db
    .selectFrom('supervisionBooking')
    .select(['id', 'workerId', 'supervisorId', 'meetsOn', 'moved', 'movedWhy', 'version'])
    .where('workerId', '=', workerId)
    .where('state', '=', 'booked')
    .executeTakeFirst()
}

/** A meeting that did not take place. */
export interface Missed {
  readonly id: string
  readonly meetsOn: Day
  readonly reason: string | null
  readonly said: string | null
}

/** What did not take place with somebody, the latest first; at most 24. */
export async function missedOf(db: Db, workerId: string): Promise<Missed[]> {
  return db
    .selectFrom('supervisionBooking')
    .select(['id', 'meetsOn', 'reason', 'said'])
    .where('workerId', '=', workerId)
    .where('state', '=', 'did not take place')
    .orderBy('meetsOn', 'desc')
    .limit(24)
    .execute()
}

/** Agrees a day with somebody who has none agreed. */
export async function agree(change: Change, workerId: string, meetsOn: Day): Promise<string> {
  const { tx, actor } = change
  const { id } = await tx
    .insertInto('supervisionBooking')
    .values({ workerId, supervisorId: actor.id, state: 'booked', meetsOn })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tell(change, { type: 'supervision.booked', aboutId: id, staffId: workerId, answers: { meetsOn } })
  return id
}

interface Set {
  readonly state?: 'booked' | 'held' | 'did not take place'
  readonly [column: string]: unknown
}

/**
 * Changes what is agreed, and says so in the history of whose it is.
 *
 * @throws StateMoved if it was changed since it was read
 */
export async function changeBooking(
  change: Change,
  before: Booking,
  type: string,
  set: Set,
): Promise<string> {
  const { numUpdatedRows } = await change.tx
    .updateTable('supervisionBooking')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .where('state', '=', 'booked')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new StateMoved('the booking was changed since')
  await tell(change, { type, aboutId: before.id, staffId: before.workerId, answers: set, before })
  return before.id
}

/** A session so many days before the day agreed is another than the one agreed. */
const another = 7

interface Settling {
  readonly id: string
  readonly workerId: string
  readonly heldOn: Day
  readonly nextOn: Day | null
}

/** A session settles what was agreed for it, and what is agreed in it is agreed from then on. */
export async function settleBooking(
  change: Change,
  { id, workerId, heldOn, nextOn }: Settling,
): Promise<void> {
  const agreed = await bookingOf(change.tx, workerId)
  const settles = agreed !== undefined && heldOn >= addDays(agreed.meetsOn, -another)
  if (settles)
    await changeBooking(change, agreed, 'supervision.booking-held', { state: 'held', sessionId: id })
  if (nextOn === null || nextOn < change.today) return
  if (agreed === undefined || settles) await agree(change, workerId, nextOn)
  else if (nextOn !== agreed.meetsOn) await move(change, agreed, nextOn, 'Agreed anew in a session')
}

export const move = async (
  change: Change,
  agreed: Booking,
  meetsOn: Day,
  movedWhy: string,
): Promise<string> =>
  changeBooking(change, agreed, 'supervision.booking-moved', { meetsOn, movedWhy, moved: agreed.moved + 1 })
