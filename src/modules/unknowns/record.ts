import { dayField, line, optional, staffField, words } from '../../platform/record/field.ts'
import { recordType } from '../../platform/record/record.ts'

/** What is to be asked of every child, sooner or later: that nobody asked is how optimism begins. */
export const everyChild = [
  'Who else lives here?',
  'Who cares for the child when the parents are out?',
  'What did the child show that they did not say?',
  'What would change our mind?',
  'Has what the parents say been tested?',
  'What do the absent parent and the wider family say?',
  'What happened last time?',
] as const

export const notKnown = recordType({
  table: 'unknown',
  title: 'What we do not know',
  states: ['open', 'answered', 'could not establish'],
  happened: 'askedOn',
  fields: {
    question: line({
      label: 'What do we not know?',
      hint: 'One question, as you would ask it.',
      missing: 'Enter what we do not know',
    }),
    ownerId: optional(staffField({ label: 'Who will find out?', missing: 'Select who will find out' })),
    askedOn: dayField({ label: 'When was it asked?', missing: 'Enter the day it was asked' }),
    byOn: optional(dayField({ label: 'By when?', missing: 'Enter the day to find out by' })),
    whoToAsk: optional(line({ label: 'Who would know?', missing: 'Enter who would know' })),
    movedWhy: optional(
      words({ label: 'Why does somebody else, or another day, need to be named?', missing: 'Enter why' }),
    ),
    answer: optional(
      words({
        label: 'What did we find out?',
        hint: 'If it cannot be found out: who was asked, what was tried, and what we do instead.',
        missing: 'Enter what we found out',
      }),
    ),
    howKnown: optional(line({ label: 'How do we know?', missing: 'Enter how we know' })),
    answeredOn: optional(dayField({ label: 'When did we find out?', missing: 'Enter the day we found out' })),
    answeredBy: optional(staffField({ label: 'Who found out?', missing: 'Select who found out' })),
  },
})
