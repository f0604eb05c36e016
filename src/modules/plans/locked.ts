import type { Change } from '../../platform/record/change.ts'
import { StateMoved, type Act } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { plan, planOutcome, type Plan, type PlanOutcome } from './record.ts'

export type OnPlan = Act & { readonly recordId: string }

/** One writer at a time begins or authorises a plan of this child. */
export const oneAtATime = (change: Change, childId: string) =>
  change.tx.selectFrom('person').select('id').where('id', '=', childId).forUpdate().executeTakeFirstOrThrow()

export const refused = (...findings: readonly Finding[]): Outcome => ({ kind: 'refused', findings })

/** Locks a plan of this child in one of these states. */
export async function planAt(change: Change, act: OnPlan, states: readonly Plan['state'][]): Promise<Plan> {
  const held = await lock(change.tx, plan, act.recordId)
  const moved = act.version != null && act.version !== held.version
  if (held.childId !== act.childId || moved || !states.includes(held.state))
    throw new StateMoved('the plan has moved on since it was shown')
  return held
}

export async function outcomeAt(change: Change, childId: string, id: string): Promise<PlanOutcome> {
  const held = await lock(change.tx, planOutcome, id)
  if (held.childId !== childId) throw new StateMoved('the outcome is not this child’s')
  return held
}

export async function openActions(change: Change, outcomeIds: readonly string[]): Promise<string[]> {
  if (outcomeIds.length === 0) return []
  const rows = await change.tx
    .selectFrom('action')
    .select('id')
    .where('outcomeId', 'in', outcomeIds)
    .where('state', 'in', ['open', 'answered'])
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
