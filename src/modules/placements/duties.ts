import type { Span } from '../../platform/clocks/clock.ts'
import { earliest, inOrder, intervals, once } from '../../platform/clocks/intervals.ts'
import { addDays, addWeeks, type Day } from '../../platform/dates/day.ts'
import { chapterDuties, type History } from '../../platform/record/duties.ts'
import { careEpisode, timeInCare, type Placement } from '../looked-after/index.ts'
import { connectedPerson16w, connectedPersonExt, unregisteredReview } from './clocks.ts'
import { homeCheck, homeReview } from './record.ts'
import { checksOfStay, unregisteredSpells, type Spell } from './registration.ts'

const kinds = { careEpisode, homeCheck, homeReview }
type Told = History<typeof kinds>

/** Placements with a relative or friend approved for the time being. */
const temporary = ({ child, careEpisode: episodes }: Told): Placement[] =>
  timeInCare(child, episodes).flatMap(({ placements }) =>
    placements.filter(({ temporarilyApprovedOn }) => temporarilyApprovedOn !== null),
  )

/** The director's reviews of one stay, for as long as the home is not registered. */
function reviewsOwed(told: Told, stay: Placement): Span[] {
  const done = inOrder(told.homeReview.map(({ reviewedOn }) => reviewedOn))
  return unregisteredSpells(told.child, stay, told.homeCheck).flatMap((spell) => {
    const first = countedFrom(told, stay, spell)
    const spans = intervals({ recordId: stay.recordId, first, done, ended: spell.to })
    return spell.byAge ? spans.map((span) => untilSixteen(span, done)) : spans
  })
}

/** Of a stay that came by a return, earlier reviews are elsewhere: the count starts on the day we looked at the home. */
function countedFrom(
  { careEpisode: episodes, homeCheck: checks }: Told,
  stay: Placement,
  { from, to }: Spell,
): Day {
  const came = episodes.some(({ id, importId }) => id === stay.recordId && importId !== null)
  const looked = earliest(...checksOfStay(checks, stay).map(({ checkedOn }) => checkedOn))
  return came && looked !== null && looked > from && (to === null || looked < to) ? looked : from
}

/** A birthday to come ends no review that falls due before it: until it is held, it stands. */
function untilSixteen(span: Span, done: readonly Day[]): Span {
  const since = span.since as Day
  if (span.met !== null || span.ended == null || span.ended <= addDays(since, 7)) return span
  return { ...span, ended: null, met: done.find((at) => at > since) ?? null }
}

export const duties = chapterDuties(kinds, [
  {
    clock: connectedPerson16w,
    stoppedBy: 'fostering',
    // An extension takes the place of the first sixteen weeks, once.
    arises: (told) =>
      temporary(told).flatMap(({ recordId, temporarilyApprovedOn: since, approvedOn, extendedOn, to }) =>
        since === null ? [] : [once({ recordId, since, done: [approvedOn], ended: extendedOn ?? to })],
      ),
  },
  {
    clock: connectedPersonExt,
    stoppedBy: 'fostering',
    arises: (told) =>
      temporary(told).flatMap(({ recordId, temporarilyApprovedOn: first, approvedOn, extendedOn, to }) =>
        first === null || extendedOn === null
          ? []
          : [
              {
                recordId,
                since: addWeeks(first, 16),
                met: approvedOn !== null && approvedOn >= extendedOn ? approvedOn : null,
                ended: to,
              },
            ],
      ),
  },
  {
    clock: unregisteredReview,
    stoppedBy: 'home review',
    arises: (told) =>
      timeInCare(told.child, told.careEpisode).flatMap(({ placements }) =>
        placements.flatMap((stay) => reviewsOwed(told, stay)),
      ),
  },
])
