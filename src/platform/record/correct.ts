import { requireChild } from '../access/reach.ts'
import type { Book } from './book.ts'
import { inOneChange } from './change.ts'
import type { Typed } from './draft.ts'
import { kebab } from './names.ts'
import { notKept } from './not-kept.ts'
import { readAnswers, StateMoved, type Act } from './perform.ts'
import type { AnyRecordType, Outcome } from './record.ts'
import { lock } from './store.ts'

/**
 * Puts right what was recorded wrongly, on any record in any state: a reason is required, and the event keeps what
 * stood before beside what stands now. Nothing is overwritten that the history does not hold.
 *
 * @param corrects the fields the form asked about; those left as they were change nothing
 * @throws StateMoved if the record changed after the form was opened
 */
export async function correct(
  book: Book,
  on: AnyRecordType,
  act: Act & { readonly recordId: string },
  corrects: readonly string[],
  posted: Typed,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(on.fields, corrects, posted)
  const { reason: why } = posted
  const reason = typeof why === 'string' ? why.trim() : ''
  const missing =
    reason === '' ? [{ rule: 'answer', message: 'Say why you are correcting this', at: 'reason' }] : []
  if (answers === null || missing.length > 0)
    return { kind: 'refused', findings: [...unreadable, ...missing] }
  const corrected = inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'correct', act.childId)
    const before = await lock(change.tx, on, act.recordId)
    if (before.childId !== act.childId || (act.version != null && act.version !== before.version)) {
      throw new StateMoved('a correction starts from the record as it was shown')
    }
    const event = `${kebab(on.table)}.corrected`
    await change.move(on, before, { event, to: before.state, answers, reason })
    return { kind: 'done', recordId: before.id }
  })
  return corrected.catch((fault: unknown) => {
    const finding = notKept(on, corrects, fault)
    if (finding === null) throw fault
    return { kind: 'refused', findings: [finding] }
  })
}
