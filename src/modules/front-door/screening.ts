import { sql } from 'kysely'
import { addYears } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import type { Change } from '../../platform/record/change.ts'
import { inOneChange } from '../../platform/record/change.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { StateMoved } from '../../platform/record/perform.ts'
import { requireChild } from '../../platform/access/reach.ts'
import { action } from '../actions/index.ts'
import { earlyHelpEpisode } from '../early-help/index.ts'
import { cinEpisode } from '../referrals/index.ts'
import { agencyCheck } from './agency-checks/record.ts'
import { askOthers, commands, type Doing } from './commands.ts'
import { readIt } from './receive.ts'
import { contact, type Contact } from './record.ts'
import { checksAreBack, decisionRules, secondDisputeGoesUp, type Deciding, type Earlier } from './rules.ts'
import { doTogether, type Acting, type Besides } from './together.ts'
import { agencies, type Agency, type Decision } from './words.ts'

type Given = Readonly<Record<string, unknown>>

/** Does one of the declared things to a contact and those it stands with. */
export const doToContact = (book: Book, doing: Doing, acting: Acting, posted: unknown): Promise<Outcome> =>
  doing === 'askOthers'
    ? askAgencies(book, acting, posted)
    : doTogether(book, commands[doing], acting, posted, besides[doing] ?? {})

const besides: Partial<Record<Doing, Besides>> = {
  // Said again later, it stays where it is.
  rate: { keeps: ({ state }) => state !== 'received' },
  downgrade: { keeps: () => true },
  countersign: { keeps: () => true },
  ready: { guard: checksBack },
  decide: { guard: mayBeDecided, also: whatFollows },
  decideDispute: { guard: mayBeDecidedAbove, also: whatFollows },
}

async function checksBack({ tx }: Change, before: Contact, answers: Given): Promise<Finding[]> {
  const { rows } = await sql<{ asked: number; waiting: number }>`
    select count(*)::int as asked, count(*) filter (where agency_check.state = 'asked')::int as waiting
      from agency_check join contact on contact.id = agency_check.contact_id
     where contact.id = ${before.id} or contact.together_id = ${before.togetherId}
  `.execute(tx)
  const [{ asked, waiting } = { asked: 0, waiting: 0 }] = rows
  const facts = {
    answers: answers as { checksWaivedWhy: string | null },
    replied: asked > 0 && waiting === 0,
  }
  return findings([checksAreBack], facts)
}

/** The hub’s manager decides a first dispute, and the service manager one that is disputed again. */
async function mayBeDecided(change: Change, before: Contact, answers: Given): Promise<Finding[]> {
  const disputes = await disputesOf(change.tx, before)
  const stage = findings([secondDisputeGoesUp], { disputes })
  return [...stage, ...(await mayBeDecidedAbove(change, before, answers))]
}

/** How often it was disputed before it stands as it does now. */
async function disputesOf(tx: Tx, { id, state }: Contact): Promise<number> {
  if (state !== 'disputed') return 0
  const { rows } = await sql<{ times: number }>`
    select count(*)::int as times from event where record_id = ${id} and type = 'contact.disputed'
  `.execute(tx)
  return rows[0]?.times ?? 0
}

async function mayBeDecidedAbove({ tx, actor }: Change, before: Contact, answers: Given): Promise<Finding[]> {
  const earlier = await earlierContacts(tx, before)
  return findings(decisionRules, {
    before,
    answers: answers as Deciding['answers'],
    actorId: actor.id,
    earlier,
  })
}

/** How many contacts there were about the child before this one, however they came to us. */
export async function earlierContacts(
  db: Db | Tx,
  { id, childId, receivedOn }: Pick<Contact, 'id' | 'childId' | 'receivedOn'>,
): Promise<Earlier> {
  if (receivedOn === null) return { inYear: 0, withoutAction: 0 }
  const { rows } = await sql<Earlier>`
    select count(*) filter (where received_on >= ${addYears(receivedOn, -1)}::date)::int as in_year,
           count(*) filter (where decision in ('no further action', 'advice')
                               or (decision is null
                                   and outcome ~* 'no further action|advice'))::int as without_action
      from contact
     where child_id = ${childId} and received_on <= ${receivedOn}::date and contact.id <> ${id}
  `.execute(db)
  return rows[0] ?? { inYear: 0, withoutAction: 0 }
}

