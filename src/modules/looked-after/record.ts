import { choice, dayField, line, optional, whole, yesNo } from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType } from '../../platform/record/record.ts'
import { ceasedCodes, legalStatusCodes, needCodes, placementCodes } from './codes.ts'

const legalStatus = optional(
  choice({
    label: 'Under which legal status?',
    options: labels('legal_status', legalStatusCodes),
    missing: 'Select the legal status',
  }),
)
const placementPostcode = optional(
  line({ label: 'Postcode of where they live', missing: 'Enter the postcode of where they live' }),
)
const urn = optional(
  line({
    label: 'Ofsted’s number for the home or agency',
    missing: 'Enter Ofsted’s number for the home or agency',
  }),
)

/** A stretch of care under one legal status in one placement, as the yearly return counts it. */
export const careEpisode = recordType({
  table: 'careEpisode',
  title: 'Episode of care',
  states: ['open', 'ended'],
  happened: 'startedOn',
  fact: 'placement',
  alsoHolds: ['fostering'],
  fields: {
    startedOn: optional(dayField({ label: 'When did it start?', missing: 'Enter the day it started' })),
    startedWhy: optional(
      choice({
        label: 'What changed?',
        options: labels('reason_new_episode', ['S', 'L', 'P', 'T', 'B', 'U']),
        missing: 'Select what changed',
      }),
    ),
    legalStatus,
    primaryNeed: optional(
      choice({
        label: 'What is the main reason the child needs care?',
        options: labels('primary_need', needCodes),
        missing: 'Select the main reason the child needs care',
      }),
    ),
    placementType: optional(
      choice({
        label: 'Where do they live?',
        options: labels('placement_type', placementCodes),
        missing: 'Select where they live',
      }),
    ),
    provider: optional(
      choice({
        label: 'Who provides it?',
        options: labels('placement_provider', ['PR0', 'PR1', 'PR2', 'PR3', 'PR4', 'PR5']),
        missing: 'Select who provides it',
      }),
    ),
    endedOn: optional(dayField({ label: 'When did it end?', missing: 'Enter the day it ended' })),
    endedWhy: optional(
      choice({
        label: 'Why did it end?',
        options: labels('reason_episode_ceased', ceasedCodes),
        missing: 'Select why it ended',
      }),
    ),
    movedWhy: optional(
      choice({
        label: 'Why did the child move?',
        options: labels('reason_place_change', [
          'CARPL',
          'CLOSE',
          'ALLEG',
          'STAND',
          'APPRR',
          'CREQB',
          'CREQO',
          'CHILD',
          'LAREQ',
          'PLACE',
          'CUSTOD',
          'OTHER',
        ]),
        missing: 'Select why the child moved',
      }),
    ),
    homePostcode: optional(
      line({ label: 'Postcode of their family home', missing: 'Enter the postcode of their family home' }),
    ),
    placementPostcode,
    urn,
    temporarilyApprovedOn: optional(
      dayField({
        label: 'When was the relative or friend approved for the time being?',
        missing: 'Enter the day of temporary approval',
      }),
    ),
    extendedOn: optional(
      dayField({
        label: 'When was the temporary approval extended?',
        missing: 'Enter the day the temporary approval was extended',
      }),
    ),
    approvedOn: optional(
      dayField({
        label: 'When was the relative or friend fully approved?',
        missing: 'Enter the day of full approval',
      }),
    ),
    parentsAssessedOn: optional(
      dayField({
        label: 'When was the assessment of the parents finished?',
        missing: 'Enter the day the assessment of the parents was finished',
      }),
    ),
    meantToLast: optional(
      yesNo({
        label: 'Is this home meant to last until 18?',
        missing: 'Select yes if it is meant to last until 18',
      }),
    ),
    childAgrees: optional(
      yesNo({
        label: 'Does the child understand and agree to fewer visits?',
        missing: 'Select yes if the child agrees to fewer visits',
      }),
    ),
  },
})

