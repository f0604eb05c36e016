import { clock } from '../../platform/clocks/clock.ts'
import { localStandard, workingTogether } from '../../platform/clocks/editions.ts'
import {
  before,
  firstThen,
  hours,
  months,
  noDay,
  noting,
  weeks,
  within,
  withinOrPlan,
  workingDays,
} from '../../platform/clocks/limit.ts'

export const icpc = clock({
  id: 'icpc',
  name: 'Initial child protection conference',
  duty: 'Hold the conference',
  starts: 'the strategy discussion that opened the section 47 enquiry',
  stops: 'a quorate conference is held',
  within: within(workingDays(15)),
  repeats: 'once',
  ...workingTogether,
  source: 'Working Together, chapter 3',
  confirmed: 'C',
  owner: 'social worker; chair',
  ladder: 'C',
})

export const cpReportInitial = clock({
  id: 'cp-report-initial',
  name: 'Share the report with the parents, initial conference',
  duty: 'Go through the report with the parents',
  starts: 'the conference',
  stops: 'the report is shared',
  within: within(before(hours(48))),
  repeats: 'each initial conference',
  ...localStandard,
  source: 'East Riding procedures: 48 hours',
  confirmed: 'C',
  owner: 'each agency',
  ladder: 'C',
})

export const cpReportReview = clock({
  id: 'cp-report-review',
  name: 'Share the report with the parents, review conference',
  duty: 'Go through the report with the parents',
  starts: 'the conference',
  stops: 'the report is shared',
  within: within(before(workingDays(3))),
  repeats: 'each review',
  ...localStandard,
  source: 'East Riding and North Yorkshire procedures',
  confirmed: 'C',
  owner: 'each agency',
  ladder: 'C',
})

export const coreGroupFirst = clock({
  id: 'core-group-first',
  name: 'First core group',
  duty: 'Hold the core group and write the detailed plan',
  starts: 'the initial conference',
  stops: 'it is held and the plan detailed',
  within: within(workingDays(10)),
  repeats: 'once',
  ...workingTogether,
  source: 'Working Together, flow chart 5 (2018)',
  confirmed: 'P',
  owner: 'social worker',
  ladder: 'C',
})

export const coreGroup = clock({
  id: 'core-group',
  name: 'Later core groups',
  duty: 'Hold the core group',
  starts: 'the last core group',
  stops: 'it is held',
  within: withinOrPlan(weeks(6)),
  atMost: 6,
  repeats: 'repeating while the plan is open',
  ...localStandard,
  source: 'Working Together practice: monthly, six weeks at most',
  confirmed: 'P',
  owner: 'social worker',
  ladder: 'C',
})

export const cpVisit = clock({
  id: 'cp-visit',
  name: 'Child protection visit',
  duty: 'See the child',
  starts: 'the conference, or the last visit',
  stops: 'a visit in which the child is seen',
  within: withinOrPlan(workingDays(10)),
  // Only the chair may lengthen it, and never past this.
  atMost: 20,
  repeats: 'every 10 working days',
  ...localStandard,
  source: 'Central Bedfordshire procedures: 10 working days',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'A',
})

export const cpAlone = clock({
  id: 'cp-alone',
  name: 'Child seen alone',
  duty: 'See the child alone, or record why not',
  starts: 'the child was last seen alone',
  stops: 'the child is seen alone, or a reason is recorded',
  within: within(noDay('it is owed at least at every other visit, not by a day')),
  repeats: 'repeating',
  ...localStandard,
  source: 'Southwark procedures',
  confirmed: 'C',
  owner: 'social worker',
  ladder: 'A',
})

export const cpUnseen4w = clock({
  id: 'cp-unseen-4w',
  name: 'Child not seen by the worker',
  duty: 'Act: the child has not been seen for four weeks',
  starts: 'the child was last seen',
  stops: 'the child is seen',
  within: within(weeks(4)),
  repeats: 'not repeated',
  ...localStandard,
  source: 'Southwark procedures, section 4',
  confirmed: 'C',
  owner: 'team manager',
  ladder: 'A',
})

export const cpUnseen6w = clock({
  id: 'cp-unseen-6w',
  name: 'Child not seen by any agency',
  duty: 'Consider a strategy discussion: nobody has seen the child for six weeks',
  starts: 'the child was last seen by anyone',
  stops: 'the child is seen',
  within: within(weeks(6)),
  repeats: 'not repeated',
  ...localStandard,
  source: 'Southwark procedures, section 5',
  confirmed: 'C',
  owner: 'service manager',
  ladder: 'A',
})

