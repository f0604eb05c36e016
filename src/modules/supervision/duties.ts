import { chapterDuties } from '../../platform/record/duties.ts'
import { action, asked } from '../actions/index.ts'
import { oversightAction, oversightRepeat } from './clocks.ts'

export const duties = chapterDuties({ action }, [
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
])
