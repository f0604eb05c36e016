import {
  choice,
  choices,
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

/** A discussion is about a family and decides for each child: each has a record, tied by `togetherId`. */
export const strategyDiscussion = recordType({
  table: 'strategyDiscussion',
  title: 'Strategy discussion',
  states: ['asked for', 'held', 'decided'],
  happened: 'concernOn',
  fact: 'strategy discussion',
  fields: {
    concernOn: optional(
      dayField({
        label: 'When was significant harm first suspected?',
        missing: 'Enter the day significant harm was first suspected',
      }),
    ),
    trigger: optional(
      words({
        label: 'What has happened, or what is feared?',
        hint: 'What was seen, heard or reported, by whom, and how sure we are.',
        missing: 'Enter what has happened or is feared',
      }),
    ),
    urgent: optional(
      yesNo({
        label: 'Is a child in danger now?',
        hint: 'Then it is held today.',
        missing: 'Select yes if a child is in danger now',
      }),
    ),
    alsoFor: names({
      label: 'Which other children of the household is it about?',
      hint: 'Every child who lives there is considered, each with their own decision.',
      missing: 'Select the other children of the household it is about',
    }),
    togetherId: optional(
      recordField({ label: 'Which discussion is it part of?', missing: 'Select the discussion' }),
    ),
    askedBy: optional(staffField({ label: 'Who asked for it?', missing: 'Select who asked for it' })),
    heldOn: optional(dayField({ label: 'When was it held?', missing: 'Enter the day it was held' })),
    mode: optional(
      choice({
        label: 'How was it held?',
        options: { meeting: 'People met', call: 'By telephone', video: 'By video' },
        missing: 'Select how it was held',
      }),
    ),
    socialCareBy: optional(
      line({
        label: 'Who took part from children’s social care?',
        missing: 'Enter who took part from social care',
      }),
    ),
    socialCareSaid: optional(
      words({ label: 'What does social care know?', missing: 'Enter what social care knows' }),
    ),
    policeBy: optional(
      line({ label: 'Who took part from the police?', missing: 'Enter who took part from the police' }),
    ),
    policeSaid: optional(words({ label: 'What do the police know?', missing: 'Enter what the police know' })),
    healthBy: optional(
      line({ label: 'Who took part from health?', missing: 'Enter who took part from health' }),
    ),
    healthSaid: optional(words({ label: 'What does health know?', missing: 'Enter what health knows' })),
    othersBy: optional(
      line({
        label: 'Who else took part, and where are they from?',
        missing: 'Enter who else took part',
      }),
    ),
    othersSaid: optional(words({ label: 'What do they know?', missing: 'Enter what they know' })),
    chairedBy: optional(staffField({ label: 'Who chaired it?', missing: 'Select who chaired it' })),
    analysis: optional(
      words({
        label: 'What does all of this mean for this child?',
        hint: 'For this child, in their own right: not a copy of a brother’s or sister’s.',
        missing: 'Enter what it means for this child',
      }),
    ),
    thresholdMet: optional(
      yesNo({
        label:
          'Is there reasonable cause to suspect that this child is suffering, or likely to suffer, significant harm?',
        missing: 'Select yes if there is reasonable cause to suspect significant harm',
      }),
    ),
    outcome: optional(
      choice({
        label: 'What was decided?',
        options: {
          'single enquiry': 'An enquiry by children’s social care',
          'joint enquiry': 'An enquiry with the police',
          'no enquiry': 'No enquiry',
        },
        missing: 'Select what was decided',
      }),
    ),
    besides: choices({
      label: 'What else was decided?',
      options: { criminal: 'A criminal investigation', medical: 'A medical examination' },
      missing: 'Select what else was decided',
    }),
    decisionWhy: optional(words({ label: 'Why was that decided?', missing: 'Enter why that was decided' })),
    safetyTonight: optional(
      words({
        label: 'How is this child safe tonight?',
        hint: 'Where they sleep, who is there, who checks and when.',
        missing: 'Enter how this child is safe tonight',
      }),
    ),
    reviewOn: optional(
      dayField({
        label: 'When will it be discussed again?',
        hint: 'Within 15 working days.',
        missing: 'Enter the day it will be discussed again',
      }),
    ),
    notCoveredWhy: optional(
      words({
        label: 'If a child of the household was left out, why?',
        missing: 'Enter why a child of the household was left out',
      }),
    ),
    withoutQuorumWhy: optional(
      words({
        label: 'Why is it decided without the police, health or social care?',
        missing: 'Enter why it is decided without an agency that should be there',
      }),
    ),
    decidedOn: optional(dayField({ label: 'When was it decided?', missing: 'Enter the day it was decided' })),
    decidedBy: optional(staffField({ label: 'Who decided it?', missing: 'Select who decided it' })),
  },
})

export const section47 = recordType({
  table: 'section47',
  title: 'Section 47 enquiry',
  states: ['open', 'concluded', 'authorised'],
  happened: 'startedOn',
  fact: 'section 47',
  // A census says that there was a conference, or that none was needed: not when a manager agreed.
  alsoHolds: ['section 47 outcome'],
  fields: {
    episodeId: optional(
      recordField({ label: 'Which referral is it part of?', missing: 'Select the referral it is part of' }),
    ),
    discussionId: optional(
      recordField({ label: 'Which discussion opened it?', missing: 'Select the discussion that opened it' }),
    ),
    startedOn: optional(
      dayField({
        label: 'When did the strategy discussion start the enquiry?',
        missing: 'Enter the day the strategy discussion started the enquiry',
      }),
    ),
    conferenceTargetOn: optional(
      dayField({
        label: 'By when must the initial conference be held?',
        missing: 'Enter the day by which the conference must be held',
      }),
    ),
    conferenceOn: optional(
      dayField({
        label: 'When was the initial conference?',
        missing: 'Enter the day of the initial conference',
      }),
    ),
    conferenceNotRequired: optional(
      yesNo({
        label: 'Was it decided that no conference was needed?',
        missing: 'Select yes if no conference was needed',
      }),
    ),
    conferenceLedToPlan: optional(
      yesNo({
        label: 'Did the conference lead to a child protection plan?',
        missing: 'Select yes if the conference led to a plan',
      }),
    ),
    concludedOn: optional(
      dayField({ label: 'When was it concluded?', missing: 'Enter the day it was concluded' }),
    ),
    enquiriesMade: choices({
      label: 'Whom did you ask?',
      options: {
        child: 'The child',
        parents: 'The parents',
        household: 'Everyone else in the home',
        police: 'The police',
        health: 'Health',
        school: 'School or nursery',
        family: 'The wider family',
        adults: 'Services for adults',
      },
      missing: 'Select whom you asked',
    }),
    childSeenOn: optional(
      dayField({ label: 'When was the child seen?', missing: 'Enter the day the child was seen' }),
    ),
    seenAlone: optional(
      yesNo({ label: 'Was the child seen alone?', missing: 'Select yes if the child was seen alone' }),
    ),
    notAloneWhy: optional(
      line({ label: 'If not alone, why?', missing: 'Enter why the child was not seen alone' }),
    ),
    childAccount: optional(
      words({
        label: 'What did the child say or show?',
        hint: 'In their own words, or what a child too young to say it showed.',
        missing: 'Enter what the child said or showed',
      }),
    ),
    medical: optional(
      choice({
        label: 'Was there a medical examination?',
        options: { 'not needed': 'None was needed', arranged: 'It is arranged', done: 'It was done' },
        missing: 'Select whether there was a medical examination',
      }),
    ),
    siblingsConsidered: optional(
      words({
        label: 'What do you know of each other child of the household?',
        hint: 'Say so if there is none.',
        missing: 'Enter what you know of each other child of the household',
      }),
    ),
    outcome: optional(
      choice({
        label: 'What did the enquiry find?',
        options: {
          'no concern': 'The concern was not borne out',
          'concern not continuing': 'There was harm, and the child is not at continuing risk',
          'continuing risk': 'The child is at continuing risk of significant harm',
        },
        missing: 'Select what the enquiry found',
      }),
    ),
    evidence: optional(
      words({
        label: 'How do you know?',
        hint: 'What was seen, heard or checked, beside what the parents say.',
        missing: 'Enter how you know',
      }),
    ),
    next: optional(
      choice({
        label: 'What should happen now?',
        options: {
          conference: 'A child protection conference',
          'child in need': 'Help as a child in need',
          legal: 'A legal planning meeting',
          'no further action': 'Nothing more from us',
        },
        missing: 'Select what should happen now',
      }),
    ),
    concludedBy: optional(staffField({ label: 'Who concluded it?', missing: 'Select who concluded it' })),
    returnedWhy: optional(
      words({ label: 'What must still be done?', missing: 'Enter what must still be done' }),
    ),
    authorisedOn: optional(
      dayField({ label: 'When did a manager agree?', missing: 'Enter the day a manager agreed' }),
    ),
    authorisedBy: optional(staffField({ label: 'Who agreed?', missing: 'Select who agreed' })),
    authorisedWhy: optional(
      words({
        label: 'Why do you agree?',
        hint: 'What in the enquiry you rely on.',
        missing: 'Enter why you agree',
      }),
    ),
    previousEnquiries: optional(
      whole({
        label: 'How many enquiries were there in the 12 months before?',
        missing: 'Enter how many enquiries there were in the 12 months before',
      }),
    ),
    previousConferences: optional(
      whole({
        label: 'How many initial conferences were there in the 12 months before?',
        missing: 'Enter how many initial conferences there were in the 12 months before',
      }),
    ),
  },
})

export type StrategyDiscussion = Row<typeof strategyDiscussion>
export type Section47 = Row<typeof section47>
