import { longDay, type Day } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import { insetText } from '../../platform/web/govuk/inset-text.ts'
import { summaryList, type SummaryRow } from '../../platform/web/govuk/summary-list.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html, type Words } from '../../platform/web/html.ts'
import { daySaid } from '../actions/index.ts'
import { agencyWords } from './agencies.ts'
import { isDecided } from './rules.ts'
import { meetingInvitation, type MeetingInvitation } from './invitation.ts'
import { mostMet, type ConferenceHeld, type Met } from './queries.ts'
import { conference, cpPlan, type Conference, type CoreGroup, type CpPlan } from './record.ts'
import { isUnsettled } from './settling.ts'
import { conferenceStands, coreGroupStands, kindWords, said } from './words.ts'

export interface Looking {
  readonly childId: string
  readonly today: Day
  /** Whether somebody holds a permission for this child. */
  readonly may: (permission: Needed) => boolean
}
type Needed =
  | 'conference.request'
  | 'conference.approve'
  | 'conference.arrange'
  | 'conference.hold'
  | 'invitation.write'
  | 'core-group.write'
  | 'plan.authorise'
  | 'partners.read'
  | 'person.write'

export const homeOf = (childId: string): string => `/children/${childId}/conferences`
export const groupOf = (childId: string, id: string): string => `/children/${childId}/core-groups/${id}`

/** Everything a child's conferences page tells. */
interface MeetingsHeld {
  readonly period: CpPlan | null
  readonly conferences: readonly Met[]
  readonly groups: readonly Met[]
}

export function meetingsView({ period, conferences, groups }: MeetingsHeld, looking: Looking): Html {
  const { childId, may } = looking
  const asks = may('conference.request') && link('Ask for a conference', `${homeOf(childId)}/request`)
  const books = may('core-group.write') && link('Book a core group', `/children/${childId}/core-groups/book`)
  return html`${periodView(period, looking)}
    ${section(
      { id: 'conferences', title: 'Conferences', aside: asks || undefined },
      list(conferences, looking, 'conference'),
    )}
    ${section(
      { id: 'groups', title: 'Core groups', aside: books || undefined },
      list(groups, looking, 'core group'),
    )}
    ${may('partners.read') && html`<p>${link('How often each agency comes to meetings', '/partners')}</p>`}`
}

// oxlint-disable-next-line eslint/complexity -- a line for each answer there may be
function periodView(period: CpPlan | null, { childId, today, may }: Looking): Html {
  if (period === null)
    return insetText({ text: 'There is no child protection plan, and there was none before.' })
  const open = period.state === 'open'
  const again = (period.previousPlans ?? 0) > 0
  const review = open && again && may('plan.authorise') && period.historyReviewedOn === null
  const papers = [
    link('As a PDF', `/children/${childId}/protection-plan.pdf`),
    link('In large print', `/children/${childId}/protection-plan.pdf?print=large`),
    link('As a Word document', `/children/${childId}/protection-plan.docx`),
  ]
  return html`${summaryList({
    rows: [
      row(
        'Child protection plan',
        open ? `Open since ${dayOr(period.startedOn, today)}` : `Ended ${dayOr(period.endedOn, today)}`,
      ),
      row('Kind of harm', said(cpPlan.fields.latestCategory, period.latestCategory ?? period.firstCategory)),
      again && row('Plans before this one', `${period.previousPlans}`),
      again && row('What the earlier plan changed', period.historyFound ?? 'Nobody has said yet'),
    ],
  })}
  ${
    review &&
    html`<p>${link(
      'Say what the earlier plan changed',
      `/children/${childId}/protection-plans/${period.id}/history`,
    )}</p>`
  }
  ${
    open &&
    html`<p>The plan on paper: ${papers[0]}, ${papers[1]}, ${papers[2]}. ${link(
      'The plan and its versions',
      `/children/${childId}/plan`,
    )}</p>`
  }`
}

const row = (key: string, value: Words): SummaryRow => ({ key: { text: key }, value: { text: value } })
const dayOr = (on: Day | null, today: Day): string =>
  on === null ? 'a day not recorded' : daySaid(on, today)

function list(all: readonly Met[], { childId, today }: Looking, what: 'conference' | 'core group'): Html {
  if (all.length === 0) return html`<p>None is recorded.</p>`
  const stands = what === 'conference' ? conferenceStands : coreGroupStands
  // oxlint-disable-next-line eslint/complexity -- a line for each answer there may be
  const rows = all.slice(0, mostMet).map((met) => {
    const [kind, words] = stands[met.state] ?? ['unknown', met.state]
    const href = what === 'conference' ? `${homeOf(childId)}/${met.id}` : groupOf(childId, met.id)
    const called = what === 'conference' ? (kindWords[met.kind ?? ''] ?? 'Conference') : 'Core group'
    const on = met.heldOn ?? met.bookedFor
    const late = met.heldOn === null && met.state === 'booked' && on !== null && on < today
    return {
      head: link(on === null ? called : `${called}, ${daySaid(on, today)}`, href),
      cells: [
        late
          ? state('over', 'Booked, and the day has passed', { wrap: true })
          : state(kind, words, { wrap: true }),
        whoCame(met),
        what === 'conference' ? decisionWords(met.decision) : (met.decision ?? '–'),
      ],
    }
  })
  const more = all.length > mostMet && html`<p>Older ones are in the chronology.</p>`
  const table = cards({
    caption: what === 'conference' ? 'Conferences, newest first' : 'Core groups, newest first',
    columns: ['Meeting', 'How it stands', 'Who came', 'Decided'],
    rows,
  })
  return html`${table}${more}`
}

