import type { Duty, Span } from '../../platform/clocks/clock.ts'
import { earliest, inOrder, intervals, once } from '../../platform/clocks/intervals.ts'
import type { Day } from '../../platform/dates/day.ts'
import { chapterDuties, type FactRow, type History } from '../../platform/record/duties.ts'
import { section47 } from '../strategy-and-enquiry/index.ts'
import { daysSeen, daysSeenAlone, visit } from '../visits/index.ts'
import { action } from '../actions/index.ts'
import { absences } from './absences.ts'
import * as clocks from './clocks.ts'
import { daysHeld, inquorate, isReview, planSpans, quorate, within, type PlanSpan } from './plan.ts'
import { meetingInvitation } from './invitation.ts'
import { conference, coreGroup, cpPlan } from './record.ts'

const kinds = { cpPlan, conference, coreGroup, meetingInvitation, section47, visit, action }
type Told = History<typeof kinds>
type Conference = FactRow<typeof conference>

/** A duty at intervals while a plan is open, from its first day. */
const whileOpen = (
  clock: Duty<Told>['clock'],
  stoppedBy: Duty<Told>['stoppedBy'],
  done: (told: Told) => Day[],
): Duty<Told> => ({
  clock,
  stoppedBy,
  arises: (told) =>
    planSpans(told.child, told.cpPlan).flatMap(({ recordId, from, to }) =>
      intervals({ recordId, first: from, done: done(told), ended: to, facts: () => ({}) }),
    ),
})

/** A duty whose first time has a clock of its own, and the clock of those that follow. */
function firstAndLater(
  [first, later]: readonly [Duty<Told>['clock'], Duty<Told>['clock']],
  stoppedBy: Duty<Told>['stoppedBy'],
  done: (told: Told, plan: PlanSpan) => Day[],
): Duty<Told>[] {
  const opening = (plan: PlanSpan, told: Told) =>
    once({ recordId: plan.recordId, since: plan.from, done: done(told, plan), ended: plan.to })
  const following = (plan: PlanSpan, told: Told): Span[] => {
    const { met } = opening(plan, told)
    const days = done(told, plan)
    return met === null
      ? []
      : intervals({
          recordId: plan.recordId,
          first: met,
          done: days,
          ended: plan.to,
          facts: () => ({}),
        })
  }
  return [
    {
      clock: first,
      stoppedBy,
      arises: (told) => planSpans(told.child, told.cpPlan).map((plan) => opening(plan, told)),
    },
    {
      clock: later,
      stoppedBy,
      arises: (told) => planSpans(told.child, told.cpPlan).flatMap((plan) => following(plan, told)),
    },
  ]
}

const groupsOf = ({ coreGroup: groups }: Told, { recordId }: PlanSpan): Day[] =>
  inOrder(groups.filter(({ planId }) => planId === null || planId === recordId).map(({ heldOn }) => heldOn))

/** The review on the day a plan starts is the conference that started it. */
const reviewsOf = ({ conference: all }: Told, { from }: PlanSpan): Day[] =>
  daysHeld(all.filter(isReview)).filter((at) => at > from)

function firstConferences({ section47: enquiries, conference: all }: Told): Span[] {
  const held = daysHeld(all.filter((one) => !isReview(one)))
  return enquiries.flatMap(({ id, startedOn, conferenceOn, conferenceNotRequired, concludedOn, outcome }) => {
    if (startedOn === null || conferenceNotRequired === true) return []
    const ended = outcome === null || outcome === 'continuing risk' ? null : concludedOn
    return [once({ recordId: id, since: startedOn, done: [conferenceOn, ...held], ended })]
  })
}

/** Asked for and not agreed to, or called off: no report is owed for it. */
const notHeld: ReadonlySet<string> = new Set(['requested', 'approved', 'declined', 'cancelled'])

/** A report is to be with the family before the conference, from the day it is booked: once it has been held, it is too late. */
const reportsFor = (clock: Duty<Told>['clock'], which: (one: Conference) => boolean): Duty<Told> => ({
  clock,
  stoppedBy: 'report',
  arises: ({ conference: all }) =>
    all
      .filter((one) => which(one) && !notHeld.has(one.state))
      .flatMap(({ id, bookedFor, heldOn, reportSharedOn: met }) => {
        const since = heldOn ?? bookedFor
        return since === null ? [] : [{ recordId: id, since, met, ended: heldOn }]
      }),
})

