import { choice, dayField, line, optional } from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

export const contact = recordType({
  table: 'contact',
  title: 'Contact',
  states: ['received'],
  happened: 'receivedOn',
  fact: 'contact',
  fields: {
    receivedOn: optional(dayField({ label: 'When did it come in?', missing: 'Enter the day it came in' })),
    source: optional(
      choice({
        label: 'Who contacted us?',
        options: labels('referral_source', [
          '1A',
          '1B',
          '1C',
          '1D',
          '2A',
          '2B',
          '3A',
          '3B',
          '3C',
          '3D',
          '3E',
          '3F',
          '4',
          '5A',
          '5B',
          '5C',
          '5D',
          '6',
          '7',
          '8',
          '9',
          '10',
        ]),
        missing: 'Select who contacted us',
      }),
    ),
    outcome: optional(line({ label: 'What was decided?', missing: 'Enter what was decided' })),
  },
})

export type Contact = Row<typeof contact>
