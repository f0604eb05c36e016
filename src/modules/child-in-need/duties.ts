import { earliest, inOrder, intervals, once } from '../../platform/clocks/intervals.ts'
import type { Day } from '../../platform/dates/day.ts'
import { chapterDuties, type History } from '../../platform/record/duties.ts'
import { assessment } from '../assessment/index.ts'
import { cpPlan } from '../child-protection/index.ts'
import { careEpisode, timeInCare } from '../looked-after/index.ts'
import { daysSeen, visit } from '../visits/index.ts'
import { cinDurationCheck, cinPlan as planClock, cinReview as reviewClock, cinVisit } from './clocks.ts'
import { cinDecision, cinPlan, cinReview } from './record.ts'

const kinds = { cinPlan, cinReview, cinDecision, assessment, cpPlan, careEpisode, visit }
type Told = History<typeof kinds>

interface Span {
  readonly recordId: string
  readonly from: Day
  readonly to: Day | null
}

/** Times another plan takes the place of this one: protection, or our care. */
const superseding = ({ child, cpPlan: plans, careEpisode: episodes }: Told): Omit<Span, 'recordId'>[] => [
  ...plans.flatMap(({ startedOn, endedOn }) =>
    startedOn === null ? [] : [{ from: startedOn, to: endedOn }],
  ),
  ...timeInCare(child, episodes).filter(({ shortBreaks }) => !shortBreaks),
]

/** Plans, each to the day it ended, was superseded by protection or care, or the child died. */
function openPlans(told: Told): Span[] {
  const others = superseding(told)
  return told.cinPlan.flatMap(({ id, startedOn, endedOn }) => {
    if (startedOn === null) return []
    const next = others.map(({ from }) => from).filter((at) => at > startedOn)
    return [{ recordId: id, from: startedOn, to: earliest(endedOn, told.child.diedOn, ...next) }]
  })
}

const reviewsOf = ({ cinReview: all }: Told, { recordId }: Span): Told['cinReview'] =>
  all.filter(({ planId }) => planId === null || planId === recordId)

const daysHeld = (reviews: Told['cinReview']): Day[] => inOrder(reviews.map(({ heldOn }) => heldOn))

/** The days somebody decided about the plan as a long one: by itself, or as part of a review that a return brought. */
function daysDecided(told: Told, plan: Span): Day[] {
  const inReviews = reviewsOf(told, plan).filter(({ durationDecision }) => durationDecision !== null)
  const alone = told.cinDecision.filter(({ planId }) => planId === null || planId === plan.recordId)
  return inOrder([...inReviews.map(({ heldOn }) => heldOn), ...alone.map(({ decidedOn }) => decidedOn)])
}

/** An assessment that finds a child in need owes a plan, unless one runs already or protection or care begins instead. */
function plansOwed(told: Told) {
  return told.assessment.flatMap(({ id, authorisedOn: since, supportNeeded }) => {
    if (since === null || supportNeeded !== 'yes') return []
    const running = [...openPlans(told), ...superseding(told)].some(
      ({ from, to }) => from < since && (to === null || to >= since),
    )
    if (running) return []
    const instead = superseding(told).map(({ from }) => from)
    const done = told.cinPlan.map(({ startedOn }) => startedOn)
    return [
      once({
        recordId: id,
        since,
        done,
        ended: earliest(told.child.diedOn, ...instead.filter((at) => at >= since)),
      }),
    ]
  })
}

export const duties = chapterDuties(kinds, [
  { clock: planClock, stoppedBy: 'child in need plan', arises: plansOwed },
  {
    clock: cinVisit,
    stoppedBy: 'visit',
    arises: (told) =>
      openPlans(told).flatMap(({ recordId, from, to }) =>
        intervals({ recordId, first: from, done: daysSeen(told.visit), ended: to, facts: () => ({}) }),
      ),
  },
  {
    clock: reviewClock,
    stoppedBy: 'child in need review',
    arises: (told) =>
      openPlans(told).flatMap((plan) =>
        intervals({
          recordId: plan.recordId,
          first: plan.from,
          done: daysHeld(reviewsOf(told, plan)),
          ended: plan.to,
        }),
      ),
  },
  {
    clock: cinDurationCheck,
    stoppedBy: 'decision',
    arises: (told) =>
      openPlans(told).flatMap((plan) => {
        return intervals({
          recordId: plan.recordId,
          first: plan.from,
          done: daysDecided(told, plan),
          ended: plan.to,
        })
      }),
  },
])
