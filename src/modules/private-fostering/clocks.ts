import { clock } from '../../platform/clocks/clock.ts'
import { localStandard, privateArrangements } from '../../platform/clocks/editions.ts'
import { calendarDays, weeks, within, workingDays } from '../../platform/clocks/limit.ts'

export const pfFirstVisit = clock({
  id: 'pf-first-visit',
  name: 'Visit after a private fostering notice',
  duty: 'Visit the home and speak to the carer, the household, the child alone and the parents',
  starts: 'the council is told',
  stops: 'a visit with a written report',
  within: within(workingDays(7)),
  repeats: 'once',
  ...privateArrangements,
  source: 'SI 2005/1533 regs 4 and 7',
  confirmed: 'P',
  owner: 'social worker',
  ladder: 'A',
})

export const pfDecision = clock({
  id: 'pf-decision',
  name: 'Private fostering suitability decision',
  duty: 'Decide whether the arrangement is suitable',
  starts: 'the council is told',
  stops: 'a manager records: suitable, requirements or prohibition',
  within: within(calendarDays(42)),
  repeats: 'once',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'team manager',
  ladder: 'C',
})

export const pfVisitYear1 = clock({
  id: 'pf-visit-year1',
  name: 'Private fostering visits, year one',
  duty: 'Visit the child and speak to the child alone',
  starts: 'the council became aware, or the last visit',
  stops: 'a visit in which the child is seen, with a report',
  within: within(weeks(6)),
  repeats: 'through year one',
  ...privateArrangements,
  source: 'SI 2005/1533 reg 8(1)(a), (3), (5)',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'A',
})

export const pfVisitLater = clock({
  id: 'pf-visit-later',
  name: 'Private fostering visits, later years',
  duty: 'Visit the child and speak to the child alone',
  starts: 'the last visit',
  stops: 'a visit in which the child is seen, with a report',
  within: within(weeks(12)),
  repeats: 'from month 12',
  ...privateArrangements,
  source: 'SI 2005/1533 reg 8(1)(b)',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'A',
})

export const clocks = [pfFirstVisit, pfDecision, pfVisitYear1, pfVisitLater] as const
