import {
  choice,
  choices,
  dayField,
  line,
  optional,
  recordField,
  staffField,
  whole,
  words,
  yesNo,
} from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType, type Row } from '../../platform/record/record.ts'
import { agencies } from './agencies.ts'

const categories = labels('category_of_abuse', ['NEG', 'PHY', 'SAB', 'EMO', 'MUL'])
const whom = (label: string) => optional(staffField({ label, missing: 'Select who' }))
const onDay = (label: string, missing: string) => optional(dayField({ label, missing }))
const said = (label: string, missing: string, hint?: string) =>
  optional(words({ label, missing, ...(hint !== undefined && { hint }) }))

/** What was part of the worry: the words conferences use, counted across children. */
const conferenceFactors = {
  'domestic abuse': 'Domestic abuse',
  alcohol: 'A parent’s drinking',
  drugs: 'A parent’s drug use',
  'mental health': 'A parent’s mental health',
  'parent disability': 'A parent’s learning disability',
  neglect: 'Neglect of care at home',
  'physical harm': 'Physical harm',
  'sexual harm': 'Sexual harm',
  outside: 'Harm outside the home',
  housing: 'Where the family live',
} as const

export const conference = recordType({
  table: 'conference',
  title: 'Child protection conference',
  states: ['held', 'inquorate', 'booked', 'requested', 'approved', 'declined', 'cancelled'],
  happened: 'heldOn',
  fact: 'conference',
  alsoHolds: ['review conference', 'report', 'midway check', 'legal advice', 'decisions sent'],
  fields: {
    kind: choice({
      label: 'What kind of conference is it?',
      options: {
        initial: 'Initial',
        review: 'Review',
        'transfer in': 'Transfer in from another authority',
        'pre-birth': 'Before birth',
      },
      missing: 'Select the kind of conference',
    }),
    planId: optional(recordField({ label: 'Which plan does it belong to?', missing: 'Select the plan' })),
    bookedFor: optional(
      dayField({ label: 'What day is it booked for?', missing: 'Enter the day it is booked for' }),
    ),
    heldOn: optional(dayField({ label: 'When was it held?', missing: 'Enter the day it was held' })),
    strategyOn: optional(
      dayField({
        label: 'When was the strategy discussion that led to it?',
        missing: 'Enter the day of the strategy discussion',
      }),
    ),
    quorate: optional(
      yesNo({ label: 'Were enough agencies there?', missing: 'Select yes if enough agencies were there' }),
    ),
    decision: optional(
      choice({
        label: 'What did the conference decide?',
        options: {
          plan: 'A child protection plan is needed',
          'no plan': 'No child protection plan is needed',
          'child in need': 'No child protection plan: help as a child in need',
          continue: 'The plan goes on',
          end: 'The plan ends',
          'not recorded': 'Not recorded',
        },
        missing: 'Select what the conference decided',
      }),
    ),
    reportSharedOn: optional(
      dayField({
        label: 'When was the report shared with the family?',
        missing: 'Enter the day the report was shared with the family',
      }),
    ),
    checkedOn: optional(
      dayField({
        label: 'When did the chair check progress before the next one?',
        missing: 'Enter the day the chair checked progress',
      }),
    ),
    meetingId: optional(
      recordField({ label: 'Which meeting of the family was it part of?', missing: 'Select the meeting' }),
    ),
    requestedOn: onDay('When was it asked for?', 'Enter the day it was asked for'),
    requestedBy: whom('Who asked for it?'),
    requestedWhy: said(
      'Why is a conference needed?',
      'Enter why a conference is needed',
      'What we fear will happen to the child, and what was found.',
    ),
    approvedOn: onDay('When did a manager agree to it?', 'Enter the day a manager agreed'),
    approvedBy: whom('Which manager agreed?'),
    declinedWhy: said('Why is no conference needed?', 'Enter why no conference is needed'),
    startsAt: optional(
      line({ label: 'At what time?', hint: 'For example, 10:00', missing: 'Enter the time' }),
    ),
    place: optional(line({ label: 'Where?', missing: 'Enter where it will be' })),
    mode: optional(
      choice({
        label: 'How do people meet?',
        options: { 'in person': 'In person', video: 'By video', both: 'Some in person, some by video' },
        missing: 'Select how people meet',
      }),
    ),
    chairId: whom('Who chairs it?'),
    cancelledWhy: said('Why will it not be held?', 'Enter why it will not be held'),
    childAttended: optional(
      choice({
        label: 'Was the child there?',
        options: {
          yes: 'Yes',
          advocate: 'An advocate spoke for them',
          views: 'Their views were brought in another way',
          no: 'No',
        },
        missing: 'Select whether the child was there',
      }),
    ),
    parentsAttended: optional(
      choice({
        label: 'Were the parents there?',
        options: { all: 'All who were asked', some: 'Some of them', none: 'None' },
        missing: 'Select whether the parents were there',
      }),
    ),
    riskSummary: said(
      'What are people worried about, and what is going well?',
      'Enter what people are worried about',
      'In words the family would recognise.',
    ),
    factors: choices({
      label: 'What is part of the worry?',
      options: conferenceFactors,
      missing: 'Select what is part of the worry',
    }),
    category: optional(
      choice({
        label: 'Which kind of harm is the plan for?',
        options: categories,
        missing: 'Select the kind of harm',
      }),
    ),
    decisionWhy: said('Why was this decided?', 'Enter why this was decided'),
    outlinePlan: said(
      'What must happen first?',
      'Enter what must happen first',
      'The outline plan. The core group writes the detail within ten working days.',
    ),
    coreGroup: choices({
      label: 'Who is in the core group?',
      options: agencies,
      missing: 'Select who is in the core group',
    }),
    nextOn: onDay('When is the next conference?', 'Enter the day of the next conference'),
    legalConsidered: optional(
      yesNo({
        label: 'Was legal advice considered?',
        hint: 'A plan of twelve months or more.',
        missing: 'Select yes if legal advice was considered',
      }),
    ),
    decidedOn: onDay('When was it decided?', 'Enter the day it was decided'),
    decidedBy: whom('Which chair decided?'),
    decisionsSentOn: onDay(
      'When were the decisions sent to the family and the agencies?',
      'Enter the day the decisions were sent',
    ),
    recordWords: said(
      'What was said and decided?',
      'Enter what was said and decided',
      'The record, in plain words.',
    ),
    recordDraftedOn: onDay('When was the record drafted?', 'Enter the day the record was drafted'),
    recordDraftedBy: whom('Who drafted the record?'),
    recordSignedOn: onDay('When did the chair sign the record?', 'Enter the day the chair signed'),
    recordSignedBy: whom('Which chair signed the record?'),
    recordSentOn: onDay('When was the record sent?', 'Enter the day the record was sent'),
    recordSentTo: optional(
      line({
        label: 'To whom was the record sent?',
        hint: 'Every person and agency, such as Kelly, Carl, Mill Primary.',
        missing: 'Enter to whom the record was sent',
      }),
    ),
    checkedBy: whom('Which chair checked progress?'),
    checkStands: optional(
      choice({
        label: 'How does the plan stand?',
        options: {
          'on course': 'On course',
          slow: 'Slower than it should be',
          drifting: 'Drifting: somebody must act',
        },
        missing: 'Select how the plan stands',
      }),
    ),
    checkFound: said('What did the chair find?', 'Enter what the chair found'),
  },
})

