import type { Day } from '../../platform/dates/day.ts'
import { counted, nameOf } from '../../platform/people/name.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state, type State } from '../../platform/web/holdfast/state.ts'
import { tally } from '../../platform/web/holdfast/tally.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { daySaid } from '../actions/index.ts'
import { onAPage, shows, type Campaign, type Counts, type Looked, type Show } from './queries.ts'
import { campaignCheck } from './record.ts'

/** Every campaign, what is left of it and whose turn it is. */
export function campaignsView(all: readonly Campaign[], today: Day, mayOpen: boolean): Html {
  const [running, closed] = [all.filter(isRunning), all.filter((one) => !isRunning(one))]
  const none = html`<p>No campaign is running.</p>`
  return html`${mayOpen && button({ text: 'Open a campaign', href: '/review-campaigns/open' })}
  ${section(
    { id: 'running', title: 'Running', aside: running.length > 0 ? String(running.length) : undefined },
    running.length === 0 ? none : listed(running.map((one) => oneCampaign(one, today))),
  )}
  ${
    closed.length > 0 &&
    section(
      { id: 'closed', title: 'Closed', aside: String(closed.length) },
      listed(
        closed.map(
          (one) =>
            html`<p>${link(
              one.title,
              `/review-campaigns/${one.id}`,
            )}. ${childrenWords(one.children)} looked at. ${actionsWords(one)} ${one.learned}</p>`,
        ),
      ),
    )
  }`
}

/** 'Of 12 actions that came of it, 5 are done.', each number opening the children it counts. */
function actionsWords({ id, title, actions, actionsDone }: Campaign): Html | false {
  const opens = (show: Show, words: string): Html =>
    link(
      words,
      `/review-campaigns/${id}?show=${show}#children`,
      `: ${title}, ${shows[show].name.toLowerCase()}`,
    )
  if (actions === 0) return false
  const done = actionsDone === 0 ? 'none' : opens('actions-done', String(actionsDone))
  return html`Of ${opens(
    'actions',
    counted(actions, 'action'),
  )} that came of it, ${done} ${actionsDone < 2 ? 'is' : 'are'} agreed as done.`
}

const childrenWords = (count: number): string => (count === 1 ? '1 child' : `${count} children`)

const isRunning = (one: Campaign): boolean => one.state === 'running'

function oneCampaign(one: Campaign, today: Day): Html {
  const at = `/review-campaigns/${one.id}`
  const mine = one.mine > 0 && link(`${one.mine} yours to look at`, `${at}?show=mine`, `: ${one.title}`)
  return html`<p><strong>${link(one.title, at)}</strong></p>${bar(one)}
    <p class="hf-quiet hf-small">${standing(one, today)}. ${actionsWords(one)} ${mine}</p>`
}

function standing({ openedOn, opener, byOn, state: stands, closedOn }: Campaign, today: Day): string {
  const opened = `Opened ${daySaid(openedOn, today)} by ${opener}`
  if (stands === 'closed')
    return `${opened}, closed${closedOn === null ? '' : ` ${daySaid(closedOn, today)}`}`
  return `${opened}. Everybody by ${daySaid(byOn, today)}${byOn < today ? ', which has passed' : ''}`
}

/** How far it has come: a bar, and the same in words. */
const bar = ({ id, done, children }: Campaign): Html =>
  html`<p><label for="bar-${id}">${done} of ${childrenWords(children)} looked at or left out with a reason</label><br>
    <progress id="bar-${id}" max="${children}" value="${done}">${done} of ${children}</progress></p>`

/** One campaign as a page: what it found, and the children behind each number. */
interface OneCampaign {
  readonly campaign: Campaign
  readonly counts: readonly Counts[]
  readonly show: Show
  readonly page: number
  readonly children: readonly Looked[]
  readonly today: Day
  readonly mayOpen: boolean
  readonly actorId: string
}

