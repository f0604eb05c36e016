import { addWorkingDays } from '../../platform/dates/calendar.ts'
import { requireChild } from '../../platform/access/reach.ts'
import type { Child } from '../../platform/people/child.ts'
import type { Change } from '../../platform/record/change.ts'
import { command } from '../../platform/record/record.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { giveOne } from '../actions/index.ts'
import { agreementCheck, writtenAgreement, type WrittenAgreement } from './record.ts'
import {
  approvedByAnother,
  checkedIndependently,
  checkedWhileItStood,
  notOfTheAbused,
  notRenewedThrice,
  signedByToday,
  somethingElse,
} from './rules.ts'

const must = [
  'madeWith',
  'expectations',
  'whoChecks',
  'howChecked',
  'howOften',
  'risks',
  'soleSafeguard',
  'asksVictim',
  'interpreter',
] as const

/** It is proposed for each child it is about: each has a plan of their own that it may or may not stand in. */
const proposeAgreement = command({
  on: writtenAgreement,
  event: 'agreement.proposed',
  title: 'Propose a written agreement',
  needs: 'agreement.write',
  from: null,
  to: 'proposed',
  asks: ['alsoFor', ...must, 'otherMeasures', 'legalAdvice'],
  requires: must,
  settles: ({ today, actorId }) => ({ proposedOn: today, proposedBy: actorId, renewals: 0 }),
  rules: [],
  also: async (change, { child, answers, today, actorId }, recordId) => {
    for (const childId of (answers.alsoFor ?? []).filter((id) => id !== child.id)) {
      await requireChild(change.tx, change.actor, 'agreement.write', childId)
      const own = {
        ...answers,
        alsoFor: [],
        proposedOn: today,
        proposedBy: actorId,
        renewals: 0,
        togetherId: recordId,
      }
      await change.open(writtenAgreement, {
        event: 'agreement.proposed',
        childId,
        state: 'proposed',
        answers: own,
      })
    }
  },
})

const approves = {
  on: writtenAgreement,
  from: ['proposed'],
  to: 'active',
  asks: ['signedOn', 'signedBy', 'reviewOn', 'approvedWhy'],
  requires: ['signedOn', 'signedBy', 'reviewOn', 'approvedWhy'],
} as const

/** That no worry is grave is asked where it is carried out: see `pages`. */
const approveAgreement = command({
  ...approves,
  event: 'agreement.approved',
  title: 'Agree to use it',
  needs: 'agreement.approve',
  settles: ({ today, actorId }) => ({ approvedOn: today, approvedBy: actorId }),
  rules: [signedByToday, somethingElse, notOfTheAbused, approvedByAnother],
})

const approveAsHead = command({
  ...approves,
  event: 'agreement.approved-by-service-manager',
  title: 'Agree as service manager',
  needs: 'agreement.override',
  settles: ({ today, actorId }) => ({ approvedOn: today, approvedBy: actorId }),
  rules: [signedByToday, somethingElse, approvedByAnother],
})

const declineAgreement = command({
  on: writtenAgreement,
  event: 'agreement.declined',
  title: 'Decide that none is used',
  needs: 'agreement.approve',
  from: ['proposed'],
  to: 'declined',
  asks: ['declinedWhy'],
  requires: ['declinedWhy'],
  rules: [],
})

const checkAgreement = command({
  on: writtenAgreement,
  event: 'agreement.checked',
  title: 'Check the agreement',
  needs: 'agreement.write',
  from: ['active'],
  to: 'active',
  asks: ['checkedOn', 'independent', 'working', 'checkFound'],
  requires: ['checkedOn', 'independent', 'working', 'checkFound'],
  settles: ({ before, answers }) => ({
    independentOn: answers.independent === true ? answers.checkedOn : (before?.independentOn ?? null),
  }),
  rules: [checkedWhileItStood],
  also: async (change, { child, answers, actorId }, agreementId) => {
    const { checkedOn, independent, working, checkFound: found } = answers
    const told = { agreementId, checkedOn, checkedBy: actorId, independent, working, found }
    await change.open(agreementCheck, {
      event: 'agreement-check.recorded',
      childId: child.id,
      state: 'recorded',
      answers: told,
    })
  },
})

const renews = {
  on: writtenAgreement,
  from: ['active'],
  to: 'active',
  asks: ['reviewOn', 'renewedWhy'],
  requires: ['reviewOn', 'renewedWhy'],
} as const
const renewed = (before: WrittenAgreement | null) => (before?.renewals ?? 0) + 1

const renewAgreement = command({
  ...renews,
  event: 'agreement.renewed',
  title: 'Renew the agreement',
  needs: 'agreement.approve',
  settles: ({ before, today }) => ({ renewals: renewed(before), renewedOn: today }),
  rules: [checkedIndependently, notRenewedThrice],
})

const renewAsHead = command({
  ...renews,
  event: 'agreement.renewed-by-service-manager',
  title: 'Renew it as service manager',
  needs: 'agreement.override',
  settles: ({ before, today }) => ({ renewals: renewed(before), renewedOn: today }),
  rules: [checkedIndependently],
})

/** That it was broken is a fact; what follows is a manager's decision, within a working day. */
const recordBreach = command({
  on: writtenAgreement,
  event: 'agreement.breached',
  title: 'Record that it was broken',
  needs: 'agreement.write',
  from: ['active', 'breached'],
  to: 'breached',
  asks: ['breachedOn', 'breachWhat'],
  requires: ['breachedOn', 'breachWhat'],
  rules: [],
  also: askWhatNow,
})

async function askWhatNow(
  change: Change,
  { child, before }: { readonly child: Child; readonly before: WrittenAgreement | null },
  fromId: string,
): Promise<void> {
  if (before?.state === 'breached') return
  const given = {
    what: 'Decide what follows from the broken agreement: a strategy discussion, or a legal meeting',
    soThat: 'The child is safe tonight',
    ownerId: before?.approvedBy ?? null,
    dueOn: addWorkingDays(change.today, 1, await workingCalendar(change.tx)),
  }
  await giveOne(change, child.id, given, { fromId, needs: 'agreement.write' })
}

const escalate = command({
  on: writtenAgreement,
  event: 'agreement.escalated',
  title: 'Decide what follows',
  needs: 'agreement.approve',
  from: ['breached'],
  to: 'escalated',
  asks: ['escalation', 'escalatedWhy'],
  requires: ['escalation', 'escalatedWhy'],
  settles: ({ today, actorId }) => ({ escalatedOn: today, escalatedBy: actorId }),
  rules: [],
})

const endAgreement = command({
  on: writtenAgreement,
  event: 'agreement.ended',
  title: 'End the agreement',
  needs: 'agreement.approve',
  from: ['active', 'escalated'],
  to: 'ended',
  asks: ['endedWhy'],
  requires: ['endedWhy'],
  settles: ({ today, actorId }) => ({ endedOn: today, endedBy: actorId }),
  rules: [checkedIndependently],
})

export const commands = {
  proposeAgreement,
  approveAgreement,
  approveAsHead,
  declineAgreement,
  checkAgreement,
  renewAgreement,
  renewAsHead,
  recordBreach,
  escalate,
  endAgreement,
}
