import { longDay } from '../../platform/dates/day.ts'
import { sparkline } from '../../platform/web/charts/sparkline.ts'
import { details } from '../../platform/web/govuk/details.ts'
import { table } from '../../platform/web/govuk/table.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { OpenThatNight } from './trend.ts'

/** Open findings night by night: drawn, and as a table. */
export function trendView(nights: readonly OpenThatNight[]): Html {
  const [first, last] = [nights[0], nights.at(-1)]
  if (first === undefined || last === undefined)
    return html`<p class="govuk-body">Counted each night from the first night on.</p>`
  return html`<p class="govuk-body">${sparkline({
    values: nights.map(({ open }) => open),
    label: spoken(first, last),
  })}</p>
    <p class="hf-quiet hf-small">${spoken(first, last)} The whole authority, counted each night.</p>
    ${details({ summaryText: 'Show as a table', text: asTable(nights) })}`
}

const spoken = (first: OpenThatNight, last: OpenThatNight): string =>
  first === last
    ? `${last.open} open on ${longDay(last.on)}.`
    : `From ${first.open} open on ${longDay(first.on)} to ${last.open} on ${longDay(last.on)}.`

const asTable = (nights: readonly OpenThatNight[]): Html =>
  table({
    caption: 'Open findings each night',
    captionClasses: 'govuk-visually-hidden',
    head: [{ text: 'Night of' }, { text: 'Open', format: 'numeric' }],
    rows: nights
      .toReversed()
      .map(({ on, open }) => [{ text: longDay(on) }, { text: String(open), format: 'numeric' }]),
  })
