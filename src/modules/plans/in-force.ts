import { requireChild } from '../../platform/access/reach.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import { StateMoved } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { action, askProposed } from '../actions/index.ts'
import { oneAtATime, openActions, planAt, refused, type OnPlan } from './locked.ts'
import type { PlanOf } from './plan-of.ts'
import { ofSiblings, plansOf } from './queries.ts'
import { plan, planOutcome, type Plan } from './record.ts'
import { inTheWay } from './rules.ts'
import { actionsOf, asDraft, outcomesOf } from './versions.ts'

/**
 * Puts a draft in force: refused with everything that stands in the way. What it proposed stands from today, what it said
 * anew takes the place of what was, its actions are asked, and the version before is replaced.
 */
export async function authorisePlan(book: Book, act: OnPlan, kinds: readonly PlanOf[]): Promise<Outcome> {
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'plan.authorise', act.childId)
    await oneAtATime(change, act.childId)
    const draft = await planAt(change, act, ['sent'])
    const held = await plansOf(change.tx, act.childId, change.today)
    const shown = held.plans.find(({ id }) => id === draft.id)
    if (shown === undefined) throw new StateMoved('the plan is not among the child’s')
    const siblings = await ofSiblings(change.tx, act.actor, act.childId)
    const findings = [
      ...ownWork(draft, act.actor.id),
      ...inTheWay(asDraft(held, shown, siblings, change.today)),
    ]
    if (findings.length > 0) return refused(...findings)
    const outcomes = outcomesOf(held, shown)
    await bringIntoForce(
      change,
      outcomes.filter(({ state }) => state === 'proposed').map(({ id }) => id),
    )
    for (const { id, state } of actionsOf(held, shown, outcomes))
      if (state === 'proposed') await askProposed(change, id)
    await replaceBefore(change, draft)
    const of = kinds.find(({ kind }) => kind === draft.kind)
    const underId = draft.underId ?? (of === undefined ? null : await of.begins(change, draft))
    const answers = { underId, authorisedOn: change.today, authorisedBy: change.actor.id }
    await change.move(plan, draft, { event: 'plan.authorised', to: 'live', answers })
    return { kind: 'done', recordId: draft.id }
  })
}

const ownWork = ({ sentBy, draftedBy }: Plan, actorId: string): Finding[] =>
  sentBy === actorId || draftedBy === actorId
    ? [
        {
          rule: 'PL-11',
          message: 'You wrote this plan yourself: another manager must authorise it',
          at: 'plan',
        },
      ]
    : []

async function bringIntoForce(change: Change, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const outcome = await lock(change.tx, planOutcome, id)
    await change.move(planOutcome, outcome, {
      event: 'plan-outcome.agreed',
      to: 'open',
      answers: { setOn: change.today },
    })
    if (outcome.replacesId !== null) await sayAnew(change, outcome.replacesId, id)
  }
}

/** The old words are closed, and what was asked for them is asked for the new. */
async function sayAnew(change: Change, oldId: string, newId: string): Promise<void> {
  const old = await lock(change.tx, planOutcome, oldId)
  const closed = { closedOn: change.today, closedWhy: 'Said anew in the next version' }
  await change.move(planOutcome, old, { event: 'plan-outcome.replaced', to: 'replaced', answers: closed })
  for (const id of await openActions(change, [oldId])) {
    const held = await lock(change.tx, action, id)
    const answers = { outcomeId: newId }
    await change.move(action, held, { event: 'action.kept', to: held.state, answers })
  }
}

async function replaceBefore(change: Change, draft: Plan): Promise<void> {
  if (draft.replacesId === null) return
  const before = await lock(change.tx, plan, draft.replacesId)
  if (before.state !== 'live') throw new StateMoved('the version before is no longer in force')
  const answers = { replacedOn: change.today }
  await change.move(plan, before, { event: 'plan.replaced', to: 'replaced', answers })
}
