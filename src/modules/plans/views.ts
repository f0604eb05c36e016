import { button } from '../../platform/web/govuk/button.ts'
import { insetText } from '../../platform/web/govuk/inset-text.ts'
import { summaryList, type SummaryRow } from '../../platform/web/govuk/summary-list.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { voice } from '../../platform/web/holdfast/voice.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { daySaid } from '../actions/index.ts'
import type { DriftHit } from './drift-rules.ts'
import { driftSaid } from './drift.ts'
import { outcomesView, type Doing } from './outcome-views.ts'
import type { ActionHeld, OutcomeHeld, PlanHeld, PlansHeld } from './queries.ts'
import { actionsOf, outcomesOf, versionsOf } from './versions.ts'
import { ifNotWords, kindWords, said, standingWords, type Telling } from './words.ts'

/** Who looks at a child's plans. */
export interface Looking {
  readonly childId: string
  readonly telling: Telling
  /** Every reason why help for the child is drifting, the gravest first. */
  readonly drifting: readonly DriftHit[]
  readonly mayWrite: boolean
  readonly mayAuthorise: boolean
  readonly mayVerify: boolean
  /** What else may be done with a plan of a kind, of what this person may do. */
  readonly linksOf: (plan: PlanHeld) => readonly Doing[]
}

const home = ({ childId }: Looking): string => `/children/${childId}/plan`

/** The plans in force, what is drafted beside them, and what was before. */
export function plansView(held: PlansHeld, looking: Looking): Html {
  const live = held.plans.filter(({ state: stands }) => stands === 'live')
  const drafts = held.plans.filter(({ state: stands }) => stands === 'draft' || stands === 'sent')
  const ended = held.plans.filter(({ state: stands }) => stands === 'ended')
  return html`${clash(live)} ${drafts.map((draft) => drafted(draft, looking))}
    ${live.map((plan) => livePlan(held, plan, looking))}
    ${live.length === 0 && none(held, drafts, looking)}
    ${
      looking.mayWrite &&
      drafts.length === 0 &&
      html`<p>${button({
        text: live.length === 0 ? 'Begin a plan' : 'Draft the next version',
        href: `${home(looking)}/start`,
        classes: live.length === 0 ? undefined : 'govuk-button--secondary',
      })}</p>`
    }
    ${
      ended.length > 0 &&
      section(
        { id: 'ended', title: 'Plans that have ended', aside: String(ended.length) },
        listed(
          ended.map(
            (plan) =>
              html`<p><strong>${kindWords(plan)}</strong> ${endedWords(plan, looking)} ${link(
                'What it said',
                `${home(looking)}/${plan.id}/compare`,
                kindWords(plan),
              )}</p>`,
          ),
        ),
      )
    }`
}

const endedWords = ({ endedOn, endedWhy }: PlanHeld, { telling: { today } }: Looking): string =>
  `Ended${endedOn === null ? '' : ` ${daySaid(endedOn, today)}`}${endedWhy === null ? '' : `: ${endedWhy}`}`

/** Two plans at once pull a family two ways. */
const clash = (live: readonly PlanHeld[]): Html =>
  live.some(({ kind }) => kind === 'child in need') && live.some(({ kind }) => kind === 'child protection')
    ? insetText(
        'Two plans are in force, child in need and child protection. One plan is enough for a family: end the child in need plan.',
      )
    : nothing

function drafted(draft: PlanHeld, looking: Looking): Html {
  const { telling, mayAuthorise } = looking
  const words = `${kindWords(draft)}. ${standingWords(draft, telling.today)}`
  const open = link(
    draft.state === 'sent' && mayAuthorise ? 'Authorise it or send it back' : 'Open the draft',
    `${home(looking)}/${draft.id}`,
  )
  return insetText(html`<p class="govuk-!-margin-0">${words}. ${open}</p>`)
}

function none(held: PlansHeld, drafts: readonly PlanHeld[], looking: Looking): Html {
  const loose = held.outcomes.filter(({ state: stands, planId }) => stands === 'open' && planId === null)
  if (loose.length === 0)
    return drafts.length > 0
      ? html`<p>No plan is in force yet.</p>`
      : html`<p>No plan is in force. A plan begins from what the assessment found.</p>`
  return section(
    { id: 'loose', title: 'What must change', aside: 'Not part of an authorised plan' },
    outcomes(loose, [], looking),
  )
}

function livePlan(held: PlansHeld, plan: PlanHeld, looking: Looking): Html {
  const all = outcomesOf(held, plan)
  const actions = actionsOf(held, plan, all)
  const open = all.filter(({ state: stands }) => stands === 'open')
  const closed = all.filter(({ state: stands }) => stands !== 'open')
  const aside = html`<p class="hf-quiet hf-small">${standingWords(
    plan,
    looking.telling.today,
  )}. ${versionsLink(held, plan, looking)}</p>`
  return html`<div class="hf-cols hf-cols--21"><div>
    ${section({ id: `why-${plan.id}`, title: 'Is this plan moving?' }, moving(held, plan, looking))}
    ${section(
      { id: `plan-${plan.id}`, title: kindWords(plan), aside },
      html`${
        plan.worries !== null && html`<p><strong>We are worried that:</strong> ${plan.worries}</p>`
      }${outcomes(open, actions, looking)}`,
    )}
    ${
      closed.length > 0 &&
      section(
        { id: `met-${plan.id}`, title: 'Met or taken out', aside: String(closed.length) },
        outcomes(closed, actions, looking),
      )
    }
  </div><div>${besidePlan(plan, looking)}</div></div>`
}

