import { chapterDuties } from '../../platform/record/duties.ts'
import { callDuties } from './calls/duties.ts'
import { visitCall } from './calls/record.ts'
import { recordVisit } from './clocks.ts'
import { visit } from './record.ts'

export const duties = chapterDuties({ visit, visitCall }, [
  {
    clock: recordVisit,
    stoppedBy: 'write-up',
    // A visit known only from a return has nothing to be written up here.
    arises: ({ visit: visits }) =>
      visits.flatMap(({ id, state, importId, visitedOn, finishedAt }) =>
        state === 'from a return' || importId !== null || visitedOn === null
          ? []
          : [{ recordId: id, since: visitedOn, met: finishedAt }],
      ),
  },
  ...callDuties,
])