/** What an inspection list says of a child in our care as it stood that day. Its codes are Ofsted's, kept as given. */
export const careSummary = recordType({
  table: 'careSummary',
  title: 'In our care, as an inspection list has it',
  states: ['from a return'],
  happened: 'careStartedOn',
  fields: {
    careStartedOn: optional(
      dayField({
        label: 'When did they come into our care?',
        missing: 'Enter the day they came into our care',
      }),
    ),
    careEndedOn: optional(
      dayField({ label: 'When did they leave our care?', missing: 'Enter the day they left our care' }),
    ),
    endedWhy: optional(line({ label: 'Why did they leave?', missing: 'Enter why they left' })),
    statusSinceOn: optional(
      dayField({ label: 'Since when this legal status?', missing: 'Enter the day the legal status began' }),
    ),
    legalStatus,
    lastReviewOn: optional(
      dayField({ label: 'When was the last review?', missing: 'Enter the day of the last review' }),
    ),
    permanencePlan: optional(
      line({ label: 'What is the plan for permanence?', missing: 'Enter the plan for permanence' }),
    ),
    lastReviewingOfficerOn: optional(
      dayField({
        label: 'When did the reviewing officer last see or speak to the child?',
        missing: 'Enter the day the reviewing officer last saw or spoke to the child',
      }),
    ),
    lastHealthOn: optional(
      dayField({
        label: 'When was the last health assessment?',
        missing: 'Enter the day of the last health assessment',
      }),
    ),
    lastDentalOn: optional(
      dayField({
        label: 'When was the last dental check?',
        missing: 'Enter the day of the last dental check',
      }),
    ),
    placedOn: optional(
      dayField({
        label: 'When did they move to where they live?',
        missing: 'Enter the day they moved there',
      }),
    ),
    placementType: optional(line({ label: 'Where do they live?', missing: 'Enter where they live' })),
    provider: optional(line({ label: 'Who provides it?', missing: 'Enter who provides it' })),
    placementPostcode,
    urn,
    placementLocation: optional(
      line({
        label: 'Inside or outside our area?',
        missing: 'Enter whether it is inside or outside our area',
      }),
    ),
    placementAuthority: optional(
      line({ label: 'In which authority?', missing: 'Enter the authority it is in' }),
    ),
    needCategory: optional(
      line({
        label: 'Main reason the child needs care',
        missing: 'Enter the main reason the child needs care',
      }),
    ),
    secondPeriod: optional(
      yesNo({
        label: 'Second or later time in our care in 12 months?',
        missing: 'Select yes if it is the second or later time in 12 months',
      }),
    ),
    placementsInYear: optional(
      whole({
        label: 'How many places have they lived in over 12 months?',
        missing: 'Enter how many places they have lived in over 12 months',
      }),
    ),
    missingInYear: optional(
      whole({
        label: 'How many times have they been missing in 12 months?',
        missing: 'Enter how many times they have been missing in 12 months',
      }),
    ),
    absentInYear: optional(
      whole({
        label: 'How many times have they been away without permission in 12 months?',
        missing: 'Enter how many times they have been away without permission in 12 months',
      }),
    ),
    interviewOffered: optional(
      yesNo({
        label: 'Was an interview offered after they were last missing?',
        missing: 'Select yes if an interview was offered',
      }),
    ),
    interviewAccepted: optional(
      yesNo({ label: 'Did they accept it?', missing: 'Select yes if they accepted the interview' }),
    ),
    lastVisitOn: optional(
      dayField({ label: 'When was the last visit?', missing: 'Enter the day of the last visit' }),
    ),
  },
})

export const claReview = recordType({
  table: 'claReview',
  title: 'Looked-after review',
  states: ['held'],
  happened: 'heldOn',
  fact: 'looked-after review',
  fields: {
    heldOn: optional(dayField({ label: 'When was it held?', missing: 'Enter the day it was held' })),
    takingPart: optional(
      choice({
        label: 'How did the child take part?',
        options: labels('review_participation', ['PN0', 'PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7']),
        missing: 'Select how the child took part',
      }),
    ),
  },
})
