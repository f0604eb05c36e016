import { dayField, line, optional, recordField, staffField } from '../../platform/record/field.ts'
import { recordType } from '../../platform/record/record.ts'

/** A foster carer who signs in for a child who lives with them: of one stay, and no longer than it. */
export const carerAccess = recordType({
  table: 'carerAccess',
  title: 'Foster carer who may sign in',
  states: ['asked', 'in force', 'refused', 'ended'],
  happened: 'askedOn',
  fields: {
    carerId: staffField({ label: 'Which foster carer?', missing: 'Select the foster carer' }),
    stayId: recordField({
      label: 'For which stay?',
      hint: 'It ends by itself on the day the child leaves.',
      missing: 'Select the stay',
    }),
    askedOn: dayField({ label: 'Asked on', missing: 'Enter the day it was asked' }),
    askedBy: optional(staffField({ label: 'Asked by', missing: 'Select who asked' })),
    answeredOn: optional(dayField({ label: 'Answered on', missing: 'Enter the day it was answered' })),
    answeredBy: optional(staffField({ label: 'Answered by', missing: 'Select who answered' })),
    answeredWhy: optional(line({ label: 'Why was that decided?', missing: 'Enter why that was decided' })),
    endedOn: optional(dayField({ label: 'Ended on', missing: 'Enter the day it ended' })),
    endedBy: optional(staffField({ label: 'Ended by', missing: 'Select who ended it' })),
    endedWhy: optional(line({ label: 'Why does it end?', missing: 'Enter why it ends' })),
  },
})
