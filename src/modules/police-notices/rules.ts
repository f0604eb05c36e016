import type { Rule } from '../../platform/record/rule.ts'
import { opensContacts, type Grade, type ScreenOutcome } from './record.ts'

const guard = 'Local standard: screening of police domestic-abuse notices'

/** What is asked of a screening. */
export interface Screening {
  readonly answers: {
    readonly outcome: ScreenOutcome | null
    readonly withoutPolice: boolean | null
  }
  readonly grade: Grade | null
  readonly pregnancy: boolean | null
  readonly strangulation: boolean | null
  /** The police have not screened it. */
  readonly unscreened: boolean
  /** Notices of the twelve months before it that name any of the same people. */
  readonly earlier: number
  /** Names nobody has yet said who they are. */
  readonly unsettled: number
  /** Children it is about, of ours or to be added. */
  readonly children: number
  /** Of them, those we help already. */
  readonly open: number
}

const endsThere: ReadonlySet<ScreenOutcome | null> = new Set<ScreenOutcome>([
  'no further action',
  'school told only',
])

const everybodySettled: Rule<Screening> = {
  id: 'PN-1',
  source: guard,
  holds: ({ unsettled }) => unsettled === 0,
  says: 'Say first who each person named is: nobody is joined to a record by the computer',
}

const gravestGoOn: Rule<Screening> = {
  id: 'PN-2',
  source: guard,
  holds: ({ answers, grade, pregnancy, strangulation }) =>
    answers.outcome !== 'no further action' ||
    (grade !== 'high' && pregnancy !== true && strangulation !== true),
  at: 'outcome',
  says: 'High risk, pregnancy and strangulation cannot end in no further action: choose what is done',
}

const thirdIsReferral: Rule<Screening> = {
  id: 'PN-3',
  source: guard,
  holds: ({ answers, earlier }) =>
    earlier < 2 || answers.outcome === 'referral' || answers.outcome === 'link to open work',
  at: 'outcome',
  says: 'It is at least the third notice in 12 months: make it a contact, or pass it to the worker',
}

const saidWithoutPolice: Rule<Screening> = {
  id: 'PN-4',
  source: guard,
  holds: ({ answers, unscreened }) => !unscreened || answers.withoutPolice === true,
  at: 'withoutPolice',
  says: 'The police have not screened it: select yes to say that it is screened without what they know',
}

const contactHasAChild: Rule<Screening> = {
  id: 'PN-5',
  source: guard,
  holds: ({ answers, children }) =>
    answers.outcome === null || !opensContacts.has(answers.outcome) || children > 0,
  at: 'outcome',
  says: 'A contact is about at least one child: go back and match or add one',
}

const openWorkGoesToItsWorker: Rule<Screening> = {
  id: 'PN-6',
  source: guard,
  holds: ({ answers, open }) => open === 0 || !endsThere.has(answers.outcome),
  at: 'outcome',
  says: 'We help one of these children already: pass it to their worker, or make it a contact',
}

const workIsOpen: Rule<Screening> = {
  id: 'PN-7',
  source: guard,
  holds: ({ answers, open }) => answers.outcome !== 'link to open work' || open > 0,
  at: 'outcome',
  says: 'We help none of these children now: there is no worker to pass it to',
}

const gradeIsKnown: Rule<Screening> = {
  id: 'PN-8',
  source: guard,
  holds: ({ answers, grade }) => grade !== null || answers.outcome !== 'no further action',
  at: 'outcome',
  says: 'Nobody has graded the risk: it cannot end in no further action',
}

export const screeningRules = [
  everybodySettled,
  gravestGoOn,
  thirdIsReferral,
  saidWithoutPolice,
  contactHasAChild,
  openWorkGoesToItsWorker,
  workIsOpen,
  gradeIsKnown,
]

/** A manager agrees where nothing more is done though the risk is more than standard. */
export const needsApproval = (outcome: ScreenOutcome, grade: Grade | null): boolean =>
  outcome === 'no further action' && grade !== 'standard'

export const notOwnScreening: Rule<{ screenedBy: string | null; actorId: string }> = {
  id: 'PN-9',
  source: 'Local standard: nobody authorises their own work',
  holds: ({ screenedBy, actorId }) => screenedBy !== actorId,
  says: 'Somebody else must agree what you screened yourself',
}

export const schoolToldOrWhy: Rule<{ toldAt: string | null; why: string | null }> = {
  id: 'PN-10',
  source: 'Operation Encompass: the school is told before the next school day',
  holds: ({ toldAt, why }) => toldAt !== null || why !== null,
  at: 'schoolNotToldWhy',
  says: 'Enter when the school was told, or why no school is told',
}
