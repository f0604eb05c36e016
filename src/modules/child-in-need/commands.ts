import { NotAllowed, scopeOf, type Permission } from '../../platform/access/policy.ts'
import { requireChild } from '../../platform/access/reach.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import { readAnswers, type Act } from '../../platform/record/perform.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import { planOutcome, progressAt, type PlanOutcome } from '../plans/index.ts'
import { cinDecision, cinReview } from './record.ts'
import { changeSaysWhy, goesOnDifferently, heldAlready, nextAhead } from './rules.ts'

export const reviewAsks = [
  'heldOn',
  'attended',
  'childSaid',
  'decisions',
  'rightPlan',
  'rightWhy',
  'nextOn',
] as const
export const reviewNeeds = ['heldOn', 'attended', 'decisions', 'rightPlan'] as const
export const decideAsks = ['decision', 'reason', 'considered', 'differently'] as const
export const decideNeeds = ['decision', 'reason', 'considered'] as const

/** Outcomes walked through on the page of a review, so that it asks no more than twelve things. */
export const walkedAtOnce = 5

/** The name of an outcome's own question: 'progress_0190…'. */
export const walked = (outcomeId: string): string => `progress_${outcomeId}`

const needed = (
  fields: Readonly<Record<string, { missing: string }>>,
  needs: readonly string[],
  answers: Readonly<Record<string, unknown>>,
): Finding[] =>
  needs
    .filter((at) => (answers[at] ?? null) === null)
    .map((at) => ({ rule: 'answer', message: fields[at]?.missing ?? '', at }))

const inReach = async (change: Change, act: Act, permission: Permission): Promise<void> =>
  void (await requireChild(change.tx, act.actor, permission, act.childId))

/** The period of need that is open, as the record has it; null where none is. */
const openPeriod = async (change: Change, childId: string): Promise<string | null> =>
  (
    await change.tx
      .selectFrom('cinPlan')
      .select('id')
      .where('childId', '=', childId)
      .where('state', '=', 'open')
      .orderBy('startedOn', 'desc')
      .executeTakeFirst()
  )?.id ?? null

/** Records a review that was held, and how each outcome was found to be going: one change. */
export async function holdReview(
  book: Book,
  act: Act,
  outcomeIds: readonly string[],
  posted: Typed,
): Promise<Outcome> {
  if (scopeOf(act.actor, 'plan.write') === null) throw new NotAllowed('plan.write')
  const { answers, unreadable } = readAnswers(cinReview.fields, reviewAsks, posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const rules = [heldAlready, nextAhead, changeSaysWhy]
  const wrong = [
    ...needed(cinReview.fields, reviewNeeds, answers),
    ...findings(rules, { answers, today: book.today() }),
  ]
  const { heldOn } = answers
  if (wrong.length > 0 || heldOn === null) return { kind: 'refused', findings: wrong }
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await inReach(change, act, 'plan.write')
    const planId = await openPeriod(change, act.childId)
    const recordId = await change.open(cinReview, {
      event: 'cin-review.held',
      childId: act.childId,
      state: 'held',
      answers: { ...answers, planId },
    })
    await progressAt(change, act.childId, heldOn, progressIn(outcomeIds, posted))
    return { kind: 'done', recordId }
  })
}

type Progress = NonNullable<PlanOutcome['progress']>

/** What was said of each outcome; one left unanswered is left as it is. */
function progressIn(outcomeIds: readonly string[], posted: Typed): Map<string, Progress> {
  const { progress } = planOutcome.fields
  return new Map(
    outcomeIds.flatMap((id) => {
      const read = progress.schema.safeParse(posted[walked(id)])
      return read.success && read.data !== null ? [[id, read.data] as const] : []
    }),
  )
}

/** A service manager decides about a long plan: step up, step down, or go on and do something differently. */
export async function decideLong(book: Book, act: Act, posted: unknown): Promise<Outcome> {
  if (scopeOf(act.actor, 'child-in-need.decide') === null) throw new NotAllowed('child-in-need.decide')
  const { answers, unreadable } = readAnswers(cinDecision.fields, decideAsks, posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const wrong = [
    ...needed(cinDecision.fields, decideNeeds, answers),
    ...findings([goesOnDifferently], { answers }),
  ]
  if (wrong.length > 0) return { kind: 'refused', findings: wrong }
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await inReach(change, act, 'child-in-need.decide')
    const planId = await openPeriod(change, act.childId)
    if (planId === null) return { kind: 'refused', findings: [noPlan] }
    const recordId = await change.open(cinDecision, {
      event: 'cin-decision.decided',
      childId: act.childId,
      state: 'decided',
      answers: { ...answers, planId, decidedOn: change.today, decidedBy: change.actor.id },
    })
    return { kind: 'done', recordId }
  })
}

const noPlan: Finding = {
  rule: 'CIN-6',
  message: 'No child in need plan is open, so there is nothing to decide about',
}
