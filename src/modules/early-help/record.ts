import { dayField, line, optional } from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

export const earlyHelpAssessment = recordType({
  table: 'earlyHelpAssessment',
  title: 'Early help assessment',
  states: ['started', 'completed'],
  happened: 'startedOn',
  fact: 'early help',
  fields: {
    startedOn: optional(dayField({ label: 'When did it start?', missing: 'Enter the day it started' })),
    completedOn: optional(
      dayField({ label: 'When was it completed?', missing: 'Enter the day it was completed' }),
    ),
    organisation: optional(
      line({ label: 'Which organisation is doing it?', missing: 'Enter the organisation doing it' }),
    ),
  },
})

export type EarlyHelpAssessment = Row<typeof earlyHelpAssessment>
