import { requireChild } from '../../platform/access/reach.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import { readAnswers } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { openActions, planAt, refused, type OnPlan } from './locked.ts'
import type { PlanOf } from './plan-of.ts'
import { plansOf } from './queries.ts'
import { plan, planOutcome, type Plan, type PlanKind } from './record.ts'
import { outcomesOf } from './versions.ts'

/** Ends a plan: refused while an action of it is open, or its kind says that something else must be done first. */
export async function endPlan(
  book: Book,
  act: OnPlan,
  kinds: readonly PlanOf[],
  posted: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(plan.fields, ['endedWhy'], posted)
  const why = answers?.endedWhy ?? null
  const missing: Finding = { rule: 'answer', message: plan.fields.endedWhy.missing, at: 'endedWhy' }
  if (why === null) return refused(...(unreadable.length > 0 ? unreadable : [missing]))
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'plan.authorise', act.childId)
    const live = await planAt(change, act, ['live'])
    const of = kinds.find(({ kind }) => kind === live.kind)
    const outcomes = await openOutcomes(change, live)
    const open = await stillAsked(change, outcomes)
    const findings = [...open, ...((await of?.keeps(change, live)) ?? [])]
    if (findings.length > 0) return refused(...findings)
    await of?.ends(change, live, why)
    await close(change, live, outcomes, why)
    return { kind: 'done', recordId: live.id }
  })
}

/**
 * Ends the plan of this kind that is in force, as part of a larger decision that has guards of its own: a conference that
 * ends protection. What was asked stays asked, of whoever was asked. Nothing happens where none is in force.
 */
export async function endWith(change: Change, childId: string, kind: PlanKind, why: string): Promise<void> {
  const found = await change.tx
    .selectFrom('plan')
    .select('id')
    .where('childId', '=', childId)
    .where('kind', '=', kind)
    .where('state', '=', 'live')
    .executeTakeFirst()
  if (found === undefined) return
  const live = await lock(change.tx, plan, found.id)
  await close(change, live, await openOutcomes(change, live), why)
}

async function close(change: Change, live: Plan, outcomeIds: readonly string[], why: string): Promise<void> {
  for (const id of outcomeIds) await closeWith(change, id, why)
  const ended = { endedOn: change.today, endedWhy: why }
  await change.move(plan, live, { event: 'plan.ended', to: 'ended', answers: ended })
}

async function openOutcomes(change: Change, live: Plan): Promise<string[]> {
  const held = await plansOf(change.tx, live.childId, change.today)
  const shown = held.plans.find(({ id }) => id === live.id)
  if (shown === undefined) return []
  return outcomesOf(held, shown)
    .filter(({ state }) => state === 'open')
    .map(({ id }) => id)
}

async function stillAsked(change: Change, outcomeIds: readonly string[]): Promise<Finding[]> {
  const ids = await openActions(change, outcomeIds)
  if (ids.length === 0) return []
  const rows = await change.tx
    .selectFrom('action')
    .select('what')
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  return rows.map(({ what }) => ({
    rule: 'PL-12',
    message: `Not done yet: “${what}”. Have it answered, or stop it and say why`,
    at: 'endedWhy',
  }))
}

async function closeWith(change: Change, id: string, why: string): Promise<void> {
  const held = await lock(change.tx, planOutcome, id)
  const answers = { closedOn: change.today, closedWhy: `The plan ended: ${why}` }
  await change.move(planOutcome, held, { event: 'plan-outcome.stopped', to: 'stopped', answers })
}
