import { sql } from 'kysely'
import type { Actor } from '../access/policy.ts'
import type { FactKind } from '../clocks/clock.ts'
import type { Day, Instant } from '../dates/day.ts'
import { inTransaction, type Tx } from '../db/database.ts'
import { OutcomeUnknown } from '../db/outcome.ts'
import type { Book } from './book.ts'
import { heldWith, type AnyRecordType, type Outcome, type Standing } from './record.ts'
import { changedFields, settleFindings } from './settle.ts'
import { move, open } from './store.ts'
import { bringUpToDate } from './up-to-date.ts'

type Answers = Readonly<Record<string, unknown>>

/** A record as it was locked, before it is changed. */
type Stood = Pick<Standing, 'id' | 'childId'> & { readonly state: string }

/** A new record: its event in the past tense, whose it is, the state it opens in. */
interface Opening {
  readonly event: string
  readonly childId: string
  readonly state: string
  readonly answers: Answers
}

/** A change to a record: its event, the state it moves to, and why where that must be said. */
interface Moving {
  readonly event: string
  readonly to: string
  readonly answers: Answers
  readonly reason?: string
  /** What the event alone keeps, beside the answers: which records a merge moved. */
  readonly told?: Answers
}

/**
 * One change to the record, in the making: what is opened and moved here is stored together, each with its
 * event, and the clocks of every child it touches are brought up to date before it commits.
 */
export interface Change {
  readonly tx: Tx
  readonly actor: Actor
  readonly today: Day
  readonly now: Instant
  /** Stores a new record with its event, and says its id. */
  open(on: AnyRecordType, opening: Opening): Promise<string>
  /** Changes a record with its event, which keeps what stood before. */
  move(on: AnyRecordType, before: Stood, moving: Moving): Promise<string>
  /** Writes an event of its own, for what is neither opened nor moved as a record: a person, a merge. */
  tell(written: Written): Promise<void>
  /** Brings a child's clocks up to date though no record of theirs changed: a merge, a birth date put right. */
  touch(childId: string): void
}

/**
 * The inner half of `perform`: for work that does not fit one command on one record (a visit to three
 * siblings, a merge of two people). Same transaction, same events, same clocks.
 *
 * @param formKey the key the form carried: a repeat is answered with the first outcome, and nothing is written
 */
export async function inOneChange(
  book: Book,
  actor: Actor,
  formKey: string | null,
  work: (change: Change) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    const outcome = await inTransaction(book.db, async (tx) => {
      const first = formKey === null ? null : await firstOutcome(tx, formKey)
      if (first !== null) return first
      const writing = changeIn(tx, book, actor, formKey)
      const done = await work(writing.change)
      await bringUpToDate(tx, book, { childIds: [...writing.touched].sort(), kinds: writing.kinds })
      if (formKey !== null && done.kind === 'done' && writing.keyed() !== done.recordId)
        await remember(tx, formKey, done.recordId)
      return done
    })
    return outcome.kind === 'refused' ? ((await toldBefore(book, formKey)) ?? outcome) : outcome
  } catch (fault) {
    if (formKey === null) throw fault
    if (isHeldUp(fault))
      throw new OutcomeUnknown('somebody else, or the same form, is being saved', { cause: fault })
    const first = mayBeOfItself(fault) ? await toldBefore(book, formKey) : null
    if (first === null) throw fault
    return first
  }
}

/** A change that nobody with an account makes: nobody may be asked who they are. */
export type ChangeFromOutside = Omit<Change, 'actor'>

/**
 * As `inOneChange`, for what somebody outside does to the record by themselves: its events have no actor. Asked by a job, in whose
 * transaction it is done.
 */
export async function inOneChangeFromOutside(
  book: Book,
  work: (change: ChangeFromOutside) => Promise<void>,
): Promise<void> {
  await inTransaction(book.db, async (tx) => {
    const { change, touched, kinds } = writingIn(tx, book, null, null)
    await work(change)
    await bringUpToDate(tx, book, { childIds: [...touched].sort(), kinds })
  })
}

/**
 * Two posts of one form at once: the second waits for the first, and then finds its key taken, or the record moved on and itself refused.
 * What stood in its way may be its own first outcome.
 */
const toldBefore = async (book: Book, formKey: string | null): Promise<Outcome | null> =>
  formKey === null ? null : inTransaction(book.db, (tx) => firstOutcome(tx, formKey))

