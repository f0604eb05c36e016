import { NotAllowed, scopeOf, type Actor } from '../access/policy.ts'
import type { Book } from './book.ts'
import { inOneChange, type Change } from './change.ts'
import type { Fields } from './field.ts'
import { notKept } from './not-kept.ts'
import { readAnswers, StateMoved, weigh, type Weighed } from './perform.ts'
import type { AnyCommand, AnyRecordType, Outcome } from './record.ts'
import type { Finding } from './rule.ts'

/** One command of several that one form carries out. */
export interface Part {
  readonly command: AnyCommand
  readonly childId: string
  /** Null when the command opens a new record. */
  readonly recordId: string | null
  /** The version the worker was looking at; null where the form does not say. */
  readonly version: number | null
  /** The answers to this part alone, by the names of its own record's questions. */
  readonly posted: Readonly<Record<string, unknown>>
  /** The field of the form that asks one of its questions. */
  readonly field: (question: string) => string
  /** What is said, and at which field, where the record has moved on since the form was opened. */
  readonly moved?: Finding
}

/** What one form is to do: its parts in the order they are stored, and what was found wrong in putting them together. */
export interface Together {
  readonly parts: readonly Part[]
  readonly findings: readonly Finding[]
}

/**
 * Carries out several commands as one: one transaction, an event for each, all of it stored or none. Every part is read
 * and weighed before the first is stored, so that all that is wrong is told at once, each at its own field.
 *
 * @param gather reads, inside the transaction, what there is to do
 * @returns the id of the last part's record, or every reason the whole was refused
 * @throws NotAllowed if the actor may not do one of them
 * @throws StateMoved if a record has moved on whose part does not say what to tell of it
 */
export async function performTogether(
  book: Book,
  { actor, formKey }: { readonly actor: Actor; readonly formKey: string | null },
  gather: (change: Change) => Promise<Together>,
): Promise<Outcome> {
  let storing: Part | null = null
  try {
    return await inOneChange(book, actor, formKey, async (change) => {
      const { parts, findings } = await gather(change)
      const weighed: (readonly [Part, Weighed])[] = []
      for (const part of parts) weighed.push([part, await weighPart(change, part)])
      const broken = [...findings, ...weighed.flatMap(([, { findings: found }]) => found)]
      if (broken.length > 0) return { kind: 'refused', findings: broken }
      let recordId = ''
      for (const [part, { store }] of weighed) {
        storing = part
        recordId = await store()
      }
      return { kind: 'done', recordId }
    })
  } catch (fault) {
    const finding = storing === null ? null : notStored(storing, fault)
    if (finding === null) throw fault
    return { kind: 'refused', findings: [finding] }
  }
}

/** One part read and looked at: its findings are at the form's fields. */
async function weighPart(change: Change, part: Part): Promise<Weighed> {
  const { command, childId, recordId, version, posted } = part
  if (scopeOf(change.actor, command.needs) === null) throw new NotAllowed(command.needs)
  const { answers, unreadable } = readAnswers(command.on.fields as Fields, command.asks as string[], posted)
  if (answers === null) return refused(atTheForm(part, unreadable))
  try {
    const act = { actor: change.actor, childId, recordId, formKey: null, version }
    const { findings, store } = await weigh(change, command, act, answers)
    return { findings: atTheForm(part, findings), store }
  } catch (fault) {
    if (part.moved === undefined || !(fault instanceof StateMoved)) throw fault
    return refused([part.moved])
  }
}

const refused = (findings: readonly Finding[]): Weighed => ({
  findings,
  store: async () => Promise.reject(new Error('a part that was refused is not stored')),
})

const atTheForm = ({ field }: Part, found: readonly Finding[]): Finding[] =>
  found.map((finding) => (finding.at === undefined ? finding : { ...finding, at: field(finding.at) }))

function notStored(part: Part, fault: unknown): Finding | null {
  const finding = notKept(part.command.on as AnyRecordType, part.command.asks as string[], fault)
  return finding === null ? null : (atTheForm(part, [finding])[0] ?? null)
}
