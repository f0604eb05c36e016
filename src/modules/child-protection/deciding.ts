import { sql } from 'kysely'
import type { Day } from '../../platform/dates/day.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { newId } from '../../platform/record/new-id.ts'
import { readAnswers } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { endWith, planOutcome, progressAt, type PlanOutcome } from '../plans/index.ts'
import { section47 } from '../strategy-and-enquiry/index.ts'
import { inviteAgain } from './asking.ts'
import { unheardOf } from './holding.ts'
import { missing, openPlan, refused, rowAt, type OnMeeting } from './meeting.ts'
import { conference, cpPlan, type Conference, type CpPlan } from './record.ts'
import { decidingRules, isDecided } from './rules.ts'

export const decideAsks = [
  'decision',
  'category',
  'decisionWhy',
  'factors',
  'outlinePlan',
  'coreGroup',
  'nextOn',
  'legalConsidered',
] as const
export const decideNeeds = ['decision', 'decisionWhy'] as const

/** Outcomes walked through on the page of a decision, so that it asks no more than twelve things. */
export const walkedAtOnce = 4
export const walked = (outcomeId: string): string => `progress_${outcomeId}`

type Progress = NonNullable<PlanOutcome['progress']>
type Given = Pick<Conference, (typeof decideAsks)[number]>

/** What was said of each outcome; one left unanswered is left as it is. */
export function progressIn(outcomeIds: readonly string[], posted: Typed): Map<string, Progress> {
  const { progress } = planOutcome.fields
  return new Map(
    outcomeIds.flatMap((id) => {
      const read = progress.schema.safeParse(posted[walked(id)])
      return read.success && read.data !== null ? [[id, read.data] as const] : []
    }),
  )
}

/**
 * The chair's decision for one child: a plan begins, goes on or ends with it, and the next conference is booked.
 *
 * @param outcomeIds what must change and is in force for the child
 */
export async function decide(
  book: Book,
  act: OnMeeting,
  outcomeIds: readonly string[],
  posted: Typed,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(conference.fields, decideAsks, posted)
  if (answers === null) return refused(...unreadable)
  const lacking = missing(conference.fields, decideNeeds, answers)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    const row = await rowAt(change, act, {
      needs: 'conference.hold',
      from: ['held', 'inquorate'],
      event: 'conference.decided',
    })
    if (isDecided(row) || row.heldOn === null) return refused(decidedAlready)
    const said = progressIn(outcomeIds, posted)
    const wrong = [...lacking, ...findings(decidingRules, await around(change, row, answers, said))]
    if (wrong.length > 0) return refused(...wrong)
    await progressAt(change, row.childId, row.heldOn, said)
    const planId = await settlePlan(change, row, row.heldOn, answers)
    const told = { ...answers, planId, decidedOn: change.today, decidedBy: change.actor.id }
    await change.move(conference, row, { event: 'conference.decided', to: row.state, answers: told })
    await tellEnquiry(change, row, answers)
    await bookNext(change, row, answers, planId)
    return { kind: 'done', recordId: row.id }
  })
}

const decidedAlready: Finding = {
  rule: 'CP-36',
  message: 'This conference has decided already: correct the record where that was wrong',
  at: 'decision',
}

/** Everything the rules of a decision look at. */
async function around(change: Change, row: Conference, given: Given, said: ReadonlyMap<string, Progress>) {
  const { tx } = change
  const { rows } = await sql<Around>`
    select (select json_build_object('startedOn', started_on, 'category', latest_category) from cp_plan
             where child_id = ${row.childId}
               and state = 'open'
             order by started_on desc nulls last
             limit 1) as plan,
           (select coalesce(json_agg(json_build_object('id', id, 'progress', progress)), '[]')
              from plan_outcome
             where child_id = ${row.childId} and state = 'open') as outcomes,
           (select max(visited_on)
              from visit
             where child_id = ${row.childId}
               and seen
               and mode = 'face to face'
               and outcome = 'completed'
             and visited_on <= ${row.heldOn}) as seen_on,
           (select coalesce(json_agg(json_build_object('agency', agency, 'attended', attended, 'view', view)),
                            '[]')
              from meeting_invitation where conference_id = ${row.id}) as asked,
           (select coalesce(array_agg(what), '{}')
              from worry
             where child_id = ${row.childId}
               and state = 'open'
             and (score is null or score >= 15)) as risks
  `.execute(tx)
  const [held] = rows
  if (held === undefined || row.heldOn === null) throw new Error('a select without a from gives one row')
  const unrated = held.outcomes.filter(
    ({ id, progress }) => !said.has(id) && (progress === null || progress === 'not started'),
  )
  return {
    ...given,
    heldOn: row.heldOn,
    coreGroup: given.coreGroup ?? [],
    factors: given.factors ?? [],
    categoryNow: held.plan?.category ?? null,
    quorate: row.state === 'held' && row.quorate !== false,
    planSince: held.plan?.startedOn ?? null,
    unrated: unrated.map(({ id }) => id),
    seenOn: held.seenOn,
    unheard: unheardOf(held.asked),
    risks: held.risks,
    calendar: await workingCalendar(tx),
  }
}

