import { chapterDuties } from '../../platform/record/duties.ts'
import { daServiceWait } from './clocks.ts'
import { serviceReferral } from './record.ts'

export const duties = chapterDuties({ serviceReferral }, [
  {
    clock: daServiceWait,
    stoppedBy: 'service',
    arises: ({ child, serviceReferral: all }) =>
      all.flatMap(({ id, service, referredOn, startedOn: met, endedOn }) =>
        service !== 'domestic abuse' || referredOn === null
          ? []
          : [
              {
                recordId: id,
                since: referredOn,
                met,
                ended: met === null ? (endedOn ?? child.diedOn) : null,
              },
            ],
      ),
  },
])
