import { longDay } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import { insetText } from '../../platform/web/govuk/inset-text.ts'
import { summaryList } from '../../platform/web/govuk/summary-list.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { daySaid } from '../actions/index.ts'
import { askedView } from './asked-view.ts'
import { homeOf, groupOf, row, dayOr, decisionWords, partsCame, type Looking } from './looking.ts'
import type { MeetingInvitation } from './invitation.ts'
import { mostMet, type Met } from './queries.ts'
import { cpPlan, type CoreGroup, type CpPlan } from './record.ts'
import { conferenceStands, coreGroupStands, kindWords, said } from './words.ts'

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
