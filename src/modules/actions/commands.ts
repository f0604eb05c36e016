import { sql } from 'kysely'
import { requireChild } from '../../platform/access/reach.ts'
import type { Actor, Permission, Role } from '../../platform/access/policy.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import type { Answers } from '../../platform/record/field.ts'
import { readAnswers } from '../../platform/record/perform.ts'
import { command, type Outcome } from '../../platform/record/record.ts'
import { findings } from '../../platform/record/rule.ts'
import { action } from './record.ts'
import {
  askedThreeTimes,
  asksVerifies,
  decidedFirst,
  dueAhead,
  laterThanBefore,
  movedOnce,
  notOwnWork,
  ownerAnswers,
  saysSomething,
} from './rules.ts'

/** What is asked of whoever gives an action. */
export const giveAsks = ['what', 'soThat', 'ownerId', 'dueOn'] as const
export type Given = Answers<Pick<typeof action.fields, (typeof giveAsks)[number]>>

/** Who is asking, for which children: one, or a selection from a list. */
export interface Giving {
  readonly actor: Actor
  readonly childIds: readonly string[]
  readonly formKey: string | null
  /** The outcome of a plan it is for; then it is an action of the plan, whoever asks. */
  readonly outcomeId?: string
  /** The visit, discussion or agreement it was decided in. */
  readonly fromId?: string
  /** What whoever asks must be allowed for each child: to give actions, unless what they are doing lets them ask. */
  readonly needs?: Permission
}

/** Whose action is a direction: the word on screen, and what `oversight-action` counts. */
const directs: ReadonlySet<Role> = new Set(['TM', 'SM', 'DIR', 'CPC', 'IRO', 'QA'])

/**
 * Asks for something to be done about each of these children. With nobody named, it is for each child's own lead
 * worker. What has been asked before and not been done is recognised, and counted.
 *
 * @throws NotAllowed if the actor may not ask this for one of the children
 */
export async function giveAction(book: Book, giving: Giving, posted: unknown): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(action.fields, giveAsks, posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const broken = findings([dueAhead, saysSomething], { answers, today: book.today() })
  if (giving.childIds.length === 0)
    broken.push({ rule: 'answer', message: 'Select at least one child', at: 'child' })
  if (broken.length > 0) return { kind: 'refused', findings: broken }
  return inOneChange(book, giving.actor, giving.formKey, async (change) => {
    const ids: string[] = []
    const { outcomeId = null, fromId = null, needs = 'action.give' } = giving
    for (const childId of giving.childIds)
      ids.push(await giveOne(change, childId, answers, { outcomeId, fromId, needs }))
    return { kind: 'done', recordId: ids[0] ?? '' }
  })
}

/** How an ask comes about. */
interface Asking {
  /** The outcome of a plan it is for; then it is the plan's, and no direction. */
  readonly outcomeId?: string | null
  /** The discussion or agreement it was decided in. */
  readonly fromId?: string | null
  /** What whoever asks must be allowed for the child: to give actions, unless what they are doing lets them ask. */
  readonly needs?: Permission
}

/**
 * Asks for one thing about one child, as part of a larger change, and says the action's id.
 *
 * @throws NotAllowed if the actor may not ask this for the child
 */
export async function giveOne(
  change: Change,
  childId: string,
  given: Given,
  { outcomeId = null, fromId = null, needs = 'action.give' }: Asking = {},
): Promise<string> {
  const { tx, actor, today } = change
  await requireChild(tx, actor, needs, childId)
  const earlier = await askedBefore(tx, childId, given.what)
  return change.open(action, {
    event: earlier === null ? 'action.given' : 'action.given-again',
    childId,
    state: 'open',
    answers: {
      ...given,
      ownerId: given.ownerId ?? (await leadWorker(tx, childId)),
      askedBy: actor.id,
      askedOn: today,
      firstDueOn: given.dueOn,
      direction: outcomeId === null && directs.has(actor.role),
      outcomeId,
      fromId,
      repeatsId: earlier?.id ?? null,
      timesAsked: (earlier?.timesAsked ?? 0) + 1,
    },
  })
}

interface Earlier {
  readonly id: string
  readonly timesAsked: number
}

/** An ask of this child that says the same, in nearly the same words, and was not verified as done: the latest. */
async function askedBefore(tx: Tx, childId: string, what: string): Promise<Earlier | null> {
  const { rows } = await sql<Earlier>`
    select id, times_asked from action
     where child_id = ${childId} and state in ('open', 'answered') and similarity(what, ${what}) > 0.5
     order by times_asked desc, asked_on desc
     limit 1
  `.execute(tx)
  return rows[0] ?? null
}

