import type { Day } from '../../platform/dates/day.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { details } from '../../platform/web/govuk/details.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { daySaid } from '../actions/index.ts'
import type { DirectionOpen, DiscussionHeld, SummaryWritten } from './queries.ts'

interface Supervised {
  readonly childId: string
  readonly today: Day
  readonly discussions: readonly DiscussionHeld[]
  readonly summaries: readonly SummaryWritten[]
  readonly directions: readonly DirectionOpen[]
  readonly mayDiscuss: boolean
  readonly mayWrite: boolean
}

/** What managers made of the work with a child, and the record told again in a page. */
export function supervisedView(shown: Supervised): Html {
  const at = `/children/${shown.childId}/discussions`
  return html`<div class="hf-row govuk-!-margin-bottom-4">
      ${shown.mayDiscuss && button({ text: 'Record a discussion', href: `${at}/record-discussion` })}
      ${
        shown.mayWrite &&
        button({ text: 'Write a summary', href: `${at}/write-summary`, classes: 'govuk-button--secondary' })
      }
    </div>
    ${section({ id: 'directions', title: 'Directions not done yet' }, directions(shown))}
    ${section({ id: 'discussions', title: 'Discussions, the latest first' }, discussions(shown))}
    ${section({ id: 'summaries', title: 'Summaries, the latest first' }, summaries(shown))}`
}

const none = (words: string): Html => html`<p class="govuk-body">${words}</p>`

function directions({
  childId,
  directions: all,
  today,
}: Pick<Supervised, 'childId' | 'directions' | 'today'>): Html {
  if (all.length === 0) return none('Every direction about this child is done, or was stopped.')
  return listed(
    all.map(
      ({ id, what, dueOn }) => html`<p>${link(what, `/children/${childId}/actions#${id}`)}
        ${
          dueOn !== null &&
          state(dueOn < today ? 'over' : 'soon', `due ${daySaid(dueOn, today)}`, { wrap: true })
        }</p>`,
    ),
  )
}

const safe = {
  yes: state('ok', 'Safe now'),
  no: state('over', 'Not safe now'),
  unsure: state('soon', 'Not sure the child is safe', { wrap: true }),
}

function discussions({ discussions: all, today }: Supervised): Html {
  if (all.length === 0) return none('No discussion is recorded.')
  const [latest, earlier] = [all.slice(0, atOnce), all.slice(atOnce)]
  const more =
    earlier.length > 0 &&
    details({
      summaryText: `Earlier discussions (${earlier.length})`,
      text: listed(earlier.map((one) => discussion(one, today))),
    })
  return html`${listed(latest.map((one) => discussion(one, today)))}${more}`
}

/** Discussions told in full before the earlier ones are opened: three months of them at the usual interval. */
const atOnce = 6

const discussion = (one: DiscussionHeld, today: Day): Html =>
  html`<p><strong>${
    one.heldOn === null ? 'No day' : daySaid(one.heldOn, today)
  }</strong>${one.by !== null && `, ${one.by}`} ${one.safeNow === null ? nothing : safe[one.safeNow]}</p>
        ${said('What is known', one.known)}${said('What was asked and tested', one.challenge)}
        ${
          one.asked !== null &&
          html`<p class="hf-small">Asked for: ${one.asked}${
            one.askedByOn !== null && `, by ${daySaid(one.askedByOn, today)}`
          }.</p>`
        }`

const said = (title: string, words: string | null): Html | false =>
  words !== null && html`<p><span class="hf-quiet hf-small">${title}</span><br>${words}</p>`

function summaries({ summaries: all, today }: Supervised): Html {
  if (all.length === 0) return none('Nobody has written a summary here yet.')
  return listed(
    all.map(
      (one) => html`<p><strong>${
        one.writtenOn === null ? 'No day' : daySaid(one.writtenOn, today)
      }</strong>${one.by !== null && `, ${one.by}`}</p>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">What has happened</h3><p>${one.story}</p>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">What it means for the child</h3>
        <p>${one.means}</p>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">What we are doing</h3><p>${one.doing}</p>`,
    ),
  )
}
