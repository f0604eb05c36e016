import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { endOfItsMonth, within } from '../../platform/clocks/limit.ts'

const auditMonthly = clock({
  id: 'audit-monthly',
  name: 'Case audit with the practitioner',
  duty: 'Audit the record together with its worker',
  starts: 'the month starts',
  stops: 'the audit is done with the worker',
  within: within(endOfItsMonth),
  repeats: 'monthly for each auditor',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'quality auditor',
  ladder: 'D',
})

export const clocks = [auditMonthly] as const
