import * as z from 'zod'
import { NotAllowed, scopeOf, type Actor } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import type { Answers } from '../../platform/record/field.ts'
import { readAnswers, StateMoved } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { besideOf, countsOf } from './beside.ts'
import { correctionFields, sessionAsks, sessionFields } from './fields.ts'
import { tell } from './tell.ts'
import { settleBooking } from './bookings.ts'
import { childrenTalkedOf, sessionOf, supervisedBy } from './queries.ts'

export interface Writing {
  readonly actor: Actor
  readonly formKey: string | null
}
type Said = Answers<typeof sessionFields>

export const refused = (findings: readonly Finding[]): Outcome => ({ kind: 'refused', findings })

/**
 * A manager writes down a session with somebody they manage, and what stood past its day when they did. What is late keeps nothing from
 * being written: it happened.
 *
 * @throws NotAllowed if the actor manages nobody, NoSuchPerson if not this one
 */
export async function recordSession(
  book: Book,
  { actor, formKey }: Writing,
  staffId: string,
  posted: unknown,
): Promise<Outcome> {
  if (scopeOf(actor, 'supervision.write') === null) throw new NotAllowed('supervision.write')
  const { answers, unreadable } = readAnswers(sessionFields, sessionAsks, posted)
  if (answers === null) return refused(unreadable)
  return inOneChange(book, actor, formKey, async (change) => {
    await requireManaged(change, staffId)
    const beside = await besideOf(change.tx, actor, staffId, change.today)
    const wrong = wrongIn(answers, change.today, new Set(beside.children.map(({ id }) => id)))
    if (wrong.length > 0) return refused(wrong)
    const { children, ...said } = answers
    const { id } = await change.tx
      .insertInto('supervisionSession')
      .values({ ...said, ...countsOf(beside), workerId: staffId, supervisorId: actor.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    await keepChildren(change, id, children)
    await settleBooking(change, { id, workerId: staffId, heldOn: said.heldOn, nextOn: said.nextOn })
    await tell(change, {
      type: 'supervision.recorded',
      aboutId: id,
      staffId,
      answers: { ...answers, ...countsOf(beside) },
    })
    return { kind: 'done', recordId: id }
  })
}

/**
 * Whoever wrote a session puts it right, with why; what stood before is kept.
 *
 * @throws NotAllowed, NoSuchPerson, StateMoved
 */
export async function correctSession(
  book: Book,
  { actor, formKey }: Writing,
  { id, version }: { readonly id: string; readonly version: number | null },
  posted: unknown,
): Promise<Outcome> {
  if (scopeOf(actor, 'supervision.write') === null) throw new NotAllowed('supervision.write')
  const { answers, unreadable } = readAnswers(correctionFields, [...sessionAsks, 'reason'], posted)
  if (answers === null) return refused(unreadable)
  return inOneChange(book, actor, formKey, async (change) => {
    const before = await sessionOf(change.tx, actor, id)
    if (before === undefined || before.supervisorId !== actor.id) throw new NoSuchPerson()
    if (version !== null && version !== before.version) throw new StateMoved('the session was changed since')
    const talked = (await childrenTalkedOf(change.tx, actor, before)).map(({ id: child }) => child)
    const beside = await besideOf(change.tx, actor, before.workerId, change.today)
    const wrong = wrongIn(
      answers,
      change.today,
      new Set([...talked, ...beside.children.map(({ id: child }) => child)]),
    )
    if (wrong.length > 0) return refused(wrong)
    const { children, reason, ...said } = answers
    const { numUpdatedRows } = await change.tx
      .updateTable('supervisionSession')
      .set({ ...said, version: before.version + 1 })
      .where('id', '=', id)
      .where('version', '=', before.version)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw new StateMoved('the session was changed since')
    // Those they may no longer open stay named: they were not on the form.
    if (talked.length > 0)
      await change.tx
        .deleteFrom('supervisionChild')
        .where('sessionId', '=', id)
        .where('childId', 'in', talked)
        .execute()
    await keepChildren(change, id, children)
    await tell(change, {
      type: 'supervision.corrected',
      aboutId: id,
      staffId: before.workerId,
      answers: { ...said, children },
      before: { ...before, children: talked },
      reason,
    })
    return { kind: 'done', recordId: id }
  })
}

/** @throws NoSuchPerson if the actor is not their manager */
export async function requireManaged({ tx, actor, today }: Change, staffId: string): Promise<void> {
  if (!z.guid().safeParse(staffId).success) throw new NoSuchPerson()
  const [worker] = await supervisedBy(tx, actor, today, staffId)
  if (worker?.mine !== true) throw new NoSuchPerson()
}

/** Only children who were offered may be named: an id typed by hand names nobody. */
function wrongIn({ heldOn, nextOn, children }: Said, today: Day, offered: ReadonlySet<string>): Finding[] {
  return [
    ...(heldOn > today
      ? [{ rule: 'SV-4', message: 'The day you met must be today or in the past', at: 'heldOn' }]
      : []),
    ...(nextOn !== null && nextOn <= heldOn
      ? [{ rule: 'SV-5', message: 'The day you meet next must be after the day you met', at: 'nextOn' }]
      : []),
    ...(children.some((id) => !offered.has(id))
      ? [{ rule: 'answer', message: 'Select children from the list', at: 'children' }]
      : []),
  ]
}

async function keepChildren({ tx }: Change, sessionId: string, children: readonly string[]): Promise<void> {
  const rows = [...new Set(children)].map((childId) => ({ sessionId, childId }))
  if (rows.length > 0) await tx.insertInto('supervisionChild').values(rows).execute()
}
