import * as z from 'zod'
import {
  dayOf,
  instantAt,
  isDay,
  longDay,
  timeOf,
  type Day,
  type Instant,
} from '../../../platform/dates/day.ts'
import { details } from '../../../platform/web/govuk/details.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { input } from '../../../platform/web/govuk/input.ts'
import { insetText } from '../../../platform/web/govuk/inset-text.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import type { WhenAsked } from './tell.ts'

/** What the address asked for, or the reason it cannot be answered. */
interface WhenRead extends WhenAsked {
  readonly today: Day
  readonly wrong: string | null
}

const asked = z.object({ on: z.string().optional(), asAt: z.string().optional() })

/** Reads `?on=2026-11-05` and `?asAt=2026-11-05T14:30`. What cannot be read, or has not come yet, is today, and said so. */
export function whenAsked(query: unknown, today: Day): WhenRead {
  const { on = '', asAt = '' } = asked.safeParse(query).data ?? {}
  const plain = { today, on: today, asAt: null }
  if (on !== '') {
    if (!isDay(on)) return { ...plain, wrong: 'Enter the day as 2026-11-05' }
    return on > today ? { ...plain, wrong: 'Choose a day that has come' } : { ...plain, on, wrong: null }
  }
  if (asAt === '') return { ...plain, wrong: null }
  const moment = momentOf(asAt)
  if (moment === null) return { ...plain, wrong: 'Enter the day and time as 2026-11-05T14:30' }
  if (dayOf(moment) > today) return { ...plain, wrong: 'Choose a day that has come' }
  return { today, on: dayOf(moment), asAt: moment, wrong: null }
}

function momentOf(text: string): Instant | null {
  const [day = '', time = ''] = text.split('T')
  return isDay(day) && /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? instantAt(day, time) : null
}

/** Says plainly that this is not the record as it stands. */
export function whenBanner({ on, asAt, today }: WhenRead, href: string): Html {
  const back = html` <a class="govuk-link" href="${href}">Show today</a>`
  if (asAt !== null) {
    return insetText({
      text: html`<strong>As at ${longDay(on)}, ${timeOf(asAt)}.</strong> What this record said then of visits, workers, plans, worries, questions and duties, by when it was written here. The head of the page, people and the latest are told by their days.${back}`,
    })
  }
  if (on === today) return nothing
  return insetText({
    text: html`<strong>On ${longDay(on)}.</strong> What was so that day, by the days in the record as it stands now.${back}`,
  })
}

/** Asks for another day: a plain form, so that the day stands in the address. */
export function whenForm({ on, asAt }: WhenRead, action: string): Html {
  const field = (id: string, label: string, hint: string, type: string, value: string): Html =>
    input({
      id,
      name: id,
      label: { text: label },
      hint: { text: hint },
      type,
      value,
      classes: 'govuk-input--width-20',
    })
  const [byDay, byMoment] = [on, asAt === null ? '' : `${on}T${timeOf(asAt)}`]
  return details({
    summaryText: 'Look at another day',
    text: html`<div class="hf-cols hf-cols--11"><form method="get" action="${action}">
        ${field('on', 'What was so on', 'By the days in the record', 'date', asAt === null ? byDay : '')}
        ${button({ text: 'Show that day', classes: 'govuk-button--secondary' })}</form>
      <form method="get" action="${action}">
        ${field(
          'asAt',
          'What this record said at',
          'By when it was written here',
          'datetime-local',
          byMoment,
        )}
        ${button({ text: 'Show what it said', classes: 'govuk-button--secondary' })}</form></div>`,
  })
}
