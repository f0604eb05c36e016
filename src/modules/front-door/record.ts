import { choice, dayField, instantField, line, optional } from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

export const contact = recordType({
  table: 'contact',
  title: 'Contact',
  states: ['received'],
  happened: 'receivedOn',
  fact: 'contact',
  alsoHolds: ['triage', 'decision', 'feedback'],
  fields: {
    receivedOn: optional(dayField({ label: 'When did it come in?', missing: 'Enter the day it came in' })),
    receivedAt: optional(instantField({ label: 'At what time?', missing: 'Enter the time it came in' })),
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
    urgency: optional(
      choice({
        label: 'How urgent is it?',
        options: { red: 'Red: today', amber: 'Amber: soon', green: 'Green: can wait' },
        missing: 'Select how urgent it is',
      }),
    ),
    ratedAt: optional(
      instantField({ label: 'When was it first looked at?', missing: 'Enter when it was first looked at' }),
    ),
    outcome: optional(line({ label: 'What was decided?', missing: 'Enter what was decided' })),
    decidedOn: optional(
      dayField({ label: 'When did a manager decide?', missing: 'Enter the day a manager decided' }),
    ),
    feedbackOn: optional(
      dayField({
        label: 'When was whoever contacted us told?',
        missing: 'Enter the day whoever contacted us was told',
      }),
    ),
  },
})

export type Contact = Row<typeof contact>
