import { choice, dayField, optional, whole, yesNo } from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType } from '../../platform/record/record.ts'

export const preProceedings = recordType({
  table: 'preProceedings',
  title: 'Pre-proceedings',
  states: ['open', 'ended'],
  happened: 'startedOn',
  fact: 'pre-proceedings',
  fields: {
    startedOn: optional(
      dayField({
        label: 'When did the legal planning meeting decide on pre-proceedings?',
        missing: 'Enter the day the legal planning meeting decided',
      }),
    ),
    letterSentOn: optional(
      dayField({
        label: 'When was the letter before proceedings sent?',
        missing: 'Enter the day the letter before proceedings was sent',
      }),
    ),
    fgdmOffered: optional(
      yesNo({
        label: 'Was a family group decision-making meeting offered?',
        missing: 'Select yes if a family group decision-making meeting was offered',
      }),
    ),
    fgdmHeld: optional(
      yesNo({
        label: 'Was it held?',
        missing: 'Select yes if the family group decision-making meeting was held',
      }),
    ),
    firstMeetingOn: optional(
      dayField({
        label: 'When was the first pre-proceedings meeting?',
        missing: 'Enter the day of the first pre-proceedings meeting',
      }),
    ),
    reviewMeetings: optional(
      whole({
        label: 'How many review meetings were held?',
        missing: 'Enter how many review meetings were held',
      }),
    ),
    decidedOn: optional(
      dayField({
        label: 'When was it decided to step down or go to court?',
        missing: 'Enter the day it was decided to step down or go to court',
      }),
    ),
    outcome: optional(
      choice({
        label: 'Outcome, as the return codes it',
        options: labels('pp_outcome', ['A', 'B', 'C']),
        missing: 'Select the outcome',
      }),
    ),
    appliedOn: optional(
      dayField({
        label: 'When did we apply to the court?',
        missing: 'Enter the day we applied to the court',
      }),
    ),
    letterInitialOn: optional(
      dayField({
        label: 'When was the letter first sent?',
        missing: 'Enter the day the letter was first sent',
      }),
    ),
  },
})
