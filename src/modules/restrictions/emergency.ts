import { mayEver, NotAllowed, type Actor } from '../../platform/access/policy.ts'
import { relationTo, type Relation } from '../../platform/access/reach.ts'
import { addHours, type Instant } from '../../platform/dates/day.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import { readAnswers } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { findings } from '../../platform/record/rule.ts'
import { emergencyOpening } from './record.ts'
import { saysWhy } from './rules.ts'

export const emergencyAsks = ['reason', 'why', 'hours'] as const

/** When an opening of so many hours ends. */
export const until = (from: Instant, hours: string): Instant => addHours(from, Number(hours))

/**
 * Opens a record that is not the actor's to open, to read and for a while. A restricted one waits for a second person, unless a
 * child is at immediate risk: that is looked into afterwards. A sealed one waits for the director whatever the reason; a director's own
 * opening is looked into afterwards.
 *
 * @throws NotAllowed where the role never may
 * @throws NoSuchPerson if there is no such child, or none for this actor: a conflict of interest is not lifted by an emergency
 */
export async function openInEmergency(
  book: Book,
  actor: Actor,
  childId: string,
  formKey: string | null,
  posted: unknown,
): Promise<Outcome> {
  if (!mayEver(actor, 'emergency.open')) throw new NotAllowed('emergency.open')
  const { answers, unreadable } = readAnswers(emergencyOpening.fields, emergencyAsks, posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const broken = findings([saysWhy], { answers })
  if (broken.length > 0) return { kind: 'refused', findings: broken }
  return inOneChange(book, actor, formKey, async (change) => {
    const relation = await relationTo(change.tx, actor, childId)
    if (relation === null) throw new NoSuchPerson()
    const waits = waitsFor(actor, relation, answers.reason)
    const opened = waits ? {} : { openedAt: change.now, untilAt: until(change.now, answers.hours) }
    const recordId = await change.open(emergencyOpening, {
      event: waits ? 'emergency.asked' : 'emergency.opened',
      childId,
      state: waits ? 'waiting' : 'open',
      answers: { ...answers, staffId: actor.id, askedAt: change.now, ...opened },
    })
    return { kind: 'done', recordId }
  })
}

const waitsFor = ({ role }: Actor, { open, sealed }: Relation, reason: string): boolean =>
  !open && (sealed === true ? role !== 'DIR' : reason !== 'child at immediate risk')
