import type { Actor } from '../../platform/access/policy.ts'
import { dayOf, longDay, timeOf, type Instant } from '../../platform/dates/day.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { readAnswers } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import { openContacts, type More, type Told } from '../front-door/index.ts'
import { openChild } from '../people/index.ts'
import {
  earlierNotices,
  householdNotNamed,
  peopleOf,
  type NamedInNotice,
  type Notice,
  type Ours,
} from './queries.ts'
import {
  grades,
  isChild,
  noticeOfChild,
  opensContacts,
  type Grade,
  type Presence,
  type ScreenOutcome,
} from './record.ts'
import { needsApproval, notOwnScreening, schoolToldOrWhy, screeningRules, type Screening } from './rules.ts'
import { screeningFields, schoolAsks, type ScreeningAnswers } from './screening.ts'
import { lockIn, needs, tell, type Acting } from './settle.ts'

/** What is known about a notice before it is screened. */
interface Facts extends Omit<Screening, 'answers'> {
  readonly people: readonly NamedInNotice[]
  readonly household: readonly Ours[]
}

export async function factsOf(db: Change['tx'] | Book['db'], actor: Actor, notice: Notice): Promise<Facts> {
  const people = await peopleOf(db, actor, notice.id)
  const household = await householdNotNamed(db, actor, notice.id)
  const earlier = await earlierNotices(db, notice.id)
  const children = people.filter(({ part, settled }) => isChild(part) && settled !== 'left out')
  return {
    people,
    household,
    grade: notice.grade,
    pregnancy: notice.pregnancy,
    strangulation: notice.strangulation,
    unscreened: notice.policeScreenedAt === null,
    earlier: earlier.length,
    unsettled: people.filter(({ settled }) => settled === 'waiting').length,
    children: children.length,
    open: children.filter(({ personId, proposals }) =>
      proposals.some(({ id, open }) => id === personId && open),
    ).length,
  }
}

/**
 * Screens one notice: what it needs, and why. It becomes a contact of each child where the screening says so, in the same
 * transaction; ending a medium risk there waits for the manager.
 *
 * @throws NotAllowed, StateMoved, NoSuchPerson
 */
export async function screen(book: Book, acting: Acting, posted: Typed): Promise<Outcome> {
  needs(acting.actor, 'notice.screen')
  const { answers, unreadable } = readAnswers(
    screeningFields,
    Object.keys(screeningFields) as (keyof ScreeningAnswers)[],
    posted,
  )
  if (answers === null) return { kind: 'refused', findings: unreadable }
  return inOneChange(book, acting.actor, acting.formKey, async (change) => {
    const notice = await lockIn(change, acting, ['received', 'police screened'])
    const facts = await factsOf(change.tx, acting.actor, notice)
    const also = alsoChosen(facts, posted)
    const open = facts.open + also.filter((one) => one.open).length
    const broken = [
      ...findings(screeningRules, { ...facts, answers, open, children: facts.children + also.length }),
      ...schoolFor(answers),
    ]
    if (broken.length > 0) return { kind: 'refused', findings: broken }
    const set = { ...answers, screenedAt: change.now, screenedBy: acting.actor.id }
    await put(change, notice, 'hub screened', 'notice.hub-screened', set)
    if (needsApproval(answers.outcome, notice.grade)) return { kind: 'done', recordId: notice.id }
    return act(change, { ...notice, ...set }, facts.people, also)
  })
}

/** Where the school alone is told, it has been. */
const schoolFor = ({ outcome, schoolToldAt }: ScreeningAnswers): Finding[] =>
  outcome === 'school told only' && schoolToldAt === null
    ? [{ rule: 'answer', message: 'Enter when the school was told', at: 'schoolToldAt' }]
    : []

const alsoChosen = ({ household }: Facts, posted: Typed): Ours[] => {
  const chosen = new Set([posted['also'] ?? []].flat())
  return household.filter(({ id }) => chosen.has(id))
}

/** The hub's manager agrees that nothing more is done. @throws NotAllowed, StateMoved, NoSuchPerson */
export async function approve(book: Book, acting: Acting): Promise<Outcome> {
  needs(acting.actor, 'notice.approve')
  return inOneChange(book, acting.actor, acting.formKey, async (change) => {
    const notice = await lockIn(change, acting, ['hub screened'])
    const broken = findings([notOwnScreening], { screenedBy: notice.screenedBy, actorId: acting.actor.id })
    if (broken.length > 0) return { kind: 'refused', findings: broken }
    const set = { approvedAt: change.now, approvedBy: acting.actor.id }
    await put(change, notice, 'hub screened', 'notice.approved', set)
    return act(change, { ...notice, ...set }, await peopleOf(change.tx, acting.actor, notice.id), [])
  })
}

/** The manager does not agree: it waits to be screened again, from the day it came. @throws NotAllowed, StateMoved, NoSuchPerson */
export async function sendBack(book: Book, acting: Acting, posted: Typed): Promise<Outcome> {
  needs(acting.actor, 'notice.approve')
  const why = String(posted['why'] ?? '').trim()
  if (why === '')
    return {
      kind: 'refused',
      findings: [{ rule: 'answer', message: 'Enter why it is sent back', at: 'why' }],
    }
  return inOneChange(book, acting.actor, acting.formKey, async (change) => {
    const notice = await lockIn(change, acting, ['hub screened'])
    const to = notice.policeScreenedAt === null ? 'received' : 'police screened'
    await put(change, notice, to, 'notice.sent-back', { screenedAt: null, screenedBy: null, outcome: null })
    await tell(change, notice.id, 'notice.answered', { why })
    return { kind: 'done', recordId: notice.id }
  })
}

