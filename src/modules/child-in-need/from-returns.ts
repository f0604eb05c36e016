import { dayKey, receiver, says, type Received } from '../../platform/record/received.ts'
import type { CinPlanRow } from '../return-files/index.ts'
import { cinPlan } from './record.ts'

export const planFromCensus = receiver(
  cinPlan,
  {
    takes: { startedOn: 'cinPlanStartDate', endedOn: 'cinPlanEndDate' },
    inOrder: [['startedOn', 'endedOn']],
  },
  (row: CinPlanRow, episode: Received) => ({
    key: dayKey(row, 'cinPlanStartDate'),
    state: says(row, 'cinPlanEndDate') ? 'ended' : 'open',
    under: { field: 'episodeId', record: episode },
  }),
)
