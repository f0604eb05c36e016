import { choice, dayField, line, optional, whole, yesNo } from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType } from '../../platform/record/record.ts'

export const adoption = recordType({
  table: 'adoption',
  title: 'Adoption',
  states: ['planned', 'placed', 'adopted', 'plan changed'],
  happened: 'decidedOn',
  fact: 'adoption',
  fields: {
    decidedOn: optional(
      dayField({
        label: 'When was it decided the child should be placed for adoption?',
        missing: 'Enter the day it was decided the child should be placed for adoption',
      }),
    ),
    placementOrderOn: optional(
      dayField({
        label: 'When was the placement order made?',
        missing: 'Enter the day of the placement order',
      }),
    ),
    matchedOn: optional(
      dayField({ label: 'When was the match agreed?', missing: 'Enter the day the match was agreed' }),
    ),
    placedOn: optional(
      dayField({
        label: 'When did the child move in with the adopters?',
        missing: 'Enter the day the child moved in',
      }),
    ),
    placedEndedOn: optional(
      dayField({
        label: 'When did the placement end without adoption?',
        missing: 'Enter the day the placement ended',
      }),
    ),
    placedEndedWhy: optional(
      choice({
        label: 'Why did it end?',
        options: labels('placed_adoption_ceased', ['RD1', 'RD2', 'RD3', 'RD4']),
        missing: 'Select why it ended',
      }),
    ),
    orderedOn: optional(
      dayField({
        label: 'When was the adoption order made?',
        missing: 'Enter the day of the adoption order',
      }),
    ),
    reversedOn: optional(
      dayField({
        label: 'When was it decided that adoption is no longer the plan?',
        missing: 'Enter the day adoption stopped being the plan',
      }),
    ),
    fosterCarerAdopting: optional(
      yesNo({
        label: 'Were the adopters the child’s foster carers?',
        missing: 'Select yes if the adopters were the child’s foster carers',
      }),
    ),
    adopters: optional(whole({ label: 'How many adopters?', missing: 'Enter how many adopters there are' })),
    adoptersSex: optional(
      choice({
        label: 'Who are the adopters?',
        options: labels('adopter_sex', ['M1', 'F1', 'MM', 'FF', 'MF']),
        missing: 'Select who the adopters are',
      }),
    ),
    adoptersStatus: optional(
      choice({
        label: 'What is their legal status?',
        options: labels('adopter_legal_status', ['L0', 'L11', 'L12', 'L2', 'L3', 'L4']),
        missing: 'Select the legal status of the adopters',
      }),
    ),
    earlyPermanenceOn: optional(
      dayField({
        label: 'When was the child placed for early permanence?',
        hint: 'Fostering for adoption or concurrent planning',
        missing: 'Enter the day the child was placed for early permanence',
      }),
    ),
    careStartedOn: optional(
      dayField({
        label: 'When did the child come into our care?',
        missing: 'Enter the day the child came into our care',
      }),
    ),
    familyId: optional(
      line({ label: 'The adopting family, as the return names it', missing: 'Enter the adopting family' }),
    ),
  },
})
