import { checks } from '../../platform/record/checks.ts'
import { allocation } from './record.ts'

export const allocationChecks = checks(allocation, [
  {
    id: 'AL-2',
    source: 'Local standard: one lead social worker at a time',
    holds: ({ row, all }) =>
      row.state !== 'allocated' ||
      row.role !== 'lead social worker' ||
      !all.some(
        (other) => other.id < row.id && other.state === 'allocated' && other.role === 'lead social worker',
      ),
    at: 'workerId',
    says: 'Another lead social worker has not ended: end the one who handed over',
  },
])
