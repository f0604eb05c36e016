import { cards } from '../../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { concernsOf } from './attention.ts'
import { capital } from '../kin.ts'
import { clockFace, type Face } from './clock-faces.ts'
import type { Telling } from './telling.ts'

/** All that needs attention and every clock, where the overview shows the first few. */
export function dueView(telling: Telling): Html {
  const concerns = concernsOf(telling).map(
    ({ what, more, action }) =>
      html`<p><strong>${what}</strong></p>
        <p class="hf-small">${more} ${link(action.text, action.href, action.about)}</p>`,
  )
  const present = telling.faces.filter(({ past }) => !past)
  const past = telling.faces.filter((face) => face.past)
  return html`${section(
    { id: 'concerns', title: 'Needs attention' },
    concerns.length > 0 ? listed(concerns) : html`<p class="hf-quiet">Nothing needs attention.</p>`,
  )}
    ${section(
      { id: 'every-clock', title: 'Clocks', aside: 'Most urgent first' },
      present.length > 0
        ? clocksTable(present, telling, `Every clock of ${telling.called} that stands`)
        : html`<p class="hf-quiet">Nothing is due.</p>`,
    )}
    ${
      past.length > 0 &&
      section(
        { id: 'past-clocks', title: 'Missed before, and since left behind' },
        html`<p class="hf-quiet">These were never done. ${capital(telling.called)} has moved on since: they tell of what happened, and are not the next thing to do.</p>
          ${clocksTable(past, telling, `What was missed for ${telling.called} before`)}`,
      )
    }`
}

function clocksTable(faces: readonly Face[], telling: Telling, caption: string): Html {
  const rows = faces.map((face) => {
    const { name, left, date, law } = clockFace(face, telling)
    return {
      head: name,
      cells: [
        state(face.state, left, { wrap: true }),
        date,
        html`<strong>${law.basis}</strong>. ${law.words}`,
      ],
    }
  })
  return cards({ caption, columns: ['Clock', 'How it stands', 'Day', 'Why this date'], rows })
}