function reconvening({ child, conference: all, cpPlan: plans }: Told): Span[] {
  return all.filter(inquorate).flatMap(({ id, heldOn }) => {
    if (heldOn === null) return []
    const plan = planSpans(child, plans).find((one) => within(one, heldOn))
    const done = daysHeld(all).filter((at) => at > heldOn)
    return [once({ recordId: id, since: heldOn, done, ended: plan?.to ?? null })]
  })
}

/** From each conference that leaves a plan open until the next one, or the end of the plan. */
function midwayChecks({ child, conference: all, cpPlan: plans }: Told): Span[] {
  const held = daysHeld(all)
  return all.filter(quorate).flatMap((one) => {
    const { id: recordId, heldOn, checkedOn: met } = one
    const plan =
      heldOn === null
        ? undefined
        : planSpans(child, plans).find(({ from, to }) => heldOn >= from && (to === null || heldOn < to))
    if (heldOn === null || plan === undefined) return []
    const next = held.find((at) => at > heldOn)
    return [
      {
        recordId,
        since: heldOn,
        met,
        ended: earliest(next, plan.to),
        facts: { event: isReview(one) ? 'later' : 'first' } as const,
      },
    ]
  })
}

/** What follows each conference: its decisions to everybody the next working day, its record within twenty. */
const sentAfter = (clock: Duty<Told>['clock'], sentOn: (one: Conference) => Day | null): Duty<Told> => ({
  clock,
  stoppedBy: 'decisions sent',
  arises: ({ conference: all }) =>
    all.flatMap((one) =>
      one.heldOn === null || notHeld.has(one.state) || one.state === 'booked'
        ? []
        : [{ recordId: one.id, since: one.heldOn, met: sentOn(one), ended: null }],
    ),
})

/** A conference of this plan that considered legal advice, whenever it was held. */
const longPlans = ({ child, cpPlan: plans, conference: all }: Told): Span[] =>
  planSpans(child, plans).map(({ recordId, from, to }) =>
    once({
      recordId,
      since: from,
      done: all.filter(({ legalConsidered }) => legalConsidered === true).map(({ heldOn }) => heldOn),
      ended: to,
    }),
  )

/** A plan after the first, whether we hold the first or are told that there was one. */
const repeatedPlans = ({ child, cpPlan: plans }: Told): Span[] =>
  plans.flatMap(({ id, startedOn, endedOn, previousPlans, historyReviewedOn }) => {
    if (startedOn === null) return []
    const before = plans.some((other) => other.startedOn !== null && other.startedOn < startedOn)
    if (!before && (previousPlans ?? 0) === 0) return []
    const ended = earliest(endedOn, child.diedOn)
    return [once({ recordId: id, since: startedOn, done: [historyReviewedOn], ended })]
  })

export const duties = chapterDuties(kinds, [
  { clock: clocks.icpc, stoppedBy: 'conference', arises: firstConferences },
  reportsFor(clocks.cpReportInitial, (one) => !isReview(one)),
  reportsFor(clocks.cpReportReview, isReview),
  ...firstAndLater([clocks.coreGroupFirst, clocks.coreGroup], 'core group', groupsOf),
  whileOpen(clocks.cpVisit, 'visit', ({ visit: visits }) => daysSeen(visits)),
  whileOpen(clocks.cpAlone, 'visit', ({ visit: visits }) => daysSeenAlone(visits)),
  whileOpen(clocks.cpUnseen4w, 'visit', ({ visit: visits }) => daysSeen(visits)),
  // What another agency sees of the child is said at each core group.
  whileOpen(clocks.cpUnseen6w, 'visit', ({ visit: visits, meetingInvitation: asked }) =>
    inOrder([...daysSeen(visits), ...asked.map(({ lastSeenOn }) => lastSeenOn)]),
  ),
  // A list may carry the first conference and, of the reviews, only the last: they are known apart.
  ...firstAndLater([clocks.rcpcFirst, clocks.rcpc], 'review conference', reviewsOf),
  { clock: clocks.rcpcInquorate, stoppedBy: 'conference', arises: reconvening },
  sentAfter(clocks.cpDecisionsIssue, ({ decisionsSentOn }) => decisionsSentOn),
  sentAfter(clocks.cpMinutesIssue, ({ recordSentOn }) => recordSentOn),
  { clock: clocks.cpMidway, stoppedBy: 'midway check', arises: midwayChecks },
  { clock: clocks.cpLongPlan, stoppedBy: 'legal advice', arises: longPlans },
  { clock: clocks.cpRepeatPlan, stoppedBy: 'history review', arises: repeatedPlans },
  { clock: clocks.partnerAbsent, stoppedBy: 'core group', arises: absences },
])
