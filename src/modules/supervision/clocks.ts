import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { noDay, weeks, within } from '../../platform/clocks/limit.ts'

export const caseSupervisionHigh = clock({
  id: 'case-supervision-high',
  name: 'Reflective discussion, higher risk',
  duty: 'Talk the child through with the worker and set actions',
  starts: 'the last discussion',
  stops: 'a reflective record with actions',
  within: within(weeks(4)),
  repeats: 'repeating',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'team manager',
  ladder: 'C',
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

export const clocks = [caseSupervisionHigh, oversightAction, oversightRepeat] as const
