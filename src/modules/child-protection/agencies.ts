/** Who is asked to a conference or a core group, as they are counted. */
export const agencies = {
  'social care': 'Children’s social care',
  police: 'Police',
  school: 'School or nursery',
  'public health': 'Health visiting or school nursing',
  gp: 'GP',
  hospital: 'Hospital or community paediatrics',
  'mental health': 'Mental health service',
  'adult services': 'Adult social care',
  'substance misuse': 'Drug and alcohol service',
  'domestic abuse': 'Domestic abuse service',
  housing: 'Housing',
  probation: 'Probation',
  voluntary: 'Voluntary or community service',
  other: 'Another agency',
} as const
export type Agency = keyof typeof agencies

/** All who are asked: the family are not an agency, and are never counted as one. */
export const invited = { ...agencies, family: 'Family', child: 'The child' } as const
export type Invited = keyof typeof invited

export const isAgency = (who: string): who is Agency => who in agencies
export const agencyWords = (who: string): string => (invited as Readonly<Record<string, string>>)[who] ?? who
