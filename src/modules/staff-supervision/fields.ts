import { choice, dayField, line, names, optional, words } from '../../platform/record/field.ts'

/** What a manager writes of a session with a member of staff. It is a record about them, and of no child. */
export const sessionFields = {
  heldOn: dayField({ label: 'When did you meet?', missing: 'Enter the day you met' }),
  children: names({
    label: 'Which children did you talk about?',
    hint: 'What was said of a child goes on the child’s own record: the next page has the link for each.',
    missing: 'Select which children you talked about',
  }),
  reflectiveTopic: words({
    label: 'What did you reflect on together?',
    hint: 'One thing, thought through: what happened, what it stirred, what else it could mean.',
    missing: 'Enter what you reflected on',
  }),
  wellbeing: optional(
    words({
      label: 'How are they?',
      hint: 'What they would want remembered, in words they have agreed.',
      missing: 'Enter how they are',
    }),
  ),
  caseload: optional(
    words({
      label: 'What did you say about their caseload?',
      missing: 'Enter what you said about their caseload',
    }),
  ),
  learning: optional(
    words({
      label: 'What are they learning, and what do they need?',
      missing: 'Enter what they are learning',
    }),
  ),
  nextOn: optional(dayField({ label: 'When do you meet next?', missing: 'Enter the day you meet next' })),
}

export const sessionAsks = [
  'heldOn',
  'children',
  'reflectiveTopic',
  'wellbeing',
  'caseload',
  'learning',
  'nextOn',
] as const

/** Putting a session right asks why as well. */
export const correctionFields = {
  ...sessionFields,
  reason: line({ label: 'Why are you changing it?', missing: 'Enter why you are changing it' }),
}

/** The day of the next meeting, and what became of the last where its day has gone by. */
export const bookingFields = {
  meetsOn: dayField({ label: 'When do you meet next?', missing: 'Enter the day you meet next' }),
  movedWhy: line({ label: 'Why is the day moved?', missing: 'Enter why the day is moved' }),
}

export const missedFields = {
  reason: choice({
    label: 'Why did it not take place?',
    options: {
      'worker away': 'The member of staff was away',
      'manager away': 'Their manager was away',
      'something urgent': 'Something urgent came first',
      other: 'Something else',
    },
    missing: 'Select why it did not take place',
  }),
  said: optional(line({ label: 'What came first?', missing: 'Enter what came first' })),
  meetsOn: optional(
    dayField({ label: 'When do you meet instead?', missing: 'Enter the day you meet instead' }),
  ),
}

/** What is written of one session with several members of staff. */
export const groupFields = {
  heldOn: dayField({ label: 'When did you meet?', missing: 'Enter the day you met' }),
  workers: names({ label: 'Who was there?', missing: 'Select who was there' }),
  topic: line({ label: 'What was it about?', missing: 'Enter what it was about' }),
  learned: words({
    label: 'What was learned?',
    hint: 'What the group takes with it. What was said of a child goes on the child’s own record.',
    missing: 'Enter what was learned',
  }),
}

export const groupChildrenFields = {
  children: names({
    label: 'Which children did you talk about?',
    missing: 'Select which children you talked about',
  }),
}
