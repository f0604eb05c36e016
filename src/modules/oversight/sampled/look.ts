import { NotAllowed, scopeOf, type Actor } from '../../../platform/access/policy.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import type { Book } from '../../../platform/record/book.ts'
import { inOneChange } from '../../../platform/record/change.ts'
import { choice, optional, words } from '../../../platform/record/field.ts'
import { readAnswers, StateMoved } from '../../../platform/record/perform.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import { tell } from '../../staff-supervision/index.ts'
import { entryDrawn } from './queries.ts'

const options = { yes: 'Yes', partly: 'Partly', no: 'No' } as const

/** What a manager of managers says of an entry. */
export const lookFields = {
  analysis: choice({
    label: 'Does it think, and not only tell?',
    options,
    hint: 'What it means for the child, and what else could explain it.',
    missing: 'Select whether it has analysis',
  }),
  direction: choice({
    label: 'Does it ask for something, of somebody, by a day?',
    options,
    missing: 'Select whether it has a direction',
  }),
  followUp: choice({
    label: 'Was what was asked before followed up?',
    options,
    missing: 'Select whether it has a follow-up',
  }),
  asked: optional(
    words({
      label: 'What did you ask of the manager?',
      hint: 'They read this.',
      missing: 'Enter what you asked of the manager',
    }),
  ),
}
export const lookAsks = ['analysis', 'direction', 'followUp', 'asked'] as const

interface Looking {
  readonly actor: Actor
  readonly formKey: string | null
}

/**
 * Says of one drawn entry whether it has analysis, a direction and a follow-up, and what was asked of the manager where it lacks one.
 * It is about the manager's work, and stands on no child's record.
 *
 * @throws NotAllowed, NoSuchPerson, StateMoved
 */
export async function lookAtEntry(
  book: Book,
  { actor, formKey }: Looking,
  entryId: string,
  posted: unknown,
): Promise<Outcome> {
  if (scopeOf(actor, 'oversight.sample') === null) throw new NotAllowed('oversight.sample')
  const { answers, unreadable } = readAnswers(lookFields, lookAsks, posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const { analysis, direction, followUp, asked } = answers
  if (asked === null && [analysis, direction, followUp].some((one) => one !== 'yes'))
    return {
      kind: 'refused',
      findings: [
        { rule: 'OV-1', message: 'It lacks something: enter what you asked of the manager', at: 'asked' },
      ],
    }
  return inOneChange(book, actor, formKey, async (change) => {
    const entry = await entryDrawn(change.tx, actor, entryId)
    if (entry === undefined || !entry.mine) throw new NoSuchPerson()
    const { numUpdatedRows } = await change.tx
      .updateTable('oversightDrawn')
      .set({ ...answers, lookedOn: change.today, lookedBy: actor.id })
      .where('discussionId', '=', entryId)
      .where('lookedOn', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw new StateMoved('this entry has been looked at already')
    await tell(change, {
      type: 'oversight-entry.looked-at',
      aboutId: entryId,
      staffId: entry.managerId,
      answers,
    })
    return { kind: 'done', recordId: entryId }
  })
}
