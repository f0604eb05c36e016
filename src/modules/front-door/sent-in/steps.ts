import { choice, optional, words, type Field, type Fields } from '../../../platform/record/field.ts'
import { contact } from '../record.ts'

/** One page of the form for people outside: one thing, of one or a few questions that belong together. */
export interface Step {
  readonly name: string
  /** The page's heading. */
  readonly title: string
  readonly lead?: string
  readonly asks: readonly string[]
  readonly requires: readonly string[]
}

const { referrerName, referrerAgency, referrerReply, narrative, dailyLife, concerns, consent } =
  contact.fields
const { consentWhy, parentsInformed, immediateDanger } = contact.fields

// In words people would use of themselves, and in this order: the national codes would be put figures first.
const whoOptions = {
  child: 'A child or young person, about myself',
  family: 'Someone in the family',
  friend: 'A friend or neighbour',
  public: 'Another member of the public',
  school: 'I work in a school or nursery',
  gp: 'I am a GP or work with one',
  nurse: 'I am a health visitor or school nurse',
  health: 'I work in another health service',
  housing: 'I work in housing',
  police: 'I work for the police',
  other: 'I work for another organisation',
} as const

/** The national code of each: what a contact keeps. */
export const sourceCodes: Readonly<Record<string, string>> = {
  child: '1C',
  family: '1A',
  friend: '1B',
  public: '1D',
  school: '2A',
  gp: '3A',
  nurse: '3B',
  health: '3F',
  housing: '4',
  police: '6',
  other: '8',
} satisfies Record<keyof typeof whoOptions, string>

const worded = (field: Field<unknown>, label: string, hint?: string): Field<unknown> => {
  const { hint: _hint, ...rest } = field
  return { ...rest, label, ...(hint !== undefined && { hint }) }
}

/** The questions as they are put to people outside, by the names a contact keeps their answers under. */
export const publicFields: Fields = {
  immediateDanger: worded(immediateDanger, 'Is a child in danger right now?'),
  source: choice({ label: 'Who are you?', options: whoOptions, missing: 'Select who you are' }),
  referrerName: worded(referrerName, 'Your name', 'You do not have to say.'),
  referrerAgency: worded(referrerAgency, 'Your organisation, if this is your work'),
  referrerReply: worded(
    referrerReply,
    'A phone number or email we can use',
    'So that we can ask more, and tell you what we decide where we may.',
  ),
  children: optional(
    words({
      label: 'Which child or children are you worried about?',
      hint: 'One on each line: name, and date of birth or age if you know it. For example, Sam Marsh 3 11 2019. If you do not know a name, say what you do know.',
      missing: 'Enter who you are worried about',
    }),
  ),
  where: optional(
    words({
      label: 'Where do they live, or go to school or nursery?',
      hint: 'As much as you know.',
      missing: 'Enter where they live or go to school',
    }),
  ),
  narrative: worded(
    narrative,
    'What are you worried about?',
    'What you saw or heard, and when. Your own words are best.',
  ),
  concerns: worded(concerns, 'What is it about?', 'Select all that apply.'),
  dailyLife: worded(dailyLife, 'What do you think it is like to be this child, day to day?'),
  parentsInformed: worded(parentsInformed, 'Do the parents know that you are telling us?'),
  consent: worded(consent, 'Do the parents agree to information being shared?'),
  consentWhy: worded(
    consentWhy,
    'If they were not asked, or refused, why?',
    'You need not ask if asking could put a child at risk.',
  ),
}

/** The pages, in the order they are put. */
export const steps: readonly Step[] = [
  { name: 'danger', title: 'Danger now', asks: ['immediateDanger'], requires: ['immediateDanger'] },
  { name: 'you', title: 'About you', asks: ['source'], requires: ['source'] },
  {
    name: 'reach',
    title: 'How to reach you',
    asks: ['referrerName', 'referrerAgency', 'referrerReply'],
    requires: [],
  },
  { name: 'children', title: 'The child or children', asks: ['children'], requires: ['children'] },
  { name: 'where', title: 'Where they are', asks: ['where'], requires: [] },
  { name: 'worry', title: 'Your worry', asks: ['narrative'], requires: ['narrative'] },
  { name: 'about', title: 'What kind of worry', asks: ['concerns'], requires: [] },
  { name: 'daily', title: 'Their day', asks: ['dailyLife'], requires: [] },
  { name: 'parents', title: 'The parents', asks: ['parentsInformed', 'consent', 'consentWhy'], requires: [] },
]

/** Every name whose answer goes from page to page. */
export const carried: readonly string[] = steps.flatMap(({ asks }) => asks)
