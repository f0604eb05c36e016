import { choice, dayField, optional, recordField, words } from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

export const cinPlan = recordType({
  table: 'cinPlan',
  title: 'Child in need plan',
  states: ['open', 'ended'],
  happened: 'startedOn',
  fact: 'child in need plan',
  fields: {
    episodeId: optional(
      recordField({ label: 'Which referral is it part of?', missing: 'Select the referral it is part of' }),
    ),
    startedOn: optional(
      dayField({ label: 'When did the plan start?', missing: 'Enter the day the plan started' }),
    ),
    endedOn: optional(dayField({ label: 'When did the plan end?', missing: 'Enter the day the plan ended' })),
  },
})

export const cinReview = recordType({
  table: 'cinReview',
  title: 'Child in need review',
  states: ['held'],
  happened: 'heldOn',
  fact: 'child in need review',
  alsoHolds: ['decision'],
  fields: {
    planId: optional(recordField({ label: 'Which plan is it for?', missing: 'Select the plan' })),
    heldOn: optional(dayField({ label: 'When was it held?', missing: 'Enter the day it was held' })),
    decisions: optional(words({ label: 'What was decided?', missing: 'Enter what was decided' })),
    durationDecision: optional(
      choice({
        label: 'Of a long plan, what did the service manager decide?',
        options: { 'step up': 'Step up', 'step down': 'Step down', 'go on': 'Go on, with a reason' },
        missing: 'Select what the service manager decided',
      }),
    ),
  },
})

export type CinPlan = Row<typeof cinPlan>
export type CinReview = Row<typeof cinReview>
