import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, section } from '../../platform/web/holdfast/section.ts'
import { countLink, tally } from '../../platform/web/holdfast/tally.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { Count, OverseenTeam } from './queries.ts'
import { listOf, type List } from './rule-table.ts'
import type { Sample } from './sampled/queries.ts'
import { sampledView } from './sampled/views.ts'
import { listHref } from './words.ts'

/** Every team a manager of managers oversees. */
interface ServiceFacts {
  readonly teams: readonly OverseenTeam[]
  readonly counts: readonly Count[]
  /** The draws of their managers' entries, newest month first. */
  readonly samples: readonly Sample[]
}

const teamColumns = [
  ['children', 'Children'],
  ['visits-over', 'Visits over'],
  ['not-seen', 'Not seen'],
  ['unallocated', 'No worker'],
  ['drifting', 'Drifting'],
  ['directions-over', 'Directions over'],
  ['asked-twice', 'Asked twice'],
  ['three-workers', '3 workers or more'],
  ['drawn-left', 'Visits to check'],
] as const

const own = [
  ['asked-three-times', 'Asked three times or more: needs your decision'],
  ['asked-twice', 'Asked twice or more: told to you'],
  ['unallocated', 'No worker'],
  ['not-seen', 'Not seen for 6 weeks'],
  ['drawn-left', 'Visits drawn and not checked yet'],
] as const

/** The lists that the page counts. */
export const serviceLists: readonly List[] = [...new Set([...own, ...teamColumns].map(([code]) => code))].map(
  listOf,
)

const besideYours = html`<p>${link('Homes', '/homes', 'and children in those that are not registered')}
  <span class="govuk-!-margin-left-3">${link(
    'Supervision',
    '/supervision',
    'of those you manage',
  )}</span></p>`

/** What is a service manager's own to answer, then each team. */
export function serviceView({ teams, counts, samples }: ServiceFacts): Html {
  if (teams.length === 0)
    return html`<p>There is no team here with workers yet. An administrator adds teams.</p>`
  const counted = new Map(counts.map(({ teamId, list, count }) => [`${teamId ?? ''} ${list}`, count]))
  const countOf = (team: string | null, code: string): number => counted.get(`${team ?? ''} ${code}`) ?? 0
  const yours = tally(
    own.map(([code, name]) => ({ name, count: countOf(null, code), href: listHref(null, code) })),
  )
  const rows = teams.map(({ id, name, managers }) => ({
    head: html`${link(name, `/oversight/teams/${id}`)}<br><span class="hf-quiet hf-small">${managers.join(' and ') || 'No manager'}</span>`,
    cells: teamColumns.map(([code, column]) =>
      countLink(countOf(id, code), listHref(id, code), `${column}, ${name}`),
    ),
  }))
  const table = cards({
    caption: 'Each team, and what is late in it',
    columns: ['Team', ...teamColumns.map(([, column]) => column)],
    rows,
    pack: true,
  })
  return html`<div class="hf-cols hf-cols--21">
      <div>
        ${section({ id: 'yours', title: 'For you', aside: besideYours }, yours)}
      </div>
    </div>
    ${section({ id: 'teams', title: 'Teams', aside: String(teams.length) }, table)}
    ${sampledView(samples)}`
}
