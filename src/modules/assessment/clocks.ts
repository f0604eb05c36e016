import { clock } from '../../platform/clocks/clock.ts'
import { localStandard, workingTogether } from '../../platform/clocks/editions.ts'
import { noDay, urgentOr, within, workingDays } from '../../platform/clocks/limit.ts'

export const assessChildSeen = clock({
  id: 'assess-child-seen',
  name: 'See the child during the assessment',
  duty: 'See the child',
  starts: 'the assessment is allocated',
  stops: 'a visit in which the child is seen',
  within: urgentOr(workingDays(1), workingDays(5)),
  repeats: 'once',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'social worker',
  ladder: 'A',
})

export const assessCheckpoint1 = clock({
  id: 'assess-checkpoint-1',
  name: 'Manager steers the assessment',
  duty: 'Talk through scope, history and what is missing',
  starts: 'the referral',
  stops: 'the discussion is recorded',
  within: within(workingDays(10)),
  repeats: 'once',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'team manager',
  ladder: 'C',
})

export const assessCheckpoint2 = clock({
  id: 'assess-checkpoint-2',
  name: 'Manager steers the assessment again',
  duty: 'Talk through scope, history and what is missing',
  starts: 'the referral',
  stops: 'the discussion is recorded',
  within: within(workingDays(25)),
  repeats: 'once',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'team manager',
  ladder: 'C',
})

export const assessmentComplete = clock({
  id: 'assessment-complete',
  name: 'Child and family assessment',
  duty: 'Finish the assessment and have it authorised',
  starts: 'the referral',
  stops: 'a manager authorises it',
  within: within(workingDays(45)),
  repeats: 'once; longer only with a recorded reason',
  ...workingTogether,
  source: 'Working Together, chapter 3',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'C',
})

export const assessShare = clock({
  id: 'assess-share',
  name: 'Share the assessment with the family',
  duty: 'Send it to the family and the child, and explain it',
  starts: 'a manager authorises the assessment',
  stops: 'it is sent and explained',
  within: within(workingDays(5)),
  repeats: 'once',
  ...localStandard,
  source: 'Local practice',
  confirmed: 'U',
  owner: 'social worker',
  ladder: 'C',
})

export const schRiskTool = clock({
  id: 'sch-risk-tool',
  name: 'Risk tool where there is neglect or domestic abuse',
  duty: 'Complete the named tool, such as Graded Care Profile 2 or DASH',
  starts: 'the factor is recorded',
  stops: 'the tool is completed',
  within: within(noDay('it is due before the assessment is authorised, whenever that is')),
  repeats: 'each assessment',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'social worker',
  ladder: 'C',
})

export const clocks = [
  assessChildSeen,
  assessCheckpoint1,
  assessCheckpoint2,
  assessmentComplete,
  assessShare,
  schRiskTool,
] as const
