import { html, raw, type Html } from '../html.ts'
import type { Family } from './family.ts'
import { middleOf, rowHeight, slot, type Place } from './genogram-layout.ts'

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * The outline round those who live with the child. Each has a box; boxes that touch are drawn all lines first and all fills
 * after, so that only the outer line is left. Somebody who lives elsewhere is never inside it, wherever they stand.
 */
export function homeOf({ home, couples }: Family, places: ReadonlyMap<string, Place>): Html {
  if (!home) return html``
  const inside = home.people.flatMap((id) => places.get(id) ?? [])
  const lowest = Math.max(...inside.map(({ row }) => row))
  const boxes = [...inside.map((place) => boxOf(place, lowest)), ...joins(home.people, couples, places)]
  const below = inside.filter(({ row }) => row === lowest).toSorted((a, b) => b.x - a.x)[0]
  const address = home.name.length > 20 ? `${home.name.slice(0, 19)}…` : home.name
  const named = below && html`<text x="${below.x}" y="${middleOf(lowest) + 77}" class="sm">${address}</text>`
  return html`${raw(
    boxes.map((box) => rect(box, 'home')).join('') +
      boxes.map((box) => rect(box, 'home home--fill')).join(''),
  )}${named}`
}

const rect = ({ x, y, width, height }: Box, named: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" class="${named}"/>`

/** Six more than half a slot to each side, so that neighbours overlap and their inner lines are covered. */
const boxOf = ({ x, row }: Place, lowest: number): Box => ({
  x: x - slot / 2 - 3,
  y: middleOf(row) - 36,
  width: slot + 6,
  height: row === lowest ? 122 : 101,
})

/** What joins a parent's box to a child's, where both live there: down the gap between the rows, where nobody's name is. */
function joins(
  people: readonly string[],
  couples: Family['couples'],
  places: ReadonlyMap<string, Place>,
): readonly Box[] {
  return couples.flatMap(({ partners, children = [] }) => {
    const parents = partners.filter((id) => people.includes(id)).flatMap((id) => places.get(id) ?? [])
    const young = children.filter((id) => people.includes(id)).flatMap((id) => places.get(id) ?? [])
    const [parent] = parents
    if (!parent || young.length === 0) return []
    const xs = [...parents, ...young].map(({ x }) => x)
    const [left, right] = [Math.min(...xs) - 30, Math.max(...xs) + 30]
    return [{ x: left, y: middleOf(parent.row) + 62, width: right - left, height: rowHeight - 95 }]
  })
}
