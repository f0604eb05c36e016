import {
  choice,
  choices,
  dayField,
  names,
  optional,
  person,
  recordField,
  staffField,
  whole,
  words,
} from '../../../platform/record/field.ts'
import { labels } from '../../../platform/record/labels.ts'
import { recordType, type Row } from '../../../platform/record/record.ts'
import { currentFactors } from '../factors.ts'
import { supportNeeded, tools } from '../record.ts'

const said = (label: string, missing: string, hint?: string) =>
  optional(words({ label, missing, ...(hint !== undefined && { hint }) }))
const whoever = (label: string) => optional(staffField({ label, missing: 'Select who it was' }))
const dayOf = (label: string, missing: string) => optional(dayField({ label, missing }))

/** The words of an assessment of one child, in versions: the family's parts as they are for every child, then the child's own. */
export const assessmentVersion = recordType({
  table: 'assessmentVersion',
  title: 'Assessment as written',
  states: ['started', 'submitted', 'returned', 'authorised', 'replaced'],
  happened: 'begunOn',
  fields: {
    assessmentId: optional(
      recordField({ label: 'Which assessment does it tell?', missing: 'Select the assessment' }),
    ),
    number: whole({ label: 'Which version is it?', missing: 'Enter which version it is' }),
    changedWhy: said('What has changed, and why is a new version needed?', 'Enter what has changed, and why'),
    begunOn: dayField({ label: 'When was it begun?', missing: 'Enter the day it was begun' }),
    begunBy: whoever('Who began it?'),
    reason: said('Why are we assessing now?', 'Enter why we are assessing now'),
    history: said(
      'What has happened in this family before?',
      'Enter what has happened in this family before',
      'Earlier referrals, moves, losses, and what the parents’ own childhoods were like.',
    ),
    plansBefore: said(
      'What did earlier help or plans change, and what did they not?',
      'Enter what earlier help changed, or that there was none',
    ),
    agencies: said('Which services and people did you speak to?', 'Enter who you spoke to'),
    partnersSay: said(
      'What do they say, and where do they differ?',
      'Enter what services and family members say',
    ),
    homeAndMoney: said('What are home and money like?', 'Enter what home and money are like'),
    surroundings: said(
      'Who is around the family, and what is the neighbourhood like for them?',
      'Enter who is around the family',
    ),
    disagreement: said(
      'Does anybody disagree with what we say, and about what?',
      'Enter who disagrees and about what',
    ),
    ...tools,
    noToolWhy: said('If a tool was not used, why not?', 'Enter why no tool was used'),
    notSeenWhy: said(
      'If the child was not seen, why not?',
      'Record a visit in which the child was seen, or enter why they were not',
      'A service manager has to agree.',
    ),
    notAloneWhy: said(
      'If the child was not seen alone, why not?',
      'Record a visit in which the child was seen alone, or enter why they were not',
    ),
    childSays: said(
      'What does the child say, or show?',
      'Enter what the child says, or what you saw them do',
      'Their own words. For a child too young to say, what you saw.',
    ),
    dayInLife: said(
      'What is a day in this child’s life like?',
      'Enter what a day in this child’s life is like',
    ),
    identity: said('Who are they: identity, culture, faith, language?', 'Enter what matters to who they are'),
    health: said('How is their health?', 'Enter how their health is'),
    education: said('How are they learning?', 'Enter how they are learning'),
    feelings: said(
      'How do they feel and behave, and who are they close to?',
      'Enter how they feel and behave',
    ),
    selfCare: said(
      'How do they look after themselves, for their age?',
      'Enter how they look after themselves',
    ),
    factors: choices({
      label: 'What did the assessment find?',
      hint: 'Select all that apply. Needed for the children in need census.',
      options: labels('assessment_factor', currentFactors),
      missing: 'Select what the assessment found',
    }),
    riskier: said('What makes things riskier for them?', 'Enter what makes things riskier for them'),
    safer: said('What makes things safer for them?', 'Enter what makes things safer for them'),
    happening: said('What is happening?', 'Enter what is happening'),
    means: said(
      'What does it mean for this child?',
      'Enter what it means for this child',
      'Because of what you saw and heard: what is it like to be them?',
    ),
    ifNothing: said('What if nothing changes?', 'Enter what could happen if nothing changes'),
    notKnown: said(
      'What do we not know?',
      'Enter what we do not know. If you looked and found nothing, say where you looked',
    ),
    recommendation: optional(
      choice({
        label: 'What should happen next?',
        options: {
          'no further action': 'No further action',
          'early help': 'Early help',
          'child in need': 'A child in need plan',
          'strategy discussion': 'A strategy discussion',
          'child protection': 'A child protection conference',
          accommodation: 'The child comes into our care',
        },
        missing: 'Select what should happen next',
      }),
    ),
    whyThis: said('Why this, and not something else?', 'Enter why this, and not something else'),
    supportNeeded,
    stillRight: names({ label: 'What we held that was checked', missing: 'Enter what was checked' }),
    writtenBy: names({ label: 'Who wrote it?', missing: 'Enter who wrote it' }),
    submittedOn: dayOf('When was it sent to be authorised?', 'Enter the day it was sent'),
    submittedBy: whoever('Who sent it?'),
    returnedOn: dayOf('When was it sent back?', 'Enter the day it was sent back'),
    returnedBy: whoever('Who sent it back?'),
    returnedWhy: said('What needs to be different?', 'Enter what needs to be different'),
    authorisedOn: dayOf('When was it authorised?', 'Enter the day it was authorised'),
    authorisedBy: whoever('Who authorised it?'),
    managerComment: said('What does the manager say about it?', 'Enter what you say about the assessment'),
    replacedOn: dayOf('When did a later version take its place?', 'Enter the day it was replaced'),
  },
})

export type AssessmentVersion = Row<typeof assessmentVersion>

/** What one parent, carer or partner can do for the child, those who live elsewhere too. */
export const assessedAdult = recordType({
  table: 'assessedAdult',
  title: 'A parent or carer, as assessed',
  states: ['recorded'],
  happened: 'writtenOn',
  fields: {
    versionId: optional(
      recordField({ label: 'Which version of the assessment is it in?', missing: 'Select the version' }),
    ),
    adultId: optional(person({ label: 'Who is it about?', missing: 'Select who it is about' })),
    writtenOn: dayField({ label: 'When was it written?', missing: 'Enter the day it was written' }),
    capacity: said(
      'What can they do for the children, and what gets in the way?',
      'Enter what they can do for the children',
      'Those who live elsewhere too. If they could not be spoken to, say what was tried.',
    ),
    says: said(
      'What do they say about it?',
      'Enter what they say about it, or that they were not asked and why',
    ),
  },
})
