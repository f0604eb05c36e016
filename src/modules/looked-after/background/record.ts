import { choice, dayField, line, optional, yesNo } from '../../../platform/record/field.ts'
import { labels } from '../../../platform/record/labels.ts'
import { recordType } from '../../../platform/record/record.ts'

/** A child who came to this country alone, seeking asylum. */
export const asylum = recordType({
  table: 'asylum',
  title: 'Seeking asylum alone',
  states: ['recorded'],
  happened: 'endedOn',
  fields: {
    endedOn: optional(
      dayField({
        label: 'When did they stop being treated as a child seeking asylum alone?',
        missing: 'Enter the day they stopped being treated as a child seeking asylum alone',
      }),
    ),
  },
})

export const previousPermanence = recordType({
  table: 'previousPermanence',
  title: 'Earlier permanent home',
  states: ['recorded'],
  happened: 'permanenceDate',
  fields: {
    kind: optional(
      choice({
        label: 'What kind of order was it?',
        options: labels('prev_permanence', ['P1', 'P2', 'P3', 'P4', 'Z1']),
        missing: 'Select the kind of order',
      }),
    ),
    authority: optional(line({ label: 'Which authority?', missing: 'Enter the authority' })),
    permanenceDate: optional(
      line({
        label: 'When?',
        hint: 'Only the year, or the month and year, where that is all that is known.',
        missing: 'Enter when it was',
      }),
    ),
  },
})

export const motherhood = recordType({
  table: 'motherhood',
  title: 'Child of their own',
  states: ['recorded'],
  happened: 'childBornOn',
  fields: {
    mother: optional(
      yesNo({
        label: 'Does she have a child of her own?',
        missing: 'Select yes if she has a child of her own',
      }),
    ),
    childBornOn: optional(
      dayField({ label: 'When was the child born?', missing: 'Enter the day the child was born' }),
    ),
  },
})

export const deprivationOfLiberty = recordType({
  table: 'deprivationOfLiberty',
  title: 'Deprivation of liberty order',
  states: ['in force', 'ended'],
  happened: 'startedOn',
  fields: {
    startedOn: optional(dayField({ label: 'When did it start?', missing: 'Enter the day it started' })),
    endedOn: optional(dayField({ label: 'When did it end?', missing: 'Enter the day it ended' })),
  },
})
