import { choice, dayField, line, optional, whole, yesNo } from '../../../platform/record/field.ts'
import { within } from '../within.ts'

/** How the workforce census divides the jobs of social workers. */
const roles = {
  1: 'Senior manager',
  2: 'Middle manager',
  3: 'First line manager',
  4: 'Senior practitioner',
  5: 'Works with children and families',
  6: 'Qualified, with no children of their own',
}
const elsewhere = {
  council: 'Social worker at another council in England',
  abroad: 'Social worker outside England',
  agency: 'Agency or consultancy in social work, in England',
  social: 'Social work for somebody else, in England',
  care: 'Other social care, in England',
  none: 'Other work, work outside England, or none',
} as const
const origins = {
  1: 'Newly qualified',
  2: elsewhere.council,
  3: elsewhere.abroad,
  4: elsewhere.agency,
  5: elsewhere.social,
  6: elsewhere.care,
  7: elsewhere.none,
  8: 'Something else',
  9: 'Not known',
  10: 'Not asked yet',
}
const destinations = {
  1: elsewhere.council,
  2: elsewhere.abroad,
  3: elsewhere.agency,
  4: elsewhere.social,
  5: elsewhere.care,
  6: elsewhere.none,
  7: 'Something else',
  8: 'Not known',
  9: 'Not asked yet',
}
const reasons = {
  1: 'Resigned',
  2: 'Voluntary redundancy',
  3: 'Compulsory redundancy',
  4: 'Dismissed',
  5: 'Retired',
  6: 'Died',
  7: 'Moved to other work at this council',
  8: 'Something else',
  9: 'Not known',
  10: 'Not asked yet',
}
const ethnicities = {
  WBRI: 'White British',
  WIRI: 'White Irish',
  WIRT: 'Traveller of Irish heritage',
  WROM: 'Gypsy or Roma',
  WOTH: 'Any other White background',
  MWBC: 'White and Black Caribbean',
  MWBA: 'White and Black African',
  MWAS: 'White and Asian',
  MOTH: 'Any other mixed background',
  AIND: 'Indian',
  APKN: 'Pakistani',
  ABAN: 'Bangladeshi',
  AOTH: 'Any other Asian background',
  BCRB: 'Caribbean',
  BAFR: 'African',
  BOTH: 'Any other Black background',
  CHNE: 'Chinese',
  OOTH: 'Any other ethnic group',
  REFU: 'They would rather not say',
  NOBT: 'Not asked yet',
}

/** What the census asks of a social worker. None has to be answered: the census leaves empty what is not known. */
export const workerFields = {
  externalId: optional(
    line({ label: 'Social Work England number', hint: 'Such as SW123456.', missing: 'Enter the number' }),
  ),
  startedOn: optional(
    dayField({ label: 'When did they start in this role?', missing: 'Enter the day they started' }),
  ),
  fullTime: optional(
    within(
      whole({
        label: 'How much of full time do they work, in per cent?',
        hint: '100 is full time, 60 three days a week.',
        missing: 'Enter a whole number from 1 to 100',
      }),
      1,
      100,
    ),
  ),
  worksAs: optional(
    choice({ label: 'What do they work as?', options: roles, missing: 'Select what they work as' }),
  ),
  careerStage: optional(
    choice({
      label: 'Which stage of their career are they at?',
      options: {
        1: 'Assessed and supported year in employment',
        2: 'Frontline practitioner',
        3: 'Practice supervisor',
        4: 'Practice leader',
      },
      missing: 'Select the stage of their career',
    }),
  ),
  cameFrom: optional(
    choice({ label: 'What did they do before?', options: origins, missing: 'Select what they did before' }),
  ),
  contractWeeks: optional(
    within(
      whole({
        label: 'For how many weeks is their contract?',
        hint: 'Of agency workers only.',
        missing: 'Enter a whole number of weeks, up to 260',
      }),
      0,
      260,
    ),
  ),
  qualifiedAt: optional(
    line({ label: 'Where did they qualify as a social worker?', missing: 'Enter where they qualified' }),
  ),
  qualifiedAs: optional(
    choice({
      label: 'With which qualification?',
      options: { 1: 'Undergraduate', 2: 'Postgraduate', 3: 'Another' },
      missing: 'Select the qualification',
    }),
  ),
  stepUp: optional(yesNo({ label: 'Through Step Up to Social Work?', missing: 'Select yes or no' })),
  frontline: optional(yesNo({ label: 'Through Frontline?', missing: 'Select yes or no' })),
  bornOn: optional(dayField({ label: 'When were they born?', missing: 'Enter the day they were born' })),
  gender: optional(
    choice({
      label: 'What is their gender?',
      options: { 1: 'Male', 2: 'Female', 9: 'Neither', 0: 'Not recorded' },
      missing: 'Select their gender',
    }),
  ),
  ethnicity: optional(
    choice({
      label: 'How do they describe their ethnic background?',
      options: ethnicities,
      missing: 'Select their ethnic background',
    }),
  ),
  leavesOn: optional(
    dayField({ label: 'When do they leave, or did they?', missing: 'Enter the day they leave' }),
  ),
  leftWhy: optional(
    choice({ label: 'Why do they leave?', options: reasons, missing: 'Select why they leave' }),
  ),
  wentTo: optional(
    choice({ label: 'What do they go to?', options: destinations, missing: 'Select what they go to' }),
  ),
}

export type WorkerField = keyof typeof workerFields
/** In the order asked. */
export const workerAsks = Object.keys(workerFields).filter(
  (name): name is WorkerField => name in workerFields,
)

/** What most of a census says nothing of, asked under a heading that is opened where it is needed. */
export const folded: readonly { readonly title: string; readonly asks: readonly WorkerField[] }[] = [
  {
    title: 'How they qualified as a social worker',
    asks: ['qualifiedAt', 'qualifiedAs', 'stepUp', 'frontline'],
  },
  { title: 'Leaving', asks: ['leavesOn', 'leftWhy', 'wentTo'] },
]

/** A stretch of days away from work. */
export const absenceFields = {
  absentFrom: dayField({ label: 'First day away', missing: 'Enter the first day away' }),
  absentTo: optional(
    dayField({
      label: 'Last day away',
      hint: 'Leave it empty while they are still away.',
      missing: 'Enter the last day away',
    }),
  ),
  absentWhy: choice({
    label: 'Why are they away?',
    options: {
      SIC: 'Ill',
      MAT: 'Maternity, paternity or adoption leave',
      TRN: 'Training',
      PUB: 'A public duty, such as jury service',
      OTH: 'Other paid leave for which somebody takes their children on',
      UNP: 'Unpaid leave',
      UNA: 'Away without leave',
    },
    missing: 'Select why they are away',
  }),
}
export const absenceAsks = ['absentFrom', 'absentTo', 'absentWhy'] as const