/** Who leads the work with a child today, or null for nobody. */
export async function leadWorker(tx: Tx, childId: string): Promise<string | null> {
  const lead = await tx
    .selectFrom('allocation')
    .select('workerId')
    .where('childId', '=', childId)
    .where('state', '=', 'allocated')
    .where('role', '=', 'lead social worker')
    .orderBy('fromOn', 'desc')
    .executeTakeFirst()
  return lead?.workerId ?? null
}

const accept = command({
  on: action,
  event: 'action.accepted',
  title: 'Take on an action',
  needs: 'action.answer',
  from: ['open'],
  to: 'open',
  asks: [],
  settles: ({ today }) => ({ acceptedOn: today }),
  rules: [ownerAnswers],
})

const answer = command({
  on: action,
  event: 'action.answered',
  title: 'Say what was done',
  needs: 'action.answer',
  from: ['open'],
  to: 'answered',
  asks: ['answer', 'evidence'],
  requires: ['answer', 'evidence'],
  settles: ({ today, actorId }) => ({ answeredOn: today, answeredBy: actorId }),
  rules: [ownerAnswers],
})

export const verify = command({
  on: action,
  event: 'action.verified',
  title: 'Agree that it was done',
  needs: 'action.give',
  from: ['answered'],
  to: 'verified',
  asks: ['difference'],
  requires: ['difference'],
  settles: ({ today, actorId }) => ({ verifiedOn: today, verifiedBy: actorId }),
  rules: [asksVerifies, notOwnWork],
})

export const sendBack = command({
  on: action,
  event: 'action.sent-back',
  title: 'Send it back as not done',
  needs: 'action.give',
  from: ['answered'],
  to: 'open',
  asks: ['dueOn', 'extendedWhy'],
  requires: ['extendedWhy'],
  rules: [asksVerifies],
})

export const extend = command({
  on: action,
  event: 'action.extended',
  title: 'Give an action more time',
  needs: 'action.give',
  from: ['open'],
  to: 'open',
  asks: ['dueOn', 'extendedWhy'],
  requires: ['extendedWhy'],
  settles: ({ before }) => ({ extended: (before?.extended ?? 0) + 1 }),
  rules: [laterThanBefore, movedOnce, decidedFirst],
})

/** A day moved already is moved again only by a manager, and counts as drift (processes 9). */
export const moveAgain = command({
  on: action,
  event: 'action.moved-again',
  title: 'Move the day of an action again',
  needs: 'plan.authorise',
  from: ['open'],
  to: 'open',
  asks: ['dueOn', 'extendedWhy'],
  requires: ['extendedWhy'],
  settles: ({ before }) => ({ extended: (before?.extended ?? 0) + 1 }),
  rules: [laterThanBefore, decidedFirst],
})

export const stop = command({
  on: action,
  event: 'action.stopped',
  title: 'Stop an action',
  needs: 'action.give',
  from: ['open', 'answered'],
  to: 'stopped',
  asks: ['stoppedWhy'],
  requires: ['stoppedWhy'],
  settles: ({ today }) => ({ stoppedOn: today }),
  rules: [asksVerifies, decidedFirst],
})

/** A third ask goes on only by the service manager's word: what is done differently, by whom and by when. */
const decide = command({
  on: action,
  event: 'action.decided',
  title: 'Decide what happens now',
  needs: 'action.decide',
  from: ['open'],
  to: 'open',
  asks: ['decision', 'ownerId', 'dueOn'],
  requires: ['decision', 'ownerId'],
  settles: ({ before, today, actorId }) => ({
    decidedOn: today,
    decidedBy: actorId,
    explainedOn: before?.explainedOn ?? today,
    acceptedOn: null,
  }),
  rules: [askedThreeTimes, dueAhead],
})

/** Or it is stopped, and the service manager says why. */
const decideToStop = command({
  on: action,
  event: 'action.decided-to-stop',
  title: 'Decide that it is stopped',
  needs: 'action.decide',
  from: ['open', 'answered'],
  to: 'stopped',
  asks: ['stoppedWhy'],
  requires: ['stoppedWhy'],
  settles: ({ before, today, actorId }) => ({
    decidedOn: today,
    decidedBy: actorId,
    stoppedOn: today,
    explainedOn: before?.explainedOn ?? today,
  }),
  rules: [askedThreeTimes],
})

/** Everything that can be done to an action once it has been given. */
export const commands = { accept, answer, verify, sendBack, extend, moveAgain, stop, decide, decideToStop }
