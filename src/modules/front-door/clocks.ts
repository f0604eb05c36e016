import { clock } from '../../platform/clocks/clock.ts'
import { localStandard, nationalPractice, workingTogether } from '../../platform/clocks/editions.ts'
import { hours, noDay, noting, within, workingDays, workingHours } from '../../platform/clocks/limit.ts'

export const contactTriage = clock({
  id: 'contact-triage',
  name: 'First look at a contact',
  duty: 'Read the contact and give it an urgency rating',
  starts: 'a contact is received',
  stops: 'the screener saves an urgency rating',
  within: within(workingHours(4)),
  repeats: 'once',
  ...localStandard,
  source: 'Local practice; compare Surrey, red contacts in 4 working hours',
  confirmed: 'P',
  owner: 'MASH screener',
  ladder: 'B',
})

export const referralDecision = clock({
  id: 'referral-decision',
  name: 'Decide the type of response',
  duty: 'Decide what the referral needs and record why',
  starts: 'a referral is received',
  stops: 'a manager records the decision and the reason',
  within: within(workingDays(1)),
  repeats: 'once',
  ...workingTogether,
  source: 'Working Together, chapter 3',
  confirmed: 'C',
  owner: 'MASH manager',
  ladder: 'B',
})

export const referralFeedback = clock({
  id: 'referral-feedback',
  name: 'Tell the referrer the outcome',
  duty: 'Tell the referrer what was decided, or record why not',
  starts: 'the decision is saved',
  stops: 'feedback is sent, or withheld with a reason',
  within: within(workingDays(1)),
  // The guidance expects the referrer to have heard by then.
  atMost: 3,
  repeats: 'once',
  ...localStandard,
  source: 'Local practice; Working Together has the referrer ask again after 3 working days',
  confirmed: 'K',
  owner: 'MASH screener',
  ladder: 'B',
})

export const contactDispute = clock({
  id: 'contact-dispute',
  name: 'A referrer who disagrees',
  duty: 'Look at the contact again, decide, and say why',
  starts: 'whoever contacted us disagrees with what was decided',
  stops: 'a manager decides again and records the reason',
  within: within(
    noting(
      workingDays(5),
      'the first stage, the manager’s of the front door; then the service manager has 5 working days, and then the director',
    ),
  ),
  repeats: 'each dispute',
  ...localStandard,
  source: 'Local standard: the stages of a disagreement; Working Together, chapter 3, on challenge',
  confirmed: 'L',
  owner: 'MASH manager',
  ladder: 'R',
})

export const reReferralWindow = clock({
  id: 're-referral-window',
  name: 'Re-referral marker',
  duty: 'Notice that the child has come back within a year',
  starts: 'help is ended, or a referral ends with no further action',
  stops: 'a new referral arrives',
  within: within(
    noDay('it marks a referral that follows another within 12 months; nothing has to be done by a day'),
  ),
  repeats: 'not a duty',
  ...nationalPractice,
  source: 'DfE definition of a re-referral: within 12 months',
  confirmed: 'K',
  owner: 'the system',
  ladder: null,
})

const agenciesAsked = {
  duty: 'Hear from every agency that was asked',
  stops: 'the last agency that was asked replies',
  repeats: 'once',
  ...localStandard,
  source: 'Local practice; compare the hubs of Surrey and Luton, and Merton’s shorter times',
  confirmed: 'P',
  owner: 'partner agency',
  ladder: 'B',
} as const

export const mashInfoRed = clock({
  id: 'mash-info-red',
  name: 'Other agencies’ answers, red',
  starts: 'a contact is rated red',
  within: within(workingHours(4)),
  ...agenciesAsked,
})

export const mashInfoAmber = clock({
  id: 'mash-info-amber',
  name: 'Other agencies’ answers, amber',
  starts: 'a contact is rated amber',
  within: within(hours(24)),
  ...agenciesAsked,
})

export const mashInfoGreen = clock({
  id: 'mash-info-green',
  name: 'Other agencies’ answers, green',
  starts: 'a contact is rated green',
  within: within(hours(72)),
  ...agenciesAsked,
})

export const clocks = [
  contactTriage,
  referralDecision,
  referralFeedback,
  contactDispute,
  mashInfoRed,
  mashInfoAmber,
  mashInfoGreen,
  reReferralWindow,
] as const
