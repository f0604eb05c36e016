import { sql } from 'kysely'
import { latest } from '../../platform/clocks/intervals.ts'
import { addWeeks } from '../../platform/dates/day.ts'
import type { Change } from '../../platform/record/change.ts'
import type { AnyRecordType, Row } from '../../platform/record/record.ts'
import { lock } from '../../platform/record/store.ts'
import { action, giveOne } from '../actions/index.ts'
import { allocation } from '../allocation/index.ts'
import { cinPlan } from '../child-in-need/index.ts'
import { plan, planOutcome } from '../plans/index.ts'
import { cinEpisode } from '../referrals/index.ts'

/** How our work with a child ends: why, who carries on what is open, what whoever meets the child next must know. */
interface HowEnded {
  readonly childId: string
  readonly fromId: string
  readonly reason: string | null
  readonly carriedBy: string | null
  readonly handoverNote: string | null
  readonly childToldOn: string | null
}

/** Weeks after which somebody says whether an ending held. */
export const checkAfter = 12

/** Ends the episode of need, the plans, the open actions and everybody's time with the child: all of it, or none. */
export async function endWork(change: Change, how: HowEnded): Promise<void> {
  const { childId, reason } = how
  const why = 'Our work with the child ended'
  const all = (on: AnyRecordType, becoming: Becoming) => moveAll(change, childId, on, becoming)
  const today = change.today
  const ended = { endedOn: today }
  await all(action, {
    from: ['proposed', 'open'],
    event: 'action.carried-on',
    to: 'stopped',
    answers: carriedOn(change, how, why),
  })
  await all(planOutcome, {
    from: ['open'],
    event: 'plan-outcome.stopped',
    to: 'stopped',
    answers: { closedOn: today, closedWhy: why },
  })
  await all(plan, { from: ['live'], event: 'plan.ended', to: 'ended', answers: { ...ended, endedWhy: why } })
  await all(cinPlan, { from: ['open'], event: 'cin-plan.ended', to: 'ended', answers: ended })
  await all(cinEpisode, {
    from: ['open'],
    event: 'episode.closed',
    to: 'closed',
    answers: { closedOn: today, closureReason: reason },
  })
  await endAllocations(change, how)
}

const carriedOn = ({ today }: Change, { carriedBy }: HowEnded, why: string) => ({
  stoppedOn: today,
  stoppedWhy: carriedBy === null ? why : `${why}: carried on by ${carriedBy}`,
  ...(carriedBy !== null && { doneBy: carriedBy }),
})

/** Asks whoever ended it to look, twelve weeks on, whether it held. Asked first: once it has ended the child is nobody's. */
export const askToCheck = (change: Change, childId: string, fromId: string): Promise<string> =>
  giveOne(
    change,
    childId,
    {
      what: `Check how the child is ${checkAfter} weeks after our work ended`,
      soThat: 'We know whether it was safe to end',
      ownerId: change.actor.id,
      dueOn: addWeeks(change.today, checkAfter),
    },
    { fromId, needs: 'closure.decide' },
  )

/** What becomes of every record of a kind that stands in these states. */
interface Becoming {
  readonly from: readonly string[]
  readonly event: string
  readonly to: string
  readonly answers: Readonly<Record<string, unknown>>
}

async function moveAll(
  change: Change,
  childId: string,
  on: AnyRecordType,
  { from, ...moving }: Becoming,
): Promise<void> {
  for (const id of await idsOf(change, childId, on, from)) {
    const before = (await lock(change.tx, on, id)) as Row<AnyRecordType>
    await change.move(on, before, moving)
  }
}

async function idsOf(
  { tx }: Change,
  childId: string,
  on: AnyRecordType,
  states: readonly string[],
): Promise<string[]> {
  const table = on.table as 'action'
  const rows = await tx
    .selectFrom(table)
    .select('id')
    .where('childId', '=', childId)
    .where('state', 'in', states as never)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Everybody's time with the child ends with the note, the reviewing officer's and chair's too. */
async function endAllocations(change: Change, how: HowEnded): Promise<void> {
  for (const id of await idsOf(change, how.childId, allocation, ['allocated'])) {
    const before = await lock(change.tx, allocation, id)
    const toOn = latest(change.today, before.fromOn ?? change.today)
    const answers = {
      toOn,
      endReason: 'closed',
      planned: true,
      handoverNote: how.handoverNote,
      childToldOn: how.childToldOn,
    }
    await change.move(allocation, before, { event: 'allocation.ended', to: 'ended', answers })
  }
}

/** Answers the action that asked for the check, once the check is recorded. */
export async function answerCheck(change: Change, closureId: string, words: string | null): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from action where from_id = ${closureId} and state = 'open' order by id limit 5`.execute(
    change.tx,
  )
  for (const { id } of rows) {
    const before = await lock(change.tx, action, id)
    const answers = {
      answer: words,
      evidence: 'The check of the ending',
      evidenceId: closureId,
      answeredOn: change.today,
      answeredBy: change.actor.id,
    }
    await change.move(action, before, { event: 'action.answered', to: 'answered', answers })
  }
}
