import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { onTheDay, within } from '../../platform/clocks/limit.ts'

export const planActionDue = clock({
  id: 'plan-action-due',
  name: 'Action in a plan',
  duty: 'Do what the plan says and show that it helped',
  starts: 'the day the action names',
  stops: 'it is done, with evidence',
  within: within(onTheDay('the day the action names')),
  repeats: 'not repeated',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'named owner',
  ladder: 'C',
})

export const clocks = [planActionDue] as const
