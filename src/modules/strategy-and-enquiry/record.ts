import { choice, dayField, optional, recordField, whole, yesNo } from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

export const strategyDiscussion = recordType({
  table: 'strategyDiscussion',
  title: 'Strategy discussion',
  states: ['asked for', 'held'],
  happened: 'heldOn',
  fact: 'strategy discussion',
  fields: {
    concernOn: optional(
      dayField({
        label: 'When was significant harm first suspected?',
        missing: 'Enter the day significant harm was first suspected',
      }),
    ),
    heldOn: optional(dayField({ label: 'When was it held?', missing: 'Enter the day it was held' })),
    outcome: optional(
      choice({
        label: 'What was decided?',
        options: {
          'single enquiry': "An enquiry by children's social care",
          'joint enquiry': 'An enquiry with the police',
          'no enquiry': 'No enquiry',
        },
        missing: 'Select what was decided',
      }),
    ),
  },
})

export const section47 = recordType({
  table: 'section47',
  title: 'Section 47 enquiry',
  states: ['open', 'concluded'],
  happened: 'startedOn',
  fact: 'section 47',
  fields: {
    episodeId: optional(
      recordField({ label: 'Which referral is it part of?', missing: 'Select the referral it is part of' }),
    ),
    startedOn: optional(
      dayField({
        label: 'When did the strategy discussion start the enquiry?',
        missing: 'Enter the day the strategy discussion started the enquiry',
      }),
    ),
    conferenceTargetOn: optional(
      dayField({
        label: 'By when must the initial conference be held?',
        missing: 'Enter the day by which the conference must be held',
      }),
    ),
    conferenceOn: optional(
      dayField({
        label: 'When was the initial conference?',
        missing: 'Enter the day of the initial conference',
      }),
    ),
    conferenceNotRequired: optional(
      yesNo({
        label: 'Was it decided that no conference was needed?',
        missing: 'Select yes if no conference was needed',
      }),
    ),
    conferenceLedToPlan: optional(
      yesNo({
        label: 'Did the conference lead to a child protection plan?',
        missing: 'Select yes if the conference led to a plan',
      }),
    ),
    concludedOn: optional(
      dayField({ label: 'When was it concluded?', missing: 'Enter the day it was concluded' }),
    ),
    outcome: optional(
      choice({
        label: 'What did the enquiry find?',
        options: {
          'no concern': 'The concern was not borne out',
          'concern not continuing': 'There was harm, and the child is not at continuing risk',
          'continuing risk': 'The child is at continuing risk of significant harm',
        },
        missing: 'Select what the enquiry found',
      }),
    ),
    previousEnquiries: optional(
      whole({
        label: 'How many enquiries were there in the 12 months before?',
        missing: 'Enter how many enquiries there were in the 12 months before',
      }),
    ),
    previousConferences: optional(
      whole({
        label: 'How many initial conferences were there in the 12 months before?',
        missing: 'Enter how many initial conferences there were in the 12 months before',
      }),
    ),
  },
})

export type StrategyDiscussion = Row<typeof strategyDiscussion>
export type Section47 = Row<typeof section47>
