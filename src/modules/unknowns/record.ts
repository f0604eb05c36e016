import { dayField, line, optional, staffField, words } from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

export const notKnown = recordType({
  table: 'unknown',
  title: 'What we do not know',
  states: ['open', 'answered', 'could not establish'],
  happened: 'askedOn',
  fields: {
    question: line({ label: 'What do we not know?', missing: 'Enter what we do not know' }),
    ownerId: optional(staffField({ label: 'Who will find out?', missing: 'Select who will find out' })),
    askedOn: dayField({ label: 'When was it asked?', missing: 'Enter the day it was asked' }),
    byOn: optional(dayField({ label: 'By when?', missing: 'Enter the day to find out by' })),
    whoToAsk: optional(line({ label: 'Who would know?', missing: 'Enter who would know' })),
    answer: optional(words({ label: 'What did we find out?', missing: 'Enter what we found out' })),
    answeredOn: optional(dayField({ label: 'When did we find out?', missing: 'Enter the day we found out' })),
  },
})

export type NotKnown = Row<typeof notKnown>
