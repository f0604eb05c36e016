import { choice, dayField, line, optional, staffField, words, yesNo } from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

export const earlyHelpAssessment = recordType({
  table: 'earlyHelpAssessment',
  title: 'Early help assessment',
  states: ['started', 'completed'],
  happened: 'startedOn',
  fact: 'early help',
  fields: {
    startedOn: optional(dayField({ label: 'When did it start?', missing: 'Enter the day it started' })),
    completedOn: optional(
      dayField({ label: 'When was it completed?', missing: 'Enter the day it was completed' }),
    ),
    organisation: optional(
      line({ label: 'Which organisation is doing it?', missing: 'Enter the organisation doing it' }),
    ),
  },
})

/** Early help with one lead practitioner: it waits, named, until somebody leads it. */
export const earlyHelpEpisode = recordType({
  table: 'earlyHelpEpisode',
  title: 'Early help',
  states: ['waiting', 'open', 'closed'],
  happened: 'openedOn',
  fact: 'early help',
  fields: {
    openedOn: optional(
      dayField({ label: 'When was it asked for?', missing: 'Enter the day it was asked for' }),
    ),
    cameFrom: optional(
      choice({
        label: 'How did it come?',
        options: {
          contact: 'From a contact',
          'step-down': 'Stepped down from social care',
          asked: 'The family or an agency asked',
        },
        missing: 'Select how it came',
      }),
    ),
    why: optional(words({ label: 'Why is help needed?', missing: 'Enter why help is needed' })),
    leadId: optional(
      staffField({ label: 'Which early help lead has it?', missing: 'Select the early help lead' }),
    ),
    lead: optional(
      line({
        label: 'Who is the lead practitioner, and from where?',
        missing: 'Enter who the lead practitioner is',
      }),
    ),
    consent: optional(
      yesNo({ label: 'Does the family agree to it?', missing: 'Select yes if the family agrees to it' }),
    ),
    needs: optional(words({ label: 'What does the family need?', missing: 'Enter what the family needs' })),
    familyGoals: optional(
      words({
        label: 'What does the family want to be different?',
        missing: 'Enter what the family wants to be different',
      }),
    ),
    startedOn: optional(
      dayField({
        label: 'When did the lead practitioner start?',
        missing: 'Enter the day the lead practitioner started',
      }),
    ),
    closedOn: optional(dayField({ label: 'When did it end?', missing: 'Enter the day it ended' })),
    closedWhy: optional(
      choice({
        label: 'Why did it end?',
        options: {
          'needs met': 'The family has what it needed',
          declined: 'The family did not want it',
          moved: 'They moved away',
          'stepped up': 'Social care took the family on',
          other: 'Another reason',
        },
        missing: 'Select why it ended',
      }),
    ),
  },
})

/** Early help asks social care to take a family on. */
export const stepUp = recordType({
  table: 'stepUp',
  title: 'Step up to social care',
  states: ['requested', 'accepted', 'declined', 'disputed'],
  happened: 'requestedOn',
  fact: 'early help',
  alsoHolds: ['decision'],
  // prettier-ignore
  fields: {
    requestedOn: optional(dayField({ label: 'When was it asked for?', missing: 'Enter the day it was asked for' })),
    requestedBy: optional(staffField({ label: 'Who asked?', missing: 'Select who asked' })),
    reason: optional(words({ label: 'Why is early help not enough?', missing: 'Enter why early help is not enough' })),
    risks: optional(words({ label: 'What are the risks now?', missing: 'Enter the risks now' })),
    familyView: optional(words({ label: 'What does the family think?', missing: 'Enter what the family thinks' })),
    childView: optional(words({ label: 'What does the child think?', missing: 'Enter what the child thinks' })),
    decidedOn: optional(dayField({ label: 'When was it decided?', missing: 'Enter the day it was decided' })),
    decidedBy: optional(staffField({ label: 'Who decided?', missing: 'Select who decided' })),
    thresholdReason: optional(words({ label: 'Which threshold does it meet, or not, and why?', missing: 'Enter the threshold and why' })),
    disputedOn: optional(dayField({ label: 'When was it disputed?', missing: 'Enter the day it was disputed' })),
    disputedWhy: optional(words({ label: 'Why do you disagree?', missing: 'Enter why you disagree' })),
  },
})

export type StepUp = Row<typeof stepUp>

/** Social care hands a family to early help: the episode of need stays open until the receiver has accepted. */
export const stepDown = recordType({
  table: 'stepDown',
  title: 'Step down to early help',
  states: ['proposed', 'handover', 'accepted', 'checked', 'closed', 'withdrawn'],
  happened: 'proposedOn',
  fact: 'early help',
  alsoHolds: ['handover'],
  fields: {
    proposedOn: optional(
      dayField({ label: 'When was it proposed?', missing: 'Enter the day it was proposed' }),
    ),
    proposedBy: optional(staffField({ label: 'Who proposed it?', missing: 'Select who proposed it' })),
    reason: optional(
      words({ label: 'Why is it time to step down?', missing: 'Enter why it is time to step down' }),
    ),
    risks: optional(
      words({ label: 'What could still go wrong?', missing: 'Enter what could still go wrong' }),
    ),
    managedBy: optional(
      words({
        label: 'Who will manage each of these, and how?',
        missing: 'Enter who will manage each of these',
      }),
    ),
    familyView: optional(
      words({ label: 'What does the family think?', missing: 'Enter what the family thinks' }),
    ),
    childView: optional(
      words({ label: 'What does the child think?', missing: 'Enter what the child thinks' }),
    ),
    agreedOn: optional(
      dayField({ label: 'When did the manager agree?', missing: 'Enter the day the manager agreed' }),
    ),
    agreedBy: optional(
      staffField({ label: 'Which manager agreed?', missing: 'Select the manager who agreed' }),
    ),
    receiverId: optional(
      staffField({
        label: 'Who in early help will take the family on?',
        missing: 'Select who in early help will take the family on',
      }),
    ),
    meetingOn: optional(
      dayField({
        label: 'When did you meet the family with their worker?',
        missing: 'Enter the day you met the family with their worker',
      }),
    ),
    acceptedOn: optional(
      dayField({ label: 'When was it accepted?', missing: 'Enter the day it was accepted' }),
    ),
    sentBackWhy: optional(
      words({ label: 'What must change before you can accept?', missing: 'Enter what must change' }),
    ),
    checkedOn: optional(
      dayField({ label: 'When was the 12-week check?', missing: 'Enter the day of the check' }),
    ),
    checkedBy: optional(staffField({ label: 'Who checked?', missing: 'Select who checked' })),
    found: optional(
      choice({
        label: 'How is the family 12 weeks on?',
        options: {
          sustained: 'The change has held',
          worse: 'Things are worse',
          're-referred': 'The child has been referred again',
        },
        missing: 'Select how the family is',
      }),
    ),
    foundWords: optional(words({ label: 'How do you know?', missing: 'Enter how you know' })),
    closedOn: optional(dayField({ label: 'When was it closed?', missing: 'Enter the day it was closed' })),
    withdrawnOn: optional(
      dayField({ label: 'When was it withdrawn?', missing: 'Enter the day it was withdrawn' }),
    ),
    withdrawnWhy: optional(words({ label: 'Why is it withdrawn?', missing: 'Enter why it is withdrawn' })),
  },
})

export type StepDown = Row<typeof stepDown>
