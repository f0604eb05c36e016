import type { Day } from '../../platform/dates/day.ts'
import { spcChart } from '../../platform/web/charts/spc-chart.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { tally, type Count } from '../../platform/web/holdfast/tally.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import type { Part, Whose } from './behind.ts'
import { count } from './count-words.ts'
import type { Figure } from './figures.ts'
import type { Measure } from './measure.ts'
import type { Beside } from './published.ts'
import type { MeasureSetting } from './setting.ts'
import { stretchTo } from './stretch.ts'
import { toTenth, unitOf, valueOf, valueSaid, type Area } from './value.ts'
import { behindHref, besideSaid, countedSaid, stretchSaid, trendOf, trendSaid, type Trend } from './words.ts'

interface MeasureFacts {
  readonly measure: Measure
  readonly on: Day
  readonly today: Day
  /** The team whose number comes first; null for everybody. */
  readonly team: Whose
  /** Of the day asked, and of each point: of all, and of each team. */
  readonly figures: readonly Figure[]
  readonly trend: readonly Figure[]
  readonly setting: MeasureSetting
  readonly beside: Beside
  readonly teams: readonly { readonly id: string; readonly name: string }[]
}

/** The number and what is behind it, how it has gone, each team, and how it is counted. */
export function measureView(facts: MeasureFacts): Html {
  const { measure, team } = facts
  const area = areaOf(facts)
  const trend = trendOf(
    measure,
    facts.trend
      .filter(({ teamId }) => teamId === team)
      .toSorted((one, other) => (one.day < other.day ? -1 : 1)),
    area,
  )
  return html`<div class="hf-cols hf-cols--21">
      <div>
        ${chart(facts, trend)}
      </div>
      <div class="hf-side">
        ${now(facts)}${says(facts, trend)}
      </div>
    </div>
    ${byTeam(facts)} ${definition(facts)}`
}

const whole = ({ figures, team }: MeasureFacts): Figure | undefined =>
  figures.find(({ teamId }) => teamId === team)

/** A team has no children of an area of its own: its rates are none. */
const areaOf = ({ measure, team, setting }: MeasureFacts): Area =>
  measure.figure === 'rate' && team !== null ? { population: null } : setting

function now(facts: MeasureFacts): Html {
  const { measure, team, on, beside, teams } = facts
  const figure = whole(facts)
  const value = figure === undefined ? null : valueOf(measure, figure, areaOf(facts))
  const whose = team === null ? '' : `, ${teams.find(({ id }) => id === team)?.name ?? 'a team'}`
  const when = `${stretchSaid(measure, stretchTo(on, measure.over))}${whose}`
  const many = beside.neighbours && `. Similar: ${beside.neighbours.many} statistical neighbours`
  return section(
    { id: 'now', title: html`${valueSaid(measure, value)} <span class="hf-quiet hf-small">${when}</span>` },
    html`${tally(behindIt(facts, figure))}
      <p class="hf-small hf-quiet">${besideSaid(measure, beside)}${many}</p>`,
  )
}

/** The counts a number is made of, each opening its rows. */
function behindIt({ measure, team, on }: MeasureFacts, figure: Figure | undefined): Count[] {
  const { numerator = 0, denominator = 0, unknown = 0 } = figure ?? {}
  const opens = (name: string, part: Part, many: number): Count => ({
    name,
    count: many === 0 ? 0 : count(many),
    href: behindHref(measure.id, part, { stretch: stretchTo(on, measure.over), team }),
  })
  const [, rows] = measure.rows
  if (measure.numerator === undefined)
    return [opens(`${rows.charAt(0).toUpperCase()}${rows.slice(1)}`, 'counted', numerator)]
  return [
    opens('Counted', 'counted', numerator),
    opens(`Of ${rows}`, 'of', denominator),
    ...(measure.denominator === undefined ? [opens('The rest', 'rest', denominator - numerator)] : []),
    ...(unknown > 0 ? [opens('Not known', 'unknown', unknown)] : []),
  ]
}

function says({ measure }: MeasureFacts, trend: Trend): Html {
  const better =
    measure.better === null
      ? 'Neither way is better'
      : `${measure.better === 'higher' ? 'Higher' : 'Lower'} is better`
  return section(
    { id: 'says', title: 'What this says', aside: better },
    listed(trendSaid(measure, trend).map((text) => html`<p>${text}</p>`)),
  )
}

const monthOf = (day: Day): string =>
  ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][
    Number(day.slice(5, 7)) - 1
  ] ?? ''

