import type { Span } from '../../platform/clocks/clock.ts'
import { earliest, inOrder, intervals, latest, once } from '../../platform/clocks/intervals.ts'
import { addYears, type Day } from '../../platform/dates/day.ts'
import type { Child } from '../../platform/people/child.ts'
import { chapterDuties, type FactRow, type History } from '../../platform/record/duties.ts'
import { allocation, handovers } from '../allocation/index.ts'
import { careEpisode, timeInCare } from '../looked-after/index.ts'
import { address } from '../people/index.ts'
import { daysSeen, visit } from '../visits/index.ts'
import { clAccomVisit, clAccomVisitN, clKeepInTouch, clPaChange, clPathwayReview } from './clocks.ts'
import { leavingCare } from './record.ts'

const kinds = { leavingCare, careEpisode, allocation, visit, address }
type Told = History<typeof kinds>

/** To 21: what is owed after it depends on what the young person asks for (SI 2010/2571; 2017 Act). */
const before21 =
  ({ bornOn }: Child) =>
  ({ since }: Span): boolean =>
    bornOn === null || since < addYears(bornOn, 21)

/** Those we are no longer to keep in touch with: died, gone home, or no longer needing the service. */
const lettingGo = new Set(['DIED', 'RHOM', 'NREQ'])

/** The record holds the last time we were in touch, so what came before it is not called late. Seeing them counts too. */
function touches(
  { child, careEpisode: episodes, visit: visits }: Told,
  { id, lastContactOn, inTouch }: FactRow<typeof leavingCare>,
): Span[] {
  const left = inOrder(timeInCare(child, episodes).map(({ to }) => to)).at(-1) ?? null
  const first = latest(left, lastContactOn)
  if (first === null || (inTouch !== null && lettingGo.has(inTouch))) return []
  return intervals({ recordId: id, first, done: daysSeen(visits), ended: child.diedOn, facts: () => ({}) })
}

/** Somewhere a young person came to live. */
interface Home {
  readonly id: string
  readonly since: Day
  readonly ended: Day | null
}

/** Every place a young person has come to live since they left our care, their family's home not among them. */
function newHomes({ child, careEpisode: episodes, leavingCare: all, address: homes }: Told): Home[] {
  const care = timeInCare(child, episodes)
  // Where no time in our care is held, it ended at 18 at the latest.
  const eighteen = child.bornOn === null ? undefined : addYears(child.bornOn, 18)
  const left = inOrder(care.map(({ to }) => to)).at(-1) ?? eighteen
  const goes = all.some(({ inTouch }) => inTouch === null || !lettingGo.has(inTouch))
  if (left === undefined || care.some(({ to }) => to === null) || !goes) return []
  return homes.flatMap(({ id, kind, fromOn, toOn }) =>
    fromOn === null || fromOn < left || kind === 'family'
      ? []
      : [{ id, since: fromOn, ended: earliest(toOn, child.diedOn) }],
  )
}

const firstVisits = (told: Told): Span[] =>
  newHomes(told).map(({ id: recordId, since, ended }) =>
    once({ recordId, since, done: daysSeen(told.visit), ended }),
  )

/** From the first visit to a home on, as long as they live there: what was never visited is the first visit’s to say. */
const laterVisits = (told: Told): Span[] =>
  newHomes(told).flatMap(({ id: recordId, since, ended }) => {
    const done = daysSeen(told.visit)
    const first = done.find((at) => at >= since && (ended === null || at <= ended))
    return first === undefined ? [] : intervals({ recordId, first, done, ended, facts: () => ({}) })
  })

export const duties = chapterDuties(kinds, [
  {
    clock: clPathwayReview,
    stoppedBy: 'pathway plan',
    // The last two reviews are held: the duty runs from the one before to the last, and from the last until the next.
    arises: ({ child, leavingCare: all }) =>
      all
        .flatMap(({ id, planReviewedBefore, planReviewedOn }) =>
          planReviewedOn === null
            ? []
            : intervals({
                recordId: id,
                first: planReviewedBefore ?? planReviewedOn,
                done: [planReviewedOn],
                ended: child.diedOn,
                facts: () => ({}),
              }),
        )
        .filter(before21(child)),
  },
  {
    clock: clKeepInTouch,
    stoppedBy: 'care leaver contact',
    arises: (told) => told.leavingCare.flatMap((one) => touches(told, one)).filter(before21(told.child)),
  },
  {
    clock: clAccomVisit,
    stoppedBy: 'visit',
    arises: (told) => firstVisits(told).filter(before21(told.child)),
  },
  {
    clock: clAccomVisitN,
    stoppedBy: 'visit',
    arises: (told) => laterVisits(told).filter(before21(told.child)),
  },
  {
    clock: clPaChange,
    stoppedBy: 'handover',
    arises: ({ allocation: all }) => handovers(all, 'personal adviser'),
  },
])
