import {
  choice,
  instantField,
  line,
  optional,
  words,
  yesNo,
  type Answers,
} from '../../platform/record/field.ts'
import { outcomes } from './record.ts'

/** What is asked of who screens a notice. */
export const screeningFields = {
  outcome: choice({ label: 'What does it need?', options: outcomes, missing: 'Select what it needs' }),
  rationale: words({ label: 'Why, in words the family could read?', missing: 'Enter why' }),
  withoutPolice: optional(
    yesNo({
      label: 'Are you screening it without what the police know?',
      hint: 'The police have not screened this one.',
      missing: 'Select yes to say that it is screened without what they know',
    }),
  ),
  marac: optional(
    yesNo({
      label: 'Is it to go to the conference for the highest risk (MARAC)?',
      missing: 'Select whether it is to go to the conference',
    }),
  ),
  idvaOffered: optional(
    yesNo({
      label: 'Was an independent domestic violence adviser offered?',
      missing: 'Select whether an adviser was offered',
    }),
  ),
  perpetratorService: optional(
    yesNo({
      label: 'Was a service offered to whoever did the harm?',
      missing: 'Select whether a service was offered',
    }),
  ),
  schoolToldAt: optional(
    instantField({
      label: 'When was the school told?',
      hint: 'Before the next school day starts. You can add it later.',
      missing: 'Enter the day and time the school was told',
    }),
  ),
  schoolNotToldWhy: optional(
    line({
      label: 'If no school is to be told, why?',
      hint: 'For example, the children are too young for school.',
      missing: 'Enter why no school is told',
    }),
  ),
}

export const schoolAsks = ['schoolToldAt', 'schoolNotToldWhy'] as const

export type ScreeningAnswers = Answers<typeof screeningFields>