const whoCame = ({ asked, came, heldOn }: Met): string => {
  if (asked === 0) return '–'
  const all = counted(asked, 'agency', 'agencies')
  return heldOn === null ? `${all} asked` : `${came} of ${all}`
}

const decisionWords = (decision: string | null): string =>
  decision === null ? '–' : said(conference.fields.decision, decision)

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

const partsCame = (asked: readonly MeetingInvitation[]): string =>
  `${asked.filter(({ attended }) => attended === 'in person' || attended === 'video').length} of ${asked.length} came`

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

/** Each of those asked: what they answered, sent and thought. */
function askedView(asked: readonly MeetingInvitation[], looking: Looking): Html {
  const { childId, today, may } = looking
  if (asked.length === 0) return html`<p>Nobody has been asked yet.</p>`
  const { fields } = meetingInvitation
  // oxlint-disable-next-line eslint/complexity -- a line for each answer there may be
  const rows = asked.map((one) => ({
    head: may('invitation.write')
      ? link(nameOf(one), `/children/${childId}/invitations/${one.id}/reply`, 'what they answered and sent')
      : nameOf(one),
    cells: [
      one.attended === null
        ? state(
            one.response === null ? 'soon' : 'ok',
            one.response === null ? 'No answer yet' : said(fields.response, one.response),
            { wrap: true },
          )
        : state(
            one.attended === 'no' ? 'over' : 'met',
            one.attended === 'no' ? 'Did not come' : said(fields.attended, one.attended),
            { wrap: true },
          ),
      one.reportReceivedOn === null ? '–' : daySaid(one.reportReceivedOn, today),
      html`${
        one.view === null ? one.dissent === null && '–' : said(fields.view, one.view)
      }${dissentOf(one, looking)}`,
      one.lastSeenOn === null
        ? one.neverSeen === true
          ? 'Does not see the child'
          : '–'
        : daySaid(one.lastSeenOn, today),
    ],
  }))
  return cards({
    caption: 'Who was asked, and what came of it',
    columns: ['Who', 'Came', 'Report', 'A plan is needed', 'Last saw the child'],
    rows,
  })
}

/** Why they do not agree, and how that was settled or where it is. */
function dissentOf(one: MeetingInvitation, { childId, today, may }: Looking): Html | false {
  if (one.dissent === null) return false
  const why = html`<p>Does not agree: ${one.dissent}</p>`
  if (!isUnsettled(one))
    return html`${why}
      <p class="hf-small">Settled ${dayOr(one.dissentSettledOn, today)}: ${one.dissentSettledHow}</p>`
  const settle = link(
    'Say how it was settled',
    `/children/${childId}/invitations/${one.id}/settle`,
    `with ${nameOf(one)}`,
  )
  return html`${why}
    <p>${state('soon', 'Not settled', { wrap: true })} ${may('conference.approve') && settle}</p>`
}

/** A letter for each of those asked, on paper. */
const lettersView = (asked: readonly MeetingInvitation[], at: string): Html | false =>
  asked.length > 0 &&
  html`<h3 class="govuk-heading-s govuk-!-margin-top-4">Letters of invitation</h3>${listed(
    asked.map(({ id, ...one }) => {
      const [whose, letter] = [nameOf({ id, ...one }), `${at}/${id}/letter`]
      return html`<p>${whose}: ${link('PDF', `${letter}.pdf`, `of the letter to ${whose}`)}, ${link(
        'PDF in large print',
        `${letter}.pdf?print=large`,
        `of the letter to ${whose}`,
      )}, ${link('Word', `${letter}.docx`, `document of the letter to ${whose}`)}, ${link(
        'Word in large print',
        `${letter}.docx?print=large`,
        `of the letter to ${whose}`,
      )}</p>`
    }),
  )}`

const nameOf = ({ agency, who }: MeetingInvitation): string =>
  who === null ? agencyWords(agency ?? '') : `${agencyWords(agency ?? '')}: ${who}`

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

export function coreGroupView(
  { row: one, asked }: { row: CoreGroup; asked: readonly MeetingInvitation[] },
  looking: Looking,
): Html {
  const { childId, today, may } = looking
  const [kind, words] = coreGroupStands[one.state] ?? ['unknown', one.state]
  const next = may('core-group.write')
    ? [
        ...(one.state === 'booked' ? [link('Record who came', `${groupOf(childId, one.id)}/hold`)] : []),
        ...(one.state === 'held' ? [link('Finish the record', `${groupOf(childId, one.id)}/record`)] : []),
      ]
    : []
  const rows = [
    row('Day', one.heldOn !== null ? longDay(one.heldOn) : dayOr(one.bookedFor, today)),
    row('Decided', one.decisions ?? 'Not recorded'),
    row(
      'Plan brought up to date',
      one.planUpdated === null ? 'Not recorded' : one.planUpdated ? 'Yes' : 'No',
    ),
  ]
  return html`<p>${state(kind, words)}</p>
    ${next.length > 0 ? section({ id: 'next', title: 'What to do next' }, listed(next)) : nothing}
    ${summaryList({ rows })}
    ${section({ id: 'asked', title: 'Who was asked', aside: partsCame(asked) }, askedView(asked, looking))}`
}
