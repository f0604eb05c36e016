import { requireChild } from '../../platform/access/reach.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import { readAnswers, StateMoved } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { findings, type Rule } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import { meetingInvitation, type MeetingInvitation } from './invitation.ts'
import { missing, refused, type OnMeeting } from './meeting.ts'

export const settleAsks = ['dissentSettledOn', 'dissentSettledHow'] as const

/** An agency disagreed with what a conference decided, and nobody has settled it with them. */
export const isUnsettled = ({
  dissent,
  dissentSettledOn,
}: Pick<MeetingInvitation, 'dissent' | 'dissentSettledOn'>): boolean =>
  dissent !== null && dissentSettledOn === null

const settledByToday: Rule<{ settledOn: Day | null; today: Day }> = {
  id: 'CP-39',
  source: 'Good recording: a disagreement that is settled was settled on a day that has been',
  holds: ({ settledOn, today }) => settledOn === null || settledOn <= today,
  at: 'dissentSettledOn',
  says: 'The day it was settled must be today or earlier',
}

/** A manager says how an agency's disagreement was settled: until then our work with the child does not end. */
export async function settleDissent(book: Book, act: OnMeeting, posted: unknown): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(meetingInvitation.fields, settleAsks, posted)
  if (answers === null) return refused(...unreadable)
  const wrong = [
    ...missing(meetingInvitation.fields, settleAsks, answers),
    ...findings([settledByToday], { settledOn: answers.dissentSettledOn, today: book.today() }),
  ]
  if (wrong.length > 0) return refused(...wrong)
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'conference.approve', act.childId)
    const row = await lock(change.tx, meetingInvitation, act.recordId)
    if (row.childId !== act.childId || !isUnsettled(row))
      throw new StateMoved('no disagreement is open on this invitation')
    const settled = { ...answers, dissentSettledBy: change.actor.id }
    await change.move(meetingInvitation, row, {
      event: 'meeting-invitation.dissent-settled',
      to: row.state,
      answers: settled,
    })
    return { kind: 'done', recordId: row.conferenceId ?? row.id }
  })
}
