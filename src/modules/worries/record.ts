import {
  choice,
  choices,
  dayField,
  line,
  optional,
  staffField,
  whole,
  words,
} from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

/** What a judgement rests on. The last two alone lower nothing: who says so has a reason to. */
const grounds = {
  child: 'What the child said or showed',
  seen: 'What a worker saw',
  agency: 'What another agency told us',
  records: 'Records and checks',
  parent: 'What a parent says of themselves',
  agreement: 'A signed agreement',
} as const

export const worry = recordType({
  table: 'worry',
  title: 'Worry',
  states: ['open', 'closed'],
  happened: 'sinceOn',
  fields: {
    what: line({
      label: 'What are we worried about?',
      hint: 'For this child: what could happen to them, and who or what from.',
      missing: 'Enter what we are worried about',
    }),
    source: line({ label: 'How do we know?', missing: 'Enter how we know' }),
    sinceOn: dayField({ label: 'Since when?', missing: 'Enter the day it has been a worry since' }),
    harm: optional(
      choice({
        label: 'What kind of harm is it?',
        options: {
          physical: 'Being hurt',
          emotional: 'Emotional harm',
          sexual: 'Sexual harm',
          neglect: 'Neglect',
          'domestic abuse': 'Domestic abuse',
          exploitation: 'Exploitation',
          'outside the home': 'Harm outside the home',
          other: 'Something else',
        },
        missing: 'Select what kind of harm it is',
      }),
    ),
    likelihood: optional(
      choice({
        label: 'How likely is it to happen?',
        options: {
          1: 'Very unlikely',
          2: 'Unlikely',
          3: 'It may',
          4: 'Likely',
          5: 'Almost certain, or it is happening',
        },
        missing: 'Select how likely it is to happen',
      }),
    ),
    impact: optional(
      choice({
        label: 'How much would it harm the child?',
        options: { 1: 'Hardly', 2: 'A little', 3: 'Clearly', 4: 'Badly', 5: 'For life, or worse' },
        missing: 'Select how much it would harm the child',
      }),
    ),
    score: optional(whole({ label: 'How grave is it, of 25?', missing: 'Enter how grave it is' })),
    scoreBefore: optional(
      whole({ label: 'How grave was it before the last review, of 25?', missing: 'Enter how grave it was' }),
    ),
    timesRisen: optional(
      whole({ label: 'How many reviews in a row made it graver?', missing: 'Enter how often it rose' }),
    ),
    direction: optional(
      choice({
        label: 'Which way is it going?',
        options: { increasing: 'Growing', unchanged: 'Unchanged', reducing: 'Lessening' },
        missing: 'Select which way it is going',
      }),
    ),
    reliesOn: choices({
      label: 'What does that rest on?',
      options: grounds,
      missing: 'Select what that rests on',
    }),
    protective: optional(
      words({
        label: 'What keeps the child safe from it?',
        hint: 'People and things that do not depend on whoever the worry is about.',
        missing: 'Enter what keeps the child safe from it',
      }),
    ),
    ownerId: optional(staffField({ label: 'Who watches over it?', missing: 'Select who watches over it' })),
    reviewedOn: optional(
      dayField({ label: 'When was it last reviewed?', missing: 'Enter the day it was last reviewed' }),
    ),
    reviewedBy: optional(staffField({ label: 'Who reviewed it?', missing: 'Select who reviewed it' })),
    reviewFound: optional(
      words({
        label: 'What have you seen, heard or checked?',
        missing: 'Enter what you have seen, heard or checked',
      }),
    ),
    changeWhy: optional(
      words({
        label: 'If it is graver or less grave, why?',
        missing: 'Enter why it is graver or less grave than before',
      }),
    ),
    closedOn: optional(
      dayField({ label: 'When did it stop being a worry?', missing: 'Enter the day it stopped' }),
    ),
    closedWhy: optional(
      words({
        label: 'What has changed for the child?',
        missing: 'Enter what has changed for the child',
      }),
    ),
    closedBy: optional(staffField({ label: 'Who closed it?', missing: 'Select who closed it' })),
  },
})

export type Worry = Row<typeof worry>
