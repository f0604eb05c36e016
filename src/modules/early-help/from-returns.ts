import { dayKey, receiver, says } from '../../platform/record/received.ts'
import type { AnnexARow } from '../return-files/index.ts'
import { earlyHelpAssessment } from './record.ts'

export const earlyHelpFromList = receiver(
  earlyHelpAssessment,
  {
    takes: { startedOn: 'startedOn', completedOn: 'completedOn', organisation: 'organisation' },
    inOrder: [['startedOn', 'completedOn']],
  },
  (row: AnnexARow<'earlyHelp'>) => ({
    key: dayKey(row, 'startedOn'),
    state: says(row, 'completedOn') ? 'completed' : 'started',
  }),
)
