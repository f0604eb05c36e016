import { dayKey, receiver, says } from '../../platform/record/received.ts'
import type { MissingRow } from '../return-files/index.ts'
import { missingEpisode } from './record.ts'

export const missingFromReturn = receiver(
  missingEpisode,
  {
    takes: { kind: 'missing', startedOn: 'misStart', endedOn: 'misEnd' },
    inOrder: [['startedOn', 'endedOn']],
  },
  (row: MissingRow) => ({
    key: dayKey(row, 'misStart'),
    state: says(row, 'misEnd') ? 'returned' : 'missing',
  }),
)
