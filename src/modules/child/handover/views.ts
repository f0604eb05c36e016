import type { Day } from '../../../platform/dates/day.ts'
import { addDays } from '../../../platform/dates/day.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../../platform/web/html.ts'
import { clockFace } from '../overview/clock-faces.ts'
import type { Telling } from '../overview/telling.ts'
import { lastSeen, notKnown, people, plan, says, workers, worries } from '../overview/views.ts'
import { dayWords } from '../words.ts'
import type { HandoverNote } from './notes.ts'

/** How far ahead the next worker is told of what falls due. */
const ahead = 60

/** The child, the dangers, the plan, what is owed and what was promised, in the order somebody new needs them. */
export function handoverView(telling: Telling, notes: readonly HandoverNote[]): Html {
  return html`${left(notes, telling.on)} ${worries(telling)} ${says(telling)} ${plan(telling)} ${owed(telling)}
    ${promised(telling)} ${notKnown(telling)} ${lastSeen(telling)} ${people(telling)} ${workers(telling)}
    <p class="hf-printable">${link(
      'All of the chronology',
      `/children/${telling.childId}/chronology?view=everything`,
    )}</p>`
}

function left(notes: readonly HandoverNote[], on: Day): Html {
  const none = html`<p>${state('over', 'No worker has left a handover note', { wrap: true })}</p>`
  const items = notes.map(
    ({ worker, toOn, note, childToldOn, jointVisitOn }) => html`<p>${note}</p>
      <p class="hf-quiet hf-small">${worker ?? 'A worker we cannot name'}${
        toOn !== null && `, until ${dayWords(toOn, on)}`
      }.
        ${
          childToldOn === null
            ? 'No record that the child was told.'
            : `The child was told ${dayWords(childToldOn, on)}.`
        }
        ${
          jointVisitOn === null
            ? 'No joint visit is recorded.'
            : `Both visited together ${dayWords(jointVisitOn, on)}.`
        }</p>`,
  )
  return section({ id: 'left', title: 'What the last worker left' }, items.length > 0 ? listed(items) : none)
}

/** What is late, and what falls due in the weeks to come. */
function owed(telling: Telling): Html {
  const { faces, on } = telling
  const until = addDays(on, ahead)
  const soon = faces.filter(
    ({ told, past, state: kind }) =>
      !past && told.met === null && told.due !== null && kind !== 'unknown' && told.due.slice(0, 10) <= until,
  )
  const rows = soon.map((face) => {
    const { name, left: words, date } = clockFace(face, telling)
    return { head: name, cells: [state(face.state, words, { wrap: true }), date] }
  })
  const table = cards({
    caption: `What is late, and what falls due by ${dayWords(until, on)}`,
    columns: ['Duty', 'How it stands', 'Day'],
    rows,
  })
  const none = html`<p class="hf-quiet">Nothing is late, and nothing falls due by ${dayWords(until, on)}.</p>`
  return section({ id: 'owed', title: 'What is owed' }, rows.length > 0 ? table : none)
}

/** Directions and actions that stand open: what somebody was promised. */
function promised({ story, on, names, recordHref }: Telling): Html {
  const items = story.actions.map(({ id, what, direction, ownerId, askedBy, dueOn }) => {
    const [who, by] = [names.get(ownerId ?? ''), names.get(askedBy ?? '')]
    return html`<p><strong>${link(what, recordHref('action', id))}</strong></p>
      <p class="hf-quiet hf-small">${direction ? 'Direction' : 'Action'}${by !== undefined && ` from ${by}`}${who !== undefined && ` to ${who}`}, ${dueOn < on ? 'was due' : 'due'} ${dayWords(dueOn, on)}</p>`
  })
  const none = html`<p class="hf-quiet">Nobody is waiting for anything to be done.</p>`
  return section({ id: 'promised', title: 'What was asked' }, items.length > 0 ? listed(items) : none)
}
