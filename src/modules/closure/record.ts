import {
  choice,
  dayField,
  line,
  names,
  optional,
  recordField,
  staffField,
  words,
  yesNo,
} from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

/** The end of our work with a child: written by the worker, decided by the manager. */
export const closure = recordType({
  table: 'closure',
  title: 'Ending our work with a child',
  states: ['draft', 'proposed', 'for countersign', 'closed', 'checked', 'withdrawn'],
  happened: 'begunOn',
  fields: {
    begunOn: optional(dayField({ label: 'When was it begun?', missing: 'Enter the day it was begun' })),
    episodeId: optional(
      recordField({ label: 'Which episode of need does it end?', missing: 'Select the episode it ends' }),
    ),
    reason: optional(
      choice({
        label: 'Why is our work ending?',
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
        missing: 'Select why our work is ending',
      }),
    ),
    whyWeCame: optional(
      words({
        label: 'Why did we come?',
        hint: 'Begun from the record. Say it as the child could read it.',
        missing: 'Enter why we came',
      }),
    ),
    whatWasDone: optional(
      words({
        label: 'What was done?',
        hint: 'Begun from the record. Put right what it does not say well.',
        missing: 'Enter what was done',
      }),
    ),
    whatChanged: optional(
      words({ label: 'What has changed for the child?', missing: 'Enter what has changed for the child' }),
    ),
    outcomesMet: optional(
      choice({
        label: 'Has what had to change, changed?',
        options: { met: 'Yes', partly: 'Partly', no: 'No' },
        missing: 'Select whether what had to change has changed',
      }),
    ),
    childView: optional(
      words({
        label: 'What does the child say about it ending?',
        hint: 'Their own words where you can; what they show, where they have none.',
        missing: 'Enter what the child says about it ending',
      }),
    ),
    childToldOn: optional(
      dayField({ label: 'When was the child told?', missing: 'Enter the day the child was told' }),
    ),
    networkAgreed: optional(
      yesNo({
        label: 'Do the family and those around them agree?',
        missing: 'Select yes if the family and those around them agree',
      }),
    ),
    partnersToldOn: optional(
      dayField({
        label: 'When were the other agencies told?',
        missing: 'Enter the day the other agencies were told',
      }),
    ),
    whoSees: optional(
      words({
        label: 'Who will see the child now, and how often?',
        missing: 'Enter who will see the child now',
      }),
    ),
    howBack: optional(
      words({
        label: 'How can the child or family come back?',
        hint: 'Whom they ring or tell, and what they were given in writing.',
        missing: 'Enter how the child or family can come back',
      }),
    ),
    ifWorse: optional(
      words({
        label: 'What will be done if things get worse?',
        missing: 'Enter what will be done if things get worse',
      }),
    ),
    carriedBy: optional(
      line({
        label: 'Who carries on what is still open?',
        hint: 'One person, by name, and where they are from. Leave it empty if no action is open.',
        missing: 'Enter who carries on what is still open',
      }),
    ),
    handoverNote: optional(
      words({
        label: 'What must whoever meets the child next know?',
        hint: 'It is kept where your time with the child ends.',
        missing: 'Enter what whoever meets the child next must know',
      }),
    ),
    proposedOn: optional(
      dayField({ label: 'When was it proposed?', missing: 'Enter the day it was proposed' }),
    ),
    proposedBy: optional(staffField({ label: 'Who proposed it?', missing: 'Select who proposed it' })),
    returnedWhy: optional(
      words({ label: 'What must be done first?', missing: 'Enter what must be done first' }),
    ),
    flags: optional(
      names({
        label: 'Why must the service manager agree too?',
        missing: 'Enter why the service manager must agree',
      }),
    ),
    outsideChecked: optional(
      words({
        label: 'How did you make sure of what Holdfast does not hold?',
        missing: 'Enter how you made sure of what Holdfast does not hold',
      }),
    ),
    decisionWhy: optional(
      words({
        label: 'Why is it safe to end our work?',
        hint: 'What you relied on, and what else you considered.',
        missing: 'Enter why it is safe to end our work',
      }),
    ),
    decidedOn: optional(
      dayField({ label: 'When did the manager decide?', missing: 'Enter the day the manager decided' }),
    ),
    decidedBy: optional(
      staffField({ label: 'Which manager decided?', missing: 'Select the manager who decided' }),
    ),
    countersignWhy: optional(
      words({ label: 'Why do you agree, knowing this?', missing: 'Enter why you agree' }),
    ),
    countersignedOn: optional(
      dayField({
        label: 'When did the service manager agree?',
        missing: 'Enter the day the service manager agreed',
      }),
    ),
    countersignedBy: optional(
      staffField({
        label: 'Which service manager agreed?',
        missing: 'Select the service manager who agreed',
      }),
    ),
    closedOn: optional(
      dayField({ label: 'When did our work end?', missing: 'Enter the day our work ended' }),
    ),
    checkOn: optional(
      dayField({
        label: 'When is it checked whether it held?',
        missing: 'Enter the day it is to be checked',
      }),
    ),
    checkedOn: optional(dayField({ label: 'When was it checked?', missing: 'Enter the day it was checked' })),
    checkedBy: optional(staffField({ label: 'Who checked?', missing: 'Select who checked' })),
    found: optional(
      choice({
        label: 'How is the child 12 weeks on?',
        options: {
          sustained: 'The change has held',
          worse: 'Things are worse',
          're-referred': 'The child has been referred again',
        },
        missing: 'Select how the child is',
      }),
    ),
    foundWords: optional(words({ label: 'How do you know?', missing: 'Enter how you know' })),
    withdrawnOn: optional(
      dayField({ label: 'When was it withdrawn?', missing: 'Enter the day it was withdrawn' }),
    ),
    withdrawnWhy: optional(
      words({
        label: 'Why do we go on working with the child?',
        missing: 'Enter why we go on working with the child',
      }),
    ),
  },
})

export type Closure = Row<typeof closure>
