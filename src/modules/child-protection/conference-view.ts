import { longDay, type Day } from '../../platform/dates/day.ts'
import { insetText } from '../../platform/web/govuk/inset-text.ts'
import { summaryList, type SummaryRow } from '../../platform/web/govuk/summary-list.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { daySaid } from '../actions/index.ts'
import { askedView, lettersView } from './asked-view.ts'
import { homeOf, row, decisionWords, partsCame, type Looking, type Needed } from './looking.ts'
import { isDecided } from './rules.ts'
import type { ConferenceHeld } from './queries.ts'
import { conference, type Conference } from './record.ts'
import { conferenceStands, kindWords, said } from './words.ts'

/** What can be done next with a conference, by whoever looks: only what it is in a state for. */
// oxlint-disable-next-line eslint/complexity -- a line for each answer there may be
function nextOf(row: Conference, { childId, may }: Looking): Html[] {
  const at = `${homeOf(childId)}/${row.id}`
  const held = row.state === 'held' || row.state === 'inquorate'
  const decided = isDecided(row)
  const all: readonly (readonly [boolean, Needed, string, string])[] = [
    [row.state === 'requested', 'conference.approve', 'Agree to it', 'approve'],
    [row.state === 'requested', 'conference.approve', 'Say that none is needed', 'decline'],
    [
      row.state === 'approved' || row.state === 'booked',
      'conference.arrange',
      row.state === 'booked' ? 'Change the booking' : 'Book it',
      'book',
    ],
    [row.state === 'booked' || held, 'invitation.write', 'Ask agencies and family', 'invite'],
    [
      row.state === 'booked' && row.reportSharedOn === null,
      'invitation.write',
      'Say when our report was gone through with the family',
      'report-shared',
    ],
    [row.state === 'booked', 'conference.hold', 'Record that it was held', 'hold'],
    [
      row.state === 'approved' || row.state === 'booked',
      'conference.arrange',
      'Say that it will not be held',
      'cancel',
    ],
    [held && !decided, 'conference.hold', 'What each agency thinks', 'views'],
    [held && !decided, 'conference.hold', 'Decide for this child', 'decide'],
    [row.state === 'inquorate', 'conference.arrange', 'Book another', 'rebook'],
    [
      held && row.decisionsSentOn === null,
      'conference.arrange',
      'Say when the decisions were sent',
      'send-decisions',
    ],
    [held && row.recordSentOn === null, 'conference.arrange', 'Draft the record', 'draft-record'],
    [
      held && row.recordWords !== null && row.recordSignedOn === null,
      'conference.hold',
      'Sign the record',
      'sign-record',
    ],
    [
      held && row.recordSignedOn !== null && row.recordSentOn === null,
      'conference.arrange',
      'Say when the record was sent',
      'send-record',
    ],
    [
      row.state === 'held' && row.checkedOn === null,
      'conference.hold',
      'Check the plan between conferences',
      'check',
    ],
  ]
  return all
    .filter(([when, needs]) => when && may(needs))
    .map(([, , words, end]) => link(words, `${at}/${end}`))
}

export function conferenceView(held: ConferenceHeld, looking: Looking): Html {
  const { row: one, names, asked, others } = held
  const { today, childId } = looking
  const [kind, words] = conferenceStands[one.state] ?? ['unknown', one.state]
  const next = nextOf(one, looking)
  const name = (id: string | null): string => (id === null ? 'Nobody named' : (names[id] ?? 'Somebody'))
  return html`<p>${state(kind, words, { wrap: true })}</p>
    ${
      one.state === 'inquorate' &&
      insetText({
        text: 'Too few agencies were there: children’s social care and two others must be. A plan could not be ended or refused, and another conference is owed within ten working days.',
      })
    }
    ${next.length > 0 && section({ id: 'next', title: 'What to do next' }, listed(next))}
    ${section({ id: 'meeting', title: 'The meeting' }, summaryList({ rows: meetingRows(one, today, name) }))}
    ${section(
      { id: 'asked', title: 'Who was asked', aside: partsCame(asked) },
      html`${askedView(asked, looking)}${
        one.state === 'booked' &&
        looking.may('invitation.write') &&
        lettersView(asked, `${homeOf(childId)}/${one.id}/invitations`)
      }`,
    )}
    ${
      (one.state === 'held' || one.state === 'inquorate') &&
      section(
        { id: 'decided', title: 'Decided for this child' },
        summaryList({ rows: decidedRows(one, today, name) }),
      )
    }
    ${
      others.length > 0 &&
      section(
        { id: 'others', title: 'Brothers and sisters at this conference' },
        listed(
          others.map(
            (other) =>
              html`${link(other.called, `${homeOf(other.childId)}/${other.id}`)}: ${
                other.decision === null ? 'not decided yet' : decisionWords(other.decision)
              }`,
          ),
        ),
      )
    }
    ${
      one.heldOn !== null &&
      section({ id: 'record', title: 'The record' }, recordView(one, childId, today, name))
    }`
}

