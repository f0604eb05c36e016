/** What may be told to a clock besides the day it starts: these nine, and no others. */
export interface ClockFacts {
  /** Is this the first time the duty falls due, or a later one? */
  readonly event?: 'first' | 'later'
  readonly urgent?: boolean
  readonly riskGrade?: 'high' | 'medium' | 'standard'
  readonly under5?: boolean
  /** Which week since the placement, or somebody’s post, began the clock starts in; the first is 1. */
  readonly weekOrdinal?: number
  readonly placementKind?: (typeof placementKinds)[number]
  readonly legalStatus?: (typeof legalStatuses)[number]
  /** The interval the child's plan sets, in the clock's own unit. */
  readonly planInterval?: number
  /** The limit is counted back from the start, as for a report before a conference. */
  readonly direction?: 'before'
}

export type FactName = keyof ClockFacts

export const placementKinds = [
  'foster carer',
  'long-term foster carer',
  'connected person, temporarily approved',
  'parent',
  'adopter',
  'other',
] as const

export const legalStatuses = [
  'accommodated',
  'interim care order',
  'full care order',
  'placement order',
  'other',
] as const

/** The answers each fact may have. */
export const factValues: {
  readonly [N in FactName]-?: readonly (string | boolean)[] | 'a whole number from 1'
} = {
  event: ['first', 'later'],
  urgent: [false, true],
  riskGrade: ['high', 'medium', 'standard'],
  under5: [false, true],
  weekOrdinal: 'a whole number from 1',
  placementKind: placementKinds,
  legalStatus: legalStatuses,
  planInterval: 'a whole number from 1',
  direction: ['before'],
}

/** The kinds of recorded fact that stop a clock. What sources can hold is asked kind by kind. */
export type FactKind =
  | 'contact'
  | 'referral'
  | 'police notice'
  | 'early help'
  | 'allocation'
  | 'assessment'
  | 'strategy discussion'
  | 'section 47'
  | 'section 47 outcome'
  | 'conference'
  | 'review conference'
  | 'core group'
  | 'child in need plan'
  | 'child in need review'
  | 'visit'
  | 'action'
  | 'written agreement'
  | 'service'
  | 'exploitation'
  | 'return interview'
  | 'private fostering'
  | 'allegation'
  | 'care plan'
  | 'placement'
  | 'home review'
  | 'looked-after review'
  | 'health assessment'
  | 'education plan'
  | 'pre-proceedings'
  | 'adoption'
  | 'fostering'
  | 'pathway plan'
  | 'care leaver contact'
  | 'supervision'
  | 'summary'
  | 'direction'
  | 'audit'
  | 'write-up'
  | 'triage'
  | 'decision'
  | 'feedback'
  | 'report'
  | 'midway check'
  | 'legal advice'
  | 'history review'
  | 'decisions sent'
  | 'handover'