export const cpPlan = recordType({
  table: 'cpPlan',
  title: 'Child protection plan',
  states: ['open', 'ended'],
  happened: 'startedOn',
  alsoHolds: ['history review'],
  fields: {
    episodeId: optional(
      recordField({ label: 'Which referral is it part of?', missing: 'Select the referral it is part of' }),
    ),
    startedOn: optional(
      dayField({ label: 'When did the plan start?', missing: 'Enter the day the plan started' }),
    ),
    endedOn: optional(dayField({ label: 'When did the plan end?', missing: 'Enter the day the plan ended' })),
    firstCategory: optional(
      choice({
        label: 'Under which category did it start?',
        options: categories,
        missing: 'Select the category it started under',
      }),
    ),
    latestCategory: optional(
      choice({
        label: 'Under which category is it now?',
        options: categories,
        missing: 'Select the category it is under now',
      }),
    ),
    previousPlans: optional(
      whole({
        label: 'How many child protection plans were there before?',
        missing: 'Enter how many plans there were before',
      }),
    ),
    emergencyProtection: optional(
      yesNo({
        label: 'Was the child under emergency or police protection in the last six months?',
        missing: 'Select yes if the child was under emergency or police protection',
      }),
    ),
    historyReviewedOn: onDay(
      'When did a manager look at the earlier plan?',
      'Enter the day a manager looked',
    ),
    historyReviewedBy: whom('Which manager looked at the earlier plan?'),
    historyFound: said(
      'What did the earlier plan change, and what did it not?',
      'Enter what the earlier plan changed and what it did not',
    ),
  },
})

export const coreGroup = recordType({
  table: 'coreGroup',
  title: 'Core group',
  states: ['held', 'booked', 'recorded'],
  happened: 'heldOn',
  fact: 'core group',
  fields: {
    planId: optional(recordField({ label: 'Which plan is it for?', missing: 'Select the plan' })),
    heldOn: optional(dayField({ label: 'When did it meet?', missing: 'Enter the day it met' })),
    decisions: optional(words({ label: 'What was decided?', missing: 'Enter what was decided' })),
    meetingId: optional(
      recordField({ label: 'Which meeting of the family was it part of?', missing: 'Select the meeting' }),
    ),
    bookedFor: onDay('What day is it for?', 'Enter the day it is for'),
    planUpdated: optional(
      yesNo({
        label: 'Was the plan brought up to date?',
        missing: 'Select yes if the plan was brought up to date',
      }),
    ),
    recordedOn: onDay('When was the record finished?', 'Enter the day the record was finished'),
  },
})

export type Conference = Row<typeof conference>
export type CpPlan = Row<typeof cpPlan>
export type CoreGroup = Row<typeof coreGroup>
