import { sql } from 'kysely'
import { within } from '../../platform/access/reach.ts'
import { NotAllowed, scopeOf, type Actor, type Permission } from '../../platform/access/policy.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { StateMoved } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { noticeOf, peopleOf, type NamedInNotice, type Notice } from './queries.ts'
import { isChild, type NoticeState } from './record.ts'

/** Who does something to one notice: there is no doing it to several. */
export interface Acting {
  readonly actor: Actor
  readonly noticeId: string
  readonly formKey: string | null
  /** The version of the notice the form was made from. */
  readonly version: number | null
}

/** @throws NotAllowed if the role may not */
export function needs(actor: Actor, permission: Permission): void {
  if (scopeOf(actor, permission) === null) throw new NotAllowed(permission)
}

/**
 * The notice, held until the transaction ends.
 *
 * @throws NoSuchPerson if there is none
 * @throws StateMoved if it has left these states, or somebody changed it since the form was made
 */
export async function lockIn(
  { tx }: Pick<Change, 'tx'>,
  { noticeId, version }: Acting,
  from: readonly NoticeState[],
): Promise<Notice> {
  const notice = await noticeOf(tx, noticeId, { lock: true })
  if (notice === undefined) throw new NoSuchPerson()
  if (!from.includes(notice.state) || (version !== null && version !== notice.version))
    throw new StateMoved('somebody has dealt with this notice since')
  return notice
}

/** Writes down what was done to a notice. */
export async function tell(
  { tx, actor, now }: Change,
  noticeId: string,
  type: string,
  answers: object,
): Promise<void> {
  await tx
    .insertInto('noticeEvent')
    .values({ noticeId, type, actorId: actor.id, senderId: null, at: now, answers: JSON.stringify(answers) })
    .execute()
}

/**
 * Says who each person named is: one of ours, somebody with no record yet, or nobody we need to know. The only way anybody
 * named in a notice is joined to a record.
 *
 * @throws NotAllowed, StateMoved, NoSuchPerson
 */
export async function settlePeople(book: Book, acting: Acting, posted: Typed): Promise<Outcome> {
  needs(acting.actor, 'notice.screen')
  return inOneChange(book, acting.actor, acting.formKey, async (change) => {
    await lockIn(change, acting, ['received', 'police screened'])
    const people = await peopleOf(change.tx, acting.actor, acting.noticeId)
    const wrong = people.flatMap((one) => wrongAbout(one, posted))
    if (wrong.length > 0) return { kind: 'refused', findings: wrong }
    const chosen = people.map((one) => ({ one, who: String(posted[`who_${one.id}`]) }))
    for (const { one, who } of chosen) await keep(change, one, who)
    await change.tx
      .updateTable('policeNotice')
      .set(({ eb }) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', acting.noticeId)
      .execute()
    const told = Object.fromEntries(chosen.map(({ one, who }) => [one.id, who]))
    await tell(change, acting.noticeId, 'notice.matched', told)
    return { kind: 'done', recordId: acting.noticeId }
  })
}

function wrongAbout(one: NamedInNotice, posted: Typed): Finding[] {
  const at = `who_${one.id}`
  const who = posted[at]
  // Only what was proposed to this reader may be chosen: an id typed by hand opens no record.
  const may =
    who === 'out' || (who === 'new' && isChild(one.part)) || one.proposals.some(({ id }) => id === who)
  return may ? [] : [{ rule: 'answer', message: `Select who ${calledIn(one)} is`, at }]
}

/** As the police called them. */
export const calledIn = ({
  givenName,
  familyName,
  part,
}: Pick<NamedInNotice, 'givenName' | 'familyName' | 'part'>): string =>
  [givenName, familyName].filter((name) => name !== null).join(' ') ||
  (part === 'unborn' ? 'the unborn baby' : 'the person with no name')

async function keep({ tx, actor, now }: Change, { id }: NamedInNotice, who: string): Promise<void> {
  const settled = who === 'new' ? 'new' : who === 'out' ? 'left out' : 'matched'
  await tx
    .updateTable('noticePerson')
    .set({ settled, personId: settled === 'matched' ? who : null, settledAt: now, settledBy: actor.id })
    .where('id', '=', id)
    .execute()
}

/**
 * Adds somebody, by the number of their record, to those who may be chosen: whom the computer did not propose, a person may find.
 *
 * @throws NotAllowed, StateMoved, NoSuchPerson
 */
export async function proposeByNumber(book: Book, acting: Acting, posted: Typed): Promise<Outcome> {
  needs(acting.actor, 'notice.screen')
  return inOneChange(book, acting.actor, null, async (change) => {
    await lockIn(change, { ...acting, version: null }, ['received', 'police screened'])
    const people = await peopleOf(change.tx, acting.actor, acting.noticeId)
    const named = people.find(({ id }) => id === posted['named'])
    if (named === undefined) return refused('Select whom you found', 'named')
    const found = await change.tx
      .selectFrom('person')
      .select('id')
      .where('laChildId', '=', String(posted['number'] ?? '').trim())
      .where('state', '=', 'active')
      .where(within(acting.actor, 'search', sql.ref('person.id')))
      .executeTakeFirst()
    if (found === undefined) return refused('Enter the number of a record you can open', 'number')
    await change.tx
      .insertInto('noticeMatch')
      .values({ noticePersonId: named.id, personId: found.id, score: 2, why: ['found by its number'] })
      .onConflict((held) => held.columns(['noticePersonId', 'personId']).doNothing())
      .execute()
    return { kind: 'done', recordId: acting.noticeId }
  })
}

const refused = (message: string, at: string): Outcome => ({
  kind: 'refused',
  findings: [{ rule: 'answer', message, at }],
})