export function campaignView(view: OneCampaign): Html {
  const { campaign, counts, show, today, mayOpen } = view
  const at = `/review-campaigns/${campaign.id}`
  const waiting = counts.find(({ name }) => name === 'waiting')?.count ?? 0
  return html`<p>${campaign.why}</p>
    ${bar(campaign)}
    <p class="hf-quiet hf-small">${standing(campaign, today)}</p>
    ${campaign.learned !== null && html`<p><strong>What we learned:</strong> ${campaign.learned}</p>`}
    ${section(
      { id: 'found', title: 'What was found' },
      tally(
        counts.map(({ name, count }) => ({
          name: shows[name].name,
          count,
          href: `${at}?show=${name}#children`,
        })),
      ),
    )}
    <div id="children">${section({ id: 'list', title: shows[show].name }, list(view))}</div>
    ${
      mayOpen &&
      campaign.state === 'running' &&
      (waiting === 0
        ? button({ text: 'Close the campaign', href: `${at}/close` })
        : html`<p class="hf-quiet">It can be closed when everybody has been looked at, or left out with a reason: ${waiting} to go.</p>`)
    }`
}

function list({ campaign, children, show, page, counts, mayOpen, actorId, today }: OneCampaign): Html {
  if (children.length === 0) return html`<p>Nobody.</p>`
  const total = counts.find(({ name }) => name === show)?.count ?? 0
  const to = (next: number): string => `/review-campaigns/${campaign.id}?show=${show}&page=${next}#children`
  const more = html`${page > 1 && link('The ones before', to(page - 1))} ${
    page * onAPage < total && link('The next ones', to(page + 1))
  }`
  return html`${listed(
    children.map((one) => oneChild(one, { mayOpen, actorId, today, running: campaign.state === 'running' })),
  )}
    <p>${more}</p>`
}

interface Reading {
  readonly today: Day
  readonly mayOpen: boolean
  readonly actorId: string
  readonly running: boolean
}

function oneChild(one: Looked, reading: Reading): Html {
  const href = `/children/${one.childId}`
  const stands = standingOf(one)
  return html`<p>${link(nameOf(one), `${href}/plan`)} ${state(stands.state, stands.words)}</p>
    <p class="hf-quiet hf-small">${
      one.worker === null ? 'No worker' : `Worker ${one.worker}`
    }. ${lookerWords(one)}</p>
    ${one.found !== null && html`<p>${one.found}</p><p class="hf-small">${answerWords(one)}</p>`}
    ${
      one.what !== null &&
      html`<p class="hf-small"><strong>Asked for:</strong> ${one.what} ${link(
        'All actions',
        `${href}/actions`,
        `of ${nameOf(one)}`,
      )}<br>${actionStands(one, reading.today)} <span class="hf-quiet">${one.actionOwner ?? 'Nobody’s'}</span></p>`
    }
    ${one.leftOutWhy !== null && html`<p>${one.leftOutWhy}</p>`}
    ${reading.running && one.state === 'asked' ? doable(one, href, reading) : nothing}`
}

/** Done, answered and to be agreed, stopped, past its day, or by when. */
function actionStands({ actionState, actionDueOn }: Looked, today: Day): Html {
  if (actionState === 'verified') return state('met', 'Agreed as done')
  if (actionState === 'answered') return state('soon', 'Answered, to be agreed')
  if (actionState === 'stopped') return state('unknown', 'Stopped')
  if (actionDueOn === null) return state('soon', 'No day set')
  return actionDueOn < today
    ? state('over', `Was due ${daySaid(actionDueOn, today)}`)
    : state('soon', `By ${daySaid(actionDueOn, today)}`)
}

const lookerWords = ({ state: stands, reviewer, answerer }: Looked): string =>
  stands === 'answered' ? `Looked at by ${answerer ?? 'somebody'}` : `${reviewer ?? 'Nobody'} looks`

function doable(one: Looked, href: string, { mayOpen }: Reading): Html {
  const at = `${href}/review-campaigns/${one.id}`
  return html`<div class="hf-row">
      ${link('Look at the child', `${at}/look`, nameOf(one))}${
        mayOpen && link('Leave out', `${at}/leave-out`, nameOf(one))
      }
    </div>`
}

function standingOf({ state: stands, safeNow }: Looked): State {
  if (stands === 'left out') return { state: 'unknown', words: 'Left out' }
  if (stands === 'asked') return { state: 'soon', words: 'Not looked at yet' }
  if (safeNow === 'yes') return { state: 'met', words: 'Safe now' }
  return { state: 'over', words: safeNow === 'no' ? 'Not safe now' : 'Not sure that they are safe' }
}

const { planEffective, risksAddressed, nextStep } = campaignCheck.fields

const answerWords = (one: Looked): string =>
  [
    `Plan working: ${planEffective.options?.[one.planEffective ?? ''] ?? 'not said'}`,
    `Risks dealt with: ${risksAddressed.options?.[one.risksAddressed ?? ''] ?? 'not said'}`,
    `Next: ${nextStep.options?.[one.nextStep ?? ''] ?? 'not said'}`,
  ].join('. ')
