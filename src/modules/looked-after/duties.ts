import type { Duty, Span } from '../../platform/clocks/clock.ts'
import { earliest, inOrder, intervals, once } from '../../platform/clocks/intervals.ts'
import { addMonths, type Day } from '../../platform/dates/day.ts'
import { chapterDuties, type History } from '../../platform/record/duties.ts'
import { callsOfDoubt, visit, visitCall } from '../visits/index.ts'
import { timeInCare, type CarePeriod } from './care-history.ts'
import {
  claReview1,
  claReview2,
  claReviewN,
  claVisitCareOrderHome,
  claVisitFirst,
  claVisitLater,
  claVisitLongtermAgreed,
  claVisitPermanent,
  claVisitReg19,
  claVisitReg24Ico,
  claVisitWelfareDoubt,
  claVisitYear1,
} from './clocks.ts'
import { careEpisode, claReview } from './record.ts'
import { visitsOwed, type VisitSpan } from './visiting.ts'

const kinds = { careEpisode, claReview, visit, visitCall }
type Told = History<typeof kinds>

// One child's visits are worked out once and read by eight clocks.
const worked = new WeakMap<Told, readonly VisitSpan[]>()

function visitSpans(told: Told): readonly VisitSpan[] {
  const { child, careEpisode: episodes, visit: visits, claReview: reviews } = told
  const known = worked.get(told) ?? visitsOwed({ child, episodes, visits, reviews })
  worked.set(told, known)
  return known
}

const visiting = (clock: Duty<Told>['clock']): Duty<Told> => ({
  clock,
  stoppedBy: 'visit',
  arises: (told) => visitSpans(told).filter((span) => span.clock === clock.id),
})

/** The reviews of a period of care: the first within 20 working days, the second, and those that follow. */
interface Reviews {
  readonly first: readonly Span[]
  readonly second: readonly Span[]
  readonly later: readonly Span[]
}

function reviewsOf({ recordId, from, to }: CarePeriod, told: Told): Reviews {
  const inPeriod = told.claReview.filter(
    ({ heldOn }) => heldOn !== null && heldOn >= from && (to === null || heldOn <= to),
  )
  const held = inOrder(inPeriod.map(({ heldOn }) => heldOn))
  const first = once({ recordId, since: from, done: held, ended: to })
  const [one, two] = held
  if (one === undefined) return { first: [first], second: [], later: [] }
  if (earlierOnesAreElsewhere(from, one, inPeriod))
    return { first: [first], second: [], later: reviewing(recordId, one, held, to) }
  const second = once({ recordId, since: one, done: held.slice(1), ended: to })
  return {
    first: [first],
    second: [second],
    later: two === undefined ? [] : reviewing(recordId, two, held, to),
  }
}

const reviewing = (recordId: string, first: Day, done: readonly Day[], ended: Day | null): Span[] =>
  intervals({ recordId, first, done, ended, facts: () => ({}) })

/** A return holds the reviews of its own year: one that comes long after care began was not the first. */
const earlierOnesAreElsewhere = (from: Day, one: Day, held: Told['claReview']): boolean =>
  one > addMonths(from, 4) && held.some(({ heldOn, importId }) => heldOn === one && importId !== null)

const reviewed = (clock: Duty<Told>['clock'], which: keyof Reviews): Duty<Told> => ({
  clock,
  stoppedBy: 'looked-after review',
  arises: (told) =>
    timeInCare(told.child, told.careEpisode)
      .filter(({ shortBreaks }) => !shortBreaks)
      .flatMap((period) => reviewsOf(period, told)[which]),
})

export const duties = chapterDuties(kinds, [
  visiting(claVisitFirst),
  visiting(claVisitYear1),
  visiting(claVisitLater),
  visiting(claVisitPermanent),
  visiting(claVisitLongtermAgreed),
  visiting(claVisitReg19),
  visiting(claVisitReg24Ico),
  visiting(claVisitCareOrderHome),
  {
    clock: claVisitWelfareDoubt,
    stoppedBy: 'looked-after review',
    arises: ({ child, visitCall: calls, claReview: reviews }) =>
      callsOfDoubt(calls).map(({ id, fromOn: since, untilOn }) =>
        once({
          recordId: id,
          since,
          done: reviews.map(({ heldOn }) => heldOn),
          ended: earliest(untilOn, child.diedOn),
        }),
      ),
  },
  reviewed(claReview1, 'first'),
  reviewed(claReview2, 'second'),
  reviewed(claReviewN, 'later'),
])
