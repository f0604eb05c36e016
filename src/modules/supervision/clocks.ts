import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { months, noDay, noting, weeks, within } from '../../platform/clocks/limit.ts'

export const caseSupervisionHigh = clock({
  id: 'case-supervision-high',
  name: 'Reflective discussion, higher risk',
  duty: 'Talk the child through with the worker and set actions',
  starts:
    'a child protection plan, pre-proceedings or a placement with parents begins, or the last discussion',
  stops: 'a reflective record with actions',
  within: within(weeks(4)),
  repeats: 'repeating',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'team manager',
  ladder: 'C',
})

export const caseSupervisionOther = clock({
  id: 'case-supervision-other',
  name: 'Reflective discussion',
  duty: 'Talk the child through with the worker and set actions',
  starts: 'a child in need plan, our care or leaving care begins, or the last discussion',
  stops: 'a reflective record with actions',
  within: within(weeks(8)),
  repeats: 'repeating',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'team manager',
  ladder: 'C',
})

export const caseSummary = clock({
  id: 'case-summary',
  name: 'Summary of the record',
  duty: 'Tell the record again in a page, so that whoever opens it knows the child',
  starts: 'our work with the child begins, or the last summary',
  stops: 'a summary is written',
  within: within(noting(months(3), 'and whenever the child changes worker')),
  repeats: 'repeating',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'social worker',
  ladder: 'D',
})

export const oversightAction = clock({
  id: 'oversight-action',
  name: 'Direction from a manager, chair or reviewing officer',
  duty: 'Do what the direction asks and show that it helped',
  starts: 'the direction is written',
  stops: 'evidence that it is done',
  within: within(noDay('it is due on the day the direction names, which it must')),
  repeats: 'not repeated',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'named person',
  ladder: 'C',
})

export const oversightRepeat = clock({
  id: 'oversight-repeat',
  name: 'The same direction given again',
  duty: 'Tell the service manager why it was not done',
  starts: 'the second direction like it',
  stops: 'the service manager is told why',
  within: within(noDay('the second time a direction is given sets it off; nothing has to be done by a day')),
  repeats: 'not repeated',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'service manager',
  ladder: 'C',
})

const weeklyActionsCheck = clock({
  id: 'weekly-actions-check',
  name: 'The week’s actions, looked at together',
  duty: 'Look at what is due, overdue and asked again, and write down what follows',
  starts: 'the week begins',
  stops: 'what was found is written down',
  within: within(weeks(1)),
  repeats: 'every week',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'director',
  ladder: 'D',
})

export const clocks = [
  caseSupervisionHigh,
  caseSupervisionOther,
  oversightAction,
  oversightRepeat,
  caseSummary,
  weeklyActionsCheck,
] as const

/** Of no child: each week there is one for the director, until somebody writes down what was found. */
export const queueClocks = [
  { clock: weeklyActionsCheck, fedBy: 'Each Monday, and what the director writes down of the meeting' },
] as const
