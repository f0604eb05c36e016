import { requireChild } from '../../platform/access/reach.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import { readAnswers, StateMoved, type Act } from '../../platform/record/perform.ts'
import { command, type Outcome } from '../../platform/record/record.ts'
import { findings } from '../../platform/record/rule.ts'
import { rehome, sendHome, type Moved } from '../../platform/record/rehome.ts'
import { lock } from '../../platform/record/store.ts'
import { merge, personRecord, type Merge } from './record.ts'
import { notWhoProposed } from './rules.ts'

/** Somebody thinks two records are of one person. Nothing moves until somebody else agrees. */
export const proposeMerge = command({
  on: merge,
  event: 'merge.proposed',
  title: 'Propose that two records are one person',
  needs: 'merge.propose',
  from: null,
  to: 'proposed',
  asks: ['loserId', 'why'],
  requires: ['why'],
  settles: ({ actorId }) => ({ proposedBy: actorId }),
  rules: [
    {
      id: 'P-5',
      source: 'Good recording: a merge joins two records',
      holds: ({ child, answers }) => child.id !== answers.loserId,
      at: 'loserId',
      says: 'Choose another record: this is the same one',
    },
  ],
})

export const refuseMerge = command({
  on: merge,
  event: 'merge.refused',
  title: 'Decide that they are two people',
  needs: 'merge.decide',
  from: ['proposed'],
  to: 'refused',
  asks: ['decidedWhy'],
  requires: ['decidedWhy'],
  rules: [notWhoProposed],
})

/**
 * Makes one record of two: everything of the other moves to the one that stays. The other's id is kept, reserved, and
 * leads to the one that stays; the event knows what moved, so that it can be undone.
 *
 * @throws StateMoved if it is no longer proposed
 */
export function agreeMerge(
  book: Book,
  act: Act & { readonly recordId: string },
  posted: unknown,
): Promise<Outcome> {
  const work: Work = async (change, before, answers) => {
    const { childId, loserId } = before
    if (loserId === null) throw new StateMoved('a merge names the record that goes')
    const moved = await rehome(change.tx, records(book), loserId, childId)
    const loser = await lock(change.tx, personRecord, loserId)
    await change.move(personRecord, loser, {
      event: 'person.merged',
      to: 'merged',
      answers: { mergedInto: childId },
      reason: String(answers.decidedWhy),
    })
    await change.move(merge, before, {
      event: 'merge.agreed',
      to: 'merged',
      answers: { ...answers, mergedOn: change.today },
      told: { moved },
    })
    change.touch(childId)
  }
  return decide(book, act, posted, { asks: 'decidedWhy', from: 'proposed', work })
}

/**
 * Makes two records of one again: what moved goes back, and what was written since stays where it was written.
 *
 * @throws StateMoved if they are not merged
 */
export function undoMerge(
  book: Book,
  act: Act & { readonly recordId: string },
  posted: unknown,
): Promise<Outcome> {
  const work: Work = async (change, before, answers) => {
    const { childId, loserId } = before
    if (loserId === null) throw new StateMoved('a merge names the record that goes')
    await sendHome(change.tx, await movedBy(change, before.id), loserId)
    const loser = await lock(change.tx, personRecord, loserId)
    await change.move(personRecord, loser, {
      event: 'person.unmerged',
      to: 'active',
      answers: { mergedInto: null },
      reason: String(answers.undoneWhy),
    })
    await change.move(merge, before, { event: 'merge.undone', to: 'undone', answers })
    change.touch(childId)
  }
  return decide(book, act, posted, { asks: 'undoneWhy', from: 'merged', work })
}

type Reasons = Readonly<Record<string, string | null>>
type Work = (change: Change, before: Merge, answers: Reasons) => Promise<void>

/** A decision on a merge: the reason it asks for, the state it starts from, and what it does. */
interface Decision {
  readonly asks: 'decidedWhy' | 'undoneWhy'
  readonly from: Merge['state']
  readonly work: Work
}

async function decide(
  book: Book,
  act: Act & { readonly recordId: string },
  posted: unknown,
  { asks, from, work }: Decision,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(merge.fields, [asks], posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  if (answers[asks] === null)
    return { kind: 'refused', findings: [{ rule: 'answer', message: merge.fields[asks].missing, at: asks }] }
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'merge.decide', act.childId)
    const before = await lock(change.tx, merge, act.recordId)
    if (before.state !== from || before.childId !== act.childId)
      throw new StateMoved('the merge has been decided')
    const broken = from === 'proposed' ? findings([notWhoProposed], { before, actorId: act.actor.id }) : []
    if (broken.length > 0) return { kind: 'refused', findings: broken }
    await work(change, before, answers)
    return { kind: 'done', recordId: before.id }
  })
}

/** Every kind but the person and the merge themselves. */
const records = ({ records: all }: Book) => all.filter(({ table }) => table !== 'person' && table !== 'merge')

async function movedBy({ tx }: Change, mergeId: string): Promise<Moved> {
  const { answers } = await tx
    .selectFrom('event')
    .select('answers')
    .where('recordId', '=', mergeId)
    .where('type', '=', 'merge.agreed')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return (answers as { readonly moved: Moved }).moved
}
