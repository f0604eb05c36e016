import { dayKey, receiver } from '../../platform/record/received.ts'
import type { AnnexARow } from '../return-files/index.ts'
import { contact } from './record.ts'

export const contactFromList = receiver(
  contact,
  { takes: { receivedOn: 'contactOn', source: 'source' } },
  (row: AnnexARow<'contacts'>) => ({ key: dayKey(row, 'contactOn'), state: 'received' }),
)
