import { choice, dayField, line, optional, staffField, words } from '../../platform/record/field.ts'
import { recordType } from '../../platform/record/record.ts'

/** A manager’s own look at the work with one child: what they know, what they made of it, what they asked for. */
export const oversightDiscussion = recordType({
  table: 'oversightDiscussion',
  title: 'Discussion of a child',
  states: ['recorded'],
  happened: 'heldOn',
  fact: 'supervision',
  fields: {
    heldOn: optional(dayField({ label: 'When did you talk?', missing: 'Enter the day you talked' })),
    heldBy: optional(staffField({ label: 'Which manager?', missing: 'Select the manager' })),
    trigger: optional(
      choice({
        label: 'What led to it?',
        options: {
          supervision: 'Supervision',
          escalation: 'Something was escalated',
          'dip sample': 'I looked at the record myself',
          'weekly meeting': 'The weekly meeting',
          decision: 'A decision had to be made',
          audit: 'An audit',
        },
        missing: 'Select what led to it',
      }),
    ),
    known: optional(
      words({
        label: 'What do you know about this child’s life now?',
        hint: 'What has been seen, and by whom; what has changed since last time.',
        missing: 'Enter what you know about this child’s life now',
      }),
    ),
    challenge: optional(
      words({
        label: 'What did you ask that had not been asked?',
        hint: 'What else could explain it? What would change our mind?',
        missing: 'Enter what you asked, and what came of it',
      }),
    ),
    safeNow: optional(
      choice({
        label: 'Is the child safe now?',
        options: { yes: 'Yes', no: 'No', unsure: 'I am not sure' },
        missing: 'Select whether the child is safe now',
      }),
    ),
    asked: optional(
      line({
        label: 'What must be done?',
        hint: 'One thing somebody can show was done. It becomes a direction to the child’s worker.',
        missing: 'Enter what must be done',
      }),
    ),
    askedByOn: optional(dayField({ label: 'By when?', missing: 'Enter the day it must be done by' })),
  },
})

/** The record told again in a page, so that whoever opens it next knows the child. */
export const recordSummary = recordType({
  table: 'recordSummary',
  title: 'Summary of the record',
  states: ['recorded'],
  happened: 'writtenOn',
  fact: 'summary',
  fields: {
    writtenOn: optional(dayField({ label: 'When was it written?', missing: 'Enter the day it was written' })),
    writtenBy: optional(staffField({ label: 'Who wrote it?', missing: 'Select who wrote it' })),
    story: optional(
      words({
        label: 'What has happened, in a page?',
        hint: 'The oldest harm first. What was tried, and whether it helped.',
        missing: 'Enter what has happened',
      }),
    ),
    means: optional(
      words({
        label: 'What does it mean for the child?',
        missing: 'Enter what it means for the child',
      }),
    ),
    doing: optional(
      words({
        label: 'What are we doing now, and what must whoever comes next know?',
        missing: 'Enter what we are doing now',
      }),
    ),
  },
})
