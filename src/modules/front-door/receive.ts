import { sql } from 'kysely'
import { requireChild } from '../../platform/access/reach.ts'
import type { Actor } from '../../platform/access/policy.ts'
import { dayOf, type Day, type Instant } from '../../platform/dates/day.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import type { Answers } from '../../platform/record/field.ts'
import { newId } from '../../platform/record/new-id.ts'
import { lacking, readAnswers } from '../../platform/record/perform.ts'
import { command, type Outcome } from '../../platform/record/record.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import { action } from '../actions/index.ts'
import { contact } from './record.ts'
import { receivedByToday } from './rules.ts'

/** What somebody told us, as it is asked of whoever takes it down: one page of questions. */
export const told = [
  'channel',
  'source',
  'referrerName',
  'referrerReply',
  'receivedOn',
  'narrative',
  'dailyLife',
  'immediateDanger',
  'consent',
  'consentWhy',
  'parentsInformed',
] as const
export type Told = Answers<Pick<typeof contact.fields, (typeof told)[number]>>

/** What cannot be left out: without it nobody can decide. */
export const toldRequires = ['channel', 'source', 'narrative', 'immediateDanger', 'consent'] as const

export const receive = command({
  on: contact,
  event: 'contact.received',
  title: 'Take in a contact',
  needs: 'contact.receive',
  from: null,
  to: 'received',
  asks: told,
  requires: toldRequires,
  rules: [receivedByToday],
})

interface Receiving {
  readonly actor: Actor
  readonly childIds: readonly string[]
  readonly formKey: string | null
}

/** Takes in what we were told about these children, on a form. */
export async function receiveContact(book: Book, receiving: Receiving, posted: unknown): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(contact.fields, told, posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const broken = wrongWith(answers, book.today())
  if (broken.length > 0) return { kind: 'refused', findings: broken }
  return inOneChange(book, receiving.actor, receiving.formKey, async (change) => {
    const ids = await openContacts(change, receiving.childIds, answers, arrivalOf(answers, change.now))
    return { kind: 'done', recordId: ids[0] ?? '' }
  })
}

/** What stands in the way of taking in what was told: what is missing, or a day still to come. */
export const wrongWith = (answers: Told, today: Day): Finding[] => [
  ...lacking(receive, answers),
  ...findings([receivedByToday], { answers, today }),
]

/** When something reached us, and the receipt its sender was given. */
interface Arrival {
  readonly on: Day
  /** Null where only the day is known: what came in on paper some days ago. */
  readonly at: Instant | null
  readonly receipt: string | null
}

/** What is taken down now came now, unless it is said to have come on an earlier day. */
export const arrivalOf = ({ receivedOn }: Pick<Told, 'receivedOn'>, now: Instant): Arrival => {
  const on = receivedOn ?? dayOf(now)
  return { on, at: on === dayOf(now) ? now : null, receipt: null }
}

/** What more a contact holds where it was sent in rather than taken down. */
export type More = Partial<Answers<Pick<typeof contact.fields, 'concerns' | 'referrerAgency'>>>

/**
 * Opens a contact for each of these children. Where we help a child already, their worker and that worker's manager are
 * each asked to read it today, in the same change.
 *
 * @throws NotAllowed if the actor may not take in a contact about one of them
 */
export async function openContacts(
  change: Change,
  childIds: readonly string[],
  given: Told & More,
  { on: receivedOn, at: receivedAt, receipt }: Arrival,
): Promise<string[]> {
  const togetherId = childIds.length > 1 ? newId() : null
  const answers = { ...given, receivedOn, receivedAt, receipt, togetherId }
  const ids: string[] = []
  for (const childId of childIds) {
    await requireChild(change.tx, change.actor, 'contact.receive', childId)
    const help = await helpNow(change.tx, childId)
    const opening = { event: 'contact.received', childId, state: 'received' }
    ids.push(await change.open(contact, { ...opening, answers: { ...answers, ...help } }))
    for (const ownerId of new Set([help.openWorkerId, help.openManagerId]))
      if (ownerId !== null) await askToRead(change, childId, ownerId)
  }
  return ids
}

interface HelpNow {
  readonly openWork: boolean
  readonly openWorkerId: string | null
  readonly openManagerId: string | null
}

/** Whether we help the child today, who leads it, and that worker's manager. */
async function helpNow(tx: Tx, childId: string): Promise<HelpNow> {
  const { rows } = await sql<HelpNow>`
    select lead.worker_id is not null
        or exists (select 1 from cin_episode where child_id = ${childId} and state = 'open') as open_work,
           lead.worker_id as open_worker_id, lead.manager_id as open_manager_id
      from (select 1) always
      left join lateral (
        select allocation.worker_id,
               (select manager.id
                  from staff manager
                 where manager.team_id = allocation.team_id
                   and manager.role = 'TM'
                   and manager.disabled_at is null order by manager.name limit 1) as manager_id
          from allocation where child_id = ${childId} and state = 'allocated' and role = 'lead social worker'
         order by from_on desc limit 1) lead on true
  `.execute(tx)
  return rows[0] ?? { openWork: false, openWorkerId: null, openManagerId: null }
}

/** The words by which such an action is known. */
export const readIt = 'Read the new contact, and say what it changes'

async function askToRead(change: Change, childId: string, ownerId: string): Promise<void> {
  const { today } = change
  await change.open(action, {
    event: 'action.given',
    childId,
    state: 'open',
    answers: {
      what: readIt,
      soThat: 'what somebody saw today reaches whoever works with the child today',
      ownerId,
      askedBy: null,
      askedOn: today,
      dueOn: today,
      firstDueOn: today,
      direction: false,
      timesAsked: 1,
    },
  })
}
