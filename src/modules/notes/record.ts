import { choice, dayField, line, optional, words, yesNo } from '../../platform/record/field.ts'
import { recordType } from '../../platform/record/record.ts'

export const note = recordType({
  table: 'note',
  title: 'Note',
  states: ['recorded'],
  happened: 'happenedOn',
  fields: {
    happenedOn: dayField({ label: 'When was it?', missing: 'Enter the day it happened' }),
    kind: choice({
      label: 'What was it?',
      options: { call: 'Call', message: 'Message', meeting: 'Meeting', event: 'Something that happened' },
      missing: 'Select what it was',
    }),
    whoWith: optional(line({ label: 'Who with?', missing: 'Enter who it was with' })),
    line: line({
      label: 'What was said or happened, in a line?',
      missing: 'Enter what was said or happened',
    }),
    significant: yesNo({
      label: 'Does it belong in the chronology?',
      missing: 'Select yes if it belongs in the chronology',
    }),
    impact: optional(
      words({ label: 'What did it mean for the child?', missing: 'Enter what it meant for the child' }),
    ),
  },
})
