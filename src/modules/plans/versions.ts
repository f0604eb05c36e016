import type { ActionHeld, OutcomeHeld, PlanHeld, PlansHeld } from './queries.ts'
import type { Draft } from './rules.ts'
import type { OfSiblings } from './queries.ts'
import type { Day } from '../../platform/dates/day.ts'

/** Versions of the same plan as this one, the newest first: those of its kind, for the same period of help. */
export const versionsOf = ({ plans }: PlansHeld, of: PlanHeld): PlanHeld[] => {
  const before = (one: PlanHeld): PlanHeld[] => {
    const earlier = plans.find(({ id }) => id === one.replacesId)
    return earlier === undefined ? [one] : [one, ...before(earlier)]
  }
  return before(of)
}

/** What a version says must change: what it brought and what it kept of those before it. */
export function outcomesOf(held: PlansHeld, of: PlanHeld): OutcomeHeld[] {
  const line = new Map(versionsOf(held, of).map(({ id, number }) => [id, number]))
  const first = Math.min(...line.values())
  const numberOf = ({ planId }: OutcomeHeld): number | undefined =>
    planId === null ? first : line.get(planId)
  const unauthorised = of.state === 'draft' || of.state === 'sent'
  const replacedBy = new Map(
    held.outcomes
      .filter((outcome) => outcome.replacesId !== null && numberOf(outcome) !== undefined)
      .map((outcome) => [outcome.replacesId, outcome]),
  )
  return held.outcomes.filter((outcome) => {
    if (numberOf(outcome) === undefined) return false
    if (outcome.state === 'proposed') return unauthorised && outcome.planId === of.id
    if (replacedBy.has(outcome.id)) return false
    if (unauthorised) return outcome.state === 'open'
    return outcome.closedOn === null || of.authorisedOn === null || outcome.closedOn >= of.authorisedOn
  })
}

/** What is to be done about these outcomes. Of a version in force what is proposed for the next is not part. */
export function actionsOf(held: PlansHeld, of: PlanHeld, outcomes: readonly OutcomeHeld[]): ActionHeld[] {
  const ids = new Set(outcomes.flatMap(({ id, replacesId }) => [id, replacesId]))
  const drafting = of.state === 'draft' || of.state === 'sent'
  return held.actions.filter(
    ({ outcomeId, state }) => ids.has(outcomeId) && (drafting || state !== 'proposed'),
  )
}

/** The outcome an action belongs to in this version: the one said anew, where it was. */
export const belongsTo = (action: ActionHeld, outcome: OutcomeHeld): boolean =>
  action.outcomeId === outcome.id || action.outcomeId === outcome.replacesId

/** A draft as it would stand if it were authorised today, for its checks. */
export function asDraft(held: PlansHeld, of: PlanHeld, siblings: OfSiblings, today: Day): Draft {
  const outcomes = outcomesOf(held, of)
  const actions = actionsOf(held, of, outcomes).filter(
    ({ state }) => state === 'proposed' || state === 'open',
  )
  return {
    worries: of.worries,
    ifNot: of.ifNot,
    outcomes,
    actions: actions.map((action) => ({
      ...action,
      outcomeId: outcomes.find((outcome) => belongsTo(action, outcome))?.id ?? action.outcomeId,
    })),
    siblings: siblings.texts,
    names: siblings.names,
    alikeFrom: held.alikeFrom,
    today,
  }
}
