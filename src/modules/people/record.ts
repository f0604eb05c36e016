import {
  choice,
  dayField,
  line,
  optional,
  person,
  staffField,
  words,
  yesNo,
} from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

/** A person is a record of their own: their answers are corrected like any other's. */
export const personRecord = recordType({
  table: 'person',
  title: 'Person',
  states: ['active', 'merged', 'archived'],
  happened: 'bornOn',
  fields: {
    givenName: optional(line({ label: 'First names', missing: 'Enter the first names' })),
    familyName: optional(line({ label: 'Last name', missing: 'Enter the last name' })),
    knownAs: optional(
      line({ label: 'What they like to be called', missing: 'Enter what they like to be called' }),
    ),
    bornOn: optional(
      dayField({ label: 'Date of birth', missing: 'Enter a real date of birth, or leave it empty' }),
    ),
    expectedOn: optional(
      dayField({ label: 'If not yet born, when are they due?', missing: 'Enter the day they are due' }),
    ),
    diedOn: optional(dayField({ label: 'If they have died, when?', missing: 'Enter the day they died' })),
    sex: optional(
      choice({
        label: 'Sex',
        options: { M: 'Male', F: 'Female', U: 'Not known', I: 'Neither' },
        missing: 'Select their sex',
      }),
    ),
    firstLanguage: optional(line({ label: 'First language', missing: 'Enter their first language' })),
    interpreter: optional(
      yesNo({ label: 'Do they need an interpreter?', missing: 'Select yes if they need an interpreter' }),
    ),
    school: optional(line({ label: 'School or nursery', missing: 'Enter the school or nursery' })),
    phone: optional(line({ label: 'Phone', missing: 'Enter a phone number' })),
    nhsNumber: optional(line({ label: 'NHS number', hint: 'Ten figures', missing: 'Enter the NHS number' })),
    upn: optional(
      line({
        label: 'Unique pupil number',
        hint: 'A letter and twelve figures',
        missing: 'Enter the unique pupil number',
      }),
    ),
    workerRisk: optional(
      words({ label: 'What must a worker know before visiting?', missing: 'Enter what a worker must know' }),
    ),
  },
})

export const formerName = recordType({
  table: 'formerName',
  title: 'Other name',
  states: ['recorded'],
  happened: 'untilOn',
  fields: {
    givenName: optional(line({ label: 'First name', missing: 'Enter the first name' })),
    familyName: optional(line({ label: 'Last name', missing: 'Enter the last name' })),
    kind: choice({
      label: 'What kind of name is it?',
      options: {
        former: 'A name they used to have',
        alias: 'A name they also go by',
        birth: 'Their name at birth',
      },
      missing: 'Select what kind of name it is',
    }),
    untilOn: optional(dayField({ label: 'Until when?', missing: 'Enter the day they stopped using it' })),
  },
})

export const address = recordType({
  table: 'address',
  title: 'Address',
  states: ['recorded'],
  happened: 'fromOn',
  fields: {
    lines: optional(line({ label: 'Address', missing: 'Enter the address' })),
    postcode: optional(line({ label: 'Postcode', missing: 'Enter the postcode' })),
    kind: choice({
      label: 'What is it?',
      options: {
        home: 'Home',
        placement: 'Where they are placed',
        family: 'A family member’s home',
        other: 'Another address',
      },
      missing: 'Select what the address is',
    }),
    confidential: yesNo({
      label: 'Must it be kept from anyone in the family?',
      missing: 'Select yes if it must be kept from anyone',
    }),
    fromOn: optional(dayField({ label: 'Since when?', missing: 'Enter the day they moved in' })),
    toOn: optional(dayField({ label: 'Until when?', missing: 'Enter the day they moved out' })),
  },
})

export const relationship = recordType({
  table: 'relationship',
  title: 'Relationship',
  states: ['recorded', 'ended'],
  happened: 'fromOn',
  fields: {
    relativeId: person({ label: 'Who is it?', missing: 'Select the person' }),
    kind: choice({
      label: 'Who are they to the child?',
      options: {
        mother: 'Mother',
        father: 'Father',
        parent: 'Parent',
        'step-parent': 'Step-parent',
        sibling: 'Brother or sister',
        'half-sibling': 'Half-brother or half-sister',
        grandparent: 'Grandparent',
        'aunt or uncle': 'Aunt or uncle',
        carer: 'Carer',
        'partner of parent': 'Partner of a parent',
        'significant adult': 'Another adult who matters',
        'child of': 'Their child',
      },
      missing: 'Select who they are to the child',
    }),
    parentalResponsibility: choice({
      label: 'Do they have parental responsibility?',
      options: { yes: 'Yes', no: 'No', shared: 'Shared', unknown: 'Not known' },
      missing: 'Select whether they have parental responsibility',
    }),
    household: optional(
      yesNo({ label: 'Do they live with the child?', missing: 'Select yes if they live with the child' }),
    ),
    risk: choice({
      label: 'Are they a risk to the child?',
      options: { 'none known': 'None known', alleged: 'Alleged', established: 'Established' },
      missing: 'Select whether they are a risk to the child',
    }),
    contactRestricted: yesNo({
      label: 'Is their contact with the child restricted?',
      missing: 'Select yes if their contact is restricted',
    }),
    spokenToOn: optional(
      dayField({ label: 'When did we last speak to them?', missing: 'Enter the day we last spoke to them' }),
    ),
    safeToCall: optional(
      yesNo({ label: 'Is it safe to call them?', missing: 'Select yes if it is safe to call them' }),
    ),
    about: optional(
      words({ label: 'What should we know about them?', missing: 'Enter what we should know about them' }),
    ),
    fromOn: optional(dayField({ label: 'Since when?', missing: 'Enter the day it began' })),
    toOn: optional(dayField({ label: 'Until when?', missing: 'Enter the day it ended' })),
  },
})

/** Two records found to be one person. The child's own record is the one that stays. */
export const merge = recordType({
  table: 'merge',
  title: 'Merge of two records',
  states: ['proposed', 'merged', 'refused', 'undone'],
  happened: 'mergedOn',
  fields: {
    loserId: person({ label: 'Which other record is the same person?', missing: 'Select the other record' }),
    why: optional(
      words({
        label: 'How do you know they are one person?',
        missing: 'Enter how you know they are one person',
      }),
    ),
    decidedWhy: optional(words({ label: 'Why was that decided?', missing: 'Enter why that was decided' })),
    undoneWhy: optional(
      words({
        label: 'Why are they two people after all?',
        missing: 'Enter why they are two people after all',
      }),
    ),
    proposedBy: optional(staffField({ label: 'Who proposed it?', missing: 'Select who proposed it' })),
    mergedOn: optional(
      dayField({ label: 'When were they merged?', missing: 'Enter the day they were merged' }),
    ),
  },
})
export type Merge = Row<typeof merge>