/** What a decision sets going, in the same change: a referral, or early help. */
async function whatFollows(change: Change, before: Contact, given: Given): Promise<void> {
  const decision = given['decision'] as Decision
  if (decision === 'assessment' || decision === 'strategy discussion') await refer(change, before)
  if (decision === 'early help') await askForHelp(change, before, given)
}

/** A referral, unless the child has one open: it counts from the day we were told. */
async function refer(change: Change, before: Contact): Promise<void> {
  const held = await change.tx
    .selectFrom('cinEpisode')
    .select('id')
    .where('childId', '=', before.childId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (held !== undefined) return
  const answers = {
    referredOn: before.receivedOn ?? change.today,
    source: before.source,
    noFurtherAction: false,
  }
  await change.open(cinEpisode, {
    event: 'referral.received',
    childId: before.childId,
    state: 'open',
    answers,
  })
}

async function askForHelp(change: Change, before: Contact, given: Given): Promise<void> {
  const answers = { openedOn: change.today, cameFrom: 'contact', why: given['rationale'] }
  await change.open(earlyHelpEpisode, {
    event: 'early-help.asked-for',
    childId: before.childId,
    state: 'waiting',
    answers,
  })
}

const isAgency = (name: string): name is Agency => name in agencies
const listOf = (value: unknown): string[] =>
  value === undefined || value === '' ? [] : [value].flat().map(String)

/** Asks each of these agencies what it knows; one that was asked already is not asked again. */
async function askAgencies(book: Book, acting: Acting, posted: unknown): Promise<Outcome> {
  const chosen = listOf((posted as Given | null)?.['agencies']).filter(isAgency)
  if (chosen.length === 0)
    return {
      kind: 'refused',
      findings: [{ rule: 'answer', message: 'Select who to ask', at: 'agencies' }],
    }
  return doTogether(book, askOthers, acting, posted, {
    also: async (change, before) => {
      if (before.id === acting.contactId) await askEach(change, before, chosen)
    },
  })
}

async function askEach(change: Change, { id, childId, togetherId }: Contact, chosen: readonly Agency[]) {
  const { tx, today, now, actor } = change
  const { rows } = await sql<{ agency: string }>`
    select agency from agency_check join contact on contact.id = agency_check.contact_id
     where contact.id = ${id} or contact.together_id = ${togetherId}
  `.execute(tx)
  const asked = new Set(rows.map(({ agency }) => agency))
  for (const agency of chosen.filter((one) => !asked.has(one)))
    await change.open(agencyCheck, {
      event: 'agency-check.asked',
      childId,
      state: 'asked',
      answers: { contactId: id, agency, askedOn: today, askedAt: now, askedBy: actor.id },
    })
}

/**
 * The child's own worker or manager says they have read a contact, and what they will do: it leaves the board, and what
 * they were asked when it came is answered.
 *
 * @throws StateMoved if it was read already, or the child was not being helped when it came
 */
export async function acknowledge(book: Book, acting: Acting, posted: unknown): Promise<Outcome> {
  const { answer: typed } = (posted ?? {}) as Given
  const answer = typeof typed === 'string' ? typed.trim() : ''
  const missing = { rule: 'answer', message: 'Enter what you will do', at: 'answer' }
  if (answer === '') return { kind: 'refused', findings: [missing] }
  return inOneChange(book, acting.actor, acting.formKey, async (change) => {
    await requireChild(change.tx, change.actor, 'contact.acknowledge', acting.childId)
    const before = await lock(change.tx, contact, acting.contactId)
    if (before.childId !== acting.childId || before.openWork !== true)
      throw new StateMoved('nobody was asked to read it')
    const read = before.readOn === null ? { readOn: change.today, readBy: change.actor.id } : {}
    await change.move(contact, before, { event: 'contact.read', to: before.state, answers: read })
    await answerAsk(change, before, answer)
    return { kind: 'done', recordId: before.id }
  })
}

async function answerAsk(change: Change, { childId }: Contact, answer: string): Promise<void> {
  const { tx, actor, today } = change
  const asks = await tx
    .selectFrom('action')
    .select(['id', 'childId', 'state'])
    .where('childId', '=', childId)
    .where('ownerId', '=', actor.id)
    .where('what', '=', readIt)
    .where('state', '=', 'open')
    .execute()
  const answers = { answer, evidence: 'The contact, marked as read', answeredOn: today, answeredBy: actor.id }
  for (const ask of asks)
    await change.move(action, ask, { event: 'action.answered', to: 'answered', answers })
}
