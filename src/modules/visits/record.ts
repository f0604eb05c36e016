import {
  choice,
  dayField,
  instantField,
  line,
  names,
  optional,
  recordField,
  settled,
  staffField,
  whole,
  words,
  yesNo,
} from '../../platform/record/field.ts'
import { recordType } from '../../platform/record/record.ts'

export const visit = recordType({
  table: 'visit',
  title: 'Visit',
  states: ['facts only', 'recorded', 'checked', 'from a return'],
  happened: 'visitedOn',
  fact: 'visit',
  alsoHolds: ['write-up'],
  fields: {
    visitedOn: dayField({ label: 'When was the visit?', missing: 'Enter the day of the visit' }),
    visitedAt: optional(instantField({ label: 'At what time?', missing: 'Enter the time of the visit' })),
    workerId: optional(staffField({ label: 'Who visited?', missing: 'Select who visited' })),
    mode: choice({
      label: 'How did you meet?',
      options: { 'face to face': 'Face to face', virtual: 'By video', phone: 'By phone' },
      missing: 'Select how you met',
    }),
    outcome: choice({
      label: 'What happened?',
      options: {
        completed: 'The visit took place',
        'no access': 'No access',
        'child not present': 'The child was not there',
        refused: 'The visit was refused',
        'cancelled by us': 'We cancelled',
        'parent only': 'Only a parent or carer was seen',
      },
      missing: 'Select what happened',
    }),
    seen: optional(yesNo({ label: 'Did you see the child?', missing: 'Select yes if you saw the child' })),
    seenAlone: optional(
      choice({
        label: 'Did you see the child alone?',
        options: { yes: 'Yes', no: 'No', 'not recorded': 'Not recorded' },
        missing: 'Select yes if you saw the child alone',
      }),
    ),
    notAloneWhy: optional(
      choice({
        label: 'Why not alone?',
        options: {
          'child refused': 'The child did not want to',
          'too young': 'The child is too young',
          'carer present': 'A parent or carer stayed',
          unsafe: 'It was not safe',
          other: 'Another reason',
        },
        missing: 'Select why the child was not seen alone',
      }),
    ),
    notSeenNext: optional(
      line({
        label: 'Why not, and what happens next?',
        hint: 'For example: at a friend’s, will see at school on Wednesday',
        missing: 'Enter why the child was not seen, and what happens next',
      }),
    ),
    spokenTo: optional(
      names({ label: 'Which adults did you speak to?', missing: 'Choose the adults you spoke to' }),
    ),
    place: optional(
      choice({
        label: 'Where?',
        options: {
          home: 'Home',
          placement: 'Where they are placed',
          school: 'School or nursery',
          community: 'Out and about',
          office: 'Our office',
          other: 'Somewhere else',
        },
        missing: 'Select where you met',
      }),
    ),
    announced: optional(
      yesNo({ label: 'Did they know you were coming?', missing: 'Select yes if they knew you were coming' }),
    ),
    remoteWhy: optional(
      line({
        label: 'Why not face to face?',
        hint: 'For example: Leo rang me, or I was ill and would not wait',
        missing: 'Enter why it was not face to face',
      }),
    ),
    bedroomSeen: optional(
      yesNo({
        label: 'Did you see where the child sleeps?',
        missing: 'Select yes if you saw where the child sleeps',
      }),
    ),
    purpose: optional(line({ label: 'What was the visit for?', missing: 'Enter what the visit was for' })),
    outcomeId: optional(
      recordField({
        label: 'Which outcome of the plan was it for?',
        missing: 'Select the outcome it was for',
      }),
    ),
    minutes: optional(
      whole({ label: 'How many minutes did it last?', missing: 'Enter how many minutes it lasted' }),
    ),
    observations: optional(
      words({ label: 'What did you see and hear?', missing: 'Enter what you saw and heard' }),
    ),
    childWords: optional(
      words({
        label: 'What did the child say or show?',
        hint: 'Their own words where you can; play and behaviour where they have none.',
        missing: 'Enter what the child said or showed',
      }),
    ),
    noWordsWhy: optional(
      words({
        label: 'Why is there nothing from the child?',
        missing: 'Enter why there is nothing from the child',
      }),
    ),
    difference: optional(
      choice({
        label: 'How are things since last time?',
        options: { better: 'Better', same: 'The same', worse: 'Worse' },
        missing: 'Select how things are since last time',
      }),
    ),
    differenceWhy: optional(
      words({ label: 'What makes you say so?', missing: 'Enter what makes you say so' }),
    ),
    worried: optional(
      yesNo({
        label: 'Are you worried about anything new?',
        missing: 'Select yes if you are worried about anything new',
      }),
    ),
    nextOn: optional(
      dayField({ label: 'When will you next see them?', missing: 'Enter when you will next see them' }),
    ),
    finishedAt: optional(
      instantField({ label: 'When was it written up?', missing: 'Enter when it was written up' }),
    ),
    purposeRating: settled(
      optional(
        choice({
          label: 'How clear was its purpose, and how far was it met?',
          options: {
            outstanding: 'Outstanding',
            good: 'Good',
            'requires improvement': 'Requires improvement',
            inadequate: 'Inadequate',
          },
          missing: 'Select how clear its purpose was',
        }),
      ),
    ),
    checkSays: settled(
      optional(
        words({
          label: 'What do you say to whoever visited?',
          hint: 'What was good for the child, and what to do next time.',
          missing: 'Enter what you say to whoever visited',
        }),
      ),
    ),
    sampledOn: settled(
      optional(dayField({ label: 'When was it checked?', missing: 'Enter the day it was checked' })),
    ),
    sampledBy: settled(optional(staffField({ label: 'Who checked it?', missing: 'Select who checked it' }))),
    togetherId: optional(
      recordField({
        label: 'Which other children were seen in the same visit?',
        missing: 'Select the visit',
      }),
    ),
  },
})
