import { NotAllowed, scopeOf, type Actor } from '../access/policy.ts'
import { requireChild } from '../access/reach.ts'
import { loadChild } from '../people/child.ts'
import type { Book } from './book.ts'
import { inOneChange, type Change } from './change.ts'
import type { Answers, Field, Fields } from './field.ts'
import { notKept } from './not-kept.ts'
import type { AnyCommand, Facts, Outcome, Row } from './record.ts'
import { findings, type Finding } from './rule.ts'
import { lock } from './store.ts'
import type { AnyRecordType, RecordType } from './record.ts'

/** Who is doing it, and to whom. */
export interface Act {
  readonly actor: Actor
  readonly childId: string
  /** Null when the command opens a new record. */
  readonly recordId: string | null
  /** The key the form carried; a repeat gives the first outcome again. Null for a command with no form behind it. */
  readonly formKey: string | null
  /** The version the worker was looking at; null where the form does not say. */
  readonly version?: number | null
}

/** The record has moved on since the worker opened the form: answer 409 and show it as it now stands. */
export class StateMoved extends Error {
  override readonly name = 'StateMoved'
}

/**
 * Carries out one command: one transaction, one event, clocks brought up to date.
 * Either all of it is stored or none of it.
 *
 * @param posted the form as the browser sent it
 * @returns the record's id, or every reason it was refused
 * @throws NotAllowed if the actor may not do this to this child
 * @throws StateMoved if the record has left the states the command starts from, or none was named
 */
export async function perform(book: Book, command: AnyCommand, act: Act, posted: unknown): Promise<Outcome> {
  if (scopeOf(act.actor, command.needs) === null) throw new NotAllowed(command.needs)
  const { answers, unreadable } = readAnswers(command.on.fields as Fields, command.asks as string[], posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  try {
    return await inOneChange(book, act.actor, act.formKey, (change) =>
      carryOut(change, command, act, answers),
    )
  } catch (fault) {
    const finding = notKept(command.on as AnyRecordType, command.asks as string[], fault)
    if (finding === null) throw fault
    return { kind: 'refused', findings: [finding] }
  }
}

async function carryOut(
  change: Change,
  command: AnyCommand,
  act: Act,
  answers: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const weighed = await weigh(change, command, act, answers)
  if (weighed.findings.length > 0) return { kind: 'refused', findings: weighed.findings }
  return { kind: 'done', recordId: await weighed.store() }
}

/** One command looked at and not yet carried out: why it may not be, or how it is stored. */
export interface Weighed {
  readonly findings: readonly Finding[]
  /** Stores it, with its event, and says the record's id. Only where nothing was found. */
  readonly store: () => Promise<string>
}

/**
 * Locks the record a command moves, and looks at every rule; nothing is written.
 *
 * @throws NotAllowed if the actor may not do this to this child
 * @throws StateMoved if the record has left the states the command starts from, or none was named
 */
export async function weigh(
  change: Change,
  command: AnyCommand,
  act: Act,
  answers: Readonly<Record<string, unknown>>,
): Promise<Weighed> {
  const { tx, today, now, actor } = change
  await requireChild(tx, actor, command.needs, act.childId)
  const child = await loadChild(tx, act.childId)
  const before = await standingBefore(change, command, act)
  const actorId = actor.id
  const facts: Facts<RecordType<Fields, string>, string> = { child, before, answers, today, now, actorId }
  return {
    findings: [...lacking(command, answers), ...findings(command.rules, facts)],
    store: () => stored(change, command, act.childId, facts),
  }
}

async function stored(
  change: Change,
  command: AnyCommand,
  childId: string,
  facts: Facts<RecordType<Fields, string>, string>,
): Promise<string> {
  const { on, event, to } = command
  const { before } = facts
  const answers = { ...facts.answers, ...command.settles?.(facts) }
  const recordId =
    before === null
      ? await change.open(on, { event, childId, state: to, answers })
      : await change.move(on, before, { event, to, answers })
  await command.also?.(change, facts, recordId)
  return recordId
}

/** What the command cannot be done without and the form left out: its field says what to do. */
export function lacking(
  { on, requires = [] }: AnyCommand,
  answers: Readonly<Record<string, unknown>>,
): Finding[] {
  const { fields } = on as AnyRecordType
  return (requires as string[])
    .filter((at) => (answers[at] ?? null) === null)
    .map((at) => ({ rule: 'answer', message: fields[at]?.missing ?? '', at }))
}

async function standingBefore(
  { tx }: Change,
  command: AnyCommand,
  act: Act,
): Promise<Row<AnyRecordType> | null> {
  if (command.from === null) return null
  // Without a record to move it would open one, in a state that only a record with a history reaches.
  if (act.recordId === null) throw new StateMoved(`${command.event} was asked of no record`)
  const before = await lock(tx, command.on as AnyRecordType, act.recordId)
  const moved = act.version != null && act.version !== before.version
  if (before.childId !== act.childId || moved || !command.from.includes(before.state)) {
    throw new StateMoved(
      `${command.event} starts from ${command.from.join(' or ')}, and the record has moved on`,
    )
  }
  return before
}

/** A form read against its questions: the answers, or null with every one that could not be read. */
interface ReadForm<A> {
  readonly answers: A | null
  readonly unreadable: readonly Finding[]
}

/** Reads a posted form against the questions asked: all that is wrong is found at once. */
export function readAnswers<const F extends Fields, const Asked extends keyof F & string>(
  fields: F,
  asks: readonly Asked[],
  posted: unknown,
): ReadForm<Answers<Pick<F, Asked>>> {
  const form = (posted ?? {}) as Record<string, unknown>
  const answers: Record<string, unknown> = {}
  const unreadable: Finding[] = []
  for (const at of asks) {
    const field: Field<unknown> | undefined = fields[at]
    if (field === undefined) throw new Error(`a command asks for ${at}, which its record does not have`)
    const read = field.schema.safeParse(typedFor(field, at, form))
    if (read.success) answers[at] = read.data
    else unreadable.push({ rule: 'answer', message: messageOf(read.error.issues), at })
  }
  // Each answer was read by its own field's schema, so that they are what the fields say.
  return { answers: unreadable.length > 0 ? null : (answers as Answers<Pick<F, Asked>>), unreadable }
}

/** What was typed for one question: nothing for an empty box, and a checklist's answers together. */
function typedFor({ checks }: Field<unknown>, at: string, form: Readonly<Record<string, unknown>>): unknown {
  if (checks === undefined) return form[at] === '' ? undefined : form[at]
  const ticked = Object.keys(checks).map((check) => [check, form[`${at}.${check}`]] as const)
  return Object.fromEntries(ticked.filter(([, answer]) => answer !== undefined && answer !== ''))
}

interface Issue {
  readonly message: string
  readonly errors?: readonly (readonly Issue[])[]
}

/** An optional answer fails as one of two; the sentence to show is that of the answer, not of its absence. */
function messageOf(issues: readonly Issue[]): string {
  const [issue] = issues
  const inner = issue?.errors?.at(-1)
  return inner === undefined ? (issue?.message ?? '') : messageOf(inner)
}
