import type { Span } from '../../platform/clocks/clock.ts'
import { intervals } from '../../platform/clocks/intervals.ts'
import type { Day } from '../../platform/dates/day.ts'
import { chapterDuties } from '../../platform/record/duties.ts'
import { action, asked } from '../actions/index.ts'
import {
  caseSummary,
  caseSupervisionHigh,
  caseSupervisionOther,
  oversightAction,
  oversightRepeat,
} from './clocks.ts'
import { atWork, higherRisk, ofWork, otherWork, type Stretch } from './looked-into.ts'
import { oversightDiscussion, recordSummary } from './record.ts'

/** Again and again through each stretch, from its first day. */
const through = (stretches: readonly Stretch[], done: readonly (Day | null)[]): Span[] =>
  stretches.flatMap(({ recordId, from: first, to: ended }) =>
    intervals({ recordId, first, done, ended, facts: () => ({}) }),
  )

const talked = (all: readonly { readonly heldOn: Day | null }[]) => all.map(({ heldOn }) => heldOn)

export const duties = chapterDuties({ action, ...ofWork, oversightDiscussion, recordSummary }, [
  {
    clock: caseSupervisionHigh,
    stoppedBy: 'supervision',
    arises: (told) => through(higherRisk(told), talked(told.oversightDiscussion)),
  },
  {
    clock: caseSupervisionOther,
    stoppedBy: 'supervision',
    arises: (told) => through(otherWork(told), talked(told.oversightDiscussion)),
  },
  {
    clock: oversightAction,
    stoppedBy: 'direction',
    arises: ({ action: all }) => all.filter(({ direction }) => direction === true).flatMap(asked),
  },
  {
    clock: oversightRepeat,
    stoppedBy: 'direction',
    arises: ({ action: all }) =>
      all.flatMap(({ id, direction, timesAsked, askedOn, explainedOn: met, verifiedOn, stoppedOn }) =>
        direction !== true || askedOn === null || (timesAsked ?? 1) < 2
          ? []
          : [{ recordId: id, since: askedOn, met, ended: verifiedOn ?? stoppedOn }],
      ),
  },
  {
    clock: caseSummary,
    stoppedBy: 'summary',
    arises: (told) =>
      through(
        atWork(told),
        told.recordSummary.map(({ writtenOn }) => writtenOn),
      ),
  },
])
