import { choice, dayField, line, optional, words } from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

export const planOutcome = recordType({
  table: 'planOutcome',
  title: 'What must change',
  states: ['open', 'met', 'stopped'],
  happened: 'setOn',
  fields: {
    what: line({
      label: 'What must be different for the child?',
      missing: 'Enter what must be different for the child',
    }),
    measure: optional(line({ label: 'How will we know?', missing: 'Enter how we will know' })),
    setOn: dayField({ label: 'When was it agreed?', missing: 'Enter the day it was agreed' }),
    byOn: optional(dayField({ label: 'By when?', missing: 'Enter the day it should be different by' })),
    movedOn: optional(
      dayField({ label: 'When did it last move forward?', missing: 'Enter the day it last moved forward' }),
    ),
    progress: optional(
      choice({
        label: 'Is it different yet?',
        options: { yes: 'Yes', some: 'Some of it', 'no change': 'No change', 'not started': 'Not started' },
        missing: 'Select whether it is different yet',
      }),
    ),
    ifNot: optional(
      words({
        label: 'What will we do if nothing changes?',
        missing: 'Enter what we will do if nothing changes',
      }),
    ),
  },
})

export type PlanOutcome = Row<typeof planOutcome>
