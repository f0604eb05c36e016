import type { Finding } from '../../platform/record/rule.ts'
import { details } from '../../platform/web/govuk/details.ts'
import { link, listed } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { daySaid } from '../actions/index.ts'
import type { ActionHeld, OutcomeHeld, WaitHeld } from './queries.ts'
import { belongsTo } from './versions.ts'
import { actionState, movement, whoWords, type Telling } from './words.ts'

/** A link of an outcome or an action: its words and the page under it. */
export type Doing = readonly [text: string, href: string]

/** What round an outcome the page shows: what may be done with it and what is said of it. */
interface Around {
  readonly telling: Telling
  readonly doing: (outcome: OutcomeHeld) => readonly Doing[]
  readonly doingAction: (action: ActionHeld) => readonly Doing[]
  /** What stands in the way of authorising, and what is worth another look: shown beside what it is about. */
  readonly blocks: readonly Finding[]
  readonly warns: readonly Finding[]
}

/** What must change, each with its actions and the evidence: outcomes, then actions, then what shows it. */
export const outcomesView = (
  outcomes: readonly OutcomeHeld[],
  actions: readonly ActionHeld[],
  around: Around,
): Html =>
  html`<ol class="hf-plain hf-listed">
      ${outcomes.map(
        (outcome, i) =>
          html`<li id="outcome-${outcome.id}">${oneOutcome(outcome, i + 1, actions, around)}</li>`,
      )}
    </ol>`

function oneOutcome(
  outcome: OutcomeHeld,
  place: number,
  actions: readonly ActionHeld[],
  around: Around,
): Html {
  const stands = movement(outcome, around.telling)
  const mine = actions.filter((action) => belongsTo(action, outcome))
  const [open, over] = [mine.filter(isOpen), mine.filter((action) => !isOpen(action))]
  return html`<h3 class="hf-h3 govuk-!-margin-bottom-1">${place}. ${outcome.what}</h3>
    <p>${state(stands.state, stands.words)}</p>
    ${said(`outcome-${outcome.id}`, around)}
    <p class="hf-small">${knownBy(outcome)}${byWhen(outcome, around.telling)}</p>
    ${(outcome.waits ?? []).map(waitingFor)}
    ${
      outcome.shown !== null && html`<p class="hf-small"><strong>What shows it:</strong> ${outcome.shown}</p>`
    }
    ${outcome.closedWhy !== null && html`<p class="hf-small">${outcome.closedWhy}</p>`}
    ${open.length > 0 && listed(open.map((action) => oneAction(action, around)))}
    ${
      over.length > 0 &&
      details({
        summaryText: `${over.length} done or stopped`,
        text: listed(over.map((action) => oneAction(action, around))),
      })
    }
    ${links(around.doing(outcome), outcome.what)}`
}

/** A referral is not help: what an outcome waits for, and how long. */
const waitingFor = ({ id, childId, service, provider, days }: WaitHeld): Html =>
  html`<p>${state(
    days > 28 ? 'over' : 'soon',
    html`Waiting ${days === 1 ? '1 day' : `${days} days`} for ${link(
      `${provider ?? 'a service'}, ${service}`,
      `/children/${childId}/services/${id}`,
    )}`,
    { wrap: true },
  )}</p>`

const isOpen = ({ state: stands }: ActionHeld): boolean => stands === 'open' || stands === 'proposed'

const knownBy = ({ measure, baseline }: OutcomeHeld): Html =>
  html`${baseline !== null && html`<strong>Now:</strong> ${baseline}. `}${
    measure === null
      ? state('unknown', 'How will we know?')
      : html`<strong>We will know by:</strong> ${measure}`
  }`

const byWhen = ({ state: stands, byOn, movedOn }: OutcomeHeld, { today }: Telling): string =>
  `${
    byOn === null
      ? ''
      : `. By ${daySaid(byOn, today)}${byOn < today && stands === 'open' ? ', which has passed' : ''}`
  }${movedOn === null ? '' : `. Last moved ${daySaid(movedOn, today)}`}`

function oneAction(action: ActionHeld, around: Around): Html {
  const { today } = around.telling
  const stands = actionState(action, around.telling)
  const moved =
    action.extended > 0 &&
    `. Moved ${action.extended === 1 ? 'once' : `${action.extended} times`}${
      action.firstDueOn === null ? '' : `, first due ${daySaid(action.firstDueOn, today)}`
    }`
  const due = action.state === 'proposed' && action.dueOn !== null && `. By ${daySaid(action.dueOn, today)}`
  return html`<div id="action-${action.id}"><p>${state(stands.state, stands.words)} ${action.what}</p>
    <p class="hf-quiet hf-small">${whoWords(action)}${due}${moved}</p>
    ${
      action.answer !== null &&
      html`<p class="hf-small">${action.answer}${
        action.evidence !== null && `. Seen in: ${action.evidence}`
      }</p>`
    }
    ${said(`action-${action.id}`, around)}${links(around.doingAction(action), action.what)}</div>`
}

function said(at: string, { blocks, warns }: Around): Html {
  const here = (all: readonly Finding[]) => all.filter((finding) => finding.at === at)
  const [stop, look] = [here(blocks), here(warns)]
  if (stop.length + look.length === 0) return nothing
  return html`${stop.map(
    ({ message }) => html`<p>${state('over', message, { wrap: true })}</p>`,
  )}${look.map(({ message }) => html`<p>${state('soon', message, { wrap: true })}</p>`)}`
}

const links = (all: readonly Doing[], about: string): Html =>
  all.length === 0
    ? nothing
    : html`<div class="hf-row">${all.map(([text, href]) => link(text, href, `: ${about}`))}</div>`