function versionsLink(held: PlansHeld, plan: PlanHeld, looking: Looking): Html {
  const earlier = versionsOf(held, plan).length - 1
  return earlier === 0
    ? nothing
    : link('Compare with the version before', `${home(looking)}/${plan.id}/compare`)
}

function outcomes(all: readonly OutcomeHeld[], actions: readonly ActionHeld[], looking: Looking): Html {
  const { telling, mayWrite, mayAuthorise, childId } = looking
  const at = (outcome: OutcomeHeld, page: string): string => `${home(looking)}/outcomes/${outcome.id}/${page}`
  return outcomesView(all, actions, {
    telling,
    blocks: [],
    warns: [],
    doing: (outcome) =>
      outcome.state === 'open'
        ? [
            ...only(mayWrite, ['Say how it is going', at(outcome, 'say-progress')]),
            ...only(mayWrite, ['Ask for an action', at(outcome, 'ask')]),
            ...only(mayWrite, ['It is different, for good', at(outcome, 'meet-outcome')]),
            ...only(mayAuthorise, ['Take it out', at(outcome, 'stop-outcome')]),
          ]
        : [],
    doingAction: ({ state: stands }) =>
      stands === 'open' || stands === 'answered'
        ? [['Answer or change', `/children/${childId}/actions`]]
        : [],
  })
}

const only = (may: boolean, doing: Doing): Doing[] => (may ? [doing] : [])

function moving(held: PlansHeld, plan: PlanHeld, looking: Looking): Html {
  const { telling } = looking
  const visits = plan.kind === 'child in need' && held.visitsMissed === 2
  const words = [
    ...looking.drifting.map((hit) => driftSaid(hit, { on: telling.today, calendar: telling.calendar })),
    ...(visits ? ['Two visits in a row were late or missed: is child in need still the right help?'] : []),
  ]
  const links = looking.linksOf(plan)
  return html`${
    words.length === 0
      ? html`<p>${state('ok', 'Nothing in the record says it has stopped')}</p>`
      : html`<ul class="hf-why">
          ${words.slice(0, 12).map((each) => html`<li>${state('over', each, { wrap: true })}</li>`)}
        </ul>
        ${words.length > 12 && html`<p class="hf-small">and ${words.length - 12} more below</p>`}`
  }
    ${
      links.length > 0 &&
      html`<div class="hf-row govuk-!-margin-top-4">
          ${links.map(([text, href], i) =>
            button({ text, href, classes: i === 0 ? undefined : 'govuk-button--secondary' }),
          )}
        </div>`
    }`
}

function besidePlan(plan: PlanHeld, looking: Looking): Html {
  const { telling, mayVerify, mayAuthorise } = looking
  const at = (page: string): string => `${home(looking)}/${plan.id}/${page}`
  const agreed = plan.kind === 'child protection' || plan.kind === 'care'
  return html`${plan.childSays !== null && voice([{ words: plan.childSays, heard: 'About this plan' }])}
    ${section(
      { id: `if-${plan.id}`, title: 'If nothing changes' },
      html`<p>${ifNotWords(plan, telling.today) ?? 'Not said'}</p>`,
    )}
    ${section(
      { id: `who-${plan.id}`, title: 'Who and when' },
      summaryList({ rows: arranged(plan, telling), classes: 'govuk-summary-list--no-border' }),
    )}
    ${mayVerify && agreed && plan.verifiedOn === null && link('Agree this plan', at('verify-plan'))}
    ${mayAuthorise && html`<p>${link('End this plan', at('end'))}</p>`}`
}

/** The facts of a plan that are not narrative, those that were said. */
export function arranged(plan: PlanHeld, { today }: Telling): SummaryRow[] {
  const every = plan.visitEvery === null ? '' : `, every ${plan.visitEvery} working days`
  const rows: readonly (readonly [string, string | null])[] = [
    ['Sees the child', plan.sees === null ? null : `${plan.sees}${every}`],
    ['Next review', plan.nextReviewOn === null ? null : daySaid(plan.nextReviewOn, today)],
    ['Leads the reviews', plan.chairedBy],
    ['Also part of it', plan.agencies],
    ['Parents agree', said(plan.parentsAgree, 'parentsAgree')],
    ['Parents say', plan.parentsSay],
    ['Consent', said(plan.consent, 'consent')],
    [
      'Agreed by',
      plan.verifiedOn === null ? null : `${plan.verifier ?? ''}, ${daySaid(plan.verifiedOn, today)}`,
    ],
  ]
  return rows
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ({ key: { text: key }, value: { text: value ?? '' } }))
}
