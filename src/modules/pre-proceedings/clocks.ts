import { clock } from '../../platform/clocks/clock.ts'
import { localStandard, nationalPractice, wellbeingAct } from '../../platform/clocks/editions.ts'
import { noDay, weeks, within, workingDays } from '../../platform/clocks/limit.ts'

const ploLegalPlanning = clock({
  id: 'plo-legal-planning',
  name: 'Legal planning meeting',
  duty: 'Hold the meeting and record a view of the threshold',
  starts: 'a manager agrees it is needed',
  stops: 'it is held and the view recorded',
  within: within(workingDays(5)),
  repeats: 'each request',
  ...localStandard,
  source: 'Enfield procedures: 5 days',
  confirmed: 'C',
  owner: 'service manager',
  ladder: 'C',
})

const ploFgdmOffer = clock({
  id: 'plo-fgdm-offer',
  name: 'Offer of family group decision-making',
  duty: 'Offer the family a meeting and hold it if they accept',
  starts: 'the decision to issue a letter or apply',
  stops: 'the offer is made and any meeting held, or a best-interests reason recorded',
  within: within(noDay('it is due before the application, whenever that is')),
  repeats: 'once on each route',
  ...wellbeingAct,
  source: 'Children Act 1989 s.31ZA; commencement not confirmed',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'C',
})

const ploReview = clock({
  id: 'plo-review',
  name: 'Pre-proceedings review',
  duty: 'Review progress against the changes asked for',
  starts: 'the last meeting',
  stops: 'it is held',
  within: within(weeks(6)),
  repeats: 'repeating',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'team manager',
  ladder: 'C',
})

export const ploDuration = clock({
  id: 'plo-duration',
  name: 'Whole of pre-proceedings',
  duty: 'Finish: step down, issue, or extend with the head of service',
  starts: 'the letter is sent',
  stops: 'pre-proceedings end, or are extended for a purpose',
  within: within(weeks(16)),
  repeats: 'once',
  ...nationalPractice,
  source: 'Public Law Working Group practice',
  confirmed: 'U',
  owner: 'service manager',
  ladder: 'C',
})

const ploDrift = clock({
  id: 'plo-drift',
  name: 'Delay in pre-proceedings',
  duty: 'Say whether the delay has a purpose',
  starts: 'a stage passes its day',
  stops: 'a reason is chosen: purposeful or not',
  within: within(workingDays(5)),
  repeats: 'not repeated',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'team manager',
  ladder: 'C',
})

export const clocks = [ploLegalPlanning, ploFgdmOffer, ploReview, ploDuration, ploDrift] as const
