import { requireChild } from '../../platform/access/reach.ts'
import { NotAllowed, scopeOf, type Permission } from '../../platform/access/policy.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { newId } from '../../platform/record/new-id.ts'
import { readAnswers, StateMoved, type Act } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { lock } from '../../platform/record/store.ts'
import { isAgency, type Invited } from './agencies.ts'
import { meetingInvitation, type MeetingInvitation } from './invitation.ts'
import { missing, openPlan, refused, rowsAt, type OnMeeting } from './meeting.ts'
import { conference, type Conference } from './record.ts'

export const requestAsks = ['kind', 'requestedWhy'] as const

/** The children a form names, the child it is about always among them. */
export const childrenIn = (childId: string, typed: Typed): string[] => {
  const named = typed['child'] ?? []
  return [...new Set([childId, ...(typeof named === 'string' ? [named] : named)])]
}

/** Asks for a conference about a child, and the brothers and sisters it should be about too. */
export async function requestConference(
  book: Book,
  act: Act,
  childIds: readonly string[],
  posted: Typed,
): Promise<Outcome> {
  if (scopeOf(act.actor, 'conference.request') === null) throw new NotAllowed('conference.request')
  const { answers, unreadable } = readAnswers(conference.fields, requestAsks, posted)
  if (answers === null) return refused(...unreadable)
  const lacking = missing(conference.fields, ['requestedWhy'], answers)
  if (lacking.length > 0) return refused(...lacking)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    const asked = { ...answers, meetingId: newId(), requestedOn: change.today, requestedBy: change.actor.id }
    return opened(change, act.childId, childIds, 'conference.request', async (childId) => {
      const strategyOn = await strategyDay(change, childId)
      const planId = await openPlan(change, childId)
      return change.open(conference, {
        event: 'conference.requested',
        childId,
        state: 'requested',
        answers: { ...asked, strategyOn, planId },
      })
    })
  })
}

/** One record for each child, the one asked about first: its id is what is shown next. */
export async function opened(
  change: Change,
  childId: string,
  childIds: readonly string[],
  needs: Permission,
  open: (childId: string) => Promise<string>,
): Promise<Outcome> {
  let recordId = ''
  for (const id of childIds) {
    await requireChild(change.tx, change.actor, needs, id)
    const made = await open(id)
    if (id === childId) recordId = made
  }
  return { kind: 'done', recordId }
}

async function strategyDay(change: Change, childId: string) {
  const row = await change.tx
    .selectFrom('section47')
    .select('startedOn')
    .where('childId', '=', childId)
    .orderBy('startedOn', (order) => order.desc().nullsLast())
    .executeTakeFirst()
  return row?.startedOn ?? null
}

/** Books the next one after a conference that had too few agencies: for every child it was about. */
export async function rebook(book: Book, act: OnMeeting, posted: unknown): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(conference.fields, ['bookedFor', 'chairId'], posted)
  if (answers === null) return refused(...unreadable)
  const lacking = missing(conference.fields, ['bookedFor'], answers)
  if (answers.bookedFor !== null && answers.bookedFor < book.today())
    lacking.push({
      rule: 'CP-26',
      message: 'The day it is booked for must be today or later',
      at: 'bookedFor',
    })
  if (lacking.length > 0) return refused(...lacking)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    const rows = await rowsAt(change, act, {
      needs: 'conference.arrange',
      from: ['inquorate'],
      event: 'conference.rebooked',
    })
    const meetingId = newId()
    let recordId = ''
    for (const row of rows) {
      const id = await change.open(conference, {
        event: 'conference.rebooked',
        childId: row.childId,
        state: 'booked',
        answers: {
          ...answers,
          kind: row.kind,
          planId: row.planId,
          strategyOn: row.strategyOn,
          meetingId,
          chairId: answers.chairId ?? row.chairId,
        },
      })
      await inviteAgain(change, { from: row.id, conferenceId: id, meetingId, childId: row.childId })
      if (row.childId === act.childId) recordId = id
    }
    return { kind: 'done', recordId }
  })
}

interface Again {
  readonly from: string
  readonly conferenceId: string
  readonly meetingId: string
  readonly childId: string
}

/** Whoever was asked to the last one is asked to this. */
export async function inviteAgain(
  change: Change,
  { from, conferenceId, meetingId, childId }: Again,
): Promise<void> {
  const before = await change.tx
    .selectFrom('meetingInvitation')
    .select(['agency', 'who'])
    .where('conferenceId', '=', from)
    .orderBy('id')
    .limit(40)
    .execute()
  for (const { agency, who } of before)
    await inviteOne(change, childId, { meetingId, conferenceId, agency, who })
}

