import type { Finding } from '../../platform/record/rule.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { insetText } from '../../platform/web/govuk/inset-text.ts'
import { summaryList, type SummaryRow } from '../../platform/web/govuk/summary-list.ts'
import { link, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { outcomesView, type Doing } from './outcome-views.ts'
import type { ActionHeld, OutcomeHeld, PlanHeld } from './queries.ts'
import { arranged, type Looking } from './views.ts'
import { ifNotWords, said } from './words.ts'

/** A draft with what the checks say of it. */
interface Drafted {
  readonly plan: PlanHeld
  readonly outcomes: readonly OutcomeHeld[]
  readonly actions: readonly ActionHeld[]
  readonly blocks: readonly Finding[]
  readonly warns: readonly Finding[]
  /** The fields every form carries, made from the plan's version. */
  readonly hidden: Html
}

/** A draft: every part with its link, what still stands in the way of authorising, and what comes next. */
export function draftView(drafted: Drafted, looking: Looking): Html {
  const { plan } = drafted
  const home = `/children/${looking.childId}/plan`
  const at = `${home}/${plan.id}`
  const open = plan.state === 'draft' && looking.mayWrite
  const change = (page: string, about: string) => (open ? link('Change', `${at}/${page}`, about) : undefined)
  return html`${
    plan.returnedWhy !== null && plan.state === 'draft' && insetText(`Sent back: ${plan.returnedWhy}`)
  }
    ${plan.replacesId !== null && html`<p>${link('Compare with the version in force', `${at}/compare`)}</p>`}
    <div id="describe">
      ${section(
        {
          id: 'about',
          title: 'What the plan is about',
          aside: change('describe-plan', 'what the plan is about'),
        },
        html`${summaryList({ rows: about(plan, looking) })}${saidOf('describe', drafted)}`,
      )}
    </div>
    <div id="outcomes">
      ${section(
        {
          id: 'change',
          title: 'What must change',
          aside: open ? link('Add something that must change', `${at}/outcomes/add`) : undefined,
        },
        outcomes(drafted, looking, open),
      )}
    </div>
    ${section(
      {
        id: 'arranged',
        title: 'Who is part of the plan',
        aside: change('arrange', 'who is part of the plan'),
      },
      summaryList({ rows: arrangedOr(plan, looking) }),
    )}
    <div id="plan">${section({ id: 'next', title: 'What next' }, next(drafted, looking, at))}</div>`
}

function about(plan: PlanHeld, { telling: { today } }: Looking): SummaryRow[] {
  const rows: readonly (readonly [string, string | null])[] = [
    ['We are worried that', plan.worries],
    ['The child needs', plan.needs],
    ['The child says', plan.childSays],
    ['Parents agree', said(plan.parentsAgree, 'parentsAgree')],
    ['Parents say', plan.parentsSay],
    ['If nothing changes', ifNotWords(plan, today)],
    ...(plan.number > 1 ? [['What has changed', plan.changedWhy] as const] : []),
  ]
  return rows.map(([key, value]) => ({ key: { text: key }, value: { text: value ?? notYet } }))
}

const notYet = html`<span class="hf-quiet">Not written yet</span>`

function arrangedOr(plan: PlanHeld, looking: Looking): SummaryRow[] {
  const rows = arranged(plan, looking.telling)
  return rows.length > 0 ? rows : [{ key: { text: 'Who sees the child' }, value: { text: notYet } }]
}

function outcomes(drafted: Drafted, looking: Looking, open: boolean): Html {
  const home = `/children/${looking.childId}/plan`
  if (drafted.outcomes.length === 0) return html`<p>Nothing yet.</p>`
  const doing = (outcome: OutcomeHeld): Doing[] =>
    outcome.state === 'proposed'
      ? [
          ['Change', `${home}/outcomes/${outcome.id}/reword-outcome`],
          ['Add an action', `${home}/outcomes/${outcome.id}/actions/add`],
          ['Take out', `${home}/outcomes/${outcome.id}/drop-outcome`],
        ]
      : [
          ['Say it anew', `${home}/${drafted.plan.id}/outcomes/add?replaces=${outcome.id}`],
          ['Add an action', `${home}/outcomes/${outcome.id}/actions/add`],
        ]
  return outcomesView(drafted.outcomes, drafted.actions, {
    telling: looking.telling,
    blocks: drafted.blocks,
    warns: drafted.warns,
    doing: (outcome) => (open ? doing(outcome) : []),
    doingAction: ({ id, state: stands }) =>
      open && stands === 'proposed'
        ? [
            ['Change', `${home}/actions/${id}/reword`],
            ['Take out', `${home}/actions/${id}/drop-proposed`],
          ]
        : [],
  })
}

const saidOf = (at: string, { blocks, warns }: Drafted): Html =>
  html`${blocks
    .filter((one) => one.at === at)
    .map(({ message }) => html`<p>${state('over', message, { wrap: true })}</p>`)}${warns
    .filter((one) => one.at === at)
    .map(({ message }) => html`<p>${state('soon', message, { wrap: true })}</p>`)}`

function next({ plan, blocks, warns, hidden }: Drafted, looking: Looking, at: string): Html {
  const ready =
    blocks.length === 0
      ? html`<p>${state('met', 'It has all it needs to be authorised')}</p>`
      : html`<p>${state(
          'over',
          `${blocks.length} ${blocks.length === 1 ? 'thing stands' : 'things stand'} in the way of authorising it, marked above`,
          { wrap: true },
        )}</p>`
  const look =
    warns.length > 0 &&
    html`<p>${state('soon', `${warns.length} worth another look, marked above`, { wrap: true })}</p>`
  return html`${ready}${look}<div class="hf-row">${steps(plan, looking, at, hidden)}</div>`
}

function steps(plan: PlanHeld, { mayWrite, mayAuthorise }: Looking, at: string, hidden: Html): Html {
  if (plan.state === 'draft') return mayWrite ? press(`${at}/send`, 'Send to be authorised', hidden) : nothing
  if (!mayAuthorise) return html`<p>A manager authorises it, or sends it back.</p>`
  return html`${press(`${at}/authorise`, 'Authorise', hidden)}${button({
    text: 'Send it back',
    href: `${at}/send-back-plan`,
    classes: 'govuk-button--secondary',
  })}`
}

const press = (action: string, text: string, hidden: Html): Html =>
  html`<form method="post" action="${action}">${hidden}${button({ text, preventDoubleClick: true })}</form>`
