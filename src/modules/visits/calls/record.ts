import { choice, dayField, line, optional, words } from '../../../platform/record/field.ts'
import { recordType, type Row } from '../../../platform/record/record.ts'

export const visitCall = recordType({
  table: 'visitCall',
  title: 'Call for a visit',
  states: ['standing', 'over'],
  happened: 'fromOn',
  fields: {
    kind: optional(
      choice({
        label: 'Why must there be a visit?',
        options: {
          'asked in our care': 'A child in our care, or their carer, asked for one',
          'asked in private fostering': 'A privately fostered child, their carer or a parent asked for one',
          'concern about the home': 'The regulator gave notice of concern about the home',
          'doubt about welfare': 'A visit left a doubt whether the child’s welfare is safeguarded',
          'arranged by others': 'Somebody else arranges where a child in our care lives, such as a hospital',
          'short breaks': 'A series of short breaks began',
          custody: 'A child who is or was in our care was detained',
          'long stay': 'The child is in hospital or a residential school for three months or more',
        },
        missing: 'Select why there must be a visit',
      }),
    ),
    fromOn: optional(
      dayField({
        label: 'From when?',
        hint: 'The day it was asked for, the day we were told, or the day the stay began.',
        missing: 'Enter the day it runs from',
      }),
    ),
    toldBy: optional(line({ label: 'Who asked, or who told us?', missing: 'Enter who asked or told us' })),
    what: optional(words({ label: 'What did they say?', missing: 'Enter what they said' })),
    untilOn: optional(dayField({ label: 'When did it end?', missing: 'Enter the day it ended' })),
    overWhy: optional(line({ label: 'Why is it over?', missing: 'Enter why it is over' })),
  },
})

export type VisitCall = Row<typeof visitCall>
