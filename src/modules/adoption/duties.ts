import type { Span } from '../../platform/clocks/clock.ts'
import { earliest, intervals, once } from '../../platform/clocks/intervals.ts'
import type { Day } from '../../platform/dates/day.ts'
import { chapterDuties, type History } from '../../platform/record/duties.ts'
import { careEpisode, claReview, timeInCare, visitsOwed } from '../looked-after/index.ts'
import { daysSeen, visit } from '../visits/index.ts'
import { adoptReview1, adoptVisitPlaced } from './clocks.ts'
import { adoption } from './record.ts'

const kinds = { adoption, careEpisode, claReview, visit }
type Told = History<typeof kinds>

interface Placed {
  readonly recordId: string
  readonly from: Day
  readonly to: Day | null
}

const withAdopters = new Set(['A3', 'A4', 'A5', 'A6'])

/** Placements for adoption as the episodes of care tell them. */
const fromEpisodes = ({ child, careEpisode: episodes }: Told): Placed[] =>
  timeInCare(child, episodes).flatMap(({ placements }) =>
    placements.filter(({ kind }) => kind !== null && withAdopters.has(kind)),
  )

/** Placements that only the adoption record tells of: no episode says the child lives with adopters then. */
function fromAdoptions(told: Told): Placed[] {
  const known = fromEpisodes(told)
  return told.adoption.flatMap(({ id, placedOn, placedEndedOn, orderedOn }) => {
    if (
      placedOn === null ||
      known.some(({ from, to }) => placedOn >= from && (to === null || placedOn <= to))
    )
      return []
    return [{ recordId: id, from: placedOn, to: earliest(placedEndedOn, orderedOn, told.child.diedOn) }]
  })
}

const reviews = ({ claReview: all }: Told) => all.map(({ heldOn }) => heldOn)

function visitsToPlaced(told: Told): Span[] {
  const { child, careEpisode: episodes, visit: visits, claReview: held } = told
  const inCare = visitsOwed({ child, episodes, visits, reviews: held }).filter(
    ({ clock }) => clock === adoptVisitPlaced.id,
  )
  const elsewhere = fromAdoptions(told).flatMap(({ recordId, from, to }) => {
    const { met: review } = once({ recordId, since: from, done: reviews(told) })
    const facts = (since: Day) => ({
      event: review !== null && since >= review ? ('later' as const) : ('first' as const),
    })
    return intervals({ recordId, first: from, done: daysSeen(visits), ended: to, facts })
  })
  return [...inCare, ...elsewhere]
}

export const duties = chapterDuties(kinds, [
  { clock: adoptVisitPlaced, stoppedBy: 'visit', arises: visitsToPlaced },
  {
    clock: adoptReview1,
    stoppedBy: 'looked-after review',
    arises: (told) =>
      [...fromEpisodes(told), ...fromAdoptions(told)].map(({ recordId, from, to }) =>
        once({ recordId, since: from, done: reviews(told), ended: to }),
      ),
  },
])
