import { choice, dayField, optional, recordField, staffField, words } from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

/** One child looked at in a review campaign, by somebody who does not work with them. */
export const campaignCheck = recordType({
  table: 'campaignCheck',
  title: 'Look at a child in a review campaign',
  states: ['asked', 'answered', 'left out'],
  happened: 'askedOn',
  fields: {
    campaignId: optional(recordField({ label: 'Which campaign is it of?', missing: 'Select the campaign' })),
    reviewerId: optional(staffField({ label: 'Who looks at it?', missing: 'Select who looks at it' })),
    askedOn: dayField({ label: 'When was it asked?', missing: 'Enter the day it was asked' }),
    safeNow: optional(
      choice({
        label: 'Is the child safe now?',
        options: { yes: 'Yes', no: 'No', 'not sure': 'Not sure' },
        missing: 'Select whether the child is safe now',
      }),
    ),
    planEffective: optional(
      choice({
        label: 'Is the plan working?',
        options: { yes: 'Yes', partly: 'Partly', no: 'No' },
        missing: 'Select whether the plan is working',
      }),
    ),
    risksAddressed: optional(
      choice({
        label: 'Are the risks being dealt with?',
        options: { yes: 'Yes', partly: 'Partly', no: 'No' },
        missing: 'Select whether the risks are being dealt with',
      }),
    ),
    nextStep: optional(
      choice({
        label: 'What should happen next?',
        options: {
          'go on': 'Go on as planned',
          'change the plan': 'Change the plan',
          'step up': 'Step up',
          'step down': 'Step down',
          end: 'End the help',
        },
        missing: 'Select what should happen next',
      }),
    ),
    found: optional(
      words({
        label: 'What did you find?',
        hint: 'What the record shows, and where.',
        missing: 'Enter what you found',
      }),
    ),
    actionId: optional(
      recordField({ label: 'Which action came of it?', missing: 'Select the action that came of it' }),
    ),
    answeredOn: optional(
      dayField({ label: 'When was it looked at?', missing: 'Enter the day it was looked at' }),
    ),
    answeredBy: optional(staffField({ label: 'Who looked at it?', missing: 'Select who looked at it' })),
    leftOutWhy: optional(
      words({ label: 'Why is this child left out?', missing: 'Enter why this child is left out' }),
    ),
  },
})

export type CampaignCheck = Row<typeof campaignCheck>
