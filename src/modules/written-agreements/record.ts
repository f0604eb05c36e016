import {
  choice,
  dayField,
  line,
  names,
  optional,
  recordField,
  staffField,
  whole,
  words,
  yesNo,
} from '../../platform/record/field.ts'
import { recordType, type Row } from '../../platform/record/record.ts'

const working = choice({
  label: 'Is it working?',
  options: { yes: 'Yes', partly: 'Partly', no: 'No' },
  missing: 'Select whether it is working',
})
const independent = yesNo({
  label: 'Does that rest on something besides what they say?',
  hint: 'Seen by you, or told by somebody who has no reason to hide it.',
  missing: 'Select yes if it rests on something besides what they say',
})

export const writtenAgreement = recordType({
  table: 'writtenAgreement',
  title: 'Written agreement',
  states: ['proposed', 'active', 'declined', 'breached', 'escalated', 'ended'],
  happened: 'proposedOn',
  fact: 'written agreement',
  fields: {
    alsoFor: names({
      label: 'Which other children of the household is it for?',
      missing: 'Select the other children it is for',
    }),
    togetherId: optional(
      recordField({ label: 'Which agreement is it part of?', missing: 'Select the agreement' }),
    ),
    madeWith: optional(
      line({
        label: 'Who would agree to it?',
        hint: 'Each by name.',
        missing: 'Enter who would agree to it',
      }),
    ),
    expectations: optional(
      words({
        label: 'What would each of them do, or not do?',
        hint: 'In words they would use themselves.',
        missing: 'Enter what each of them would do',
      }),
    ),
    whoChecks: optional(line({ label: 'Who checks?', missing: 'Enter who checks' })),
    howChecked: optional(
      line({ label: 'How do they check, without asking those who signed?', missing: 'Enter how they check' }),
    ),
    howOften: optional(line({ label: 'How often?', missing: 'Enter how often it is checked' })),
    risks: optional(
      words({ label: 'Which worries is it about?', missing: 'Enter which worries it is about' }),
    ),
    otherMeasures: optional(
      words({
        label: 'What else keeps the child safe?',
        hint: 'At least one thing that depends neither on whoever is a danger nor on whoever they harm.',
        missing: 'Enter what else keeps the child safe',
      }),
    ),
    soleSafeguard: optional(
      yesNo({
        label: 'Is it the only thing that keeps the child safe?',
        missing: 'Select yes if it is the only thing that keeps the child safe',
      }),
    ),
    asksVictim: optional(
      yesNo({
        label: 'Does it ask somebody who has been abused to keep the other person away?',
        missing: 'Select yes if it asks that of somebody who has been abused',
      }),
    ),
    legalAdvice: optional(
      words({ label: 'What did the legal adviser say?', missing: 'Enter what the legal adviser said' }),
    ),
    interpreter: optional(
      choice({
        label: 'Was there an interpreter?',
        options: {
          'not needed': 'None was needed',
          used: 'Yes',
          'needed and not used': 'No, and one was needed',
        },
        missing: 'Select whether there was an interpreter',
      }),
    ),
    proposedOn: optional(
      dayField({ label: 'When was it proposed?', missing: 'Enter the day it was proposed' }),
    ),
    proposedBy: optional(staffField({ label: 'Who proposed it?', missing: 'Select who proposed it' })),
    signedOn: optional(dayField({ label: 'When was it signed?', missing: 'Enter the day it was signed' })),
    signedBy: optional(line({ label: 'Who signed it?', missing: 'Enter who signed it' })),
    reviewOn: optional(
      dayField({
        label: 'When will it be reviewed?',
        hint: 'Within 20 working days.',
        missing: 'Enter the day it will be reviewed',
      }),
    ),
    approvedOn: optional(
      dayField({ label: 'When was it agreed to?', missing: 'Enter the day it was agreed to' }),
    ),
    approvedBy: optional(staffField({ label: 'Which manager agreed to it?', missing: 'Select the manager' })),
    approvedWhy: optional(
      words({ label: 'Why is it right to use one?', missing: 'Enter why it is right to use one' }),
    ),
    declinedWhy: optional(words({ label: 'Why is none used?', missing: 'Enter why none is used' })),
    checkedOn: optional(dayField({ label: 'When was it checked?', missing: 'Enter the day it was checked' })),
    independent: optional(independent),
    working: optional(working),
    checkFound: optional(words({ label: 'What did you find?', missing: 'Enter what you found' })),
    independentOn: optional(
      dayField({ label: 'When did a check last rest on more than their word?', missing: 'Enter the day' }),
    ),
    renewals: optional(
      whole({ label: 'How often was it renewed?', missing: 'Enter how often it was renewed' }),
    ),
    renewedOn: optional(dayField({ label: 'When was it renewed?', missing: 'Enter the day it was renewed' })),
    renewedWhy: optional(words({ label: 'Why does it go on?', missing: 'Enter why it goes on' })),
    breachedOn: optional(dayField({ label: 'When was it broken?', missing: 'Enter the day it was broken' })),
    breachWhat: optional(words({ label: 'What happened?', missing: 'Enter what happened' })),
    escalation: optional(
      choice({
        label: 'What happens now?',
        options: {
          'strategy discussion': 'A strategy discussion',
          'legal meeting': 'A legal planning meeting',
          neither: 'Neither',
        },
        missing: 'Select what happens now',
      }),
    ),
    escalatedOn: optional(
      dayField({ label: 'When was that decided?', missing: 'Enter the day that was decided' }),
    ),
    escalatedBy: optional(staffField({ label: 'Who decided that?', missing: 'Select who decided that' })),
    escalatedWhy: optional(words({ label: 'Why?', missing: 'Enter why' })),
    endedOn: optional(dayField({ label: 'When did it end?', missing: 'Enter the day it ended' })),
    endedBy: optional(staffField({ label: 'Who ended it?', missing: 'Select who ended it' })),
    endedWhy: optional(
      words({ label: 'Why does it end, and what keeps the child safe now?', missing: 'Enter why it ends' }),
    ),
  },
})

/** Each check of an agreement, as it was made: the agreement itself keeps the latest. */
export const agreementCheck = recordType({
  table: 'agreementCheck',
  title: 'Check of a written agreement',
  states: ['recorded'],
  happened: 'checkedOn',
  fields: {
    agreementId: optional(
      recordField({ label: 'Which agreement was checked?', missing: 'Select the agreement' }),
    ),
    checkedOn: optional(dayField({ label: 'When was it checked?', missing: 'Enter the day it was checked' })),
    checkedBy: optional(staffField({ label: 'Who checked it?', missing: 'Select who checked it' })),
    independent: optional(independent),
    working: optional(working),
    found: optional(words({ label: 'What did you find?', missing: 'Enter what you found' })),
  },
})

export type WrittenAgreement = Row<typeof writtenAgreement>
