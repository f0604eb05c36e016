import { shortDay, type Day } from '../../platform/dates/day.ts'
import { listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { NextVisit } from './queries.ts'

/** By when somebody must be seen: the soonest first and plain, then what else binds. Null where no status asks for visits. */
export function nextWords(called: string, due: readonly NextVisit[], today: Day): Html | null {
  const [soonest, ...others] = due
  if (soonest === undefined) return null
  const late = soonest.dueOn < today
  const when = late
    ? state('over', `${called} had to be seen by ${shortDay(soonest.dueOn)}`, { wrap: true })
    : html`<strong>See ${called} by ${shortDay(soonest.dueOn)}</strong>`
  return html`<p>${when}</p><p class="hf-small">${ruleWords(soonest)}</p>
    ${
      others.length > 0 &&
      html`<p class="hf-quiet hf-small">${others
        .map((one) => `${one.name}: by ${shortDay(one.dueOn)}`)
        .join('. ')}.</p>`
    }`
}

const ruleWords = ({ name, repeats, source }: NextVisit): string => `${name}, ${repeats}. ${source}`

/** The same as a part of a page, for one child. */
export function nextSection(called: string, due: readonly NextVisit[], today: Day): Html {
  const words = nextWords(called, due, today)
  const none = html`<p>No status of ${called} sets how often they must be visited.</p>`
  return section(
    { id: 'next-visit', title: 'When the next visit is due' },
    words === null ? none : listed([words]),
  )
}
