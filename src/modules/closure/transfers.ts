import type { Change } from '../../platform/record/change.ts'
import { requireChild } from '../../platform/access/reach.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import { lacking, readAnswers, StateMoved, type Act } from '../../platform/record/perform.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import { command, type Outcome, type Row } from '../../platform/record/record.ts'
import { lock } from '../../platform/record/store.ts'
import { allocation } from '../allocation/index.ts'
import { endWork } from './ending.ts'
import { endingOf } from './queries.ts'
import { transfer, type Transfer } from './transfer-record.ts'
import { duties, toldByToday } from './rules.ts'
import {
  acceptedByAnother,
  acceptedOnADay,
  historyByToday,
  namedReceiver,
  ofKind,
  toAnother,
  visitMade,
} from './transfer-rules.ts'

const proposes = {
  on: transfer,
  needs: 'transfer.propose',
  from: null,
  to: 'proposed',
} as const

const transferOut = command({
  ...proposes,
  event: 'transfer.proposed-out',
  title: 'Propose a transfer to another authority',
  asks: ['authority', 'personThere', 'reason', 'mustKnow', 'carriedBy', 'childToldOn', 'historySentOn'],
  requires: ['authority', 'personThere', 'reason', 'mustKnow', 'carriedBy'],
  settles: ({ today, actorId }) => ({ kind: 'out' as const, proposedOn: today, proposedBy: actorId }),
  rules: [toldByToday],
})

const transferToTeam = command({
  ...proposes,
  event: 'transfer.proposed-to-team',
  title: 'Propose a transfer to another team',
  asks: ['receiverId', 'reason', 'mustKnow', 'childToldOn'],
  requires: ['receiverId', 'reason', 'mustKnow'],
  settles: ({ today, actorId }) => ({ kind: 'team' as const, proposedOn: today, proposedBy: actorId }),
  rules: [toAnother, toldByToday],
})

const transferIn = command({
  ...proposes,
  event: 'transfer.in-begun',
  title: 'Record a child coming from another authority',
  asks: ['authority', 'personThere', 'arrivedOn', 'reason'],
  requires: ['authority', 'personThere', 'arrivedOn'],
  settles: ({ today, actorId }) => ({ kind: 'in' as const, proposedOn: today, proposedBy: actorId }),
  rules: [],
})

/** What is asked of whoever records that the other authority accepted. */
export const acceptOutAsks = ['acceptedOn', 'acceptedHow'] as const

/** Of an ending's duties, those that hold back a child who moves away too: the rest goes with them to the receiver. */
const heldBack = new Set(['CL-2', 'CL-5', 'CL-7', 'CL-12', 'CL-13', 'CL-17'])

/**
 * Only now does our work end: the other authority has said so, on a day, in a way that can be looked up.
 *
 * @throws NotAllowed if the actor may not decide this, StateMoved if it was decided meanwhile
 */
export async function acceptOut(book: Book, act: Act, posted: unknown): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(transfer.fields, acceptOutAsks, posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    const { tx, actor, today } = change
    await requireChild(tx, actor, 'closure.decide', act.childId)
    const before = await lock(tx, transfer, act.recordId ?? '')
    if (before.childId !== act.childId || before.state !== 'proposed')
      throw new StateMoved('the transfer has moved on')
    const facts = { before, answers, actorId: actor.id, today }
    const broken = [
      ...lacking({ on: transfer, requires: acceptOutAsks } as never, answers),
      ...findings([ofKind('out'), acceptedByAnother, acceptedOnADay], facts),
      ...(await stillOurs(change, before)),
    ]
    if (broken.length > 0) return { kind: 'refused', findings: broken }
    return movedAway(change, before, answers)
  })
}

/** What is unfinished that no other authority can finish for us. */
async function stillOurs(
  { tx, today }: Pick<Change, 'tx' | 'today'>,
  { childId }: Transfer,
): Promise<Finding[]> {
  const held = duties.filter(({ id }) => heldBack.has(id))
  return findings(held, await endingOf(tx, childId, null, today))
}

async function movedAway(change: Change, before: Transfer, answers: object): Promise<Outcome> {
  const { childId, id, mustKnow, carriedBy, childToldOn } = before
  const given = { ...answers, acceptedBy: change.actor.id, endedOn: change.today }
  const moving = { event: 'transfer.accepted-out', to: 'done', answers: given }
  const recordId = await change.move(transfer, before, moving)
  await endWork(change, {
    childId,
    fromId: id,
    reason: 'RC5',
    carriedBy,
    handoverNote: mustKnow,
    childToldOn,
  })
  return { kind: 'done', recordId }
}

