import {
  choice,
  dayField,
  instantField,
  optional,
  recordField,
  words,
  yesNo,
} from '../../platform/record/field.ts'
import { recordType } from '../../platform/record/record.ts'

/** How the police grade the risk, by their own questions (DASH). */
export const grades = { high: 'High', medium: 'Medium', standard: 'Standard' } as const
export type Grade = keyof typeof grades

export const presences = {
  present: 'Was there',
  heard: 'Heard it',
  'not present': 'Was not there',
  unknown: 'Not known',
} as const
export type Presence = keyof typeof presences

export const parts = {
  child: 'Child',
  unborn: 'Unborn baby',
  victim: 'Person harmed',
  perpetrator: 'Person said to have harmed',
} as const
export type Part = keyof typeof parts
export const isChild = (part: Part): boolean => part === 'child' || part === 'unborn'

export const outcomes = {
  'link to open work': 'Pass to the worker who knows the family',
  referral: 'Make it a contact, for the manager to decide',
  'early help': 'Make it a contact, with early help in mind',
  'school told only': 'The school is told, and nothing more',
  'no further action': 'No further action',
} as const
export type ScreenOutcome = keyof typeof outcomes

/** Outcomes that bring the notice to the front door as a contact of each child. */
export const opensContacts: ReadonlySet<ScreenOutcome> = new Set<ScreenOutcome>([
  'link to open work',
  'referral',
  'early help',
])

const states = ['received', 'police screened', 'hub screened', 'actioned', 'closed'] as const
export type NoticeState = (typeof states)[number]

/** A police notice on a child's record, from the moment a person has said that it is about them. */
export const noticeOfChild = recordType({
  table: 'noticeOfChild',
  title: 'Police notice',
  states: ['screened'],
  happened: 'incidentOn',
  fact: 'police notice',
  fields: {
    incidentOn: optional(
      dayField({ label: 'On what day did it happen?', missing: 'Enter the day it happened' }),
    ),
    incidentAt: optional(instantField({ label: 'When did it happen?', missing: 'Enter when it happened' })),
    receivedAt: optional(
      instantField({ label: 'When did the notice reach us?', missing: 'Enter when the notice reached us' }),
    ),
    screenedAt: optional(
      instantField({ label: 'When was it screened?', missing: 'Enter when it was screened' }),
    ),
    grade: optional(
      choice({ label: 'How did the police grade the risk?', options: grades, missing: 'Select the grade' }),
    ),
    cameUnscreened: optional(
      yesNo({
        label: 'Did it come before the police had screened it?',
        missing: 'Select yes if the police had not screened it',
      }),
    ),
    presence: optional(
      choice({
        label: 'Was the child there?',
        options: presences,
        missing: 'Select whether the child was there',
      }),
    ),
    outcome: optional(
      choice({ label: 'What does it need?', options: outcomes, missing: 'Select what it needs' }),
    ),
    rationale: optional(words({ label: 'Why, in words the family could read?', missing: 'Enter why' })),
    noticeId: optional(recordField({ label: 'Which notice?', missing: 'Select the notice' })),
    contactId: optional(
      recordField({ label: 'Which contact did it become?', missing: 'Select the contact' }),
    ),
  },
})
