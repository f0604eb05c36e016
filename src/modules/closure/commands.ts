import { requireChild } from '../../platform/access/reach.ts'
import type { Permission } from '../../platform/access/policy.ts'
import { addWeeks } from '../../platform/dates/day.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import { lacking, readAnswers, StateMoved, type Act } from '../../platform/record/perform.ts'
import { command, type Outcome } from '../../platform/record/record.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { answerCheck, askToCheck, checkAfter, endWork } from './ending.ts'
import { doneWith, lastWords, pastOf } from './done-with.ts'
import { endingOf } from './queries.ts'
import { closure, type Closure } from './record.ts'
import {
  checkedByToday,
  countersignedByAnother,
  decidedByAnother,
  duties,
  flagsOf,
  partnersByToday,
  storyFirst,
  toldByToday,
} from './rules.ts'
import { begunFrom } from './summary.ts'

/** Begins an ending with a summary made from the record; where one is being made already, that one. */
export async function beginClosure(book: Book, { actor, childId, formKey }: Act): Promise<Outcome> {
  return inOneChange(book, actor, formKey, async (change) => {
    const { tx, today } = change
    await requireChild(tx, actor, 'closure.propose', childId)
    await tx.selectFrom('person').select('id').where('id', '=', childId).forUpdate().execute()
    const held = await tx
      .selectFrom('closure')
      .select('id')
      .where('childId', '=', childId)
      .where('state', 'in', ['draft', 'proposed', 'for countersign'])
      .executeTakeFirst()
    if (held !== undefined) return { kind: 'done', recordId: held.id }
    const answers = {
      begunOn: today,
      episodeId: await openEpisode(change, childId),
      ...(await said(change, childId)),
    }
    const recordId = await change.open(closure, { event: 'closure.begun', childId, state: 'draft', answers })
    return { kind: 'done', recordId }
  })
}

async function openEpisode({ tx }: Change, childId: string): Promise<string | null> {
  const episode = await tx
    .selectFrom('cinEpisode')
    .select('id')
    .where('childId', '=', childId)
    .where('state', '=', 'open')
    .orderBy('referredOn', 'desc')
    .executeTakeFirst()
  return episode?.id ?? null
}

async function said({ tx }: Change, childId: string) {
  const [heard] = await lastWords(tx, childId)
  return { ...begunFrom(await doneWith(tx, childId)), childView: heard === undefined ? null : heard.words }
}

const writeClosure = command({
  on: closure,
  event: 'closure.written',
  title: 'Say why our work ends, and what changed',
  needs: 'closure.propose',
  from: ['draft'],
  to: 'draft',
  asks: ['reason', 'whyWeCame', 'whatWasDone', 'whatChanged', 'outcomesMet', 'childView', 'childToldOn'],
  requires: ['reason', 'whatChanged'],
  rules: [toldByToday],
})

const proposeClosure = command({
  on: closure,
  event: 'closure.proposed',
  title: 'Say what happens next, and propose it',
  needs: 'closure.propose',
  from: ['draft'],
  to: 'proposed',
  asks: ['networkAgreed', 'partnersToldOn', 'whoSees', 'howBack', 'ifWorse', 'carriedBy', 'handoverNote'],
  requires: ['networkAgreed', 'whoSees', 'howBack', 'ifWorse', 'handoverNote'],
  settles: ({ today, actorId }) => ({ proposedOn: today, proposedBy: actorId, returnedWhy: null }),
  rules: [storyFirst, partnersByToday],
})

const returnClosure = command({
  on: closure,
  event: 'closure.returned',
  title: 'Send it back: something must be done first',
  needs: 'closure.decide',
  from: ['proposed', 'for countersign'],
  to: 'draft',
  asks: ['returnedWhy'],
  requires: ['returnedWhy'],
  settles: () => ({ decidedOn: null, decidedBy: null }),
  rules: [],
})

const withdrawClosure = command({
  on: closure,
  event: 'closure.withdrawn',
  title: 'Withdraw it: our work goes on',
  needs: 'closure.propose',
  from: ['draft', 'proposed', 'for countersign'],
  to: 'withdrawn',
  asks: ['withdrawnWhy'],
  requires: ['withdrawnWhy'],
  settles: ({ today }) => ({ withdrawnOn: today }),
  rules: [],
})

