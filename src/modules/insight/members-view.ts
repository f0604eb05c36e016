import { longDay } from '../../platform/dates/day.ts'
import { sparkline } from '../../platform/web/charts/sparkline.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { section } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { measures } from './every-measure.ts'
import { stages, type Measure } from './measure.ts'
import { countedFor, trendFor } from './members.ts'
import { besideOf } from './published.ts'
import type { Board } from './readings.ts'
import type { MeasureSetting } from './setting.ts'
import { valueSaid } from './value.ts'
import { besideSaid, stretchSaid } from './words.ts'

interface Facts {
  readonly board: Board
  readonly setting: MeasureSetting
}

/** Counts and trends of all children together, stage by stage: nothing on the page opens a child, and no small number is on it. */
export function membersView(facts: Facts): Html {
  const { board, setting } = facts
  return html`<p>Of ${longDay(board.on)}, all children together. A number of 1 to ${setting.smallNumber} is not shown, and neither is one that would tell it: it could be known whose it is.</p>
    ${stages.map((stage) => ofStage(stage, facts))}`
}

function ofStage(stage: string, facts: Facts): Html {
  const rows = measures.filter((measure) => measure.stage === stage).map((measure) => rowOf(measure, facts))
  if (rows.length === 0) return html``
  const columns = ['Measure', 'Now', 'When', '12 months', 'Elsewhere']
  return section(
    { id: stage.toLowerCase().replaceAll(' ', '-'), title: stage },
    cards({ caption: stage, columns, rows }),
  )
}

function rowOf(measure: Measure, { board, setting }: Facts) {
  const { headline, trend } = board.of(measure, null)
  const now = countedFor(measure, headline, setting)
  const points = trendFor(measure, trend, setting)
  return {
    head: measure.title,
    cells: [
      now === 'few' ? 'Too few to show' : html`<strong>${valueSaid(measure, now)}</strong>`,
      stretchSaid(measure, headline),
      points === null ? 'Some months are too few to show' : (sparkline({ values: points }) ?? 'Not known'),
      besideSaid(measure, besideOf(measure.comparator, setting.authority)),
    ],
  }
}
