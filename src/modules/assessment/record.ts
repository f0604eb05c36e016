import { choice, choices, dayField, optional, recordField } from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType, type Row } from '../../platform/record/record.ts'
import { factorCodes } from './factors.ts'

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
    authorisedOn: optional(
      dayField({ label: 'When did a manager authorise it?', missing: 'Enter the day it was authorised' }),
    ),
    factors: choices({
      label: 'What did the assessment find?',
      hint: 'Select all that apply.',
      options: labels('assessment_factor', factorCodes),
      missing: 'Select what the assessment found',
    }),
    childSeen: optional(
      choice({
        label: 'Was the child seen?',
        options: { yes: 'Yes', no: 'No', unknown: 'Not known' },
        missing: 'Select yes if the child was seen',
      }),
    ),
    supportNeeded: optional(
      choice({
        label: "Does the child need support from children's social care?",
        options: { yes: 'Yes', no: 'No', unknown: 'Not known' },
        missing: "Select yes if the child needs support from children's social care",
      }),
    ),
  },
})

export type Assessment = Row<typeof assessment>
