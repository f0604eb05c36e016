import {
  dayField,
  line,
  optional,
  recordField,
  staffField,
  whole,
  words,
  yesNo,
} from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

/** On screen a direction, where a manager, chair or reviewing officer gives it. */
export const action = recordType({
  table: 'action',
  title: 'Action',
  states: ['proposed', 'open', 'answered', 'verified', 'stopped'],
  happened: 'askedOn',
  fact: 'action',
  alsoHolds: ['direction'],
  fields: {
    what: line({ label: 'What must be done?', missing: 'Enter what must be done' }),
    soThat: optional(
      line({
        label: 'So that what is different for the child?',
        missing: 'Enter what should be different for the child',
      }),
    ),
    askedBy: optional(staffField({ label: 'Who asks for it?', missing: 'Select who asks for it' })),
    ownerId: optional(staffField({ label: 'Who will do it?', missing: 'Select who will do it' })),
    askedOn: dayField({ label: 'When was it asked for?', missing: 'Enter the day it was asked for' }),
    dueOn: dayField({ label: 'By when?', missing: 'Enter the day it must be done by' }),
    firstDueOn: dayField({ label: 'By when, as first asked?', missing: 'Enter the day it was first due' }),
    outcomeId: optional(
      recordField({ label: 'Which outcome of the plan is it for?', missing: 'Select the outcome it is for' }),
    ),
    fromId: optional(
      recordField({
        label: 'Which discussion or agreement was it decided in?',
        missing: 'Select where it was decided',
      }),
    ),
    doneBy: optional(
      line({
        label: 'Who will do it, if not one of us?',
        hint: 'One person, by name, and where they are from. For example, Ms Ford, Mill Primary.',
        missing: 'Enter the name of the person who will do it',
      }),
    ),
    direction: yesNo({
      label: 'Is it a direction from a manager, chair or reviewing officer?',
      missing: 'Select yes if it is a direction',
    }),
    acceptedOn: optional(
      dayField({ label: 'When was it taken on?', missing: 'Enter the day it was taken on' }),
    ),
    answer: optional(words({ label: 'What was done?', missing: 'Enter what was done' })),
    evidence: optional(words({ label: 'How can it be seen?', missing: 'Enter how it can be seen' })),
    evidenceId: optional(
      recordField({ label: 'Which record shows it?', missing: 'Select the record that shows it' }),
    ),
    answeredOn: optional(
      dayField({ label: 'When was it answered?', missing: 'Enter the day it was answered' }),
    ),
    answeredBy: optional(staffField({ label: 'Who answered it?', missing: 'Select who answered it' })),
    verifiedOn: optional(
      dayField({ label: 'When was it verified?', missing: 'Enter the day it was verified' }),
    ),
    verifiedBy: optional(staffField({ label: 'Who verified it?', missing: 'Select who verified it' })),
    difference: optional(
      words({
        label: 'What difference did it make to the child?',
        missing: 'Enter what difference it made to the child',
      }),
    ),
    extended: whole({
      label: 'How often was it given more time?',
      missing: 'Enter how often it was given more time',
    }),
    extendedWhy: optional(
      words({ label: 'Why does it need more time?', missing: 'Enter why it needs more time' }),
    ),
    stoppedWhy: optional(
      words({ label: 'Why is it no longer needed?', missing: 'Enter why it is no longer needed' }),
    ),
    stoppedOn: optional(dayField({ label: 'When was it stopped?', missing: 'Enter the day it was stopped' })),
    repeatsId: optional(
      recordField({ label: 'Which earlier action asked the same?', missing: 'Select the earlier action' }),
    ),
    timesAsked: whole({
      label: 'How often has it been asked?',
      missing: 'Enter how often it has been asked',
    }),
    explainedOn: optional(
      dayField({
        label: 'When was the service manager told why it had to be asked again?',
        missing: 'Enter the day the service manager was told',
      }),
    ),
    decision: optional(
      words({
        label: 'What have you decided?',
        hint: 'What will be done differently from the times before, so that this time it is done.',
        missing: 'Enter what you have decided',
      }),
    ),
    decidedOn: optional(
      dayField({
        label: 'When did the service manager decide?',
        missing: 'Enter the day the service manager decided',
      }),
    ),
    decidedBy: optional(staffField({ label: 'Who decided it?', missing: 'Select who decided it' })),
  },
})

export type Action = Row<typeof action>
