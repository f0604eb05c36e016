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

/** What a family waits for, in the words of the screen. */
export const services = {
  'domestic abuse': 'A domestic abuse service',
  neglect: 'Help with neglect',
  parenting: 'Parenting help',
  'substance misuse': 'A drug or alcohol service',
  'adult mental health': 'Mental health help for an adult',
  'child mental health': 'Mental health help for a child',
  housing: 'Housing',
  other: 'Another service',
} as const

export const serviceReferral = recordType({
  table: 'serviceReferral',
  title: 'Referral to a service',
  states: ['referred', 'accepted', 'started', 'completed', 'declined', 'dropped'],
  happened: 'referredOn',
  fact: 'service',
  fields: {
    service: optional(
      choice({ label: 'Which service?', options: services, missing: 'Select which service' }),
    ),
    provider: optional(line({ label: 'Who runs it?', missing: 'Enter who runs it' })),
    forWhom: optional(
      choice({
        label: 'Who is it for?',
        options: {
          child: 'The child',
          parent: 'A parent or carer',
          family: 'The family',
          'who harmed': 'Whoever has done harm',
        },
        missing: 'Select who it is for',
      }),
    ),
    need: optional(words({ label: 'What do they need it for?', missing: 'Enter what they need it for' })),
    outcomeId: optional(
      recordField({
        label: 'Which outcome of the plan depends on it?',
        missing: 'Select the outcome that depends on it',
      }),
    ),
    referredOn: optional(
      dayField({ label: 'When were they referred?', missing: 'Enter the day they were referred' }),
    ),
    acceptedOn: optional(
      dayField({
        label: 'When did the service accept them?',
        missing: 'Enter the day the service accepted them',
      }),
    ),
    chasedOn: optional(dayField({ label: 'When was it chased?', missing: 'Enter the day it was chased' })),
    chasedSaid: optional(
      words({ label: 'What did the service say?', missing: 'Enter what the service said' }),
    ),
    meanwhile: optional(
      words({
        label: 'How is the family kept safe while they wait?',
        missing: 'Enter how the family is kept safe while they wait',
      }),
    ),
    meanwhileOn: optional(
      dayField({ label: 'When was that agreed?', missing: 'Enter the day that was agreed' }),
    ),
    startedOn: optional(dayField({ label: 'When did it start?', missing: 'Enter the day it started' })),
    declinedWhy: optional(
      words({ label: 'Why did the service decline?', missing: 'Enter why the service declined' }),
    ),
    endedOn: optional(dayField({ label: 'When did it end?', missing: 'Enter the day it ended' })),
    endedHow: optional(
      words({ label: 'What came of it for the child?', missing: 'Enter what came of it for the child' }),
    ),
  },
})

export const riskTool = recordType({
  table: 'riskTool',
  title: 'Tool for neglect or domestic abuse',
  states: ['completed'],
  happened: 'completedOn',
  fields: {
    tool: optional(
      choice({
        label: 'Which tool?',
        options: {
          'graded care profile': 'Graded Care Profile 2',
          dash: 'DASH risk checklist',
          'neglect tool': 'Another tool for neglect',
          'domestic abuse tool': 'Another tool for domestic abuse',
        },
        missing: 'Select which tool',
      }),
    ),
    completedOn: optional(
      dayField({ label: 'When was it completed?', missing: 'Enter the day it was completed' }),
    ),
    completedBy: optional(staffField({ label: 'Who completed it?', missing: 'Select who completed it' })),
    withWhom: optional(line({ label: 'Who took part?', missing: 'Enter who took part' })),
    level: optional(
      choice({
        label: 'How grave does it say it is?',
        options: { low: 'Low', medium: 'Medium', high: 'High' },
        missing: 'Select how grave it says it is',
      }),
    ),
    found: optional(words({ label: 'What did it show?', missing: 'Enter what it showed' })),
  },
})

export type ServiceReferral = Row<typeof serviceReferral>