export const rcpcFirst = clock({
  id: 'rcpc-first',
  name: 'First review conference',
  duty: 'Hold the review conference',
  starts: 'the initial conference',
  stops: 'it is held',
  within: within(months(3)),
  repeats: 'once',
  ...workingTogether,
  source: 'Working Together, chapter 3',
  confirmed: 'C',
  owner: 'child protection chair',
  ladder: 'C',
})

export const rcpc = clock({
  id: 'rcpc',
  name: 'Later review conferences',
  duty: 'Hold the review conference',
  starts: 'the last review conference',
  stops: 'it is held',
  within: within(months(6)),
  repeats: 'while the plan is open',
  ...workingTogether,
  source: 'Working Together, chapter 3',
  confirmed: 'C',
  owner: 'child protection chair',
  ladder: 'C',
})

export const rcpcInquorate = clock({
  id: 'rcpc-inquorate',
  name: 'Reconvene a conference that was not quorate',
  duty: 'Hold a quorate conference',
  starts: 'the inquorate conference',
  stops: 'a quorate conference is held',
  within: within(workingDays(10)),
  repeats: 'never two in a row',
  ...localStandard,
  source: 'Swindon procedures',
  confirmed: 'C',
  owner: 'child protection chair',
  ladder: 'C',
})

export const cpMidway = clock({
  id: 'cp-midway',
  name: "Chair's midway check",
  duty: 'Check the progress of the plan between conferences',
  starts: 'the conference',
  stops: 'the chair records a progress check',
  within: firstThen(weeks(6), months(3)),
  repeats: 'each cycle',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'L',
  owner: 'child protection chair',
  ladder: 'C',
})

export const cpDecisionsIssue = clock({
  id: 'cp-decisions-issue',
  name: 'Send the decisions of a conference',
  duty: 'Send the decisions and the outline plan to the family and the agencies',
  starts: 'the conference',
  stops: 'they are sent',
  within: within(workingDays(1)),
  repeats: 'each conference',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'U',
  owner: 'business support',
  ladder: 'C',
})

export const cpMinutesIssue = clock({
  id: 'cp-minutes-issue',
  name: 'Send the record of a conference',
  duty: 'Send the record to the family and the agencies',
  starts: 'the conference',
  stops: 'it is sent',
  within: within(workingDays(20)),
  repeats: 'each conference',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'U',
  owner: 'business support',
  ladder: 'C',
})

export const cpLongPlan = clock({
  id: 'cp-long-plan',
  name: 'A long child protection plan',
  duty: 'Consider legal planning',
  starts: 'the plan',
  stops: 'a conference records that legal advice was considered',
  within: within(months(15)),
  repeats: 'not repeated',
  ...localStandard,
  source: 'Local standard; the department reports plans of two years or more',
  confirmed: 'U',
  owner: 'service manager',
  ladder: 'C',
})

export const cpRepeatPlan = clock({
  id: 'cp-repeat-plan',
  name: 'A second child protection plan',
  duty: 'Look at what the earlier plan changed and what it did not',
  starts: 'a second or later plan',
  stops: 'a manager records what they found',
  within: within(workingDays(10)),
  repeats: 'once for each plan after the first',
  ...localStandard,
  source: 'Local standard',
  confirmed: 'U',
  owner: 'team manager',
  ladder: 'C',
})

export const partnerAbsent = clock({
  id: 'partner-absent',
  name: 'An agency that stays away',
  duty: 'Find out why an agency was at neither of the last two meetings, and who comes next',
  starts: 'the second meeting running at which an agency was not there',
  stops: 'the agency comes to a meeting, or what it answered is recorded',
  within: within(
    noting(
      workingDays(5),
      'the first stage, the team manager’s; then the service manager has 5 working days, and then the director',
    ),
  ),
  repeats: 'each agency that stays away',
  ...localStandard,
  source: 'Local standard: the stages of a disagreement',
  confirmed: 'L',
  owner: 'team manager',
  ladder: 'R',
})

export const clocks = [
  icpc,
  cpReportInitial,
  cpReportReview,
  coreGroupFirst,
  coreGroup,
  cpVisit,
  cpAlone,
  cpUnseen4w,
  cpUnseen6w,
  rcpcFirst,
  rcpc,
  rcpcInquorate,
  cpDecisionsIssue,
  cpMinutesIssue,
  cpMidway,
  cpLongPlan,
  cpRepeatPlan,
  partnerAbsent,
] as const
