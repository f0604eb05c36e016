import { choice, dayField, line, optional, whole, yesNo } from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType } from '../../platform/record/record.ts'

export const cinEpisode = recordType({
  table: 'cinEpisode',
  title: 'Referral and episode of need',
  states: ['open', 'closed', 'no further action'],
  happened: 'referredOn',
  fact: 'referral',
  fields: {
    referredOn: optional(
      dayField({ label: 'When was the referral?', missing: 'Enter the day of the referral' }),
    ),
    source: optional(
      choice({
        label: 'Who referred the child?',
        options: labels('referral_source', [
          '1A',
          '1B',
          '1C',
          '1D',
          '2A',
          '2B',
          '3A',
          '3B',
          '3C',
          '3D',
          '3E',
          '3F',
          '4',
          '5A',
          '5B',
          '5C',
          '5D',
          '6',
          '7',
          '8',
          '9',
          '10',
        ]),
        missing: 'Select who referred the child',
      }),
    ),
    primaryNeed: optional(
      choice({
        label: 'What is the main reason the child needs help?',
        options: labels('primary_need', ['N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8', 'N9', 'N0']),
        missing: 'Select the main reason the child needs help',
      }),
    ),
    noFurtherAction: optional(
      yesNo({
        label: 'Did the referral end with no further action?',
        missing: 'Select yes if the referral ended with no further action',
      }),
    ),
    closedOn: optional(dayField({ label: 'When did it close?', missing: 'Enter the day it closed' })),
    closureReason: optional(
      choice({
        label: 'Why did it close?',
        options: labels('reason_for_closure', [
          'RC1',
          'RC2',
          'RC3',
          'RC4',
          'RC5',
          'RC6',
          'RC7',
          'RC8',
          'RC9',
        ]),
        missing: 'Select why it closed',
      }),
    ),
    firstConferenceOn: optional(
      dayField({
        label: 'When was the initial child protection conference?',
        missing: 'Enter the day of the initial conference',
      }),
    ),
    caseStatus: optional(
      line({ label: 'Status, as the return gives it', missing: 'Enter the status as the return gives it' }),
    ),
    previousReferrals: optional(
      whole({
        label: 'How many referrals were there in the 12 months before?',
        missing: 'Enter how many referrals there were in the 12 months before',
      }),
    ),
  },
})