function changeIn(tx: Tx, book: Book, actor: Actor, formKey: string | null) {
  const writing = writingIn(tx, book, actor.id, formKey)
  return { ...writing, change: { ...writing.change, actor } }
}

function writingIn(tx: Tx, book: Book, actorId: string | null, formKey: string | null) {
  const touched = new Set<string>()
  const kinds = new Set<AnyRecordType>()
  let key = formKey
  let keyed: string | null = null
  const note = async ({ answers, before, ...row }: Written) => {
    const kept = { answers: JSON.stringify(answers), before: before === null ? null : JSON.stringify(before) }
    await tx
      .insertInto('event')
      .values({ ...row, ...kept, actorId, formKey: key })
      .execute()
    touched.add(row.childId)
    if (key !== null) keyed = row.recordId
    key = null
  }
  const change: ChangeFromOutside = {
    tx,
    today: book.today(),
    now: book.now(),
    tell: note,
    touch: (childId) => void touched.add(childId),
    async open(on, { event: type, childId, state, answers }) {
      kinds.add(on)
      const recordId = await open(tx, on, { ...answers, childId, state, recordedBy: actorId })
      await note({
        type,
        childId,
        recordKind: on.table,
        recordId,
        answers: { ...answers, state },
        before: null,
        reason: null,
      })
      for (const fact of heldWith(on)) await cover(tx, childId, fact, answers[on.happened] as Day | null)
      return recordId
    },
    async move(on, before, { event: type, to, answers, reason = null, told = {} }) {
      const { id: recordId, childId } = before
      kinds.add(on)
      const changed = { ...answers, state: to }
      await move(tx, on, recordId, changed)
      await settleFindings(tx, recordId, changedFields(before, answers))
      await note({
        type,
        childId,
        recordKind: on.table,
        recordId,
        answers: { ...changed, ...told },
        before: stoodBefore(before, changed),
        reason,
      })
      return recordId
    },
  }
  // The record whose event carries the form's key; null before there is one.
  return { change, touched, kinds, keyed: () => keyed }
}

/** An event as it is told: the answers given, what stood before, and why where that must be said. */
interface Written {
  readonly type: string
  readonly childId: string
  readonly recordKind: string
  readonly recordId: string
  readonly answers: Answers
  readonly before: Answers | null
  readonly reason: string | null
}

/** Of the answers being replaced, how each stood. */
const stoodBefore = (before: Stood, answers: Answers): Answers =>
  Object.fromEntries(Object.keys(answers).map((name) => [name, (before as unknown as Answers)[name] ?? null]))

/** The first fact of a kind recorded here: from its day on we hold such facts for this child. */
async function cover(tx: Tx, childId: string, fact: FactKind, fromOn: Day | null): Promise<void> {
  await sql`
    insert into coverage (child_id, fact, from_on)
    select ${childId}, ${fact}, ${fromOn}::date
     where not exists (select 1
                         from coverage
                        where child_id = ${childId}
                          and fact in (${fact}, 'everything')
                          and until_on is null
                          and import_id is null)
  `.execute(tx)
}

// Seconds another's change may hold this one up. A commit that waits for its standbys holds up its own form when that is sent again.
const heldUp = 5

/**
 * The first outcome of a form; null when it has none. What a lost primary kept and its standbys never had must not be told as saved: so
 * something is written after it, and this answer waits until the standbys have both.
 */
async function firstOutcome(tx: Tx, formKey: string): Promise<Outcome | null> {
  const { rows } = await sql<{ recordId: string | null }>`
    select set_config('lock_timeout', ${`${heldUp}s`}, true),
           coalesce((select record_id from form_answered where form_key = ${formKey}),
                    (select record_id::text from event where form_key = ${formKey})) as record_id`.execute(tx)
  const recordId = rows[0]?.recordId ?? null
  if (recordId === null) return null
  await sql`select pg_logical_emit_message(true, 'holdfast', 'told again')`.execute(tx)
  return { kind: 'done', recordId }
}

const remember = (tx: Tx, formKey: string, recordId: string): Promise<unknown> =>
  sql`insert into form_answered (form_key, record_id) values (${formKey}, ${recordId})`.execute(tx)

const isHeldUp = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === '55P03'

/** A key or a row that was taken meanwhile, or a refusal of our own: not a database that was lost, whose errors are plain. */
const mayBeOfItself = (fault: unknown): boolean =>
  fault instanceof Error &&
  !(fault instanceof OutcomeUnknown) &&
  ('code' in fault ? /^(23|40)/.test(String(fault.code)) : fault.constructor !== Error)
