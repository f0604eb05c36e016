import {
  choice,
  dayField,
  line,
  optional,
  recordField,
  staffField,
  words,
  yesNo,
} from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'
import { invited } from './agencies.ts'

/** One agency, or one of the family, asked to a meeting about one child. */
export const meetingInvitation = recordType({
  table: 'meetingInvitation',
  title: 'Invitation to a meeting',
  states: ['invited', 'replied', 'attended', 'absent'],
  happened: 'invitedOn',
  fields: {
    meetingId: recordField({ label: 'Which meeting is it to?', missing: 'Select the meeting' }),
    conferenceId: optional(recordField({ label: 'Which conference?', missing: 'Select the conference' })),
    coreGroupId: optional(recordField({ label: 'Which core group?', missing: 'Select the core group' })),
    agency: choice({ label: 'Who is asked?', options: invited, missing: 'Select who is asked' }),
    who: optional(
      line({ label: 'Who comes for them?', hint: 'Name and role.', missing: 'Enter who comes for them' }),
    ),
    invitedOn: dayField({ label: 'When were they asked?', missing: 'Enter the day they were asked' }),
    response: optional(
      choice({
        label: 'What did they answer?',
        options: {
          attending: 'They will come',
          deputy: 'Somebody will come in their place',
          'report only': 'They will send a report only',
          none: 'Nothing',
        },
        missing: 'Select what they answered',
      }),
    ),
    attended: optional(
      choice({
        label: 'Did they come?',
        options: { 'in person': 'Yes, in person', video: 'Yes, by video', no: 'No' },
        missing: 'Select whether they came',
      }),
    ),
    apologyReason: optional(
      line({ label: 'Why could they not come?', missing: 'Enter why they could not come' }),
    ),
    deputyAuthority: optional(
      yesNo({
        label: 'Could whoever came in their place decide for the agency?',
        missing: 'Select yes if they could decide for the agency',
      }),
    ),
    reportReceivedOn: optional(
      dayField({ label: 'When did their report come?', missing: 'Enter the day their report came' }),
    ),
    reportSharedOn: optional(
      dayField({
        label: 'When was their report gone through with the family?',
        missing: 'Enter the day it was gone through with the family',
      }),
    ),
    view: optional(
      choice({
        label: 'Do they think the child needs a child protection plan?',
        options: { plan: 'Yes', 'no plan': 'No', 'not said': 'They did not say' },
        missing: 'Select what they think',
      }),
    ),
    dissent: optional(
      words({
        label: 'Where they do not agree with what was decided: why?',
        missing: 'Enter why they do not agree',
      }),
    ),
    dissentSettledOn: optional(
      dayField({
        label: 'When was it settled with them?',
        missing: 'Enter the day it was settled with them',
      }),
    ),
    dissentSettledBy: optional(
      staffField({ label: 'Who settled it with them?', missing: 'Select who settled it' }),
    ),
    dissentSettledHow: optional(
      words({
        label: 'How was it settled?',
        hint: 'What they said, what you decided together, or who above you both decided.',
        missing: 'Enter how it was settled',
      }),
    ),
    lastSeenOn: optional(
      dayField({
        label: 'When did they last see the child?',
        missing: 'Enter the day they last saw the child',
      }),
    ),
    neverSeen: optional(
      yesNo({ label: 'Do they not see the child?', missing: 'Select yes if they do not see the child' }),
    ),
  },
})

export type MeetingInvitation = Row<typeof meetingInvitation>