/** Closes one notice, once the school was told or there is a reason why none is. @throws NotAllowed, StateMoved, NoSuchPerson */
export async function close(book: Book, acting: Acting, posted: Typed): Promise<Outcome> {
  needs(acting.actor, 'notice.screen')
  const { answers, unreadable } = readAnswers(screeningFields, schoolAsks, posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  return inOneChange(book, acting.actor, acting.formKey, async (change) => {
    const notice = await lockIn(change, acting, ['actioned'])
    const broken = findings([schoolToldOrWhy], {
      toldAt: answers.schoolToldAt,
      why: answers.schoolNotToldWhy,
    })
    if (broken.length > 0) return { kind: 'refused', findings: broken }
    await put(change, notice, 'closed', 'notice.closed', { ...answers, closedAt: change.now })
    return { kind: 'done', recordId: notice.id }
  })
}

type Set = Readonly<Record<string, unknown>>

async function put(
  change: Change,
  { id }: Pick<Notice, 'id'>,
  state: Notice['state'],
  event: string,
  set: Set,
): Promise<void> {
  await change.tx
    .updateTable('policeNotice')
    .set(({ eb }) => ({ ...set, state, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await tell(change, id, event, { ...set, state })
}

interface Screened extends Omit<
  Notice,
  'outcome' | 'screenedAt' | 'rationale' | 'schoolToldAt' | 'schoolNotToldWhy'
> {
  readonly outcome: ScreenOutcome | null
  readonly rationale: string | null
  readonly screenedAt: Instant | null
  readonly schoolToldAt: Instant | null
  readonly schoolNotToldWhy: string | null
}

/** Does what was decided: a contact of each child, and the notice on the record of each child we hold. */
async function act(
  change: Change,
  notice: Screened,
  people: readonly NamedInNotice[],
  also: readonly Ours[],
): Promise<Outcome> {
  const contacts = notice.outcome !== null && opensContacts.has(notice.outcome)
  const about = await childrenOf(change, people, also, contacts)
  const ids = [...about.keys()]
  const contactIds = contacts ? await openContacts(change, ids, toldBy(notice), arrival(change)) : []
  for (const [i, childId] of ids.entries())
    await change.open(noticeOfChild, {
      event: 'notice.screened',
      childId,
      state: 'screened',
      answers: onRecord(notice, about.get(childId) ?? null, contactIds[i] ?? null),
    })
  const done = notice.schoolToldAt !== null || notice.schoolNotToldWhy !== null
  await put(change, notice, 'actioned', 'notice.actioned', { marac: notice.marac })
  if (done) await put(change, notice, 'closed', 'notice.closed', { closedAt: change.now })
  return { kind: 'done', recordId: notice.id }
}

/** The children it is about, and whether each was there; those with no record are given one only where there is to be a contact. */
async function childrenOf(
  change: Change,
  people: readonly NamedInNotice[],
  also: readonly Ours[],
  contacts: boolean,
): Promise<Map<string, Presence | null>> {
  const about = new Map<string, Presence | null>()
  for (const one of people) {
    if (!isChild(one.part)) continue
    if (one.settled === 'matched' && one.personId !== null) about.set(one.personId, one.presence)
    if (one.settled === 'new' && contacts) about.set(await added(change, one), one.presence)
  }
  for (const { id } of also) about.set(id, 'unknown')
  return about
}

async function added(change: Change, one: NamedInNotice): Promise<string> {
  const { givenName, familyName, bornOn, school } = one
  const unborn = one.part === 'unborn'
  const born = unborn ? { expectedOn: bornOn } : { bornOn, school }
  const id = await openChild(change, { givenName, familyName, ...born }, unborn ? 'unborn' : 'child')
  await change.tx.updateTable('noticePerson').set({ personId: id }).where('id', '=', one.id).execute()
  return id
}

const arrival = ({ now }: Change) => ({ on: dayOf(now), at: now, receipt: null })

const moment = (at: Instant): string => `${longDay(dayOf(at))}, ${timeOf(at)}`

const flags = [
  ['strangulation', 'Strangulation.'],
  ['pregnancy', 'Somebody is pregnant.'],
  ['weapons', 'A weapon.'],
  ['coerciveControl', 'Controlling behaviour.'],
  ['breachOfOrder', 'A court order was broken.'],
] as const

/** The notice as a contact tells it. */
function toldBy(notice: Screened): Told & More {
  const said = flags.flatMap(([name, says]) => (notice[name] === true ? [says] : []))
  const grade = notice.grade === null ? 'not graded' : grades[notice.grade satisfies Grade].toLowerCase()
  const head = `Police notice ${notice.policeRef}. It happened on ${moment(notice.incidentAt)} and reached us on ${moment(notice.receivedAt)}. Risk: ${grade}.`
  return {
    channel: 'police feed',
    source: '6',
    referrerName: notice.agency,
    referrerAgency: notice.agency,
    referrerReply: null,
    receivedOn: null,
    narrative: [[head, ...said].join(' '), notice.narrative, `Screened: ${notice.rationale ?? ''}`]
      .filter(Boolean)
      .join('\n\n'),
    dailyLife: null,
    immediateDanger: null,
    consent: 'not asked',
    consentWhy: 'The police sent a domestic-abuse notice.',
    parentsInformed: null,
    concerns: ['domestic abuse'],
  }
}

const onRecord = (notice: Screened, presence: Presence | null, contactId: string | null) => ({
  noticeId: notice.id,
  incidentOn: dayOf(notice.incidentAt),
  incidentAt: notice.incidentAt,
  receivedAt: notice.receivedAt,
  screenedAt: notice.screenedAt,
  grade: notice.grade,
  cameUnscreened: notice.cameUnscreened,
  presence,
  outcome: notice.outcome,
  rationale: notice.rationale,
  contactId,
})
