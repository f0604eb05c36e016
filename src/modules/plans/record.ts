import {
  choice,
  dayField,
  line,
  optional,
  recordField,
  staffField,
  whole,
  words,
} from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

/** One version of a plan. A live one is never edited: the next is drafted beside it, and takes its place when authorised. */
export const plan = recordType({
  table: 'plan',
  title: 'Plan',
  states: ['draft', 'sent', 'live', 'replaced', 'ended'],
  happened: 'draftedOn',
  fields: {
    kind: choice({
      label: 'What kind of plan is it?',
      options: {
        'child in need': 'Child in need plan',
        'child protection': 'Child protection plan',
        care: 'Care plan',
        pathway: 'Pathway plan',
        'family help': 'Family help plan',
      },
      missing: 'Select what kind of plan it is',
    }),
    number: whole({ label: 'Which version is it?', missing: 'Enter which version it is' }),
    replacesId: optional(
      recordField({ label: 'Which version did it replace?', missing: 'Select the version it replaced' }),
    ),
    underId: optional(
      recordField({
        label: 'Which period of help is it the plan of?',
        missing: 'Select the period of help it is the plan of',
      }),
    ),
    changedWhy: optional(
      words({
        label: 'What has changed since the last version, and why?',
        missing: 'Enter what has changed and why',
      }),
    ),
    worries: optional(
      words({
        label: 'What are we worried about, and what could happen to the child?',
        hint: 'In words the family would recognise.',
        missing: 'Enter what we are worried about',
      }),
    ),
    needs: optional(words({ label: 'What does the child need?', missing: 'Enter what the child needs' })),
    childSays: optional(
      words({
        label: 'What does the child say about the plan?',
        hint: 'Their own words, or what they showed.',
        missing: 'Enter what the child says about the plan',
      }),
    ),
    parentsAgree: optional(
      choice({
        label: 'Do the parents agree with the plan?',
        options: { yes: 'Yes', partly: 'Partly', no: 'No' },
        missing: 'Select whether the parents agree',
      }),
    ),
    parentsSay: optional(words({ label: 'What do the parents say?', missing: 'Enter what the parents say' })),
    ifNot: optional(
      words({
        label: 'What will we do if nothing changes?',
        missing: 'Enter what we will do if nothing changes',
      }),
    ),
    ifNotOn: optional(dayField({ label: 'By when will we do it?', missing: 'Enter by when we will do it' })),
    consent: optional(
      choice({
        label: 'Has consent been given to this help?',
        options: { given: 'Given', refused: 'Refused', 'not needed': 'Not needed by law' },
        missing: 'Select whether consent has been given',
      }),
    ),
    chairedBy: optional(line({ label: 'Who leads the reviews?', missing: 'Enter who leads the reviews' })),
    agencies: optional(
      line({
        label: 'Who else is part of the plan?',
        hint: 'Services and people, such as Mill Primary, the health visitor, Nan.',
        missing: 'Enter who else is part of the plan',
      }),
    ),
    seesId: optional(
      staffField({ label: 'Who will see the child?', missing: 'Select who will see the child' }),
    ),
    visitEvery: optional(
      whole({
        label: 'How often, in working days?',
        missing: 'Enter how often the child will be seen, as a number of working days',
      }),
    ),
    nextReviewOn: optional(
      dayField({ label: 'When is the next review?', missing: 'Enter the day of the next review' }),
    ),
    draftedOn: dayField({ label: 'When was it begun?', missing: 'Enter the day it was begun' }),
    draftedBy: optional(staffField({ label: 'Who began it?', missing: 'Select who began it' })),
    sentOn: optional(
      dayField({ label: 'When was it sent to be authorised?', missing: 'Enter the day it was sent' }),
    ),
    sentBy: optional(staffField({ label: 'Who sent it?', missing: 'Select who sent it' })),
    returnedOn: optional(
      dayField({ label: 'When was it sent back?', missing: 'Enter the day it was sent back' }),
    ),
    returnedWhy: optional(
      words({ label: 'What needs to be different?', missing: 'Enter what needs to be different' }),
    ),
    authorisedOn: optional(
      dayField({ label: 'When was it authorised?', missing: 'Enter the day it was authorised' }),
    ),
    authorisedBy: optional(staffField({ label: 'Who authorised it?', missing: 'Select who authorised it' })),
    verifiedOn: optional(
      dayField({
        label: 'When did the chair or reviewing officer agree it?',
        missing: 'Enter the day they agreed it',
      }),
    ),
    verifiedBy: optional(
      staffField({
        label: 'Which chair or reviewing officer agreed it?',
        missing: 'Select the chair or reviewing officer',
      }),
    ),
    replacedOn: optional(
      dayField({
        label: 'When did a later version take its place?',
        missing: 'Enter the day it was replaced',
      }),
    ),
    endedOn: optional(dayField({ label: 'When did it end?', missing: 'Enter the day it ended' })),
    endedWhy: optional(words({ label: 'Why is the plan ending?', missing: 'Enter why the plan is ending' })),
  },
})

export type Plan = Row<typeof plan>
export type PlanKind = NonNullable<Plan['kind']>

export const planOutcome = recordType({
  table: 'planOutcome',
  title: 'What must change',
  states: ['proposed', 'open', 'met', 'stopped', 'replaced', 'dropped'],
  happened: 'setOn',
  fields: {
    what: line({
      label: 'What must be different for the child?',
      missing: 'Enter what must be different for the child',
    }),
    measure: optional(line({ label: 'How will we know?', missing: 'Enter how we will know' })),
    setOn: dayField({ label: 'When was it agreed?', missing: 'Enter the day it was agreed' }),
    byOn: optional(dayField({ label: 'By when?', missing: 'Enter the day it should be different by' })),
    movedOn: optional(
      dayField({ label: 'When did it last move forward?', missing: 'Enter the day it last moved forward' }),
    ),
    progress: optional(
      choice({
        label: 'Is it different yet?',
        options: { yes: 'Yes', some: 'Some of it', 'no change': 'No change', 'not started': 'Not started' },
        missing: 'Select whether it is different yet',
      }),
    ),
    ifNot: optional(
      words({
        label: 'What will we do if nothing changes?',
        missing: 'Enter what we will do if nothing changes',
      }),
    ),
    planId: optional(
      recordField({ label: 'Which version of the plan brought it?', missing: 'Select the version' }),
    ),
    replacesId: optional(
      recordField({ label: 'Which outcome did it take the place of?', missing: 'Select the outcome' }),
    ),
    baseline: optional(line({ label: 'How is it now?', missing: 'Enter how it is now' })),
    shown: optional(words({ label: 'What shows it?', missing: 'Enter what shows it' })),
    closedOn: optional(
      dayField({ label: 'When was it met or stopped?', missing: 'Enter the day it was met or stopped' }),
    ),
    closedWhy: optional(
      words({ label: 'Why is it no longer in the plan?', missing: 'Enter why it is no longer in the plan' }),
    ),
  },
})

export type PlanOutcome = Row<typeof planOutcome>
