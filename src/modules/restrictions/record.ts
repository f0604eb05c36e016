import {
  choice,
  dayField,
  instantField,
  line,
  optional,
  staffField,
  words,
} from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

const asked = {
  askedOn: dayField({ label: 'Asked on', missing: 'Enter the day it was asked' }),
  askedBy: optional(staffField({ label: 'Asked by', missing: 'Select who asked' })),
  answeredOn: optional(dayField({ label: 'Answered on', missing: 'Enter the day it was answered' })),
  answeredBy: optional(staffField({ label: 'Answered by', missing: 'Select who answered' })),
  answeredWhy: optional(words({ label: 'Why was that decided?', missing: 'Enter why that was decided' })),
}

/**
 * A record that nobody may open or find but its own workers and those named; or, once sealed, those named alone. What is said of a seal is
 * of the last time it was asked for or asked to end; the events keep each.
 */
export const restriction = recordType({
  table: 'restriction',
  title: 'Restriction',
  states: ['asked', 'in force', 'seal asked', 'sealed', 'unseal asked', 'refused', 'lifted'],
  happened: 'askedOn',
  fields: {
    why: words({
      label: 'Why must this record be restricted?',
      hint: 'Such as a colleague’s own family, an address under a court order, or witness protection.',
      missing: 'Enter why the record must be restricted',
    }),
    ownerId: optional(
      staffField({
        label: 'Which service manager answers for it?',
        missing: 'Select the service manager who answers for it',
      }),
    ),
    reviewOn: optional(
      dayField({
        label: 'When will it be reviewed?',
        hint: 'Within 12 months.',
        missing: 'Enter the day it will be reviewed',
      }),
    ),
    ...asked,
    sealWhy: optional(
      words({
        label: 'Why must it be sealed, or opened again?',
        hint: 'Such as an adoption order, a former identity, or privileged legal advice.',
        missing: 'Enter why it must be sealed, or opened again',
      }),
    ),
    sealAskedOn: optional(
      dayField({ label: 'Seal asked about on', missing: 'Enter the day the seal was asked about' }),
    ),
    sealAskedBy: optional(
      staffField({ label: 'Seal asked about by', missing: 'Select who asked about the seal' }),
    ),
    sealAnsweredOn: optional(
      dayField({ label: 'Seal decided on', missing: 'Enter the day the seal was decided' }),
    ),
    sealAnsweredBy: optional(staffField({ label: 'Seal decided by', missing: 'Select who decided' })),
    sealAnsweredWhy: optional(
      words({ label: 'Why was that decided of the seal?', missing: 'Enter why that was decided' }),
    ),
    liftedOn: optional(dayField({ label: 'Lifted on', missing: 'Enter the day it was lifted' })),
    liftedBy: optional(staffField({ label: 'Lifted by', missing: 'Select who lifted it' })),
    liftedWhy: optional(words({ label: 'Why is it lifted?', missing: 'Enter why it is lifted' })),
  },
})

/** Somebody let in to a restricted record. */
export const namedAccess = recordType({
  table: 'namedAccess',
  title: 'Person let in',
  states: ['asked', 'in force', 'refused', 'ended'],
  happened: 'askedOn',
  fields: {
    staffId: staffField({ label: 'Who is to be let in?', missing: 'Select who is to be let in' }),
    why: line({ label: 'Why do they need it?', missing: 'Enter why they need it' }),
    ...asked,
    endedOn: optional(dayField({ label: 'Ended on', missing: 'Enter the day it ended' })),
    endedBy: optional(staffField({ label: 'Ended by', missing: 'Select who ended it' })),
    endedWhy: optional(line({ label: 'Why does it end?', missing: 'Enter why it ends' })),
  },
})

/** A colleague for whom this child's record does not exist. */
export const exclusion = recordType({
  table: 'exclusion',
  title: 'Conflict of interest',
  states: ['in force', 'ended'],
  happened: 'setOn',
  fields: {
    staffId: staffField({ label: 'Which colleague?', missing: 'Select the colleague' }),
    relation: choice({
      label: 'Who is the child to them?',
      options: {
        self: 'It is their own record',
        household: 'Somebody they live with',
        relative: 'A relative',
        friend: 'A friend, or a friend’s child',
        neighbour: 'A neighbour',
        school: 'At school with their own child',
        other: 'Something else',
      },
      missing: 'Select who the child is to them',
    }),
    why: optional(
      line({ label: 'Anything a manager should know?', missing: 'Enter what a manager should know' }),
    ),
    setOn: dayField({ label: 'Since', missing: 'Enter since when' }),
    setBy: optional(staffField({ label: 'Set by', missing: 'Select who set it' })),
    endedOn: optional(dayField({ label: 'Ended on', missing: 'Enter the day it ended' })),
    endedBy: optional(staffField({ label: 'Ended by', missing: 'Select who ended it' })),
    endedWhy: optional(
      line({
        label: 'Why is there no conflict any more?',
        missing: 'Enter why there is no conflict any more',
      }),
    ),
  },
})

/** A record opened in an emergency, to read, for a while. */
export const emergencyOpening = recordType({
  table: 'emergencyOpening',
  title: 'Emergency opening',
  states: ['waiting', 'open', 'refused', 'justified', 'not justified', 'needs enquiry'],
  happened: 'askedAt',
  fields: {
    staffId: staffField({ label: 'Who opened it?', missing: 'Select who opened it' }),
    reason: choice({
      label: 'Why do you need to open this record?',
      options: {
        'child at immediate risk': 'A child is at immediate risk',
        'out of hours': 'Out-of-hours duty',
        covering: 'I am covering for a colleague',
        'court order': 'A court has ordered it',
        'complaint or request': 'A complaint, or a request for records',
        'police or health': 'Police or health have asked, to safeguard a child',
        audit: 'An audit',
      },
      missing: 'Select why you need to open this record',
    }),
    why: words({
      label: 'What has happened, and what do you need to know?',
      hint: 'At least 20 letters. Your manager and the child’s manager read this today.',
      missing: 'Enter what has happened and what you need to know',
    }),
    hours: choice({
      label: 'For how long?',
      options: { '1': '1 hour', '4': '4 hours', '24': '24 hours' },
      missing: 'Select for how long',
    }),
    askedAt: instantField({ label: 'Asked at', missing: 'Enter when it was asked' }),
    openedAt: optional(instantField({ label: 'Opened at', missing: 'Enter when it was opened' })),
    untilAt: optional(instantField({ label: 'Open until', missing: 'Enter until when' })),
    approvedBy: optional(staffField({ label: 'Agreed by', missing: 'Select who agreed' })),
    reviewedOn: optional(dayField({ label: 'Looked into on', missing: 'Enter the day it was looked into' })),
    reviewedBy: optional(staffField({ label: 'Looked into by', missing: 'Select who looked into it' })),
    reviewedWhy: optional(
      words({
        label: 'What did you find or decide, and why?',
        missing: 'Enter what you found or decided, and why',
      }),
    ),
  },
})

export type Restriction = Row<typeof restriction>
export type Exclusion = Row<typeof exclusion>