interface Around {
  readonly plan: { readonly startedOn: Day | null; readonly category: string | null } | null
  readonly outcomes: readonly { readonly id: string; readonly progress: string | null }[]
  readonly seenOn: Day | null
  readonly asked: Parameters<typeof unheardOf>[0]
  readonly risks: readonly string[]
}

/** The plan the decision begins, changes or ends; its id, or null where there is none. */
async function settlePlan(
  change: Change,
  row: Conference,
  heldOn: Day,
  given: Given,
): Promise<string | null> {
  const { decision, category } = given
  const openId = await openPlan(change, row.childId)
  if (decision === 'plan') return beginPlan(change, row.childId, heldOn, category)
  if (openId === null) return null
  const held = await lock(change.tx, cpPlan, openId)
  if (decision === 'end') await endPlan(change, held, heldOn, given.decisionWhy ?? '')
  else if (decision === 'continue' && category !== null && category !== held.latestCategory)
    await change.move(cpPlan, held, {
      event: 'cp-plan.category-changed',
      to: 'open',
      answers: { latestCategory: category },
    })
  return openId
}

async function beginPlan(
  change: Change,
  childId: string,
  startedOn: Day,
  category: Given['category'],
): Promise<string> {
  const { rows } = await sql<{ before: number; episodeId: string | null }>`
    select (select coalesce(max(greatest(1, coalesce(previous_plans, 0) + 1)), 0)
              from cp_plan
             where child_id = ${childId}) as before,
           (select id
              from cin_episode
             where child_id = ${childId}
               and state = 'open'
             order by referred_on desc nulls last
             limit 1) as episode_id
  `.execute(change.tx)
  const { before: previousPlans = 0, episodeId = null } = rows[0] ?? {}
  return change.open(cpPlan, {
    event: 'cp-plan.begun',
    childId,
    state: 'open',
    answers: { episodeId, startedOn, firstCategory: category, latestCategory: category, previousPlans },
  })
}

async function endPlan(change: Change, held: CpPlan, endedOn: Day, why: string): Promise<void> {
  await change.move(cpPlan, held, { event: 'cp-plan.ended', to: 'ended', answers: { endedOn } })
  await endWith(change, held.childId, 'child protection', `The conference ended it: ${why}`)
}

/** A first conference is what its enquiry was followed by: the census asks the enquiry. */
async function tellEnquiry(
  change: Change,
  { childId, kind, heldOn, state }: Conference,
  { decision }: Given,
): Promise<void> {
  if (kind === 'review' || state !== 'held') return
  const found = await change.tx
    .selectFrom('section47')
    .select('id')
    .where('childId', '=', childId)
    .where('conferenceOn', 'is', null)
    .where('outcome', '=', 'continuing risk')
    .orderBy('startedOn', (order) => order.desc().nullsLast())
    .executeTakeFirst()
  if (found === undefined) return
  const enquiry = await lock(change.tx, section47, found.id)
  const answers = { conferenceOn: heldOn, conferenceLedToPlan: decision === 'plan' }
  await change.move(section47, enquiry, { event: 'section-47.conference-held', to: enquiry.state, answers })
}

/** The next review, booked for the day the conference named: one meeting for the brothers and sisters who have the same day. */
async function bookNext(
  change: Change,
  row: Conference,
  { nextOn, decision }: Given,
  planId: string | null,
): Promise<void> {
  if (nextOn === null || (decision !== 'plan' && decision !== 'continue')) return
  const meetingId = (await theirNext(change, row, nextOn)) ?? newId()
  const conferenceId = await change.open(conference, {
    event: 'conference.booked',
    childId: row.childId,
    state: 'booked',
    answers: { kind: 'review', planId, bookedFor: nextOn, chairId: row.chairId, meetingId },
  })
  await inviteAgain(change, { from: row.id, conferenceId, meetingId, childId: row.childId })
}

async function theirNext(change: Change, { meetingId }: Conference, nextOn: Day): Promise<string | null> {
  if (meetingId === null) return null
  const { rows } = await sql<{ meetingId: string }>`
    select next.meeting_id from conference here join conference next on next.child_id = here.child_id
     where here.meeting_id = ${meetingId}
       and next.state = 'booked'
       and next.booked_for = ${nextOn}
       and next.meeting_id is not null
     limit 1
  `.execute(change.tx)
  return rows[0]?.meetingId ?? null
}
