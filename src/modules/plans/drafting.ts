import { requireChild } from '../../platform/access/reach.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import { readAnswers, StateMoved, type Act } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { load } from '../../platform/record/store.ts'
import { action, giveAction, propose, type Giving, type Proposing } from '../actions/index.ts'
import { outcomeAsks } from './commands.ts'
import { oneAtATime, outcomeAt, planAt, refused, type OnPlan } from './locked.ts'
import { plan, planOutcome, type PlanKind } from './record.ts'

/** Begins a draft: of the first version, or of the next beside the one in force, whose words it takes over. */
export async function startPlan(book: Book, act: Act, posted: unknown): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(plan.fields, ['kind'], posted)
  if (answers === null) return refused(...unreadable)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'plan.write', act.childId)
    await oneAtATime(change, act.childId)
    const held = await ofKind(change, act.childId, answers.kind)
    const begun = held.find(({ state }) => state === 'draft' || state === 'sent')
    if (begun !== undefined) return { kind: 'done', recordId: begun.id }
    const live = held.find(({ state }) => state === 'live')
    const recordId = await change.open(plan, {
      event: 'plan.begun',
      childId: act.childId,
      state: 'draft',
      answers: {
        ...takenOver(live),
        kind: answers.kind,
        draftedOn: change.today,
        draftedBy: change.actor.id,
      },
    })
    return { kind: 'done', recordId }
  })
}

const ofKind = (change: Change, childId: string, kind: PlanKind) =>
  change.tx
    .selectFrom('plan')
    .selectAll()
    .where('childId', '=', childId)
    .where('kind', '=', kind)
    .where('state', 'in', ['draft', 'sent', 'live'])
    .orderBy('id', 'desc')
    .limit(20)
    .execute()

type Stored = Awaited<ReturnType<typeof ofKind>>[number]

function takenOver(live: Stored | undefined): object {
  if (live === undefined) return { number: 1 }
  const { number, id, underId, worries, needs, ifNot, ifNotOn, consent, chairedBy, agencies } = live
  const { seesId, visitEvery, nextReviewOn } = live
  const kept = {
    worries,
    needs,
    ifNot,
    ifNotOn,
    consent,
    chairedBy,
    agencies,
    seesId,
    visitEvery,
    nextReviewOn,
  }
  return { ...kept, underId, number: number + 1, replacesId: id }
}

/**
 * Puts something that must change into a draft. It stands from the day the plan is authorised.
 *
 * @param replacesId the outcome in force that it says anew, or null
 */
export async function proposeOutcome(
  book: Book,
  act: OnPlan,
  replacesId: string | null,
  posted: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(planOutcome.fields, outcomeAsks, posted)
  if (answers === null) return refused(...unreadable)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'plan.write', act.childId)
    const draft = await planAt(change, act, ['draft'])
    if (replacesId !== null && (await outcomeAt(change, act.childId, replacesId)).state !== 'open')
      throw new StateMoved('only what is in force can be said anew')
    const recordId = await change.open(planOutcome, {
      event: 'plan-outcome.proposed',
      childId: act.childId,
      state: 'proposed',
      answers: { ...answers, planId: draft.id, replacesId, setOn: change.today, progress: 'not started' },
    })
    return { kind: 'done', recordId }
  })
}

/** Puts an action into a draft, for something that must change. */
export async function proposeAction(
  book: Book,
  act: Act,
  outcomeId: string,
  posted: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(action.fields, ['what'], posted)
  const rest = readAnswers(draftActionFields, ['ownerId', 'doneBy', 'dueOn'], posted)
  if (answers === null || rest.answers === null) return refused(...unreadable, ...rest.unreadable)
  const proposing: Proposing = { ...answers, ...rest.answers }
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'plan.write', act.childId)
    const outcome = await outcomeAt(change, act.childId, outcomeId)
    if (outcome.state !== 'proposed' && outcome.state !== 'open')
      throw new StateMoved('the outcome is closed')
    return { kind: 'done', recordId: await propose(change, act.childId, outcomeId, proposing) }
  })
}

/** In a draft an action may lack its day. */
export const draftActionFields = {
  ...action.fields,
  dueOn: { ...action.fields.dueOn, required: false, schema: action.fields.acceptedOn.schema },
}

/** Asks at once for an action of a plan in force, for something of this child's that must change. */
export async function askFor(
  book: Book,
  giving: Omit<Giving, 'childIds' | 'outcomeId'>,
  { childId, outcomeId }: { childId: string; outcomeId: string },
  posted: unknown,
): Promise<Outcome> {
  const held = await load(book.db, planOutcome, outcomeId)
  if (held.childId !== childId || held.state !== 'open') throw new StateMoved('the outcome is closed')
  return giveAction(book, { ...giving, childIds: [childId], outcomeId }, posted)
}
