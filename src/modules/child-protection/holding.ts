import { requireChild } from '../../platform/access/reach.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { readAnswers } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { agencyWords, isAgency } from './agencies.ts'
import { meetingInvitation, type MeetingInvitation } from './invitation.ts'
import { missing, refused, rowsAt, type OnMeeting } from './meeting.ts'
import { askWhyAbsent } from './partners.ts'
import { conference } from './record.ts'
import { cameTo, enough, heldAlready } from './rules.ts'

export const holdAsks = ['heldOn', 'childAttended', 'parentsAttended', 'riskSummary'] as const
export const holdNeeds = ['heldOn', 'childAttended', 'parentsAttended'] as const

/** Invitations asked of on the page of a meeting, so that it asks no more than twelve things. */
export const askedAtOnce = 8

/** The name of one agency's own question: 'attended_0190…'. */
export const attendedAt = (invitationId: string): string => `attended_${invitationId}`

type Attended = NonNullable<MeetingInvitation['attended']>

/** Who came, as a form says it, by invitation; and what could not be read, or was left out. */
export function attendanceIn(
  ids: readonly string[],
  posted: Typed,
): { came: Map<string, Attended>; wrong: Finding[] } {
  const { attended } = meetingInvitation.fields
  const came = new Map<string, Attended>()
  const wrong: Finding[] = []
  for (const id of ids) {
    const read = attended.schema.safeParse(posted[attendedAt(id)])
    if (read.success && read.data !== null) came.set(id, read.data)
    else wrong.push({ rule: 'answer', message: attended.missing, at: attendedAt(id) })
  }
  return { came, wrong }
}

/**
 * Records that a conference was held, whoever came: with too few agencies it is held and not quorate, and nothing can be
 * ended or refused at it.
 *
 * @param shown the invitations the form asked about
 */
export async function holdConference(
  book: Book,
  act: OnMeeting,
  shown: readonly string[],
  posted: Typed,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(conference.fields, holdAsks, posted)
  const { came, wrong } = attendanceIn(shown, posted)
  if (answers === null) return refused(...unreadable, ...wrong)
  const broken = [
    ...missing(conference.fields, holdNeeds, answers),
    ...findings([heldAlready], { heldOn: answers.heldOn, today: book.today() }),
    ...wrong,
  ]
  if (broken.length > 0) return refused(...broken)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    const rows = await rowsAt(change, act, {
      needs: 'conference.hold',
      from: ['booked'],
      event: 'conference.held',
    })
    const meeting = { meetingIds: rows.flatMap(({ meetingId }) => meetingId ?? []), came }
    for (const row of rows) {
      const asked = await attendanceOf(change, row.id, meeting)
      const quorate = enough(asked)
      const chairId = row.chairId ?? change.actor.id
      await change.move(conference, row, {
        event: quorate ? 'conference.held' : 'conference.held-inquorate',
        to: quorate ? 'held' : 'inquorate',
        answers: { ...answers, quorate, chairId },
      })
    }
    await askWhyAbsent(change, act.childId, 'conference.hold')
    return { kind: 'done', recordId: act.recordId }
  })
}

interface Meeting {
  readonly came: ReadonlyMap<string, Attended>
}

/** Marks who came on one child's invitations, as the form said of the agency; says how each then stands. */
async function attendanceOf(
  change: Change,
  conferenceId: string,
  { came }: Meeting,
): Promise<MeetingInvitation[]> {
  const ids = await change.tx
    .selectFrom('meetingInvitation')
    .select('id')
    .where('conferenceId', '=', conferenceId)
    .orderBy('id')
    .limit(40)
    .execute()
  const said = await saidOf(change, came)
  const all: MeetingInvitation[] = []
  for (const { id } of ids) {
    const row = await lock(change.tx, meetingInvitation, id)
    const attended = said.get(nameOf(row)) ?? row.attended
    if (attended !== row.attended) await mark(change, row, attended)
    all.push({ ...row, attended })
  }
  return all
}

/** The same agency is the same for every child of the meeting; of the family, each by name. */
const nameOf = ({ agency, who }: Pick<MeetingInvitation, 'agency' | 'who'>): string =>
  agency !== null && isAgency(agency) ? agency : `${agency} ${who ?? ''}`

async function saidOf(change: Change, came: ReadonlyMap<string, Attended>): Promise<Map<string, Attended>> {
  const said = new Map<string, Attended>()
  for (const [id, attended] of came) {
    const row = await lock(change.tx, meetingInvitation, id)
    said.set(nameOf(row), attended)
  }
  return said
}

export async function mark(
  change: Change,
  row: MeetingInvitation,
  attended: MeetingInvitation['attended'],
): Promise<void> {
  await change.move(meetingInvitation, row, {
    event: attended === 'no' ? 'meeting-invitation.absent' : 'meeting-invitation.attended',
    to: attended === 'no' ? 'absent' : 'attended',
    answers: { attended },
  })
}

/** Agencies whose view is asked for on one page. */
export const viewsAtOnce = 6
export const viewAt = (id: string): string => `view_${id}`
export const dissentAt = (id: string): string => `dissent_${id}`

/** What each agency thinks of one child, and why where it does not agree. */
export async function recordViews(
  book: Book,
  act: OnMeeting,
  shown: readonly string[],
  posted: Typed,
): Promise<Outcome> {
  const { view, dissent } = meetingInvitation.fields
  const read = shown.map((id) => ({
    id,
    view: view.schema.safeParse(posted[viewAt(id)]),
    dissent: dissent.schema.safeParse(emptied(posted[dissentAt(id)])),
  }))
  const wrong = read
    .filter((one) => !one.view.success || one.view.data === null)
    .map(({ id }) => ({ rule: 'answer', message: view.missing, at: viewAt(id) }))
  if (wrong.length > 0) return refused(...wrong)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'conference.hold', act.childId)
    for (const one of read) {
      const row = await lock(change.tx, meetingInvitation, one.id)
      if (row.childId !== act.childId || row.conferenceId !== act.recordId) continue
      const dissent = one.dissent.data ?? null
      // What they say now is another disagreement than the one that was settled.
      const answers = { view: one.view.data ?? null, dissent, ...(dissent !== row.dissent && unsettled) }
      await change.move(meetingInvitation, row, {
        event: 'meeting-invitation.view-recorded',
        to: row.state,
        answers,
      })
    }
    return { kind: 'done', recordId: act.recordId }
  })
}

const unsettled = { dissentSettledOn: null, dissentSettledBy: null, dissentSettledHow: null }

const emptied = (value: Typed[string] | undefined) => (value === '' ? undefined : value)

/** Who came and has not said what they think: what a chair asks next. */
export const unheardOf = (
  asked: readonly Pick<MeetingInvitation, 'agency' | 'attended' | 'view'>[],
): string[] =>
  asked
    .filter(({ agency, attended, view }) => isAgency(agency ?? '') && cameTo({ attended }) && view === null)
    .map(({ agency }) => agencyWords(agency ?? ''))
