import { NotAllowed, scopeOf, type Actor } from '../../platform/access/policy.ts'
import { requireChild } from '../../platform/access/reach.ts'
import { loadChild } from '../../platform/people/child.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import type { Fields } from '../../platform/record/field.ts'
import { lacking, readAnswers, StateMoved } from '../../platform/record/perform.ts'
import type { AnyCommand, Facts, Outcome, RecordType } from '../../platform/record/record.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { contact, type Contact } from './record.ts'

type Given = Readonly<Record<string, unknown>>

/** Who does something to a contact, and the version of it they saw. */
export interface Acting {
  readonly actor: Actor
  readonly childId: string
  readonly contactId: string
  readonly formKey: string | null
  readonly version?: number | null
}

/** What a command does besides storing its answers, for one child of the contact. */
export interface Besides {
  /** What must hold that the contact alone does not say. */
  readonly guard?: (change: Change, before: Contact, answers: Given) => Promise<readonly Finding[]>
  /** What else is stored in the same change. */
  readonly also?: (change: Change, before: Contact, given: Given) => Promise<void>
  /** Whether the contact stays in the state it is in. */
  readonly keeps?: (before: Contact) => boolean
}

/**
 * Carries out a command on a contact and on those that came with it and stand where it stands: brothers and sisters in
 * one telling are screened and decided together, in one transaction, each with an event on their own record. Nothing is
 * stored for any of them while something stands in the way for one.
 *
 * @throws NotAllowed if the actor may not do this to one of the children
 * @throws StateMoved if the contact has left the states the command starts from
 */
export async function doTogether(
  book: Book,
  command: AnyCommand,
  acting: Acting,
  posted: unknown,
  besides: Besides = {},
): Promise<Outcome> {
  const { actor } = acting
  if (scopeOf(actor, command.needs) === null) throw new NotAllowed(command.needs)
  const { answers, unreadable } = readAnswers(contact.fields as Fields, command.asks as string[], posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  return inOneChange(book, actor, acting.formKey, async (change) => {
    const rows = await together(change, command, acting)
    const broken = [...lacking(command, answers)]
    for (const before of rows) broken.push(...(await wrong(change, command, before, answers, besides)))
    if (broken.length > 0) return { kind: 'refused', findings: once(broken) }
    for (const before of rows) await store(change, command, before, answers, besides)
    return { kind: 'done', recordId: acting.contactId }
  })
}

const once = (all: readonly Finding[]): Finding[] => [
  ...new Map(all.map((one) => [`${one.rule} ${one.at ?? ''}`, one])).values(),
]

async function together(change: Change, command: AnyCommand, acting: Acting): Promise<Contact[]> {
  const { tx, actor } = change
  await requireChild(tx, actor, command.needs, acting.childId)
  const asked = await lock(tx, contact, acting.contactId)
  const moved = acting.version != null && acting.version !== asked.version
  if (asked.childId !== acting.childId || moved || !startsFrom(command, asked))
    throw new StateMoved(`${command.event} does not start from here`)
  if (asked.togetherId === null) return [asked]
  const others = await tx
    .selectFrom('contact')
    .select('id')
    .where('togetherId', '=', asked.togetherId)
    .where('id', '<>', asked.id)
    .where('state', '=', asked.state)
    .orderBy('id')
    .limit(20)
    .execute()
  const rows = [asked]
  for (const { id } of others) {
    const row = await lock(tx, contact, id)
    await requireChild(tx, actor, command.needs, row.childId)
    if (startsFrom(command, row)) rows.push(row)
  }
  return rows
}

const startsFrom = ({ from }: AnyCommand, { state }: Contact): boolean =>
  (from as readonly string[] | null)?.includes(state) === true

async function wrong(
  change: Change,
  command: AnyCommand,
  before: Contact,
  answers: Given,
  { guard }: Besides,
): Promise<Finding[]> {
  const facts = await factsOf(change, before, answers)
  return [...findings(command.rules, facts), ...((await guard?.(change, before, answers)) ?? [])]
}

async function factsOf(
  { tx, today, now, actor }: Change,
  before: Contact,
  answers: Given,
): Promise<Facts<RecordType<Fields, string>, string>> {
  const child = await loadChild(tx, before.childId)
  return { child, before: before as never, answers, today, now, actorId: actor.id }
}

async function store(
  change: Change,
  command: AnyCommand,
  before: Contact,
  answers: Given,
  { also, keeps }: Besides,
): Promise<void> {
  const facts = await factsOf(change, before, answers)
  const given = { ...answers, ...(command.settles?.(facts as never) as Given | undefined) }
  const to = keeps?.(before) === true ? before.state : (command.to as string)
  await change.move(contact, before, { event: command.event, to, answers: given })
  await also?.(change, before, given)
}