function chart({ measure, team, on }: MeasureFacts, { points, limits }: Trend): Html {
  const title = `${measure.title}, ${measure.over === 'year' ? 'month by month' : 'at the end of each month'}`
  const drawn = points.map(({ figure, value }) => ({
    label:
      figure.day === on && measure.over !== 'year' && !isMonthEnd(figure.day) ? 'now' : monthOf(figure.day),
    value,
    from: [
      figure.numerator === 0
        ? '0'
        : link(
            countedSaid(measure, figure),
            behindHref(measure.id, 'counted', { stretch: figure, team }),
            `, ${monthOf(figure.day)} ${figure.day.slice(0, 4)}`,
          ),
    ],
  }))
  const columns = ['Month', 'Counted', measure.title]
  const body =
    limits === null
      ? cards({
          caption: title,
          columns,
          rows: drawn.map(({ label, from, value }) => ({
            head: label,
            cells: [...from, `${value}${unitOf(measure)}`],
          })),
        })
      : spcChart({
          id: 'trend',
          title,
          points: drawn,
          average: toTenth(limits.average),
          low: toTenth(limits.low),
          high: toTenth(limits.high),
          unit: unitOf(measure),
          ...(measure.better !== null && { better: measure.better }),
          columns,
        })
  return section(
    { id: 'trend', title: measure.over === 'year' ? 'Month by month' : 'Over 12 months' },
    points.length === 0 ? html`<p>Nothing in the record yet.</p>` : body,
  )
}

const isMonthEnd = (day: Day): boolean => new Set(['28', '29', '30', '31']).has(day.slice(8))

function byTeam({ measure, figures, teams, on, setting }: MeasureFacts): Html {
  const all = figures.find(({ teamId }) => teamId === null)
  const named = new Map(teams.map(({ id, name }) => [id, name]))
  const each = figures
    .filter(({ teamId }) => teamId !== null)
    .toSorted((one, other) =>
      (named.get(one.teamId ?? '') ?? '').localeCompare(named.get(other.teamId ?? '') ?? '', 'en'),
    )
  if (all === undefined || each.length === 0) return nothing
  const stretch = stretchTo(on, measure.over)
  const valued = (figure: Figure, area: { population: number | null }) =>
    valueSaid(measure, valueOf(measure, figure, area))
  const row = (head: string, figure: Figure, team: Whose) => ({
    head,
    cells: [
      valued(figure, team === null ? setting : { population: null }),
      figure.numerator === 0
        ? countedSaid(measure, figure)
        : link(
            countedSaid(measure, figure),
            behindHref(measure.id, 'counted', { stretch, team }),
            `, ${head}`,
          ),
      figure.unknown === 0
        ? ''
        : link(
            String(figure.unknown),
            behindHref(measure.id, 'unknown', { stretch, team }),
            `not known, ${head}`,
          ),
    ],
  })
  const rest = restOf(all, each)
  const rows = [
    ...each.map((one) => row(named.get(one.teamId ?? '') ?? 'A team', one, one.teamId)),
    ...(rest === null ? [] : [row('No team', rest, 'none')]),
    row('All', all, null),
  ]
  return section(
    { id: 'teams', title: 'Team by team' },
    cards({
      caption: `${measure.title}, team by team`,
      columns: ['Team', 'Value', 'Counted', 'Not known'],
      rows,
      total: true,
    }),
  )
}

/** What belongs to no team; null where everything does. Averages of it are not worked out. */
function restOf(all: Figure, each: readonly Figure[]): Figure | null {
  const less = (of: 'numerator' | 'denominator' | 'unknown'): number =>
    all[of] - each.reduce((sum, one) => sum + one[of], 0)
  const rest = {
    ...all,
    teamId: 'none',
    numerator: less('numerator'),
    denominator: less('denominator'),
    unknown: less('unknown'),
    amount: null,
  }
  return rest.numerator + rest.denominator + rest.unknown === 0 ? null : rest
}

function definition({ measure, beside }: MeasureFacts): Html {
  const published =
    beside.england !== undefined &&
    html`<p class="hf-quiet hf-small">England’s and other authorities’ figures are published by the Department for Education, under the Open Government Licence v3.0. They are rounded, and small ones are not published.</p>`
  const usual = html`<p class="hf-quiet hf-small">The usual range is the average of the points before the latest and 2.66 times their mean moving range either side (an XmR chart).</p>`
  return section(
    { id: 'counted', title: 'How it is counted' },
    html`<p>Left out, or different: ${measure.leavesOut.charAt(0).toLowerCase()}${measure.leavesOut.slice(1)}</p>
      <p class="hf-quiet">${measure.source}.</p>
      ${usual}${published}`,
  )
}
