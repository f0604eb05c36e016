import { monthsBetween, shortDay, type Day } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import { labels } from '../../platform/record/labels.ts'
import { listed } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { ContactPage } from './contact-page.ts'
import { historyLines, type Before } from './history.ts'
import { isBackSoon, type Ended, type Rate } from './re-referral.ts'

export const historyView = (history: Before): Html =>
  listed(historyLines(history).map(([name, words]) => html`<p><strong>${name}</strong>: ${words}</p>`))

const reasons: Readonly<Record<string, string>> = labels('reason_for_closure', [
  'RC1',
  'RC2',
  'RC3',
  'RC4',
  'RC5',
  'RC6',
  'RC7',
  'RC8',
  'RC9',
])

/** Who closed, why, how long ago; and how often that happens here and elsewhere. */
export function endedView({ contact, ended, rate, today }: ContactPage): Html {
  const receivedOn = contact.receivedOn ?? today
  const list =
    ended.length === 0
      ? html`<p>Help has not ended for this child before.</p>`
      : listed(ended.map((one) => endedItem(one, receivedOn)))
  return html`${list}<p class="hf-small">${rateWords(rate)}</p>`
}

function endedItem(one: Ended, receivedOn: Day): Html {
  const { closedOn, closureReason, noFurtherAction, closedBy, worker, team, referredOn } = one
  const why = noFurtherAction
    ? 'The referral ended with no further action'
    : closureReason === null
      ? 'Why is not recorded'
      : (reasons[closureReason] ?? closureReason)
  const months = monthsBetween(closedOn, receivedOn)
  const ago = months < 1 ? 'less than a month before this' : `${counted(months, 'month')} before this`
  const who = closedBy === null ? 'Who closed it is not known here' : `Closed by ${closedBy}`
  const soon = isBackSoon(closedOn, receivedOn)
  return html`<p>${
    soon ? state('soon', `Ended ${ago}`) : `Ended ${ago}`
  } <span class="hf-quiet hf-small">${shortDay(closedOn, { year: true })}</span></p>
    <p>${why}</p>
    <p class="hf-quiet hf-small">${who}${
      worker !== null && `. Worker: ${worker}${team === null ? '' : `, ${team}`}`
    }${referredOn !== null && `. Open since ${shortDay(referredOn, { year: true })}`}</p>`
}

function rateWords({ referrals, again, england, neighbours, year }: Rate): string {
  const here =
    referrals === 0
      ? 'Here, no referrals in the last 12 months.'
      : `Here, ${Math.round((1000 * again) / referrals) / 10}% of referrals in the last 12 months followed another within a year (${again} of ${referrals}).`
  const near =
    neighbours === null
      ? 'Statistical neighbours: not known until the authority’s number is set.'
      : `Statistical neighbours ${neighbours}%.`
  return `${here} England ${england}%, ${year}. ${near} Source: Department for Education, OGL v3.0.`
}
