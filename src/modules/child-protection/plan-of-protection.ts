import { requireChild } from '../../platform/access/reach.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import { readAnswers, StateMoved } from '../../platform/record/perform.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { lock } from '../../platform/record/store.ts'
import type { Plan, PlanOf } from '../plans/index.ts'
import { missing, openPlan, refused, type OnMeeting } from './meeting.ts'
import { cpPlan } from './record.ts'

/** What a plan of this kind means: a conference began it, and only a conference ends it. */
export const planOfProtection: PlanOf = {
  kind: 'child protection',
  begins: (change, { childId }) => openPlan(change, childId),
  keeps,
  ends: async () => undefined,
  links: [
    { text: 'Conferences and core groups', url: '/children/:childId/conferences', needs: 'conference.read' },
  ],
}

async function keeps(change: Change, { childId }: Plan): Promise<Finding[]> {
  if ((await openPlan(change, childId)) === null) return []
  const message = 'A conference ends a child protection plan: the chair decides there'
  return [{ rule: 'CP-38', message, at: 'endedWhy' }]
}

/** A manager says what the earlier plan changed, for a child who has a plan again. */
export async function reviewHistory(book: Book, act: OnMeeting, posted: unknown): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(cpPlan.fields, ['historyFound'], posted)
  if (answers === null) return refused(...unreadable)
  const lacking = missing(cpPlan.fields, ['historyFound'], answers)
  if (lacking.length > 0) return refused(...lacking)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'plan.authorise', act.childId)
    const held = await lock(change.tx, cpPlan, act.recordId)
    if (held.childId !== act.childId || held.state !== 'open') throw new StateMoved('the plan has ended')
    const told = { ...answers, historyReviewedOn: change.today, historyReviewedBy: change.actor.id }
    await change.move(cpPlan, held, { event: 'cp-plan.history-reviewed', to: 'open', answers: told })
    return { kind: 'done', recordId: held.id }
  })
}
