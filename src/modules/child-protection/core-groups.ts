import { requireChild } from '../../platform/access/reach.ts'
import { typedDay } from '../../platform/record/field.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Day } from '../../platform/dates/day.ts'
import { newId } from '../../platform/record/new-id.ts'
import { readAnswers, StateMoved, type Act } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { progressAt } from '../plans/index.ts'
import { agencies, agencyWords, isAgency, type Agency } from './agencies.ts'
import { inviteOne, opened } from './asking.ts'
import { progressIn } from './deciding.ts'
import { attendanceIn, mark } from './holding.ts'
import { meetingInvitation, type MeetingInvitation } from './invitation.ts'
import { missing, openPlan, refused, type OnMeeting } from './meeting.ts'
import { askWhyAbsent } from './partners.ts'
import { coreGroup, type CoreGroup } from './record.ts'

/** Books a core group, and asks whoever the last conference put into it. */
export async function bookCoreGroup(
  book: Book,
  act: Act,
  childIds: readonly string[],
  posted: Typed,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(coreGroup.fields, ['bookedFor'], posted)
  if (answers === null) return refused(...unreadable)
  const { bookedFor } = answers
  if (bookedFor === null) return refused(...missing(coreGroup.fields, ['bookedFor'], answers))
  if (bookedFor < book.today())
    return refused({
      rule: 'CP-26',
      message: 'The day it is booked for must be today or later',
      at: 'bookedFor',
    })
  const named = agenciesIn(posted)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    const meetingId = newId()
    return opened(change, act.childId, childIds, 'core-group.write', async (childId) => {
      const planId = await openPlan(change, childId)
      const coreGroupId = await change.open(coreGroup, {
        event: 'core-group.booked',
        childId,
        state: 'booked',
        answers: { planId, bookedFor, meetingId },
      })
      for (const agency of named) await inviteOne(change, childId, { meetingId, coreGroupId, agency })
      return coreGroupId
    })
  })
}

export const agenciesIn = (posted: Typed): Agency[] => {
  const given = posted['agency'] ?? []
  const all = typeof given === 'string' ? [given] : given
  return all.filter((one): one is Agency => one in agencies)
}

/** Records that a core group was held and who came: a fact, whoever stayed away. */
export async function holdCoreGroup(
  book: Book,
  act: OnMeeting,
  shown: readonly string[],
  posted: Typed,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(coreGroup.fields, ['heldOn'], posted)
  const { came, wrong } = attendanceIn(shown, posted)
  if (answers === null) return refused(...unreadable, ...wrong)
  const broken: Finding[] = [...missing(coreGroup.fields, ['heldOn'], answers), ...wrong]
  if (answers.heldOn !== null && answers.heldOn > book.today())
    broken.unshift({ rule: 'CP-25', message: 'The day it met must be today or earlier', at: 'heldOn' })
  if (broken.length > 0) return refused(...broken)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    const rows = await groupRows(change, act, ['booked'])
    const said = new Map<string, NonNullable<MeetingInvitation['attended']>>()
    for (const [id, attended] of came)
      said.set((await lock(change.tx, meetingInvitation, id)).agency ?? '', attended)
    for (const row of rows) {
      await change.move(coreGroup, row, { event: 'core-group.held', to: 'held', answers })
      for (const asked of await askedTo(change, row.id)) {
        const attended = said.get(asked.agency ?? '')
        if (attended !== undefined) await mark(change, asked, attended)
      }
    }
    await askWhyAbsent(change, act.childId, 'core-group.write')
    return { kind: 'done', recordId: act.recordId }
  })
}

