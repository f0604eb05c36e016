import { longDay, shortDay, type Day } from '../../platform/dates/day.ts'
import { ageWords, nameOf } from '../../platform/people/name.ts'
import { pagination } from '../../platform/web/govuk/pagination.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { Asked, Behind, BehindRow, Part } from './behind.ts'
import { count } from './count-words.ts'
import type { Measure } from './measure.ts'
import { behindHref, stretchSaid } from './words.ts'

const partNames: Readonly<Record<Part, string>> = {
  counted: 'counted',
  of: 'all of them',
  rest: 'not counted',
  unknown: 'not known',
}

/** What the list is of, and how many it has. */
export function behindTitle(
  { title, rows, ...measure }: Measure,
  { part, stretch, whose }: Asked,
  total: number,
  teams: readonly { id: string; name: string }[],
): { readonly title: string; readonly lead: string } {
  const team =
    whose === null
      ? ''
      : whose === 'none'
        ? ', no team'
        : `, ${teams.find(({ id }) => id === whose)?.name ?? 'a team'}`
  return {
    title: `${title}: ${partNames[part]}`,
    lead: `${count(total)} ${total === 1 ? rows[0] : rows[1]} ${stretchSaid(measure, stretch)}${team}.`,
  }
}

interface BehindFacts {
  readonly measure: Measure
  readonly asked: Asked
  readonly behind: Behind
  readonly atOnce: number
  readonly on: Day
}

/** The rows behind a number. Whoever may not open a child’s record is told there is a child, and nothing else. */
export function behindView({ measure, asked, behind, atOnce, on }: BehindFacts): Html {
  const { total, rows } = behind
  if (rows.length === 0)
    return html`<p>${total === 0 && asked.page === 1 ? 'Nobody.' : 'There is nothing on this page.'}</p>`
  const ofChildren = measure.team === undefined || rows.some(({ childId }) => childId !== null)
  const table = cards({
    caption: measure.title,
    columns: [ofChildren ? 'Child' : 'Worker', ...(ofChildren ? ['Worker'] : []), 'Team', 'Day', 'Counted'],
    rows: rows.map((row) => ({
      head: headOf(row, ofChildren, on),
      cells: [
        ...(ofChildren ? [row.worker ?? (row.may ? 'No worker' : '')] : []),
        row.team ?? '',
        row.at === null ? '' : shortDay(row.at, { year: true }),
        countedSaid(row),
      ],
    })),
  })
  const nameless =
    rows.some(({ may }) => !may) &&
    html`<p class="hf-quiet hf-small">A child whose record is not yours to open is counted and not named.</p>`
  return html`${nameless}${table}${turn(measure, asked, total, atOnce)}`
}

function headOf(row: BehindRow, ofChildren: boolean, on: Day): Html | string {
  if (!row.may) return html`<span class="hf-quiet">A child of another team</span>`
  if (!ofChildren) return row.worker ?? 'Nobody in post'
  if (row.childId === null) return 'No child on the record'
  const named = namedOf(row)
  const age = ageWords(named, on)
  return link(
    age === 'age not known' ? nameOf(named) : `${nameOf(named)}, ${age}`,
    `/children/${row.childId}/overview`,
  )
}

const namedOf = ({ givenName = null, familyName = null, knownAs = null, ...row }: BehindRow) => ({
  ...row,
  givenName,
  familyName,
  knownAs,
  kind: row.kind ?? 'child',
})

const countedSaid = ({ counted }: BehindRow): string =>
  counted === null ? 'not known' : counted ? 'yes' : 'no'

function turn(
  { id }: Measure,
  { stretch, part, whose, page }: Asked,
  total: number,
  atOnce: number,
): Html | false {
  if (total <= atOnce) return false
  const at = (number: number): string => `${behindHref(id, part, { stretch, team: whose })}&page=${number}`
  return pagination({
    landmarkLabel: `Pages, up to ${longDay(stretch.day)}`,
    ...(page > 1 && { previous: { href: at(page - 1) } }),
    ...(page * atOnce < total && { next: { href: at(page + 1) } }),
  })
}
