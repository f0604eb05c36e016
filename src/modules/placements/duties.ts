import { once } from '../../platform/clocks/intervals.ts'
import { addWeeks } from '../../platform/dates/day.ts'
import { chapterDuties, type History } from '../../platform/record/duties.ts'
import { careEpisode, timeInCare, type Placement } from '../looked-after/index.ts'
import { connectedPerson16w, connectedPersonExt } from './clocks.ts'

const kinds = { careEpisode }

/** Placements with a relative or friend approved for the time being. */
const temporary = ({ child, careEpisode: episodes }: History<typeof kinds>): Placement[] =>
  timeInCare(child, episodes).flatMap(({ placements }) =>
    placements.filter(({ temporarilyApprovedOn }) => temporarilyApprovedOn !== null),
  )

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
])
