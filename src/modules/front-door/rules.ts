import type { Day } from '../../platform/dates/day.ts'
import type { Rule } from '../../platform/record/rule.ts'
import type { Contact } from './record.ts'
import type { Decision } from './words.ts'

const guard = 'Local standard on Working Together, chapter 3: contact and referral'

/** Contacts about the child before this one. */
export interface Earlier {
  /** Received in the twelve months before it. */
  readonly inYear: number
  /** Of all that were decided, those that ended in nothing or advice. */
  readonly withoutAction: number
}

interface Rating {
  readonly before: Contact | null
  readonly answers: {
    readonly urgency: string | null
    readonly concerns: readonly string[] | null
    readonly quality: string | null
    readonly qualityMissing: string | null
  }
}

export const saysWhatAbout: Rule<Rating> = {
  id: 'FD-1',
  source: guard,
  holds: ({ answers }) => (answers.concerns ?? []).length > 0,
  at: 'concerns',
  says: 'Select what the worry is about',
}

export const poorSaysWhatIsMissing: Rule<Rating> = {
  id: 'FD-2',
  source: guard,
  holds: ({ answers }) => answers.quality !== 'poor' || answers.qualityMissing !== null,
  at: 'qualityMissing',
  says: 'Enter what is missing, so that we can ask for it',
}

/** Taking red away is the manager's, with a reason: see `downgrade`. */
export const staysRed: Rule<Rating> = {
  id: 'FD-3',
  source: guard,
  holds: ({ before, answers }) => before?.urgency !== 'red' || answers.urgency === 'red',
  at: 'urgency',
  says: 'Only the manager may make it less than red, and says why',
}

export const isNoLongerRed: Rule<{ answers: { urgency: string | null } }> = {
  id: 'FD-4',
  source: guard,
  holds: ({ answers }) => answers.urgency !== 'red',
  at: 'urgency',
  says: 'Select how urgent it is now, if it is no longer red',
}

export const receivedByToday: Rule<{ answers: { receivedOn: Day | null }; today: Day }> = {
  id: 'FD-5',
  source: 'Good recording: what came in came in by today',
  holds: ({ answers, today }) => answers.receivedOn === null || answers.receivedOn <= today,
  at: 'receivedOn',
  says: 'The day it came in must be today or in the past',
}

export const checksAreBack: Rule<{ answers: { checksWaivedWhy: string | null }; replied: boolean }> = {
  id: 'FD-6',
  source: guard,
  holds: ({ answers, replied }) => replied || answers.checksWaivedWhy !== null,
  at: 'checksWaivedWhy',
  says: 'Ask other agencies and wait until each has replied, or enter why you do not',
}

/** What is asked of a decision. */
export interface Deciding {
  readonly before: Contact | null
  readonly answers: { readonly decision: Decision | null; readonly lawfulBasis: string | null }
  readonly actorId: string
  readonly earlier: Earlier
}

const ends: ReadonlySet<Decision | null> = new Set<Decision>(['no further action', 'advice'])
const looksClosely: ReadonlySet<Decision | null> = new Set<Decision>([
  'assessment',
  'strategy discussion',
  'transfer to open worker',
])
const keepsTheWorker: ReadonlySet<Decision | null> = new Set<Decision>([
  'transfer to open worker',
  'strategy discussion',
  'assessment',
  'allegation',
])

/** The third in twelve months, this one counted. */
export const isThird = ({ inYear }: Earlier): boolean => inYear >= 2
/** The third that would end in nothing. */
export const isThirdWithoutAction = ({ withoutAction }: Earlier): boolean => withoutAction >= 2

const thirdContact: Rule<Deciding> = {
  id: 'FD-7',
  source: guard,
  holds: ({ before, answers, earlier }) =>
    !isThird(earlier) || looksClosely.has(answers.decision) || before?.countersignedOn != null,
  at: 'decision',
  says: 'It is at least the third contact in 12 months: choose an assessment, or ask the service manager to agree first',
}

const thirdWithoutAction: Rule<Deciding> = {
  id: 'FD-8',
  source: guard,
  holds: ({ before, answers, earlier }) =>
    isThird(earlier) ||
    !isThirdWithoutAction(earlier) ||
    !ends.has(answers.decision) ||
    before?.countersignedOn != null,
  at: 'decision',
  says: 'Two contacts before it ended in no action: choose help, or ask the service manager to agree first',
}

const openChildKeepsTheirWorker: Rule<Deciding> = {
  id: 'FD-9',
  source: guard,
  holds: ({ before, answers }) => before?.openWork !== true || keepsTheWorker.has(answers.decision),
  at: 'decision',
  says: 'We already help this child: pass it to their worker, or choose an assessment or a strategy discussion',
}

const hasAWorkerToPassTo: Rule<Deciding> = {
  id: 'FD-10',
  source: guard,
  holds: ({ before, answers }) => answers.decision !== 'transfer to open worker' || before?.openWork === true,
  at: 'decision',
  says: 'We were not helping this child: there is no worker to pass it to',
}

const consentOrBasis: Rule<Deciding> = {
  id: 'FD-11',
  source: guard,
  holds: ({ before, answers }) =>
    before?.consent === 'given' || ends.has(answers.decision) || answers.lawfulBasis !== null,
  at: 'lawfulBasis',
  says: 'The parents have not agreed: enter what lets us go on without them',
}

const notWhoScreened: Rule<Deciding> = {
  id: 'FD-12',
  source: 'Local standard: nobody authorises their own work',
  holds: ({ before, actorId }) => before?.ratedBy == null || before.ratedBy !== actorId,
  says: 'Somebody else must decide what you screened yourself',
}

export const decisionRules = [
  thirdContact,
  thirdWithoutAction,
  openChildKeepsTheirWorker,
  hasAWorkerToPassTo,
  consentOrBasis,
  notWhoScreened,
]

/** Stage one of a disagreement is the hub manager’s; what is disputed again is the service manager’s. */
export const secondDisputeGoesUp: Rule<{ readonly disputes: number }> = {
  id: 'FD-15',
  source: 'Local standard: the stages of a disagreement',
  holds: ({ disputes }) => disputes < 2,
  says: 'The referrer disagrees a second time: the service manager decides it',
}

/** Asking other agencies shares what we were told: without the parents' agreement it needs a reason in law. */
export const sharesLawfully: Rule<{
  before: Contact | null
  answers: { lawfulBasis: string | null }
}> = {
  id: 'FD-13',
  source: guard,
  holds: ({ before, answers }) => before?.consent === 'given' || answers.lawfulBasis !== null,
  at: 'lawfulBasis',
  says: 'The parents have not agreed: enter what lets us ask others without them',
}

export const isOpenWork: Rule<{ before: Contact | null }> = {
  id: 'FD-14',
  source: guard,
  holds: ({ before }) => before?.openWork === true,
  says: 'We were not helping this child when it came: it must be decided',
}
