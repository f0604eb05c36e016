import { dayField, line, optional, words } from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

export const worry = recordType({
  table: 'worry',
  title: 'Worry',
  states: ['open', 'closed'],
  happened: 'sinceOn',
  fields: {
    what: line({ label: 'What are we worried about?', missing: 'Enter what we are worried about' }),
    source: line({ label: 'How do we know?', missing: 'Enter how we know' }),
    sinceOn: dayField({ label: 'Since when?', missing: 'Enter the day it has been a worry since' }),
    closedOn: optional(
      dayField({ label: 'When did it stop being a worry?', missing: 'Enter the day it stopped' }),
    ),
    closedWhy: optional(
      words({
        label: 'What has changed for the child?',
        missing: 'Enter what has changed for the child',
      }),
    ),
  },
})

export type Worry = Row<typeof worry>
