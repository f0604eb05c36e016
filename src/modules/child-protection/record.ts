import { choice, dayField, optional, recordField, whole, words, yesNo } from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

export const conference = recordType({
  table: 'conference',
  title: 'Child protection conference',
  states: ['held', 'inquorate', 'booked'],
  happened: 'heldOn',
  fact: 'conference',
  alsoHolds: ['review conference', 'report', 'midway check'],
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
  },
})

const categories = labels('category_of_abuse', ['NEG', 'PHY', 'SAB', 'EMO', 'MUL'])

export const cpPlan = recordType({
  table: 'cpPlan',
  title: 'Child protection plan',
  states: ['open', 'ended'],
  happened: 'startedOn',
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
  },
})

export const coreGroup = recordType({
  table: 'coreGroup',
  title: 'Core group',
  states: ['held'],
  happened: 'heldOn',
  fact: 'core group',
  fields: {
    planId: optional(recordField({ label: 'Which plan is it for?', missing: 'Select the plan' })),
    heldOn: optional(dayField({ label: 'When did it meet?', missing: 'Enter the day it met' })),
    decisions: optional(words({ label: 'What was decided?', missing: 'Enter what was decided' })),
  },
})

export type Conference = Row<typeof conference>
export type CpPlan = Row<typeof cpPlan>
export type CoreGroup = Row<typeof coreGroup>
