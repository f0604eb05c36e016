import {
  choice,
  dayField,
  optional,
  staffField,
  teamField,
  words,
  yesNo,
} from '../../platform/record/field.ts'
import { labels } from '../../platform/record/labels.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

export const allocation = recordType({
  table: 'allocation',
  title: 'Allocation',
  states: ['allocated', 'ended'],
  happened: 'fromOn',
  fact: 'allocation',
  alsoHolds: ['handover'],
  fields: {
    role: choice({
      label: 'What will they be to the child?',
      options: {
        'lead social worker': 'Lead social worker',
        'second social worker': 'Second social worker',
        'personal adviser': 'Personal adviser',
        'supervising social worker': 'Supervising social worker',
        'early help lead': 'Early help lead',
        'reviewing officer': 'Independent reviewing officer',
        chair: 'Child protection chair',
      },
      missing: 'Select what they will be to the child',
    }),
    workerId: optional(staffField({ label: 'Who is it?', missing: 'Select the worker' })),
    teamId: optional(teamField({ label: 'Which team?', missing: 'Select the team' })),
    fromOn: optional(
      dayField({ label: 'When did they take over?', missing: 'Enter the day they took over' }),
    ),
    toOn: optional(dayField({ label: 'When did they stop?', missing: 'Enter the day they stopped' })),
    swReason: optional(
      choice({
        label: 'Why did the social worker change, for the yearly return?',
        options: labels('sw_change_reason', [
          'MANAGE',
          'FCONTA',
          'LEFTRL',
          'ORGRST',
          'TSPROC',
          'ABSENC',
          'CHCHAN',
          'PCCHAN',
          'SWDIED',
          'OTHERS',
        ]),
        missing: 'Select why the social worker changed',
      }),
    ),
    endReason: optional(
      choice({
        label: 'Why did it end?',
        options: {
          'left employment': 'Left the council',
          'agency ended': 'Agency contract ended',
          'team transfer': 'The child moved to another team',
          sickness: 'Sickness',
          'child request': 'The child asked for someone else',
          promotion: 'Promotion',
          caseload: 'Too many children to work with',
          conflict: 'Conflict of interest',
          closed: 'Our work with the child ended',
          'not given': 'Not given',
        },
        missing: 'Select why it ended',
      }),
    ),
    planned: optional(
      yesNo({ label: 'Was the change planned?', missing: 'Select yes if the change was planned' }),
    ),
    handoverNote: optional(
      words({
        label: 'What must the next worker know?',
        hint: 'What the child is like, what matters to them, what worries you, what has been promised.',
        missing: 'Enter what the next worker must know',
      }),
    ),
    childToldOn: optional(
      dayField({ label: 'When was the child told why?', missing: 'Enter the day the child was told why' }),
    ),
    jointVisitOn: optional(
      dayField({
        label: 'When did both workers visit together?',
        missing: 'Enter the day of the joint visit',
      }),
    ),
    overLimitWhy: optional(
      words({
        label: 'Why must it be this worker, though they carry too much?',
        missing: 'Enter why it must be this worker',
      }),
    ),
    reliefPlan: optional(
      words({
        label: 'What will bring down what they carry?',
        hint: 'Which children will go to whom, or which work will end.',
        missing: 'Enter what will bring down what they carry',
      }),
    ),
    reliefByOn: optional(
      dayField({ label: 'By when?', missing: 'Enter the day they will be within their limit again' }),
    ),
    overLimitBy: optional(
      staffField({ label: 'Which manager allowed it?', missing: 'Select the manager who allowed it' }),
    ),
    changesReviewedOn: optional(
      dayField({
        label: 'When did the service manager look at the changes of worker?',
        missing: 'Enter the day the service manager looked at the changes of worker',
      }),
    ),
  },
})

export type Allocation = Row<typeof allocation>
