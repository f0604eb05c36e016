import { requireEver, type Actor } from '../../../platform/access/policy.ts'
import { tightEnough, type Clock, type Tunable } from '../../../platform/clocks/clock.ts'
import { lengthWords } from '../../../platform/clocks/limit.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { line } from '../../../platform/record/field.ts'
import { readAnswers } from '../../../platform/record/perform.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import { keepChange } from '../change.ts'
import { askRebuild } from '../rebuild.ts'

const standardFields = {
  length: line({ label: 'How long', missing: 'Enter a whole number, 1 or more' }),
  why: line({ label: 'Why', missing: 'Enter who agreed this, and why' }),
}

/** A limit an administrator may set, with the clock it belongs to. */
export interface Standard {
  readonly clock: Clock
  readonly tunable: Tunable
  /** Where the clock has several limits, which this is: 'first', 'later'. */
  readonly step: string | null
}

/** Every limit that may be set, in the order of the clocks. */
export const standardsOf = (clocks: readonly Clock[]): Standard[] =>
  clocks.flatMap((clock) =>
    clock.tunable.map((tunable) => ({
      clock,
      tunable,
      step: tunable.key === clock.id ? null : tunable.key.slice(clock.id.length + 1),
    })),
  )

/** What is set here in place of our figure, by key. */
export async function setHere(db: Db | Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('localStandard').select(['clock', 'length']).execute()
  return new Map(rows.map(({ clock, length }) => [clock, length]))
}

/** '8 working days'. */
export const standardWords = (value: number, { unit }: Tunable): string => lengthWords({ value, unit })

const refused = (at: string, message: string): Outcome => ({
  kind: 'refused',
  findings: [{ rule: 'administration', message, at }],
})

/** Sets a local standard: refused where the law asks for no later. Every child it touches has their dates worked out again. */
export async function setStandard(
  book: Book,
  actor: Actor,
  standard: Standard,
  posted: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(standardFields, ['length', 'why'], posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const length = /^\d{1,4}$/.test(answers.length.trim()) ? Number(answers.length) : Number.NaN
  const why = tightEnough(standard.clock, length, standard.tunable.key)
  if (why !== null) return refused('length', why)
  return change(book, actor, standard, length, answers.why)
}

/** Goes back to our own figure. */
export async function unsetStandard(
  book: Book,
  actor: Actor,
  standard: Standard,
  posted: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(standardFields, ['why'], posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  return change(book, actor, standard, null, answers.why)
}

async function change(
  book: Book,
  actor: Actor,
  { clock, tunable }: Standard,
  length: number | null,
  why: string,
): Promise<Outcome> {
  requireEver(actor, 'administer')
  const words = (value: number): string => standardWords(value, tunable)
  return inTransaction(book.db, async (tx): Promise<Outcome> => {
    const held = (await setHere(tx)).get(tunable.key)
    if (length === null) await tx.deleteFrom('localStandard').where('clock', '=', tunable.key).execute()
    else await store(tx, actor, tunable.key, length, why)
    await keepChange(tx, actor.id, {
      kind: 'local standard',
      about: tunable.key,
      before: { Limit: words(held ?? tunable.value) },
      after: { Limit: words(length ?? tunable.value) },
      why,
    })
    await askRebuild(tx, clock.id)
    return { kind: 'done', recordId: tunable.key }
  })
}

async function store(tx: Tx, actor: Actor, clock: string, length: number, why: string): Promise<void> {
  const set = { length, why, setBy: actor.id }
  await tx
    .insertInto('localStandard')
    .values({ clock, ...set })
    .onConflict((held) => held.column('clock').doUpdateSet(set))
    .execute()
}
