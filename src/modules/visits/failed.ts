import { sql } from 'kysely'
import { addWorkingDays } from '../../platform/dates/calendar.ts'
import { latest } from '../../platform/clocks/intervals.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Change } from '../../platform/record/change.ts'
import { lock } from '../../platform/record/store.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { action, giveOne } from '../actions/index.ts'

/** Working days after an attempt that failed, within which somebody goes again. A local standard. */
const againWithin = 2
/** Working days after a second, within which the manager considers a strategy discussion. A local standard. */
const considerWithin = 3

/** What is asked after attempts that failed, word for word: one that is still open is not asked again. */
export const asks = {
  again: 'Go again: the child was not seen',
  meet: 'See the child face to face: they were met by video or telephone',
  manager: 'Decide what happens now: two visits in a row have failed',
  discussion: 'Decide whether a strategy discussion is needed: the child has not been seen',
} as const

/** An attempt as it was recorded: whose, and when. */
interface Attempt {
  readonly visitId: string
  readonly childId: string
  readonly visitedOn: Day
}

/**
 * What follows a visit that failed. The worker goes again within two working days; after a second the manager is told the same
 * day and, for a child with a protection plan or in our care, considers a strategy discussion. Our own cancelling is no failed
 * access, and counts for itself.
 */
export async function followFailed(change: Change, attempt: Attempt): Promise<void> {
  const { tx, today, actor } = change
  const { failed, managerId, grave } = await howItStands(change, attempt.childId)
  const calendar = await workingCalendar(tx)
  const by = (days: number): Day => latest(today, addWorkingDays(attempt.visitedOn, days, calendar)) ?? today
  if (failed === 1) await askOnce(change, attempt, asks.again, actor.id, by(againWithin))
  if (failed < 2) return
  await askOnce(change, attempt, asks.manager, managerId, today)
  if (grave) await askOnce(change, attempt, asks.discussion, managerId, by(considerWithin))
}

/** A child met by video or telephone is met face to face on the day that was given. */
export async function meetThem(change: Change, attempt: Attempt, on: Day | null): Promise<void> {
  if (on !== null) await askOnce(change, attempt, asks.meet, change.actor.id, latest(change.today, on) ?? on)
}

interface Stands {
  /** Attempts that failed since the child was last seen, this one among them. */
  readonly failed: number
  readonly managerId: string | null
  /** A child protection plan is open, or the child is in our care. */
  readonly grave: boolean
}

async function howItStands({ tx }: Change, childId: string): Promise<Stands> {
  const { rows } = await sql<Stands>`
    select (select count(*)::int
              from visit
             where child_id = ${childId}
               and seen is false
               and outcome <> 'cancelled by us'
               and mode = 'face to face'
              and visited_on > coalesce((select max(visited_on)
                                           from visit before
                                          where before.child_id = ${childId}
                                            and before.seen
                 and before.mode = 'face to face'), '1900-01-01'::date)) as failed,
           (select manager.id
              from allocation
              join staff manager on manager.team_id = allocation.team_id
               and manager.role = 'TM'
               and manager.disabled_at is null
             where allocation.child_id = ${childId}
               and allocation.state = 'allocated'
               and allocation.role = 'lead social worker'
             order by allocation.from_on desc, manager.id limit 1) as manager_id,
           exists (select from cp_plan where child_id = ${childId} and state = 'open')
             or exists (select from care_episode where child_id = ${childId} and state = 'open') as grave
  `.execute(tx)
  const [stands] = rows
  if (stands === undefined) throw new Error('a select without a from gives one row')
  return stands
}

async function askOnce(
  change: Change,
  { childId, visitId }: Attempt,
  what: string,
  ownerId: string | null,
  dueOn: Day,
): Promise<void> {
  if ((await openAsks(change, childId, [what])).length > 0) return
  const given = { what, soThat: 'The child is seen, and safe', ownerId, dueOn }
  await giveOne(change, childId, given, { fromId: visitId, needs: 'visit.write' })
}

async function openAsks({ tx }: Change, childId: string, whats: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('action')
    .select('id')
    .where('childId', '=', childId)
    .where('state', '=', 'open')
    .where('what', 'in', whats)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** The child was seen: going again, or to meet them, is answered by the visit. What the manager was asked stays theirs to answer. */
export async function answerAgain(change: Change, childId: string, visitId: string): Promise<void> {
  const { tx, today, actor } = change
  for (const id of await openAsks(change, childId, [asks.again, asks.meet])) {
    const before = await lock(tx, action, id)
    const answers = {
      answer: 'The child was seen',
      evidence: 'The visit',
      evidenceId: visitId,
      answeredOn: today,
      answeredBy: actor.id,
    }
    await change.move(action, before, { event: 'action.answered', to: 'answered', answers })
  }
}
