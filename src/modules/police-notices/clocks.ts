import { clock } from '../../platform/clocks/clock.ts'
import { localStandard } from '../../platform/clocks/editions.ts'
import { hours, noting, within, workingDays, workingHours } from '../../platform/clocks/limit.ts'

export const daNotificationScreenHigh = clock({
  id: 'da-notification-screen-high',
  name: 'Screen a police domestic-abuse notice, high risk',
  duty: 'Grade the notice, decide, and link the children',
  starts: 'the hub receives the notice',
  stops: 'risk grade, decision and linked children are saved',
  within: within(workingHours(4)),
  repeats: 'once',
  ...localStandard,
  source: 'Local standard, as for red contacts',
  confirmed: 'P',
  owner: 'police desk, then MASH screener',
  ladder: 'B',
})

export const daNotificationScreenMedium = clock({
  id: 'da-notification-screen-medium',
  name: 'Screen a police domestic-abuse notice, medium risk',
  duty: 'Grade the notice, decide, and link the children',
  starts: 'the hub receives the notice',
  stops: 'risk grade, decision and linked children are saved',
  within: within(workingDays(1)),
  repeats: 'once',
  ...localStandard,
  source: 'Local standard, as for amber contacts',
  confirmed: 'P',
  owner: 'MASH screener',
  ladder: 'B',
})

export const daNotificationScreenStandard = clock({
  id: 'da-notification-screen-standard',
  name: 'Screen a police domestic-abuse notice, standard risk',
  duty: 'Grade the notice, decide, and link the children',
  starts: 'the hub receives the notice',
  stops: 'risk grade, decision and linked children are saved',
  within: within(workingDays(3)),
  repeats: 'once',
  ...localStandard,
  source: 'Local standard, as for green contacts',
  confirmed: 'P',
  owner: 'MASH screener',
  ladder: 'B',
})

export const daNotificationPoliceLag = clock({
  id: 'da-notification-police-lag',
  name: 'Police delay in sending',
  duty: 'Send the notice to the hub',
  starts: 'the incident',
  stops: 'the hub receives the notice',
  within: within(hours(24)),
  repeats: 'once',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'U',
  owner: 'police partner lead',
  ladder: 'D',
})

export const daBacklogAge = clock({
  id: 'da-backlog-age',
  name: 'Oldest unscreened notice',
  duty: 'Clear the oldest notice that nobody has screened',
  starts: 'the oldest unscreened notice is received',
  stops: 'the queue is empty',
  within: within(
    noting(
      workingDays(3),
      'the manager is told then, the board at 5 working days, and both when more than 25 wait',
    ),
  ),
  repeats: 'all the time',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'service manager',
  ladder: 'B',
})

export const clocks = [
  daNotificationScreenHigh,
  daNotificationScreenMedium,
  daNotificationScreenStandard,
  daNotificationPoliceLag,
  daBacklogAge,
] as const
