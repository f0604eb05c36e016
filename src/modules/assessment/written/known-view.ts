import { button } from '../../../platform/web/govuk/button.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import type { SharedAnswer } from '../../../platform/record/shared-draft.ts'
import type { Day } from '../../../platform/dates/day.ts'
import { daySaid } from '../../actions/index.ts'
import { quotedAt, rightField, type Known } from './known.ts'

/** What is quoted, and who has looked at it. */
export interface Quoting {
  readonly childId: string
  readonly known: readonly Known[]
  readonly right: readonly SharedAnswer[]
  readonly today: Day
  /** Where 'still right' is posted, with the form's hidden fields; inside a form, whose own button it is; null for somebody who only reads. */
  readonly asks: { readonly at: string; readonly hidden: Html } | 'in a form' | null
}

/** What we know already, each with its source and day: still right, or changed where it is kept. */
export function knownView(quoting: Quoting): Html {
  const { known } = quoting
  if (known.length === 0) return nothing
  return section(
    { id: 'known', title: 'What we already know' },
    listed(known.map((one) => fact(one, quoting))),
  )
}

function fact(one: Known, { childId, right, today, asks }: Quoting): Html {
  const at = quotedAt[one.key]
  if (at === undefined) return nothing
  const source = one.importId === null ? 'recorded here' : 'from a return'
  const checked = right.find(
    ({ field, answer }) => field === rightField(one.key) && answer === rightWords(one),
  )
  const about = at.label.toLowerCase()
  // Forms are for those who write; the pages that show where a fact is kept, for every reader.
  const mayChange = asks !== null || !at.change.includes('/')
  return html`<p><strong>${at.label}:</strong> ${one.says}</p>
    <p class="hf-quiet hf-small">${one.on !== null && `${daySaid(one.on, today)}, `}${source}. ${
      mayChange && link('Change', `/children/${childId}/${at.change}`, about)
    }</p>
    ${
      checked
        ? html`<p class="hf-small">${state('met', `Still right: ${checked.savedBy}`)}</p>`
        : stillRight(one.key, about, asks)
    }`
}

function stillRight(key: string, about: string, asks: Quoting['asks']): Html {
  if (asks === null) return nothing
  const text = html`Still right<span class="govuk-visually-hidden">: ${about}</span>`
  const classes = 'govuk-button--secondary govuk-!-margin-bottom-1'
  if (asks === 'in a form') return button({ text, classes, name: 'right', value: key })
  return html`<form method="post" action="${asks.at}">
      ${asks.hidden}<input type="hidden" name="right" value="${key}">${button({ text, classes })}
    </form>`
}

/** What somebody says is still right: the fact as it stood, so that one changed since is asked again. */
export const rightWords = ({ key, says }: Known): string => `${quotedAt[key]?.label ?? key}: ${says}.`
