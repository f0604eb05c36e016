import { chapterDuties } from '../../platform/record/duties.ts'
import { action, asked } from '../actions/index.ts'
import { planActionDue } from './clocks.ts'

export const duties = chapterDuties({ action }, [
  {
    clock: planActionDue,
    stoppedBy: 'action',
    // A direction has a clock of its own.
    arises: ({ action: all }) => all.filter(({ direction }) => direction !== true).flatMap(asked),
  },
])
