import type { Day } from '../../platform/dates/day.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { button } from '../../platform/web/govuk/button.ts'
import type { ErrorLink } from '../../platform/web/govuk/error-summary.ts'
import { input } from '../../platform/web/govuk/input.ts'
import { radios } from '../../platform/web/govuk/radios.ts'
import { select } from '../../platform/web/govuk/select.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { yearName, yearOf } from '../return-files/index.ts'
import { firstYear, lastYear, returnsMade } from './generate/asked.ts'

/** Which return, of which year and day. What was typed stays, with what is wrong beside it. */
export function askForm(hiddenFields: Html, typed: Typed, errors: readonly ErrorLink[], today: Day): Html {
  const wrong = (at: string) => {
    const error = errors.find(({ href }) => href === `#${at}`)
    return error === undefined ? undefined : { text: error.text }
  }
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => lastYear - i)
  return html`<form method="post" novalidate>
    ${hiddenFields}
    ${radios({
      name: 'return',
      fieldset: { legend: { text: 'Make a return', classes: 'govuk-fieldset__legend--m' } },
      value: String(typed['return'] ?? ''),
      errorMessage: wrong('return'),
      items: Object.entries(returnsMade).map(([value, text]) => ({ value, text })),
    })}
    ${select({
      id: 'year',
      name: 'year',
      label: { text: 'Year it ends in' },
      hint: { text: 'An inspection list is of a day: the year does not matter to it.' },
      errorMessage: wrong('year'),
      value: String(typed['year'] ?? yearOf(today)),
      items: years.map((year) => ({ value: year, text: yearName(year) })),
    })}
    ${input({
      id: 'on',
      name: 'on',
      label: { text: 'As things stood on which day? (optional)' },
      hint: {
        text: 'Like 31/3/2026. Left empty, it is the end of the year, or today where that is not over.',
      },
      classes: 'govuk-input--width-10',
      value: String(typed['on'] ?? ''),
      errorMessage: wrong('on'),
    })}
    ${button({ text: 'Make the return', preventDoubleClick: true })}
  </form>`
}
