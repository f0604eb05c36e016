import { dayField, optional } from '../../platform/record/field.ts'
import { recordType } from '../../platform/record/record.ts'

export const educationPlan = recordType({
  table: 'educationPlan',
  title: 'Personal education plan',
  states: ['started', 'agreed'],
  happened: 'startedOn',
  fact: 'education plan',
  fields: {
    termStartsOn: optional(
      dayField({ label: 'When does the term it is for start?', missing: 'Enter the first day of the term' }),
    ),
    startedOn: optional(dayField({ label: 'When was it started?', missing: 'Enter the day it was started' })),
    agreedOn: optional(
      dayField({
        label: 'When did the virtual school agree it?',
        missing: 'Enter the day the virtual school agreed it',
      }),
    ),
  },
})
