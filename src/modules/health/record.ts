import { choice, dayField, optional, whole, yesNo } from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType } from '../../platform/record/record.ts'

export const healthOutcome = recordType({
  table: 'healthOutcome',
  title: "Year's health outcomes",
  states: ['recorded'],
  happened: 'yearEnding',
  fields: {
    yearEnding: optional(
      whole({ label: 'Year ending 31 March', missing: 'Enter the year it ended in, like 2026' }),
    ),
    sdqScore: optional(
      whole({
        label: 'Strengths and difficulties score',
        hint: '0 to 40',
        missing: 'Enter a score from 0 to 40',
      }),
    ),
    sdqReason: optional(
      choice({
        label: 'Why is there no score?',
        options: labels('sdq_reason', ['SDQ1', 'SDQ2', 'SDQ3', 'SDQ4', 'SDQ5']),
        missing: 'Select why there is no score',
      }),
    ),
    convicted: optional(
      yesNo({
        label: 'Convicted or given a final warning?',
        missing: 'Select yes if the child was convicted',
      }),
    ),
    healthCheck: optional(
      yesNo({
        label: 'Health surveillance up to date?',
        missing: 'Select yes if health surveillance is up to date',
      }),
    ),
    immunised: optional(
      yesNo({ label: 'Immunisations up to date?', missing: 'Select yes if immunisations are up to date' }),
    ),
    teethCheck: optional(yesNo({ label: 'Teeth checked?', missing: 'Select yes if teeth were checked' })),
    healthAssessment: optional(
      yesNo({ label: 'Health assessment done?', missing: 'Select yes if a health assessment was done' }),
    ),
    substanceMisuse: optional(
      yesNo({
        label: 'Found to have a substance misuse problem?',
        missing: 'Select yes if the child has a substance misuse problem',
      }),
    ),
    interventionReceived: optional(
      yesNo({ label: 'Received help for it?', missing: 'Select yes if the child received help for it' }),
    ),
    interventionOffered: optional(
      yesNo({ label: 'Offered help for it?', missing: 'Select yes if the child was offered help for it' }),
    ),
  },
})

export const healthCheck = recordType({
  table: 'healthCheck',
  title: 'Health assessment or check',
  states: ['done'],
  happened: 'doneOn',
  fact: 'health assessment',
  fields: {
    kind: choice({
      label: 'What was it?',
      options: {
        initial: 'Initial health assessment',
        review: 'Review health assessment',
        dental: 'Dental check',
        optical: 'Eye check',
      },
      missing: 'Select what it was',
    }),
    doneOn: optional(dayField({ label: 'When was it done?', missing: 'Enter the day it was done' })),
  },
})
