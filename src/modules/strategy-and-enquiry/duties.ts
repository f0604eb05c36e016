import { once } from '../../platform/clocks/intervals.ts'
import { chapterDuties } from '../../platform/record/duties.ts'
import { daysSeenAlone, visit } from '../visits/index.ts'
import { s47ChildSeen, strategyDiscussion as discussionClock } from './clocks.ts'
import { section47, strategyDiscussion } from './record.ts'

export const duties = chapterDuties({ strategyDiscussion, section47, visit }, [
  {
    clock: discussionClock,
    stoppedBy: 'strategy discussion',
    arises: ({ strategyDiscussion: discussions }) =>
      discussions.flatMap(({ id, concernOn, heldOn }) =>
        concernOn === null ? [] : [{ recordId: id, since: concernOn, met: heldOn }],
      ),
  },
  {
    clock: s47ChildSeen,
    stoppedBy: 'visit',
    arises: ({ section47: enquiries, visit: visits }) =>
      enquiries.flatMap(({ id, startedOn, concludedOn: ended }) =>
        startedOn === null
          ? []
          : [once({ recordId: id, since: startedOn, done: daysSeenAlone(visits), ended })],
      ),
  },
])
