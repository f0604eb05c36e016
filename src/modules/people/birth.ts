import { requireChild } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import { readAnswers, StateMoved, type Act } from '../../platform/record/perform.ts'
import type { Outcome, Row } from '../../platform/record/record.ts'
import { findings, type Rule } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { personRecord } from './record.ts'

export const birthAsks = ['bornOn', 'sex', 'givenName', 'familyName'] as const

const born: Rule<{ answers: { bornOn: Day | null }; today: Day }> = {
  id: 'PE-20',
  source: 'Good recording: a birth has happened',
  holds: ({ answers: { bornOn }, today }) => bornOn !== null && bornOn <= today,
  at: 'bornOn',
  says: 'Enter the day the baby was born, today or in the past',
}

/**
 * The form is for a child who is not born yet.
 *
 * @throws StateMoved if the child was born already
 */
export async function notYetBorn(db: Db, childId: string): Promise<void> {
  const held = await db
    .selectFrom('person')
    .select(['kind', 'bornOn'])
    .where('id', '=', childId)
    .executeTakeFirst()
  if (held?.kind !== 'unborn' || held.bornOn !== null) throw new StateMoved(bornAlready)
}
const bornAlready = 'the baby is born already'

/**
 * The baby is born: the same record, and so the same plan, conferences, visits and workers, goes on for the born child (processes
 * 11: a plan made before birth becomes the child’s).
 *
 * @throws StateMoved if the child was born already
 */
export async function recordBirth(book: Book, act: Act, posted: unknown): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(personRecord.fields, birthAsks, posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const broken = findings([born], { answers, today: book.today() })
  if (broken.length > 0) return { kind: 'refused', findings: broken }
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, change.actor, 'person.write', act.childId)
    const before = (await lock(change.tx, personRecord, act.childId)) as Row<typeof personRecord> & {
      readonly kind?: string
    }
    if (before.state !== 'active') throw new NoSuchPerson()
    if (before.bornOn !== null || before.kind === 'child') throw new StateMoved(bornAlready)
    const named = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== null))
    await change.move(personRecord, before, {
      event: 'person.born',
      to: 'active',
      answers: { ...named, kind: 'child' },
    })
    return { kind: 'done', recordId: act.childId }
  })
}