/** Asks one agency, or one of the family, to a meeting about one child. */
export const inviteOne = (
  change: Change,
  childId: string,
  asked: {
    readonly meetingId: string
    readonly conferenceId?: string
    readonly coreGroupId?: string
    readonly agency: Invited
    readonly who?: string | null
    readonly attended?: MeetingInvitation['attended']
  },
): Promise<string> =>
  change.open(meetingInvitation, {
    event: 'meeting-invitation.sent',
    childId,
    state: asked.attended == null ? 'invited' : asked.attended === 'no' ? 'absent' : 'attended',
    answers: { ...asked, invitedOn: change.today },
  })

/** Asks agencies and the family to a conference: those asked already are not asked twice. */
export async function invite(
  book: Book,
  act: OnMeeting,
  agencies: readonly Invited[],
  family: readonly string[],
): Promise<Outcome> {
  if (agencies.length === 0 && family.length === 0)
    return refused({ rule: 'answer', message: 'Select who is asked', at: 'agency' })
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    const rows = await rowsAt(change, act, {
      needs: 'invitation.write',
      from: ['booked', 'held', 'inquorate'],
      event: 'meeting-invitation.sent',
    })
    const shared = rows[0]?.meetingId ?? newId()
    for (const row of rows) {
      const meetingId = row.meetingId ?? shared
      if (row.meetingId === null)
        await change.move(conference, row, {
          event: 'conference.gathered',
          to: row.state,
          answers: { meetingId },
        })
      await inviteMissing(change, row, meetingId, [
        ...agencies.map((agency) => ({ agency, who: null })),
        ...family.map((who) => ({ agency: 'family' as const, who })),
      ])
    }
    return { kind: 'done', recordId: act.recordId }
  })
}

async function inviteMissing(
  change: Change,
  row: Conference,
  meetingId: string,
  all: readonly { agency: Invited; who: string | null }[],
): Promise<void> {
  const already = await change.tx
    .selectFrom('meetingInvitation')
    .select(['agency', 'who'])
    .where('conferenceId', '=', row.id)
    .execute()
  const asked = (agency: string, who: string | null): boolean =>
    already.some((one) => one.agency === agency && (isAgency(agency) || one.who === who))
  for (const { agency, who } of all)
    if (!asked(agency, who))
      await inviteOne(change, row.childId, { meetingId, conferenceId: row.id, agency, who })
}

export const replyAsks = [
  'who',
  'response',
  'apologyReason',
  'reportReceivedOn',
  'reportSharedOn',
  'attended',
  'deputyAuthority',
] as const

/** What an agency answered, sent and did, of a meeting: the same for every child it was about. */
export async function recordReply(book: Book, act: OnMeeting, posted: unknown): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(meetingInvitation.fields, replyAsks, posted)
  if (answers === null) return refused(...unreadable)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'invitation.write', act.childId)
    const mine = await lock(change.tx, meetingInvitation, act.recordId)
    if (mine.childId !== act.childId) throw new StateMoved('the invitation is another child’s')
    for (const row of [mine, ...(await sameElsewhere(change, mine))])
      await change.move(meetingInvitation, row, {
        event: 'meeting-invitation.answered',
        to: standsAs(answers),
        answers,
      })
    await shareWithConference(change, mine, answers.reportSharedOn)
    return { kind: 'done', recordId: mine.conferenceId ?? mine.coreGroupId ?? '' }
  })
}

const standsAs = ({
  attended,
  response,
}: Pick<MeetingInvitation, 'attended' | 'response'>): MeetingInvitation['state'] =>
  attended === 'no' ? 'absent' : attended !== null ? 'attended' : response !== null ? 'replied' : 'invited'

/** The same agency's rows for the other children of the meeting. */
async function sameElsewhere(
  change: Change,
  { id, meetingId, agency, who }: MeetingInvitation,
): Promise<MeetingInvitation[]> {
  if (meetingId === null || agency === null) return []
  const rows = await change.tx
    .selectFrom('meetingInvitation')
    .select(['id', 'who'])
    .where('meetingId', '=', meetingId)
    .where('agency', '=', agency)
    .where('id', '<>', id)
    .limit(20)
    .execute()
  const same = rows.filter((row) => isAgency(agency) || row.who === who)
  const held: MeetingInvitation[] = []
  for (const row of same) held.push(await lock(change.tx, meetingInvitation, row.id))
  return held
}

/** Social care's own report is the one the duty counts: its day is the conference's. */
async function shareWithConference(
  change: Change,
  mine: MeetingInvitation,
  sharedOn: Conference['reportSharedOn'],
): Promise<void> {
  if (mine.agency !== 'social care' || mine.conferenceId === null || sharedOn === null) return
  const ids = await change.tx
    .selectFrom('conference')
    .select('id')
    .where('meetingId', '=', mine.meetingId)
    .execute()
  for (const { id } of ids) {
    const row = await lock(change.tx, conference, id)
    await change.move(conference, row, {
      event: 'conference.report-shared',
      to: row.state,
      answers: { reportSharedOn: sharedOn },
    })
  }
}
