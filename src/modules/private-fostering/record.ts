import {
  checklist,
  choice,
  dayField,
  line,
  optional,
  person,
  words,
  yesNo,
} from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

// SI 2005/1533 Schedules 2 and 3: what the officer must establish.
const matters = {
  duration: 'How long it is meant to last is understood and agreed',
  wishes: 'The child’s wishes and feelings are known',
  accommodation: 'The home is suitable',
  carer: 'The carer can look after the child',
  household: 'Everyone else in the home is suitable',
  contact: 'Contact with the family is arranged',
  finance: 'Who pays for what is arranged',
  health: 'The child’s health is looked after',
  education: 'The child’s education is arranged',
  decisions: 'Who makes which decisions is agreed',
  advice: 'The carer has been given advice',
}

export const privateFostering = recordType({
  table: 'privateFostering',
  title: 'Private fostering arrangement',
  states: [
    'notified',
    'assessed',
    'suitable',
    'requirements',
    'prohibited',
    'not private fostering',
    'ended',
  ],
  happened: 'toldOn',
  fact: 'private fostering',
  fields: {
    toldOn: optional(dayField({ label: 'When were we told?', missing: 'Enter the day we were told' })),
    awareOn: optional(
      dayField({
        label: 'When did we first know of it?',
        hint: 'The same day, unless we knew before anyone gave notice.',
        missing: 'Enter the day we first knew of it',
      }),
    ),
    toldBy: optional(
      choice({
        label: 'Who told us?',
        options: {
          parent: 'A parent',
          carer: 'The carer',
          agency: 'Another agency',
          found: 'We found it ourselves',
        },
        missing: 'Select who told us',
      }),
    ),
    carerId: optional(person({ label: 'Who is looking after the child?', missing: 'Select the carer' })),
    relationship: optional(
      choice({
        label: 'Who is the carer to the child?',
        options: {
          friend: 'A friend of the family',
          'distant relative': 'A distant relative',
          host: 'A host family',
          other: 'Someone else',
        },
        missing: 'Select who the carer is to the child',
      }),
    ),
    startsOn: optional(
      dayField({
        label: 'When does it start, or when did it?',
        missing: 'Enter the day it starts or started',
      }),
    ),
    untilOn: optional(
      dayField({
        label: 'Until when is it meant to last?',
        missing: 'Enter the day it is meant to last until',
      }),
    ),
    fourWeeksOrMore: optional(
      yesNo({
        label: 'Is it meant to last 28 days or more?',
        missing: 'Select yes if it is meant to last 28 days or more',
      }),
    ),
    checks: optional(
      checklist({
        label: 'What has been established?',
        checks: matters,
        options: { met: 'Yes', 'not met': 'No', 'not yet': 'Not yet' },
        missing: 'Select what has been established',
      }),
    ),
    spokenAloneOn: optional(
      dayField({
        label: 'When was the child spoken to alone?',
        missing: 'Enter the day the child was spoken to alone',
      }),
    ),
    notAloneWhy: optional(
      line({ label: 'Why not alone?', missing: 'Enter why the child was not spoken to alone' }),
    ),
    adultsChecked: optional(
      yesNo({
        label: 'Has every adult in the home been checked?',
        missing: 'Select yes if every adult in the home has been checked',
      }),
    ),
    parentsContacted: optional(
      words({
        label: 'What did the parents say, or how did we try to reach them?',
        missing: 'Enter what the parents said, or how we tried to reach them',
      }),
    ),
    assessedOn: optional(
      dayField({ label: 'When was it assessed?', missing: 'Enter the day it was assessed' }),
    ),
    decidedOn: optional(dayField({ label: 'When was it decided?', missing: 'Enter the day it was decided' })),
    decisionReason: optional(
      words({ label: 'Why was that decided?', missing: 'Enter why that was decided' }),
    ),
    requirements: optional(
      words({ label: 'What must the carer do?', missing: 'Enter what the carer must do' }),
    ),
    legalAdvice: optional(
      words({ label: 'What did the legal adviser say?', missing: 'Enter what the legal adviser said' }),
    ),
    exception: optional(
      choice({
        label: 'Why is it not private fostering?',
        options: {
          'looked after': 'The child is in our care',
          'close relative': 'The carer is a close relative',
          'boarding school': 'The child is at boarding school',
          'under 28 days': 'It is meant to last less than 28 days',
          'over age': 'The child is 16, or 18 if disabled',
        },
        missing: 'Select why it is not private fostering',
      }),
    ),
    endedOn: optional(dayField({ label: 'When did it end?', missing: 'Enter the day it ended' })),
    endReason: optional(
      choice({
        label: 'Why did it end?',
        options: {
          returned: 'The child went home',
          'turned 16': 'The child turned 16, or 18 if disabled',
          'looked after': 'The child came into our care',
          moved: 'They moved away',
          other: 'Another reason',
        },
        missing: 'Select why it ended',
      }),
    ),
  },
})

export type PrivateFostering = Row<typeof privateFostering>