const checkClosure = command({
  on: closure,
  event: 'closure.checked',
  title: 'Record the 12-week check',
  needs: 'closure.decide',
  from: ['closed'],
  to: 'checked',
  asks: ['checkedOn', 'found', 'foundWords'],
  requires: ['checkedOn', 'found', 'foundWords'],
  settles: ({ actorId }) => ({ checkedBy: actorId }),
  rules: [checkedByToday],
  also: async (change, { answers }, recordId) => answerCheck(change, recordId, answers.foundWords),
})

export const commands = { writeClosure, proposeClosure, returnClosure, withdrawClosure, checkClosure }

/** A decision about an ending: what it asks, from where, and who may. */
interface Deciding {
  readonly needs: Permission
  readonly from: Closure['state']
  readonly asks: readonly ('outsideChecked' | 'decisionWhy' | 'countersignWhy')[]
}
export const deciding = {
  decide: { needs: 'closure.decide', from: 'proposed', asks: ['outsideChecked', 'decisionWhy'] },
  countersign: { needs: 'closure.countersign', from: 'for countersign', asks: ['countersignWhy'] },
} as const satisfies Record<string, Deciding>

/**
 * The manager's decision. Refused while one duty is unfinished or if they proposed it; where the child's past asks for it, our
 * work goes on until a service manager has agreed too.
 *
 * @throws NotAllowed if the actor may not decide this, StateMoved if it was decided meanwhile
 */
export function decideClosure(book: Book, act: Act, posted: unknown): Promise<Outcome> {
  return decided(book, act, deciding.decide, posted, async (change, before, answers) => {
    const { today, actor } = change
    const broken = [
      ...findings([decidedByAnother], { before, actorId: actor.id }),
      ...(await unfinished(change, before)),
    ]
    if (broken.length > 0) return { kind: 'refused', findings: broken }
    const flags = flagsOf(await pastOf(change.tx, before.childId), today)
    const given = { ...answers, flags, decidedOn: today, decidedBy: actor.id }
    if (flags.length === 0) return close(change, before, 'closure.closed', given)
    const event = 'closure.sent-to-service-manager'
    const recordId = await change.move(closure, before, { event, to: 'for countersign', answers: given })
    return { kind: 'done', recordId }
  })
}

/** The service manager's word, with everything looked at again: days may have gone by. */
export function countersignClosure(book: Book, act: Act, posted: unknown): Promise<Outcome> {
  return decided(book, act, deciding.countersign, posted, async (change, before, answers) => {
    const { today, actor } = change
    const facts = { before, actorId: actor.id }
    const broken = [
      ...findings([decidedByAnother, countersignedByAnother], facts),
      ...(await unfinished(change, before)),
    ]
    if (broken.length > 0) return { kind: 'refused', findings: broken }
    const given = { ...answers, countersignedOn: today, countersignedBy: actor.id }
    return close(change, before, 'closure.countersigned', given)
  })
}

type Decide = (
  change: Change,
  before: Closure,
  answers: Readonly<Record<string, unknown>>,
) => Promise<Outcome>

async function decided(
  book: Book,
  act: Act,
  { needs, from, asks }: Deciding,
  posted: unknown,
  decide: Decide,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(closure.fields, asks, posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const given: Readonly<Record<string, unknown>> = answers
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, needs, act.childId)
    const before = await lock(change.tx, closure, act.recordId ?? '')
    const moved = act.version != null && act.version !== before.version
    if (before.childId !== act.childId || before.state !== from || moved)
      throw new StateMoved('the ending has moved on')
    const missing = lacking({ on: closure, requires: asks } as never, given)
    return missing.length > 0 ? { kind: 'refused', findings: missing } : decide(change, before, given)
  })
}

async function unfinished({ tx, today }: Change, before: Closure): Promise<Finding[]> {
  return findings(duties, await endingOf(tx, before.childId, before, today))
}

async function close(change: Change, before: Closure, event: string, given: object): Promise<Outcome> {
  const { today } = change
  const { childId, id, reason, carriedBy, handoverNote, childToldOn } = before
  const answers = { ...given, closedOn: today, checkOn: addWeeks(today, checkAfter) }
  const recordId = await change.move(closure, before, { event, to: 'closed', answers })
  await endWork(change, { childId, fromId: id, reason, carriedBy, handoverNote, childToldOn })
  await askToCheck(change, childId, id)
  return { kind: 'done', recordId }
}
