import { html, raw, type Html } from '../html.ts'
import type { Couple } from './family.ts'
import { middleOf, slot, type Place } from './genogram-layout.ts'

type Places = ReadonlyMap<string, Place>

/** A line between partners, and where the line down to their children leaves it. */
interface Tie {
  readonly across: string
  readonly down: { readonly x: number; readonly path: string }
  readonly y: number
}

/** The line between partners, and from it down to their children. `index` keeps two couples' lines from lying on each other. */
export function tiesOfCouple(couple: Couple, index: number, places: Places): Html {
  const tie = tieOf(couple, places)
  if (!tie) return html``
  const { across, down, y } = tie
  const children = (couple.children ?? []).flatMap((id) => places.get(id) ?? [])
  const below = children[0]
    ? down.path + toChildren(children, down.x, middleOf(children[0].row) - 74 + (index % 4) * 9)
    : ''
  const named = couple.ended ? 'tie tie--off' : 'tie'
  const parted =
    couple.ended && across ? `<path class="tie" d="M${down.x - 22} ${y + 8}l9 -16m-3 18l9 -16"/>` : ''
  return raw(`${path(named, across)}${parted}${path('tie', below)}`)
}

const path = (named: string, d: string): string => d && `<path class="${named}" d="${d}"/>`

function tieOf({ partners }: Couple, places: Places): Tie | undefined {
  const [one, other] = partners.flatMap((id) => places.get(id) ?? []).toSorted((a, b) => a.x - b.x)
  if (!one) return undefined
  if (!other || other.row !== one.row) return alone(one, places)
  return isBetween(one, other, places) ? over(one, other) : beside(one, other)
}

function beside(one: Place, other: Place): Tie {
  const y = middleOf(one.row)
  const x = (one.x + other.x) / 2
  return { across: `M${one.x + 18} ${y}H${other.x - 18}`, down: { x, path: `M${x} ${y}` }, y }
}

/** Past somebody else it goes over their head, so that it joins nobody it should not. */
function over(one: Place, other: Place): Tie {
  const y = middleOf(one.row) - 28
  const x = other.x - slot / 2 + 8
  return { across: `M${one.x} ${y + 10}V${y}H${other.x}V${y + 10}`, down: { x, path: `M${x} ${y}` }, y }
}

/** With one parent known, the line leaves their side, on the side where nobody stands, so as not to cross their name. */
function alone(one: Place, places: Places): Tie {
  const y = middleOf(one.row)
  const side = stands(one.x + slot, one, places) && !stands(one.x - slot, one, places) ? -1 : 1
  const x = one.x + side * (slot / 2 - 4)
  return { across: '', down: { x, path: `M${one.x + side * 18} ${y}H${x}` }, y }
}

const stands = (x: number, { row }: Place, places: Places): boolean =>
  [...places.values()].some((place) => place.row === row && Math.abs(place.x - x) < slot / 2)

const isBetween = (one: Place, other: Place, places: Places): boolean =>
  [...places.values()].some(({ x, row }) => row === one.row && x > one.x && x < other.x)

function toChildren(children: readonly Place[], x: number, y: number): string {
  const ends = [x, ...children.map((child) => child.x)]
  const bar = `V${y}M${Math.min(...ends)} ${y}H${Math.max(...ends)}`
  return bar + children.map((child) => `M${child.x} ${y}V${middleOf(child.row) - 18}`).join('')
}
