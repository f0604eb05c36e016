import { longDay, type Day } from '../../platform/dates/day.ts'
import { sparkline } from '../../platform/web/charts/sparkline.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { select } from '../../platform/web/govuk/select.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { measure as panel, measureBoard } from '../../platform/web/holdfast/measure.ts'
import { link, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { Whose } from './behind.ts'
import { measures } from './every-measure.ts'
import type { Figure } from './figures.ts'
import { stages, type Measure } from './measure.ts'
import { besideOf } from './published.ts'
import type { Board } from './readings.ts'
import type { MeasureSetting } from './setting.ts'
import { offeredDays } from './stretch.ts'
import { unanswered } from './unanswered.ts'
import { valueOf, valueSaid } from './value.ts'
import {
  behindHref,
  besideSaid,
  byGravity,
  countedSaid,
  measureHref,
  rangeSaid,
  stretchSaid,
  trendOf,
  type Trend,
} from './words.ts'

interface BoardFacts {
  readonly board: Board
  readonly setting: MeasureSetting
  readonly teams: readonly { readonly id: string; readonly name: string }[]
  /** The team shown; null for everybody. */
  readonly team: Whose
  readonly today: Day
  readonly hidden: Html
}

interface Line {
  readonly measure: Measure
  readonly headline: Figure
  readonly value: number | null
  readonly trend: Trend
}

/** What has moved first, then each stage of a child’s way, then what the record cannot answer. */
export function boardView(facts: BoardFacts): Html {
  const lines = measures.map((measure) => lineOf(measure, facts))
  const moved = lines.filter(({ trend: { standing } }) => standing !== null && standing !== 'usual')
  const inOrder = moved.toSorted((one, other) => byGravity(one.trend.standing, other.trend.standing))
  return html`${chooser(facts)}
    ${section(
      { id: 'moved', title: 'Outside the usual range', aside: String(moved.length) },
      movedTable(inOrder, facts),
    )}
    ${stages.map((stage) =>
      ofStage(
        stage,
        lines.filter(({ measure }) => measure.stage === stage),
        facts,
      ),
    )}
    ${cannot()} ${about(facts)}`
}

function lineOf(measure: Measure, { board, team, setting }: BoardFacts): Line {
  const { headline, trend } = board.of(measure, team)
  const area = areaOf(measure, team, setting)
  return { measure, headline, value: valueOf(measure, headline, area), trend: trendOf(measure, trend, area) }
}

/** A team has no children of its own area: its rates are none. */
const areaOf = ({ figure }: Measure, team: Whose, setting: MeasureSetting) =>
  figure === 'rate' && team !== null ? { population: null } : setting

function chooser({ board: { on }, teams, team, today, hidden }: BoardFacts): Html {
  const days = [today, ...offeredDays(today).toReversed()]
  const all = days.includes(on) ? days : [on, ...days]
  const day = select({
    id: 'on',
    name: 'on',
    label: { text: 'Day' },
    value: on,
    items: all.map((value) => ({
      value,
      text: value === today ? `Today, ${longDay(value)}` : longDay(value),
    })),
  })
  const whose = select({
    id: 'team',
    name: 'team',
    label: { text: 'Team' },
    value: team,
    items: [{ value: '', text: 'All teams' }, ...teams.map(({ id, name }) => ({ value: id, text: name }))],
  })
  const again = `/measures?${new URLSearchParams({ on, ...(team !== null && { team }) }).toString()}`
  return html`<form method="get" action="/measures" class="hf-measures__ask">
      ${day}${whose}${button({ text: 'Show', classes: 'govuk-button--secondary' })}
    </form>
    <form method="post" action="${again}" class="hf-measures__again">
      ${hidden}
      ${button({ text: 'Work out again now', classes: 'govuk-button--secondary' })}
      <a class="govuk-link" href="/measures/file.csv?on=${on}">Download as a file (CSV), small numbers taken out</a>
      </form>
    <p class="hf-quiet hf-small">“Worse” and “better” hold each measure’s latest point beside its own past, not beside a target.</p>`
}

function movedTable(lines: readonly Line[], { board: { on }, team, today }: BoardFacts): Html {
  if (lines.length === 0) return html`<p>Nothing stands outside its usual range.</p>`
  return cards({
    caption: 'Measures outside their usual range, worse first',
    columns: ['Measure', 'Latest', 'Usual range', '12 months', 'Behind it'],
    rows: lines.flatMap(({ measure, trend }) => {
      const last = trend.points.at(-1)
      if (last === undefined || trend.limits === null) return []
      return [
        {
          head: link(measure.title, measureHref(measure.id, { on: on === today ? null : on, team })),
          cells: [
            html`<strong>${valueSaid(measure, last.value)}</strong> ${stood(trend.standing)}<br><span class="hf-quiet hf-small">${stretchSaid(measure, last.figure)}</span>`,
            rangeSaid(measure, trend.limits),
            sparkline({ values: trend.points.map(({ value }) => value) }) ?? '',
            opens(measure, last.figure, team),
          ],
        },
      ]
    }),
  })
}

function stood(standing: Trend['standing']): Html | string {
  switch (standing) {
    case 'worse':
      return state('over', 'worse')
    case 'better':
      return state('met', 'better')
    case 'above':
      return html`<span class="hf-quiet">higher</span>`
    case 'below':
      return html`<span class="hf-quiet">lower</span>`
    case 'usual':
    case null:
      return ''
  }
}

/** 'Opens the 12 children', or that there are none. */
function opens(measure: Measure, figure: Figure, team: Whose): Html {
  const counts = countedSaid(measure, figure)
  return figure.numerator === 0
    ? html`<span class="hf-quiet">${counts}</span>`
    : link(
        html`<span class="govuk-visually-hidden">opens </span>${counts}`,
        behindHref(measure.id, 'counted', { stretch: figure, team }),
        measure.title,
      )
}

function ofStage(stage: string, lines: readonly Line[], facts: BoardFacts): Html {
  const id = stage.toLowerCase().replaceAll(' ', '-')
  return section({ id, title: stage }, measureBoard(lines.map((line) => panelOf(line, facts))))
}

function panelOf(
  { measure, headline, value, trend }: Line,
  { board: { on }, team, today, setting }: BoardFacts,
): Html {
  const { standing } = trend
  const unknown =
    headline.unknown > 0 &&
    html`<br>${link(
      `not known for ${headline.unknown}`,
      behindHref(measure.id, 'unknown', { stretch: headline, team }),
      `: ${measure.title}`,
    )}`
  const empty = headline.numerator === 0 && headline.denominator === 0
  return panel({
    name: measure.title,
    href: measureHref(measure.id, { on: on === today ? null : on, team }),
    value: valueSaid(measure, value),
    of: html`${empty ? 'None in the record' : opens(measure, headline, team)}${
      measure.over === 'day' ? '' : `, ${measure.over === 'three years' ? '3 years' : '12 months'}`
    }${unknown}`,
    beside: besideSaid(measure, besideOf(measure.comparator, setting.authority)),
    recent: trend.points.map((point) => point.value),
    standing: standing === 'worse' || standing === 'better' || standing === 'usual' ? standing : undefined,
  })
}

const cannot = (): Html =>
  section(
    { id: 'not-yet', title: 'What the record cannot answer yet', aside: String(unanswered.length) },
    cards({
      caption: 'Measures of the table that the record cannot answer yet, each with why',
      columns: ['Measure', 'Why'],
      rows: unanswered.map(({ title, why }) => ({ head: title, cells: [why] })),
    }),
  )

function about({ setting: { population } }: BoardFacts): Html {
  const area =
    population === null
      ? 'Nobody has said how many children live in the area, so there are no rates.'
      : `Rates are for ${new Intl.NumberFormat('en-GB').format(population)} children of 0 to 17 in the area.`
  return html`<p class="hf-quiet hf-small">${area} The usual range is the average of the months before the latest and 2.66 times their mean moving range either side; eight months at least. England’s and similar authorities’ figures: Department for Education, Open Government Licence v3.0; “similar” is the mean of the statistical neighbours.</p>`
}
