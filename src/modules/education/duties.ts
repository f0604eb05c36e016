import { latest, once } from '../../platform/clocks/intervals.ts'
import { addYears } from '../../platform/dates/day.ts'
import { chapterDuties } from '../../platform/record/duties.ts'
import { careEpisode, timeInCare } from '../looked-after/index.ts'
import { pepInitial, pepReview } from './clocks.ts'
import { educationPlan } from './record.ts'

/** Plans are made from nursery on: a younger child's is owed from the third birthday. */
const youngest = 3

export const duties = chapterDuties({ educationPlan, careEpisode }, [
  {
    clock: pepInitial,
    stoppedBy: 'education plan',
    arises: ({ child, educationPlan: plans, careEpisode: episodes }) =>
      timeInCare(child, episodes).flatMap(({ recordId, from, to, shortBreaks }) => {
        const old = child.bornOn === null ? from : addYears(child.bornOn, youngest)
        const since = latest(from, old)
        if (shortBreaks || since === null || (to !== null && since > to)) return []
        return [once({ recordId, since, done: plans.map(({ startedOn }) => startedOn), ended: to })]
      }),
  },
  {
    clock: pepReview,
    stoppedBy: 'education plan',
    arises: ({ educationPlan: plans }) =>
      plans.flatMap(({ id, termStartsOn, agreedOn: met }) =>
        termStartsOn === null ? [] : [{ recordId: id, since: termStartsOn, met }],
      ),
  },
])
