import { NotAllowed, type Actor } from '../../platform/access/policy.ts'
import { asService } from '../../platform/db/asking.ts'
import type { Tx } from '../../platform/db/database.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import { choice, optional, words } from '../../platform/record/field.ts'
import { readAnswers, StateMoved } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { action, giveOne } from '../actions/index.ts'

/** What whoever is told is asked: something is done by a day, or why nothing more needs to be. */
export const answerFields = {
  next: choice({
    label: 'What happens now?',
    options: {
      action: 'Something will be done, by a day',
      words: 'Nothing more is needed, and I say why',
    },
    missing: 'Select what happens now',
  }),
  what: optional({ ...action.fields.what, label: 'What will be done?' }),
  ownerId: optional({ ...action.fields.ownerId, hint: 'Nobody chosen: the child’s lead worker.' }),
  dueOn: optional(action.fields.dueOn),
  answer: optional(
    words({ label: 'Why is nothing more needed?', missing: 'Enter why nothing more is needed' }),
  ),
}
const answerAsks = ['next', 'what', 'ownerId', 'dueOn', 'answer'] as const

interface Answering {
  readonly actor: Actor
  readonly formKey: string | null
}

const refused = (findings: readonly Finding[]): Outcome => ({ kind: 'refused', findings })
const missing = (at: 'what' | 'dueOn' | 'answer'): Finding => ({
  rule: 'answer',
  message: answerFields[at].missing,
  at,
})

/**
 * Answers what one was told: by an action with a day, which is an action of the child like any other, or by words. The alert
 * stands until the duty itself is over, and until the action is done.
 *
 * @throws NoSuchPerson where it was not told to the actor
 * @throws StateMoved where it has been answered or is over
 */
export async function answerAlert(
  book: Book,
  { actor, formKey }: Answering,
  alertId: string,
  posted: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(answerFields, answerAsks, posted)
  if (answers === null) return refused(unreadable)
  const { next, what, ownerId, dueOn, answer } = answers
  const broken =
    next === 'words'
      ? answer === null
        ? [missing('answer')]
        : []
      : [...(what === null ? [missing('what')] : []), ...(dueOn === null ? [missing('dueOn')] : [])]
  if (dueOn !== null && next === 'action' && dueOn < book.today())
    broken.push({ rule: 'A-1', message: 'The day it must be done by must be today or later', at: 'dueOn' })
  if (broken.length > 0) return refused(broken)
  // What one was told of stands also where the record is not open to them; to whom there is no such child, it was not told.
  const told = await book.db.selectFrom('alert').select('id').where('id', '=', alertId).executeTakeFirst()
  if (told === undefined) throw new NoSuchPerson()
  const answered = (): Promise<Outcome> =>
    inOneChange(book, actor, formKey, async (change) => {
      const alert = await lockTold(change.tx, actor, alertId)
      const promise = next === 'action' && what !== null && dueOn !== null
      const actionId = promise
        ? await giveOne(change, alert.childId, { what, soThat: null, ownerId, dueOn })
        : null
      const said = { answeredOn: change.today, answer: promise ? null : answer, actionId }
      await change.tx
        .updateTable('alert')
        .set({ ...said, state: 'answered', readAt: change.now })
        .where('id', '=', alertId)
        .execute()
      await change.tell({
        type: 'alert.answered',
        childId: alert.childId,
        recordKind: 'alert',
        recordId: alertId,
        answers: { ...said, entry: alert.entry, rung: alert.rung },
        before: null,
        reason: null,
      })
      return { kind: 'done', recordId: alertId }
    })
  return asService('whoever must act answers, the record unread', answered)
}

async function lockTold(tx: Tx, actor: Actor, alertId: string) {
  const alert = await tx
    .selectFrom('alert')
    .select(['childId', 'toId', 'state', 'entry', 'rung'])
    .where('id', '=', alertId)
    .forUpdate()
    .executeTakeFirst()
  if (alert === undefined) throw new NoSuchPerson()
  if (alert.toId !== actor.id) throw new NotAllowed('my-work.read')
  if (alert.state !== 'open') throw new StateMoved('this has been answered, or is over')
  return alert
}
