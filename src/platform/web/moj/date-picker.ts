import { attributes, classes } from '../govuk/attributes.ts'
import type { Field } from '../govuk/form-group.ts'
import { input } from '../govuk/input.ts'
import { html, type Html } from '../html.ts'

interface DatePicker extends Field {
  /** As shown and as sent: 3/12/2026. */
  readonly value?: string | null | undefined
  /** The first and last days that may be picked, both included, as dd/mm/yyyy. Typing is not limited. */
  readonly minDate?: string | undefined
  readonly maxDate?: string | undefined
  /** Days that may not be picked, as dd/mm/yyyy with spaces between. */
  readonly excludedDates?: string | undefined
  /** Days of the week that may not be picked: 'saturday sunday'. */
  readonly excludedDays?: string | undefined
  readonly leadingZeros?: boolean | undefined
  readonly weekStartDay?: 'monday' | 'sunday' | undefined
  readonly classes?: string | undefined
}

/** A day near today, typed or picked. Without JavaScript, typed. */
export function datePicker(given: DatePicker): Html {
  const { minDate, maxDate, excludedDates, excludedDays, leadingZeros, weekStartDay, ...field } = given
  const own = attributes({
    class: 'moj-datepicker',
    'data-module': 'moj-date-picker',
    'data-min-date': minDate,
    'data-max-date': maxDate,
    'data-excluded-dates': excludedDates,
    'data-excluded-days': excludedDays,
    'data-leading-zeros': leadingZeros?.toString(),
    'data-week-start-day': weekStartDay,
  })
  const typed = input({
    ...field,
    classes: classes('moj-js-datepicker-input', given.classes),
    autocomplete: 'off',
  })
  return html`<div${own}> ${typed} </div>`
}
