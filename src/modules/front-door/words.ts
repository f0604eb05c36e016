/** Why somebody is worried about a child, as many as apply. */
export const concerns = {
  physical: 'Physical abuse',
  emotional: 'Emotional abuse',
  sexual: 'Sexual abuse',
  neglect: 'Neglect',
  'domestic abuse': 'Domestic abuse',
  'parental mental ill-health': 'A parent’s mental health',
  'substance misuse': 'Drugs or alcohol',
  exploitation: 'Exploitation',
  missing: 'Going missing',
  radicalisation: 'Radicalisation',
  'honour/faith based': 'Abuse linked to honour or faith',
  disability: 'A disability',
  'young carer': 'A child caring for someone',
  'private fostering': 'Living with someone who is not a close relative',
  unaccompanied: 'A child here without a parent',
  housing: 'Housing or money',
  other: 'Something else',
} as const

/** What a manager may decide that a contact needs. */
export const decisions = {
  'no further action': 'No further action',
  advice: 'Advice or signposting',
  'early help': 'Early help',
  assessment: 'Assessment under section 17',
  'strategy discussion': 'Strategy discussion',
  allegation: 'Allegation against someone who works with children',
  'private fostering': 'Private fostering',
  'transfer to open worker': 'Pass to the worker the child has',
  'other authority': 'Pass to another authority',
} as const
export type Decision = keyof typeof decisions

/** How urgent a contact is: red first. */
export const urgencies = {
  red: 'Red: today, a child may be at risk of harm',
  amber: 'Amber: within a day',
  green: 'Green: within three days',
  blue: 'Blue: for information',
} as const

/** How a contact came. */
export const channels = {
  portal: 'Online form',
  phone: 'Phone',
  email: 'Email or letter',
  'police feed': 'Police',
  'walk-in': 'In person',
} as const

/** Whom the hub may ask what they know. */
export const agencies = {
  police: 'Police',
  'health visitor': 'Health visitor or school nurse',
  gp: 'GP',
  school: 'School or nursery',
  hospital: 'Hospital',
  'mental health': 'Mental health service',
  housing: 'Housing',
  probation: 'Probation',
  'adult care': 'Adult social care',
  'substance misuse': 'Drug and alcohol service',
  'domestic abuse': 'Domestic abuse service',
  other: 'Someone else',
} as const
export type Agency = keyof typeof agencies
