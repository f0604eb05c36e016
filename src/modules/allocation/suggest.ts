import { shortDay, type Day } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import { listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import type { Familiar, WorkerLoad } from './queries.ts'

/**
 * Workers in the order they would suit: within their limit before over it, then a familiar face, then whoever has the most
 * room left. A child should have as few workers as can be, and brothers and sisters the same one.
 */
export function inTurnOf(staff: readonly WorkerLoad[], known: readonly Familiar[]): WorkerLoad[] {
  const familiar = new Map(known.map((one) => [one.workerId, one]))
  const rank = ({ id, load, limit }: WorkerLoad): readonly number[] => {
    const face = familiar.get(id)
    return [
      load > limit ? 1 : 0,
      face === undefined ? 2 : face.siblings > 0 ? 0 : 1,
      face === undefined ? load - limit : 0,
    ]
  }
  return staff.toSorted(
    (one, other) => compare(rank(one), rank(other)) || one.name.localeCompare(other.name, 'en'),
  )
}

function compare(one: readonly number[], other: readonly number[]): number {
  const i = one.findIndex((value, at) => value !== other[at])
  return i < 0 ? 0 : (one[i] ?? 0) - (other[i] ?? 0)
}

/** How many are put forward: a manager chooses, and the rest are in the list. */
const many = 3

/** Who would suit, each with why and what they would then carry. */
export function suggestions(ranked: readonly WorkerLoad[], known: readonly Familiar[], today: Day): Html {
  const first = ranked.filter(({ load, limit }) => load <= limit).slice(0, many)
  if (ranked.length === 0) return nothing
  const familiar = new Map(known.map((one) => [one.workerId, one]))
  const lines = first.map(
    (one) => html`<p><strong>${one.name}</strong>. ${why(familiar.get(one.id), today)}</p>
      <p class="hf-quiet hf-small">Would carry ${one.load} of ${one.limit}.${
        one.newlyQualified && ' In their first year: not alone with child protection or court work.'
      }</p>`,
  )
  const none = html`<p>${state('over', 'Every worker would be over their limit', {
    wrap: true,
  })} Only the service manager may go over it, with a plan to bring it down.</p>`
  return section({ id: 'suits', title: 'Who would suit' }, lines.length > 0 ? listed(lines) : none)
}

function why(face: Familiar | undefined, today: Day): string {
  if (face === undefined) return 'Has the most room'
  if (face.siblings > 0)
    return `Works with ${counted(face.siblings, 'brother or sister', 'brothers and sisters')} now`
  const when =
    face.before === null
      ? ''
      : `, until ${shortDay(face.before, { year: face.before.slice(0, 4) !== today.slice(0, 4) })}`
  return `Worked with this child before${when}`
}