/** The receiving manager names who will work with the child. Both are named until they have visited together. */
const acceptToTeam = command({
  on: transfer,
  event: 'transfer.accepted-to-team',
  title: 'Accept the child into your team',
  needs: 'transfer.accept',
  from: ['proposed'],
  to: 'accepted',
  asks: ['newWorkerId'],
  requires: ['newWorkerId'],
  settles: ({ actorId, today }) => ({ acceptedBy: actorId, acceptedOn: today }),
  rules: [ofKind('team'), namedReceiver],
  also: async (change, { answers, child, today }) => {
    const workerId = answers.newWorkerId
    const teamId = await teamOf(change, workerId)
    const held = { role: 'second social worker', workerId, teamId, fromOn: today }
    await change.open(allocation, {
      event: 'allocation.allocated',
      childId: child.id,
      state: 'allocated',
      answers: held,
    })
  },
})

async function teamOf({ tx }: Change, workerId: string | null): Promise<string | null> {
  if (workerId === null) return null
  const worker = await tx.selectFrom('staff').select('teamId').where('id', '=', workerId).executeTakeFirst()
  return worker?.teamId ?? null
}

const declineTransfer = command({
  on: transfer,
  event: 'transfer.declined',
  title: 'Say why the child is not accepted',
  needs: 'transfer.accept',
  from: ['proposed'],
  to: 'declined',
  asks: ['declinedWhy'],
  requires: ['declinedWhy'],
  settles: ({ today }) => ({ endedOn: today }),
  rules: [ofKind('team'), namedReceiver],
})

const visitTogether = command({
  on: transfer,
  event: 'transfer.visited-together',
  title: 'Record the visit both workers made',
  needs: 'transfer.propose',
  from: ['accepted'],
  to: 'done',
  asks: ['jointVisitOn', 'childToldOn'],
  requires: ['jointVisitOn', 'childToldOn'],
  settles: ({ today }) => ({ endedOn: today }),
  rules: [ofKind('team'), visitMade, toldByToday],
  also: async (change, { before, child, answers }) => {
    if (before !== null)
      await handOver(change, child.id, {
        ...before,
        jointVisitOn: answers.jointVisitOn,
        childToldOn: answers.childToldOn,
      })
  },
})

/** The new worker leads from now; the one who did is told of in the note. */
async function handOver(change: Change, childId: string, moved: Row<typeof transfer>): Promise<void> {
  const { tx, today } = change
  const held = await tx
    .selectFrom('allocation')
    .select(['id', 'role', 'workerId'])
    .where('childId', '=', childId)
    .where('state', '=', 'allocated')
    .where('role', 'in', ['lead social worker', 'second social worker'])
    .orderBy('id')
    .execute()
  for (const { id, role, workerId } of held) {
    if (role === 'second social worker' && workerId !== moved.newWorkerId) continue
    const before = await lock(tx, allocation, id)
    const answers = {
      toOn: today,
      endReason: 'team transfer',
      planned: true,
      handoverNote: moved.mustKnow,
      childToldOn: moved.childToldOn,
      jointVisitOn: moved.jointVisitOn,
    }
    await change.move(allocation, before, { event: 'allocation.ended', to: 'ended', answers })
  }
  const teamId = await teamOf(change, moved.newWorkerId)
  const answers = {
    role: 'lead social worker',
    workerId: moved.newWorkerId,
    teamId,
    fromOn: today,
    childToldOn: moved.childToldOn,
    jointVisitOn: moved.jointVisitOn,
  }
  await change.open(allocation, { event: 'allocation.allocated', childId, state: 'allocated', answers })
}

/** Until the history has come the transfer waits, and shows as waiting. */
const receiveHistory = command({
  on: transfer,
  event: 'transfer.history-received',
  title: 'Record that the history came',
  needs: 'transfer.propose',
  from: ['proposed'],
  to: 'done',
  asks: ['historyOn', 'historyWords'],
  requires: ['historyOn', 'historyWords'],
  settles: ({ today }) => ({ endedOn: today }),
  rules: [ofKind('in'), historyByToday],
})

const withdrawTransfer = command({
  on: transfer,
  event: 'transfer.withdrawn',
  title: 'Withdraw the transfer: the child stays',
  needs: 'transfer.propose',
  from: ['proposed'],
  to: 'withdrawn',
  asks: ['withdrawnWhy'],
  requires: ['withdrawnWhy'],
  settles: ({ today }) => ({ endedOn: today }),
  rules: [],
})

export const transferCommands = {
  transferOut,
  transferToTeam,
  transferIn,
  acceptToTeam,
  declineTransfer,
  visitTogether,
  receiveHistory,
  withdrawTransfer,
}

/** Which of these fit a transfer of a kind: the rest are not offered for it. */
export const fits: Readonly<Record<string, readonly string[]>> = {
  out: ['acceptOut', 'withdrawTransfer'],
  team: ['acceptToTeam', 'declineTransfer', 'visitTogether', 'withdrawTransfer'],
  in: ['receiveHistory', 'withdrawTransfer'],
}