/** Locks this child's core group in one of the states, and the same meeting's for the brothers and sisters. */
async function groupRows(
  change: Change,
  act: OnMeeting,
  from: readonly CoreGroup['state'][],
): Promise<CoreGroup[]> {
  await requireChild(change.tx, act.actor, 'core-group.write', act.childId)
  const mine = await lock(change.tx, coreGroup, act.recordId)
  if (mine.childId !== act.childId || !from.includes(mine.state))
    throw new StateMoved('the core group has moved on')
  if (mine.meetingId === null) return [mine]
  const others = await change.tx
    .selectFrom('coreGroup')
    .select('id')
    .where('meetingId', '=', mine.meetingId)
    .where('id', '<>', mine.id)
    .where('state', 'in', from)
    .limit(12)
    .execute()
  const rows = [mine]
  for (const { id } of others) {
    const row = await lock(change.tx, coreGroup, id)
    await requireChild(change.tx, act.actor, 'core-group.write', row.childId)
    rows.push(row)
  }
  return rows
}

async function askedTo(change: Change, coreGroupId: string): Promise<MeetingInvitation[]> {
  const ids = await change.tx
    .selectFrom('meetingInvitation')
    .select('id')
    .where('coreGroupId', '=', coreGroupId)
    .orderBy('id')
    .limit(40)
    .execute()
  const rows: MeetingInvitation[] = []
  for (const { id } of ids) rows.push(await lock(change.tx, meetingInvitation, id))
  return rows
}

/** Agencies whose last sight of the child is asked on the page. */
export const seenAtOnce = 6
export const seenAt = (id: string): string => `seen_${id}`

/** An agency's last sight of the child: a day, or that it does not see the child. */
type Sight = { readonly lastSeenOn: Day | null; readonly neverSeen: boolean }

/** 'not seen' in place of a day: an agency that does not see the child says so. */
function sightIn(typed: Typed[string] | undefined): Sight | null {
  const said = typeof typed === 'string' ? typed.trim() : ''
  if (/^not seen$/i.test(said)) return { lastSeenOn: null, neverSeen: true }
  const on = typedDay(said)
  return on === null ? null : { lastSeenOn: on, neverSeen: false }
}

/**
 * Finishes the record of a core group for one child: how each outcome goes, what was decided, and when each agency last
 * saw the child.
 */
export async function recordCoreGroup(
  book: Book,
  act: OnMeeting,
  shown: {
    readonly asked: readonly { readonly id: string; readonly agency: string }[]
    readonly outcomeIds: readonly string[]
  },
  posted: Typed,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(coreGroup.fields, ['decisions', 'planUpdated'], posted)
  const sights = shown.asked.map(({ id, agency }) => ({ id, agency, sight: sightIn(posted[seenAt(id)]) }))
  const unsaid = sights
    .filter(({ sight }) => sight === null || (sight.lastSeenOn ?? '') > book.today())
    .map(({ id, agency }) => ({
      rule: 'CP-37',
      message: `Enter the day ${agencyWords(agency)} last saw the child, or “not seen”`,
      at: seenAt(id),
    }))
  if (answers === null) return refused(...unreadable, ...unsaid)
  const broken = [...unsaid, ...missing(coreGroup.fields, ['decisions', 'planUpdated'], answers)]
  if (broken.length > 0) return refused(...broken)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'core-group.write', act.childId)
    const row = await lock(change.tx, coreGroup, act.recordId)
    if (row.childId !== act.childId || row.state !== 'held' || row.heldOn === null)
      throw new StateMoved('the core group has moved on')
    for (const { id, sight } of sights) {
      const asked = await lock(change.tx, meetingInvitation, id)
      if (sight !== null && asked.coreGroupId === row.id)
        await change.move(meetingInvitation, asked, {
          event: 'meeting-invitation.last-seen',
          to: asked.state,
          answers: sight,
        })
    }
    await progressAt(change, act.childId, row.heldOn, progressIn(shown.outcomeIds, posted))
    await change.move(coreGroup, row, {
      event: 'core-group.recorded',
      to: 'recorded',
      answers: { ...answers, recordedOn: change.today },
    })
    return { kind: 'done', recordId: row.id }
  })
}

/** Whose last sight of the child is asked: agencies, and not the family. */
export const agenciesOf = <A extends { readonly agency: string | null }>(asked: readonly A[]): A[] =>
  asked.filter(({ agency }) => isAgency(agency ?? ''))
