import {
  choice,
  dayField,
  line,
  optional,
  recordField,
  staffField,
  words,
} from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

/** What was found of a home's registration. That it is not known is an answer too (docs/decisions/0003). */
export const standings = {
  registered: 'Yes, it is registered',
  'not registered': 'No, it is not registered',
  'not known': 'That is not known',
}

const standing = choice({
  label: 'Is the home registered?',
  options: standings,
  missing: 'Select whether the home is registered, or that it is not known',
})
const fromOn = optional(
  dayField({
    label: 'Since when is that so?',
    hint: 'Leave it empty if it has been so since before the child came.',
    missing: 'Enter the day since when that is so',
  }),
)
const toOn = optional(
  dayField({
    label: 'Until when?',
    hint: 'Only where it has an end: a registration that was cancelled, say.',
    missing: 'Enter the day until when that is so',
  }),
)
const checkedOn = dayField({ label: 'When was that checked?', missing: 'Enter the day it was checked' })

/** What is asked of a home and its registration: each answer is kept, and the latest stands. */
export const homeFields = {
  name: optional(line({ label: 'What is the home called?', missing: 'Enter what the home is called' })),
  urn: optional(
    line({
      label: 'Ofsted’s number for the home',
      hint: 'Leave it empty if it has none.',
      missing: 'Enter Ofsted’s number for the home',
    }),
  ),
  standing,
  registeredWith: optional(
    choice({
      label: 'With whom is it registered?',
      options: { Ofsted: 'Ofsted', CIW: 'Care Inspectorate Wales', another: 'Another regulator' },
      missing: 'Select with whom it is registered',
    }),
  ),
  number: optional(line({ label: 'Number of the registration', missing: 'Enter the number' })),
  fromOn,
  toOn,
  conditions: optional(words({ label: 'Conditions of the registration', missing: 'Enter the conditions' })),
  checkedOn,
  source: optional(
    line({
      label: 'Where was it looked up, or who said so?',
      missing: 'Enter where it was looked up, or who said so',
    }),
  ),
}

/** What was found of the home where a child lives: of that stay alone. The home's own page has the rest of the answer. */
export const homeCheck = recordType({
  table: 'homeCheck',
  title: 'Registration of the home',
  states: ['recorded'],
  happened: 'checkedOn',
  alsoHolds: ['home review'],
  fields: {
    homeId: optional(recordField({ label: 'Which home?', missing: 'Select the home' })),
    registrationId: optional(recordField({ label: 'Which answer about it?', missing: 'Select the answer' })),
    placedOn: optional(
      dayField({ label: 'When did the child come to live there?', missing: 'Enter the day the child came' }),
    ),
    standing: optional(standing),
    fromOn,
    toOn,
    checkedOn: optional(checkedOn),
  },
})

/** The director's review of a child who lives in a home that is not registered. */
export const homeReview = recordType({
  table: 'homeReview',
  title: 'Review of a child in a home that is not registered',
  states: ['recorded'],
  happened: 'reviewedOn',
  fact: 'home review',
  fields: {
    reviewedOn: optional(
      dayField({ label: 'When was it reviewed?', missing: 'Enter the day it was reviewed' }),
    ),
    reviewedBy: optional(staffField({ label: 'Who reviewed it?', missing: 'Select who reviewed it' })),
    safe: optional(
      choice({
        label: 'Is the child safe there?',
        options: { yes: 'Yes', no: 'No', 'not known': 'That is not known' },
        missing: 'Select whether the child is safe there',
      }),
    ),
    safeWhy: optional(
      words({ label: 'How do we know?', missing: 'Enter how we know whether the child is safe there' }),
    ),
    whyStill: optional(
      words({ label: 'Why is the child still there?', missing: 'Enter why the child is still there' }),
    ),
    beingDone: optional(
      words({
        label: 'What is being done so that the child lives in a registered home?',
        missing: 'Enter what is being done so that the child lives in a registered home',
      }),
    ),
    ofstedToldOn: optional(
      dayField({
        label: 'When was Ofsted told?',
        hint: 'Leave it empty if they have not been told.',
        missing: 'Enter the day Ofsted was told',
      }),
    ),
    nextOn: optional(
      dayField({ label: 'By when is it reviewed again?', missing: 'Enter the day of the next review' }),
    ),
  },
})

export type HomeReview = Row<typeof homeReview>
