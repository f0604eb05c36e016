import { html, type Html, type Words } from '../html.ts'

/** One day ahead, or several with nothing in them: 'Sat 28 – Sun 29'. */
interface DayAhead {
  readonly day: string
  readonly events: readonly Words[]
}

/** The days ahead side by side; below each other on a phone. Six at most fit a line. */
export const week = (days: readonly DayAhead[]): Html =>
  html`<ol class="hf-week">
      ${days.map(({ day, events }) => html`<li><p class="hf-strong">${day}</p>${eventsOf(events)}</li>`)}
    </ol>`

function eventsOf(events: readonly Words[]): Html {
  const shown = events.length > 0 ? events : [html`<span class="hf-quiet">Nothing due</span>`]
  return html`<ul class="hf-plain">${shown.map((event) => html`<li>${event}</li>`)}</ul>`
}
