import {
  choice,
  dayField,
  line,
  optional,
  recordField,
  staffField,
  words,
} from '../../platform/record/field.ts'
import { recordType } from '../../platform/record/record.ts'

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
    attended: optional(line({ label: 'Who was there?', missing: 'Enter who was there' })),
    childSaid: optional(
      words({
        label: 'What did the child say?',
        hint: 'Their own words, or how their view was brought.',
        missing: 'Enter what the child said',
      }),
    ),
    rightPlan: optional(
      choice({
        label: 'Is it still the right plan?',
        options: {
          yes: 'Yes, it goes on',
          change: 'It must change',
          'step up': 'It is not enough: step up',
          'step down': 'It has done enough: step down',
        },
        missing: 'Select whether it is still the right plan',
      }),
    ),
    rightWhy: optional(words({ label: 'Why?', missing: 'Enter why' })),
    nextOn: optional(
      dayField({ label: 'When is the next review?', missing: 'Enter the day of the next review' }),
    ),
    durationDecision: optional(
      choice({
        label: 'Of a long plan, what did the service manager decide?',
        options: { 'step up': 'Step up', 'step down': 'Step down', 'go on': 'Go on, with a reason' },
        missing: 'Select what the service manager decided',
      }),
    ),
  },
})

/** Nine months on, and every three after: a service manager decides whether this is still help that ends. */
export const cinDecision = recordType({
  table: 'cinDecision',
  title: 'Decision about a long child in need plan',
  states: ['decided'],
  happened: 'decidedOn',
  fact: 'decision',
  fields: {
    planId: optional(recordField({ label: 'Which plan is it about?', missing: 'Select the plan' })),
    decidedOn: optional(dayField({ label: 'When was it decided?', missing: 'Enter the day it was decided' })),
    decidedBy: optional(staffField({ label: 'Who decided?', missing: 'Select who decided' })),
    decision: optional(
      choice({
        label: 'What do you decide?',
        options: { 'step up': 'Step up', 'step down': 'Step down', 'go on': 'Go on' },
        missing: 'Select what you decide',
      }),
    ),
    reason: optional(words({ label: 'Why?', missing: 'Enter why' })),
    considered: optional(
      words({ label: 'What else was considered?', missing: 'Enter what else was considered' }),
    ),
    differently: optional(
      words({
        label: 'What will be done differently from now on?',
        missing: 'Enter what will be done differently',
      }),
    ),
  },
})
