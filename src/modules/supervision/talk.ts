import type { Book } from '../../platform/record/book.ts'
import type { Change } from '../../platform/record/change.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { performTogether, type Part, type Together } from '../../platform/record/perform-together.ts'
import type { Act } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { commands } from './commands.ts'
import { answerable, goneFrom, partOf } from './earlier.ts'
import { directionsOpen, evidenceFor, type DirectionOpen } from './queries.ts'

/** Earlier directions asked about on one page; with the seven questions of a discussion, twelve. */
export const atOnce = 5

/**
 * Writes down a discussion of a child with what became of each earlier direction: all of it, or nothing. The answers are
 * stored first, so that what is asked now is not counted as asked again of what was just found done.
 *
 * @throws NotAllowed
 */
export const recordTalk = async (book: Book, act: Act, typed: Typed): Promise<Outcome> =>
  performTogether(book, act, async (change) => {
    const { parts, findings } = await earlierParts(change, act, typed)
    return { parts: [...parts, discussion(act, typed)], findings }
  })

/** Looks at the answers to some of the earlier directions, and stores nothing: what is wrong with them. */
export async function lookAt(
  book: Book,
  act: Act,
  typed: Typed,
  ids: ReadonlySet<string>,
): Promise<readonly Finding[]> {
  const outcome = await performTogether(book, { actor: act.actor, formKey: null }, async (change) => {
    const { parts, findings } = await earlierParts(change, act, typed, ids)
    return { parts, findings: [...findings, moreToSay] }
  })
  return outcome.kind === 'done' ? [] : outcome.findings.filter((finding) => finding !== moreToSay)
}

/** Keeps a page that is not the last from being stored by itself. */
const moreToSay: Finding = { rule: 'more', message: 'There is more to say' }

async function earlierParts(
  { tx }: Change,
  { actor, childId }: Act,
  typed: Typed,
  ids: ReadonlySet<string> | null = null,
): Promise<Together> {
  const open = await directionsOpen(tx, childId)
  const asked = answerable(open, actor).filter(({ id }) => ids === null || ids.has(id))
  const evidence = await evidenceFor(tx, childId, asked)
  const each = asked.map((one) => partOf(one, { actor, childId, typed, evidence }))
  const gone = ids === null && goneFrom(typed, answerable(open, actor)).length > 0
  return {
    parts: each.flatMap(({ part }) => part ?? []),
    findings: [...(gone ? [answeredMeanwhile] : []), ...each.flatMap(({ findings }) => findings)],
  }
}

/** Told where the form asked about a direction that somebody else has answered since. */
export const answeredMeanwhile: Finding = {
  rule: 'earlier',
  message: 'Somebody else answered a direction while you wrote: nothing is saved until you have seen that',
  at: 'meanwhile',
}

const discussion = ({ childId }: Act, typed: Typed): Part => ({
  command: commands.recordDiscussion,
  childId,
  recordId: null,
  version: null,
  posted: typed,
  field: (question) => question,
})

/** The directions of a form, a page at a time: the last page has the discussion itself. */
export function inPages(asked: readonly DirectionOpen[]): (readonly DirectionOpen[])[] {
  const pages = Array.from({ length: Math.ceil(asked.length / atOnce) }, (_, i) =>
    asked.slice(i * atOnce, (i + 1) * atOnce),
  )
  return pages.length === 0 ? [[]] : pages
}
