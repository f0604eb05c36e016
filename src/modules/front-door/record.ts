import {
  choice,
  choices,
  dayField,
  instantField,
  line,
  optional,
  recordField,
  staffField,
  words,
  yesNo,
} from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType, type Row } from '../../platform/record/record.ts'
import { channels, concerns, decisions, urgencies } from './words.ts'

const sources = [
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
] as const

/** A contact is of one child: those of brothers and sisters that came in one telling carry the same `togetherId`. */
export const contact = recordType({
  table: 'contact',
  title: 'Contact',
  states: ['received', 'triaged', 'checking', 'awaiting decision', 'decided', 'disputed', 'linked', 'closed'],
  happened: 'receivedOn',
  fact: 'contact',
  alsoHolds: ['triage', 'decision', 'feedback'],
  fields: {
    receivedOn: optional(dayField({ label: 'When did it come in?', missing: 'Enter the day it came in' })),
    receivedAt: optional(instantField({ label: 'At what time?', missing: 'Enter the time it came in' })),
    source: optional(
      choice({
        label: 'Who contacted us?',
        options: labels('referral_source', sources),
        missing: 'Select who contacted us',
      }),
    ),
    channel: optional(
      choice({ label: 'How did it come?', options: channels, missing: 'Select how it came' }),
    ),
    referrerName: optional(
      line({
        label: 'What is their name?',
        hint: 'Leave it out if they do not want to say.',
        missing: 'Enter their name',
      }),
    ),
    referrerAgency: optional(
      line({
        label: 'Which school, service or organisation are they from?',
        missing: 'Enter where they are from',
      }),
    ),
    referrerReply: optional(
      line({
        label: 'How can we reply to them?',
        hint: 'A phone number, an email or an address.',
        missing: 'Enter how we can reply to them',
      }),
    ),
    receipt: optional(line({ label: 'Receipt number', missing: 'Enter the receipt number' })),
    concerns: optional(
      choices({
        label: 'What is the worry about?',
        options: concerns,
        missing: 'Select what the worry is about',
      }),
    ),
    narrative: optional(
      words({
        label: 'What are they worried about, in their own words?',
        missing: 'Enter what they are worried about',
      }),
    ),
    dailyLife: optional(
      words({
        label: 'What is it like to be this child, day to day?',
        missing: 'Enter what it is like to be this child',
      }),
    ),
    immediateDanger: optional(
      yesNo({
        label: 'Is the child in danger now?',
        hint: 'If so, ring 999 first.',
        missing: 'Select yes if the child is in danger now',
      }),
    ),
    consent: optional(
      choice({
        label: 'Do the parents agree to information being shared?',
        options: {
          given: 'Yes',
          refused: 'No, they were asked and refused',
          'not asked': 'They have not been asked',
        },
        missing: 'Select whether the parents agree',
      }),
    ),
    consentWhy: optional(
      line({
        label: 'If they were not asked, or refused, why?',
        missing: 'Enter why they were not asked, or why they refused',
      }),
    ),
    parentsInformed: optional(
      yesNo({ label: 'Do the parents know about this contact?', missing: 'Select yes if the parents know' }),
    ),
    urgency: optional(
      choice({ label: 'How urgent is it?', options: urgencies, missing: 'Select how urgent it is' }),
    ),
    ratedAt: optional(
      instantField({ label: 'When was it first looked at?', missing: 'Enter when it was first looked at' }),
    ),
    ratedBy: optional(
      staffField({ label: 'Who looked at it first?', missing: 'Select who looked at it first' }),
    ),
    quality: optional(
      choice({
        label: 'How good is what we were told?',
        options: { good: 'Good', adequate: 'Enough', poor: 'Poor: something is missing' },
        missing: 'Select how good what we were told is',
      }),
    ),
    qualityMissing: optional(line({ label: 'What is missing?', missing: 'Enter what is missing' })),
    downgradedWhy: optional(
      words({ label: 'Why is it no longer red?', missing: 'Enter why it is no longer red' }),
    ),
    checksWaivedWhy: optional(
      words({
        label: 'Why is it not waiting for every agency?',
        missing: 'Enter why it is not waiting for every agency',
      }),
    ),
    readyOn: optional(
      dayField({ label: 'When was it ready to decide?', missing: 'Enter the day it was ready to decide' }),
    ),
    threshold: optional(
      choice({
        label: 'Which level of need is it?',
        options: {
          '1': 'Level 1: universal',
          '2': 'Level 2: early help',
          '3': 'Level 3: targeted early help',
          '4': 'Level 4: social care',
        },
        missing: 'Select the level of need',
      }),
    ),
    decision: optional(
      choice({ label: 'What does it need?', options: decisions, missing: 'Select what it needs' }),
    ),
    outcome: optional(line({ label: 'What was decided?', missing: 'Enter what was decided' })),
    rationale: optional(words({ label: 'Why, in words the family could read?', missing: 'Enter why' })),
    lawfulBasis: optional(
      words({
        label: 'What lets us go on without the parents’ agreement?',
        hint: 'Only where they refused or were not asked.',
        missing: 'Enter what lets us go on without the parents’ agreement',
      }),
    ),
    decidedOn: optional(
      dayField({ label: 'When did a manager decide?', missing: 'Enter the day a manager decided' }),
    ),
    decidedBy: optional(staffField({ label: 'Who decided?', missing: 'Select who decided' })),
    countersignedOn: optional(
      dayField({
        label: 'When did the service manager agree?',
        missing: 'Enter the day the service manager agreed',
      }),
    ),
    countersignedBy: optional(
      staffField({ label: 'Which service manager agreed?', missing: 'Select who agreed' }),
    ),
    countersignedWhy: optional(
      words({
        label: 'Why may it end without an assessment, though it is not the first?',
        missing: 'Enter why it may end without an assessment',
      }),
    ),
    feedbackWords: optional(words({ label: 'What are they told?', missing: 'Enter what they are told' })),
    feedbackHow: optional(
      choice({
        label: 'How are they told?',
        options: {
          letter: 'By letter',
          email: 'By email',
          phone: 'By phone',
          'in person': 'In person',
          withheld: 'Not told',
        },
        missing: 'Select how they are told',
      }),
    ),
    feedbackWithheldWhy: optional(
      words({ label: 'Why are they not told?', missing: 'Enter why they are not told' }),
    ),
    feedbackOn: optional(
      dayField({
        label: 'When was whoever contacted us told?',
        missing: 'Enter the day whoever contacted us was told',
      }),
    ),
    firstDecidedOn: optional(
      dayField({ label: 'When was it first decided?', missing: 'Enter the day it was first decided' }),
    ),
    disputedOn: optional(
      dayField({ label: 'When did they disagree?', missing: 'Enter the day they disagreed' }),
    ),
    disputedWhy: optional(words({ label: 'Why do they disagree?', missing: 'Enter why they disagree' })),
    openWork: optional(
      yesNo({
        label: 'Were we already helping the child?',
        missing: 'Select yes if we were already helping the child',
      }),
    ),
    openWorkerId: optional(
      staffField({ label: 'Who was helping the child?', missing: 'Select who was helping the child' }),
    ),
    openManagerId: optional(staffField({ label: 'Who is their manager?', missing: 'Select their manager' })),
    readOn: optional(
      dayField({
        label: 'When did the child’s worker read it?',
        missing: 'Enter the day the worker read it',
      }),
    ),
    readBy: optional(staffField({ label: 'Who read it?', missing: 'Select who read it' })),
    togetherId: optional(
      recordField({ label: 'Which telling did it come in?', missing: 'Select the telling it came in' }),
    ),
  },
})

export type Contact = Row<typeof contact>

/** States in which a contact waits for the front door. */
export const waitingStates = ['received', 'triaged', 'checking', 'awaiting decision', 'disputed'] as const
