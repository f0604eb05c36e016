import { choice, choices, dayField, optional, recordField, words } from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType, type Row } from '../../platform/record/record.ts'
import { factorCodes } from './factors.ts'

const yesNoNotKnown = { yes: 'Yes', no: 'No', unknown: 'Not known' } as const

/** The tools that show how far neglect or domestic abuse has gone: asked of a version, told by the assessment. */
export const tools = {
  neglectToolOn: optional(
    dayField({
      label: 'When was the neglect tool completed?',
      hint: 'Such as the Graded Care Profile 2. Leave empty if neglect was not found.',
      missing: 'Enter the day the neglect tool was completed',
    }),
  ),
  abuseToolOn: optional(
    dayField({
      label: 'When was the domestic abuse checklist completed?',
      hint: 'Such as the DASH checklist. Leave empty if domestic abuse was not found.',
      missing: 'Enter the day the domestic abuse checklist was completed',
    }),
  ),
}

export const supportNeeded = optional(
  choice({
    label: "Does the child need support from children's social care?",
    options: yesNoNotKnown,
    missing: "Select yes if the child needs support from children's social care",
  }),
)

const factors = choices({
  label: 'What did the assessment find?',
  hint: 'Select all that apply.',
  options: labels('assessment_factor', factorCodes),
  missing: 'Select what the assessment found',
})

/** That a child was assessed, and when: what law and returns ask. Its words are in its versions, where it was written here. */
export const assessment = recordType({
  table: 'assessment',
  title: 'Child and family assessment',
  states: ['started', 'authorised'],
  happened: 'startedOn',
  fact: 'assessment',
  alsoHolds: ['decision'],
  fields: {
    episodeId: optional(
      recordField({ label: 'Which referral is it for?', missing: 'Select the referral it is for' }),
    ),
    togetherId: optional(
      recordField({ label: 'Which children were assessed together?', missing: 'Select the assessment' }),
    ),
    startedOn: optional(dayField({ label: 'When did it start?', missing: 'Enter the day it started' })),
    reviewedOn: optional(
      dayField({
        label: 'When is it to be reviewed by a manager?',
        missing: 'Enter the day a manager is to review it',
      }),
    ),
    steeredOn: optional(
      dayField({
        label: 'When did a manager talk through scope, history and what is missing?',
        missing: 'Enter the day a manager talked it through',
      }),
    ),
    steerSaid: optional(
      words({
        label: 'What was said about scope, history and what is missing?',
        missing: 'Enter what was said about scope, history and what is missing',
      }),
    ),
    steeredAgainOn: optional(
      dayField({
        label: 'When did a manager talk it through again?',
        missing: 'Enter the day a manager talked it through again',
      }),
    ),
    steerAgainSaid: optional(
      words({ label: 'What was said the second time?', missing: 'Enter what was said the second time' }),
    ),
    authorisedOn: optional(
      dayField({ label: 'When did a manager authorise it?', missing: 'Enter the day it was authorised' }),
    ),
    lateWhy: optional(
      words({
        label: 'Why did it take longer than 45 working days?',
        missing: 'Enter why it took longer than 45 working days',
      }),
    ),
    sharedOn: optional(
      dayField({
        label: 'When was it shared with the family?',
        missing: 'Enter the day it was shared with the family',
      }),
    ),
    factors,
    factorsOn: optional(
      dayField({ label: 'When was that first recorded?', missing: 'Enter the day it was first recorded' }),
    ),
    ...tools,
    childSeen: optional(
      choice({
        label: 'Was the child seen?',
        options: yesNoNotKnown,
        missing: 'Select yes if the child was seen',
      }),
    ),
    supportNeeded,
  },
})

export type Assessment = Row<typeof assessment>