// oxlint-disable-next-line eslint/complexity -- a line for each answer there may be
function meetingRows(
  one: Conference,
  today: Day,
  name: (id: string | null) => string,
): (SummaryRow | false)[] {
  const { fields } = conference
  return [
    row('Kind', kindWords[one.kind ?? ''] ?? 'Not recorded'),
    one.requestedOn !== null &&
      row('Asked for', `${daySaid(one.requestedOn, today)}, ${name(one.requestedBy)}`),
    one.requestedWhy !== null && row('Why', one.requestedWhy),
    one.approvedOn !== null && row('Agreed', `${daySaid(one.approvedOn, today)}, ${name(one.approvedBy)}`),
    one.declinedWhy !== null && row('Why none is needed', one.declinedWhy),
    one.cancelledWhy !== null && row('Why it was not held', one.cancelledWhy),
    one.bookedFor !== null &&
      row(
        'Booked for',
        [longDay(one.bookedFor), one.startsAt, one.place].filter((word) => word !== null).join(', '),
      ),
    one.heldOn !== null && row('Held', longDay(one.heldOn)),
    row('Chair', name(one.chairId)),
    one.reportSharedOn !== null && row('Report gone through with the family', longDay(one.reportSharedOn)),
    one.childAttended !== null && row('Was the child there?', said(fields.childAttended, one.childAttended)),
    one.parentsAttended !== null &&
      row('Were the parents there?', said(fields.parentsAttended, one.parentsAttended)),
    one.riskSummary !== null && row('Worries, and what goes well', one.riskSummary),
  ]
}

// oxlint-disable-next-line eslint/complexity -- a line for each answer there may be
function decidedRows(
  one: Conference,
  today: Day,
  name: (id: string | null) => string,
): (SummaryRow | false)[] {
  const { fields } = conference
  const listedWords = (
    field: typeof fields.factors | typeof fields.coreGroup,
    all: readonly string[] | null,
  ): string => (all ?? []).map((word) => said(field, word)).join(', ')
  return [
    row('Decision', one.decision === null ? 'Not decided yet' : decisionWords(one.decision)),
    one.decidedOn !== null && row('By', `${name(one.decidedBy)}, ${daySaid(one.decidedOn, today)}`),
    one.decisionWhy !== null && row('Why', one.decisionWhy),
    one.category !== null && row('Kind of harm', said(fields.category, one.category)),
    (one.factors ?? []).length > 0 && row('Part of the worry', listedWords(fields.factors, one.factors)),
    one.outlinePlan !== null && row('What must happen first', one.outlinePlan),
    (one.coreGroup ?? []).length > 0 && row('Core group', listedWords(fields.coreGroup, one.coreGroup)),
    one.legalConsidered !== null && row('Legal advice considered', one.legalConsidered ? 'Yes' : 'No'),
    one.nextOn !== null && row('Next conference', longDay(one.nextOn)),
    one.checkedOn !== null &&
      row(
        'Checked between conferences',
        `${longDay(one.checkedOn)}: ${said(fields.checkStands, one.checkStands).toLowerCase()}. ${one.checkFound ?? ''}`,
      ),
  ]
}

function recordView(one: Conference, childId: string, today: Day, name: (id: string | null) => string): Html {
  const at = `${homeOf(childId)}/${one.id}/record`
  const rows = [
    row('Decisions sent', one.decisionsSentOn === null ? 'Not yet' : daySaid(one.decisionsSentOn, today)),
    row('Record', one.recordWords ?? 'Not drafted yet'),
    row(
      'Signed by the chair',
      one.recordSignedOn === null
        ? 'Not yet'
        : `${daySaid(one.recordSignedOn, today)}, ${name(one.recordSignedBy)}`,
    ),
    row(
      'Record sent',
      one.recordSentOn === null
        ? 'Not yet'
        : `${daySaid(one.recordSentOn, today)}, to ${one.recordSentTo ?? 'nobody named'}`,
    ),
  ]
  return html`${summaryList({ rows })}
    <p>On paper: ${link('PDF', `${at}.pdf`, 'of the record')}, ${link(
      'PDF in large print',
      `${at}.pdf?print=large`,
    )}, ${link(
      'Word',
      `${at}.docx`,
      'document of the record',
    )}, ${link('Word in large print', `${at}.docx?print=large`)}</p>`
}
