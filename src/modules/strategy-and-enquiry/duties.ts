import { once } from '../../platform/clocks/intervals.ts'
import { chapterDuties } from '../../platform/record/duties.ts'
import { daysSeenAlone, visit } from '../visits/index.ts'
import { s47ChildSeen, s47Complete, strategyDiscussion as discussionClock } from './clocks.ts'
import { section47, strategyDiscussion } from './record.ts'

export const duties = chapterDuties({ strategyDiscussion, section47, visit }, [
  {
    clock: discussionClock,
    stoppedBy: 'strategy discussion',
    arises: ({ strategyDiscussion: discussions }) =>
      discussions.flatMap(({ id, concernOn, heldOn, urgent }) =>
        concernOn === null
          ? []
          : [{ recordId: id, since: concernOn, met: heldOn, ...(urgent === true && { facts: { urgent } }) }],
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
  {
    clock: s47Complete,
    stoppedBy: 'section 47 outcome',
    arises: ({ section47: enquiries }) =>
      enquiries.flatMap(({ id, startedOn, authorisedOn, concludedOn, concludedBy }) => {
        if (startedOn === null) return []
        // One concluded before a manager's agreement was asked for here stands as it was concluded.
        const met = authorisedOn ?? (concludedBy === null ? concludedOn : null)
        return [{ recordId: id, since: startedOn, met }]
      }),
  },
])
