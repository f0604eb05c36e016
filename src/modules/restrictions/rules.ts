import { addYears, type Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'

interface Answering {
  readonly before: { readonly askedBy: string | null } | null
  readonly actorId: string
}

const source = 'Local standard: who may see a record is asked by one person and agreed by another'

/** Nobody agrees to what they asked for themselves. */
export const anotherAgrees: Rule<Answering> = {
  id: 'access-two-people',
  source,
  holds: ({ before, actorId }) => before?.askedBy !== actorId,
  at: 'answeredWhy',
  says: 'Ask another manager to decide: you asked for this yourself',
}

/** Nobody lets themselves in. */
export const notOneself: Rule<{ readonly answers: { readonly staffId: string }; readonly actorId: string }> =
  {
    id: 'access-not-oneself',
    source,
    holds: ({ answers, actorId }) => answers.staffId !== actorId,
    at: 'staffId',
    says: 'Ask another manager to let you in: nobody lets themselves in',
  }

/** Nor agrees that they be let in. */
export const notForOneself: Rule<{
  readonly before: { readonly staffId: string | null } | null
  readonly actorId: string
}> = {
  id: 'access-not-for-oneself',
  source,
  holds: ({ before, actorId }) => before?.staffId !== actorId,
  at: 'answeredWhy',
  says: 'Ask another manager to decide: it is you who would be let in',
}

/** Nor seals, or ends a seal, at their own asking. */
export const anotherSeals: Rule<{
  readonly before: { readonly sealAskedBy: string | null } | null
  readonly actorId: string
}> = {
  id: 'seal-two-people',
  source,
  holds: ({ before, actorId }) => before?.sealAskedBy !== actorId,
  at: 'sealAnsweredWhy',
  says: 'Ask another director to decide: you asked for this yourself',
}

/** Somebody who may ask for more stays named on a sealed record. Asked only where it is the last who would go. */
export const somebodyStays: Rule<unknown> = {
  id: 'seal-somebody-stays',
  source,
  holds: () => false,
  at: 'endedWhy',
  says: 'Ask for somebody else to be let in first: nobody would be left who knows of this record',
}

/** A restriction is looked at again within a year. */
export const reviewedWithinYear: Rule<{
  readonly answers: { readonly reviewOn: Day | null }
  readonly today: Day
}> = {
  id: 'access-review',
  source: 'Local standard: a restriction is reviewed within 12 months',
  holds: ({ answers: { reviewOn }, today }) =>
    reviewOn === null || (reviewOn > today && reviewOn <= addYears(today, 1)),
  at: 'reviewOn',
  says: 'Enter a day after today and within 12 months',
}

/** A conflict of interest is ended by somebody else than who set it, and never by the colleague it is about. */
export const anotherEnds: Rule<{
  readonly before: { readonly setBy: string | null; readonly staffId: string | null } | null
  readonly actorId: string
}> = {
  id: 'conflict-two-people',
  source,
  holds: ({ before, actorId }) => before?.setBy !== actorId && before?.staffId !== actorId,
  at: 'endedWhy',
  says: 'Ask another manager to end it: you set it, or it is about you',
}

/** Twenty letters, as whoever looks into it must understand it. */
export const saysWhy: Rule<{ readonly answers: { readonly why: string } }> = {
  id: 'emergency-why',
  source: 'Local standard: an emergency opening says what happened, and somebody looks into each',
  holds: ({ answers: { why } }) => why.trim().length >= 20,
  at: 'why',
  says: 'Enter at least 20 letters: what has happened, and what you need to know',
}

/** Nobody looks into what they opened. */
export const anotherLooks: Rule<{
  readonly before: { readonly staffId: string | null } | null
  readonly actorId: string
}> = {
  id: 'emergency-another-looks',
  source: 'Local standard: an emergency opening is looked into by somebody else',
  holds: ({ before, actorId }) => before?.staffId !== actorId,
  at: 'reviewedWhy',
  says: 'Ask another manager to look into it: you opened this record yourself',
}
