import { choice, dayField, line, optional, recordField } from '../../../platform/record/field.ts'
import { recordType } from '../../../platform/record/record.ts'

/** What was found at a visit of one action of the child's plan. The action itself stays its owner's to answer. */
export const actionCheck = recordType({
  table: 'actionCheck',
  title: 'Action checked at a visit',
  states: ['recorded'],
  happened: 'checkedOn',
  fields: {
    visitId: optional(recordField({ label: 'At which visit was it checked?', missing: 'Select the visit' })),
    actionId: optional(recordField({ label: 'Which action was checked?', missing: 'Select the action' })),
    checkedOn: optional(dayField({ label: 'When was it checked?', missing: 'Enter the day it was checked' })),
    found: optional(
      choice({
        label: 'How does it stand?',
        options: {
          done: 'Done',
          'under way': 'Under way',
          'not begun': 'Not begun',
          'in the way': 'Something is in the way',
        },
        missing: 'Select how it stands',
      }),
    ),
    foundWhat: optional(line({ label: 'What did you find?', missing: 'Enter what you found' })),
  },
})
