import { cards } from '../../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { concernsOf } from './attention.ts'
import { clockFace } from './clock-faces.ts'
import type { Telling } from './telling.ts'

/** All that needs attention and every clock, where the overview shows the first few. */
export function dueView(telling: Telling): Html {
  const concerns = concernsOf(telling).map(
    ({ what, more, action }) =>
      html`<p><strong>${what}</strong></p><p class="hf-small">${more} ${link(action.text, action.href, action.about)}</p>`,
  )
  const rows = telling.faces.map((face) => {
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
  const table = cards({
    caption: `Every clock of ${telling.called}`,
    columns: ['Clock', 'Working days', 'Day', 'Why this date'],
    rows,
  })
  return html`${section({ id: 'concerns', title: 'Needs attention' }, concerns.length > 0 ? listed(concerns) : html`<p class="hf-quiet">Nothing needs attention.</p>`)}
    ${section({ id: 'every-clock', title: 'Clocks', aside: 'Most urgent first' }, rows.length > 0 ? table : html`<p class="hf-quiet">Nothing is due.</p>`)}`
}
