import { clock } from '../../platform/clocks/clock.ts'
import { localStandard, nationalPractice, workingTogether } from '../../platform/clocks/editions.ts'
import { noDay, weeks, within, withinOrPlan, workingDays } from '../../platform/clocks/limit.ts'

const ladoReferral = clock({
  id: 'lado-referral',
  name: 'Tell the designated officer',
  duty: 'Tell the LADO',
  starts: 'the employer or worker knows of the allegation',
  stops: 'the LADO receives the referral',
  within: within(workingDays(1)),
  repeats: 'each allegation',
  ...workingTogether,
  source: 'Keeping children safe in education; Working Together',
  confirmed: 'C',
  owner: 'employer',
  ladder: 'B',
})

const ladoThreshold = clock({
  id: 'lado-threshold',
  name: 'Designated officer decides',
  duty: 'Decide whether the threshold is met and record the advice',
  starts: 'the referral is received',
  stops: 'the decision and advice are recorded',
  within: within(workingDays(1)),
  repeats: 'once',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'LADO',
  ladder: 'B',
})

const ladoMeeting = clock({
  id: 'lado-meeting',
  name: 'Allegations meeting',
  duty: 'Hold the meeting and give each action an owner',
  starts: 'the threshold is met',
  stops: 'the meeting is held, its actions owned',
  within: within(workingDays(5)),
  repeats: 'once',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'LADO',
  ladder: 'C',
})

const ladoReview = clock({
  id: 'lado-review',
  name: 'Keep the allegation moving',
  duty: 'Review progress; every 2 weeks if the person is suspended',
  starts: 'the last review',
  stops: 'a progress review is recorded',
  within: withinOrPlan(weeks(4)),
  repeats: 'until closed',
  ...localStandard,
  source: 'Working Together 2010, appendix 5: fortnightly or monthly',
  confirmed: 'U',
  owner: 'LADO',
  ladder: 'C',
})

const ladoResolve = clock({
  id: 'lado-resolve',
  name: 'Allegation resolved',
  duty: 'Bring the allegation to an outcome',
  starts: 'the referral',
  stops: 'outcome and closing actions are recorded',
  within: within(
    noDay('it measures all allegations: 80% in 1 month, 90% in 3, all but exceptional ones in 12'),
  ),
  repeats: 'a measure',
  ...nationalPractice,
  source: 'Working Together 2010, appendix 5 (superseded)',
  confirmed: 'U',
  owner: 'LADO',
  ladder: 'D',
})

export const clocks = [ladoReferral, ladoThreshold, ladoMeeting, ladoReview, ladoResolve] as const
