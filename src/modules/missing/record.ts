import { choice, dayField, instantField, optional, yesNo } from '../../platform/record/field.ts'
import { recordType } from '../../platform/record/record.ts'

// The interview is part of the episode: one for each, however short (DfE statutory guidance, January 2014).
export const missingEpisode = recordType({
  table: 'missingEpisode',
  title: 'Missing episode',
  states: ['missing', 'returned'],
  happened: 'startedOn',
  fact: 'return interview',
  fields: {
    kind: optional(
      choice({
        label: 'Was it known where the child was?',
        options: {
          M: 'Missing: nobody knew where they were',
          A: 'Away without permission: we knew where they were',
        },
        missing: 'Select whether it was known where the child was',
      }),
    ),
    startedOn: optional(
      dayField({ label: 'When did they go missing?', missing: 'Enter the day they went missing' }),
    ),
    startedAt: optional(
      instantField({ label: 'At what time?', missing: 'Enter the time they went missing' }),
    ),
    endedOn: optional(
      dayField({ label: 'When were they found or back?', missing: 'Enter the day they were found' }),
    ),
    endedAt: optional(instantField({ label: 'At what time?', missing: 'Enter the time they were found' })),
    interviewOfferedOn: optional(
      dayField({
        label: 'When was a return home interview offered?',
        missing: 'Enter the day the interview was offered',
      }),
    ),
    interviewHeldOn: optional(
      dayField({ label: 'When was the interview held?', missing: 'Enter the day the interview was held' }),
    ),
    interviewRefused: optional(
      yesNo({
        label: 'Did they say no, after being really asked?',
        missing: 'Select yes if they refused the interview',
      }),
    ),
    interviewSharedOn: optional(
      dayField({
        label: 'When was what they said shared with their worker and the police?',
        missing: 'Enter the day it was shared',
      }),
    ),
  },
})
