import { checks } from '../../platform/record/checks.ts'
import { nhsNumberHolds, upnHolds } from './codes.ts'
import { personRecord } from './record.ts'

/** Numbers that carry their own check, and days that cannot be: kept as they came, and told to somebody. */
export const personChecks = checks(personRecord, [
  {
    id: 'PE-1',
    source: 'NHS Data Dictionary, NHS NUMBER: modulus 11',
    holds: ({ row }) => row.nhsNumber === null || nhsNumberHolds(row.nhsNumber.replaceAll(' ', '')),
    at: 'nhsNumber',
    says: 'This is not a real NHS number: its last figure does not fit the others',
  },
  {
    id: 'PE-2',
    source: 'DfE, Unique pupil numbers: modulus 23',
    holds: ({ row }) => row.upn === null || upnHolds(row.upn),
    at: 'upn',
    says: 'This is not a real unique pupil number: its first letter does not fit the figures',
  },
  {
    id: 'PE-3',
    source: 'Good recording: nobody dies before they are born',
    holds: ({ row }) => row.diedOn === null || row.bornOn === null || row.diedOn >= row.bornOn,
    at: 'diedOn',
    says: 'This is before they were born: check both days',
  },
])
