import { isId } from '../../../platform/record/new-id.ts'
import { NotAllowed, scopeOf, type Actor } from '../../../platform/access/policy.ts'
import { dayOf } from '../../../platform/dates/day.ts'
import type { Book } from '../../../platform/record/book.ts'
import { inOneChange, type Change } from '../../../platform/record/change.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import { readAnswers, StateMoved } from '../../../platform/record/perform.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { openChild } from '../../people/index.ts'
import { contact } from '../record.ts'
import { arrivalOf, openContacts, told, type More, type Told } from '../receive.ts'
import { toBeMatched } from './children-named.ts'
import { sourceCodes } from './steps.ts'
import type { SentIn } from './store.ts'

/** Who reads what was sent in. */
interface Reading {
  readonly actor: Actor
  readonly sentInId: string
  readonly formKey: string | null
}

const more = ['concerns', 'referrerAgency'] as const

/**
 * Takes what was sent in into the records of the children it is about, as the worker who read it matched them: each name is
 * one of ours, a child nobody holds a record of yet, or nobody.
 *
 * @throws StateMoved if somebody has taken it in or set it aside already
 */
export async function takeIn(book: Book, reading: Reading, posted: Typed): Promise<Outcome> {
  needs(reading.actor, 'contact.receive')
  return inOneChange(book, reading.actor, reading.formKey, async (change) => {
    const sent = await lockWaiting(change, reading.sentInId)
    const names = toBeMatched(String(sent.answers['children'] ?? ''))
    const wrong = names.flatMap((name, i) => unmatched(name.line, i, posted))
    const chosen = names.map((_, i) => String(posted[`child_${i}`] ?? ''))
    if (wrong.length > 0) return { kind: 'refused', findings: wrong }
    if (chosen.every((one) => one === 'nobody')) return { kind: 'refused', findings: [nobody(names.length)] }
    const childIds: string[] = []
    for (const [i, name] of names.entries()) {
      const { givenName, familyName, bornOn } = name
      if (chosen[i] === 'new')
        childIds.push(
          await openChild(change, { givenName: givenName || null, familyName: familyName || null, bornOn }),
        )
      else if (chosen[i] !== 'nobody') childIds.push(chosen[i] ?? '')
    }
    const ids = await openContacts(change, [...new Set(childIds)], ...toldIn(sent))
    await settle(change, sent.id, 'taken in', null)
    return { kind: 'done', recordId: ids[0] ?? '' }
  })
}

function unmatched(line: string, i: number, posted: Typed): Finding[] {
  const chosen = posted[`child_${i}`]
  if (chosen === 'new' || chosen === 'nobody' || (typeof chosen === 'string' && isId(chosen))) return []
  return [{ rule: 'answer', message: `Select who “${line}” is`, at: `child_${i}` }]
}

const nobody = (named: number): Finding => ({
  rule: 'answer',
  message: 'A contact is about at least one child: match or add one, or set it aside',
  ...(named > 0 && { at: 'child_0' }),
})

/** What was sent, read as a worker's own form is read; what cannot be read is left out, never refused. */
function toldIn(sent: SentIn): [Told & More, ReturnType<typeof arrivalOf>] {
  const typed = withWhere(readable(coded(sent.answers)))
  const { answers } = readAnswers(contact.fields, [...told, ...more], typed)
  if (answers === null) throw new Error('what was sent in was left unreadable')
  const { receivedAt: at, receipt } = sent
  const arrival = sent.takenBy === null ? { on: dayOf(at), at, receipt } : arrivalOf(answers, at)
  return [{ ...answers, channel: sent.channel as Told['channel'] }, arrival]
}

/** Who sent it, by the national code. */
const coded = ({ source, ...typed }: Typed): Typed =>
  typeof source === 'string' ? { ...typed, source: sourceCodes[source] ?? source } : typed

/** Where the family lives is told with the worry: nobody has matched it to an address of ours. */
const withWhere = ({ where, narrative, ...typed }: Typed): Typed =>
  where === undefined || where === ''
    ? { ...typed, ...(narrative !== undefined && { narrative }) }
    : {
        ...typed,
        narrative: `${String(narrative ?? '')}\n\nWhere they live or go to school: ${String(where)}`.trim(),
      }

const readable = (typed: Typed): Typed =>
  Object.fromEntries(
    Object.entries(typed).filter(
      ([name, value]) =>
        !(name in contact.fields) ||
        contact.fields[name as keyof typeof contact.fields].schema.safeParse(value).success,
    ),
  )

/**
 * Sets aside what was sent in and is no contact: sent twice, meant for somebody else, or sent by a machine. It is kept.
 *
 * @throws StateMoved if somebody has taken it in or set it aside already
 */
export async function setAside(book: Book, reading: Reading, posted: Typed): Promise<Outcome> {
  needs(reading.actor, 'contact.screen')
  const why = String(posted['why'] ?? '').trim()
  if (why === '')
    return {
      kind: 'refused',
      findings: [{ rule: 'answer', message: 'Enter why it is set aside', at: 'why' }],
    }
  return inOneChange(book, reading.actor, null, async (change) => {
    const sent = await lockWaiting(change, reading.sentInId)
    await settle(change, sent.id, 'set aside', why)
    return { kind: 'done', recordId: sent.id }
  })
}

function needs(actor: Actor, permission: 'contact.receive' | 'contact.screen'): void {
  if (scopeOf(actor, permission) === null) throw new NotAllowed(permission)
}

async function lockWaiting({ tx }: Change, sentInId: string): Promise<SentIn> {
  const row = await tx
    .selectFrom('sentIn')
    .selectAll()
    .where('id', '=', sentInId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (row.state !== 'waiting') throw new StateMoved('somebody has read it already')
  return row as unknown as SentIn
}

async function settle(
  { tx, now, actor }: Change,
  sentInId: string,
  state: 'taken in' | 'set aside',
  why: string | null,
) {
  await tx
    .updateTable('sentIn')
    .set({ state, settledAt: now, settledBy: actor.id, settledWhy: why })
    .where('id', '=', sentInId)
    .execute()
}
