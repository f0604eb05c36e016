import { addDays, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { teamsOf } from './behind.ts'
import { measures } from './every-measure.ts'
import { figuresOf, type Figure } from './figures.ts'
import type { Measure } from './measure.ts'
import { cellOf } from './members.ts'
import { besideOf } from './published.ts'
import { measureSetting, type MeasureSetting } from './setting.ts'
import { stretchTo } from './stretch.ts'
import { suppress, type Shown } from './suppress.ts'
import { unanswered } from './unanswered.ts'
import { toTenth, valueOf } from './value.ts'

/** A row of what leaves the building: a measure of everybody, or of one team. `c` stands for what is not shown. */
export interface Told {
  readonly measure: string
  readonly title: string
  readonly from: Day
  readonly to: Day
  /** Empty for all together. */
  readonly team: string
  /** Null where the record cannot answer. */
  readonly counted: number | 'c' | null
  readonly of: number | 'c' | null
  readonly value: number | 'c' | null
  readonly unit: string
  readonly england: number | null
  readonly similar: number | null
  readonly publishedYear: number | null
  /** Why there is no number, where the record cannot answer. */
  readonly why: string
}

/**
 * Every measure on a day, worked out now, of all and of each team, with small numbers taken out; and those the record cannot
 * answer, each with why.
 */
export async function measuresTold(db: Db, on: Day): Promise<Told[]> {
  const [setting, teams] = [await measureSetting(db), await teamsOf(db)]
  const named = new Map(teams.map(({ id, name }) => [id, name]))
  const told: Told[] = []
  for (const measure of measures) {
    const figures = await figuresOf(db, measure, [stretchTo(on, measure.over)])
    told.push(
      ...safely(measure, figures, setting).map((row) => ({
        ...row,
        team: row.team === '' ? '' : (named.get(row.team) ?? ''),
      })),
    )
  }
  return [...told, ...unanswered.map(({ id, title, why }) => ({ ...empty(on), measure: id, title, why }))]
}

const empty = (on: Day) => ({
  from: on,
  to: on,
  team: '',
  counted: null,
  of: null,
  value: null,
  unit: '',
  england: null,
  similar: null,
  publishedYear: null,
})

/** The whole and its teams, by id, as they may be shown. */
function safely(measure: Measure, figures: readonly Figure[], setting: MeasureSetting): Told[] {
  const whole = figures.find(({ teamId }) => teamId === null)
  if (whole === undefined) return []
  const teams = figures.filter(({ teamId }) => teamId !== null)
  const { total, parts } = suppress(
    cellOf(measure, whole),
    teams.map((one) => cellOf(measure, one)),
    setting.smallNumber,
  )
  return [
    toldOf(measure, whole, total, setting),
    ...teams.map((one, i) => toldOf(measure, one, parts[i] ?? total, setting)),
  ]
}

function toldOf(measure: Measure, figure: Figure, shown: Shown, setting: MeasureSetting): Told {
  const { england, neighbours } = besideOf(measure.comparator, setting.authority)
  return {
    ...empty(figure.day),
    ...(shown.hidden ? hiddenOf(measure) : numbersOf(measure, figure, shown, setting)),
    measure: measure.id,
    title: measure.title,
    from: addDays(figure.since, 1),
    team: figure.teamId ?? '',
    unit: measure.figure,
    england: england?.value ?? null,
    similar: neighbours === undefined ? null : toTenth(neighbours.value),
    publishedYear: england?.year ?? neighbours?.year ?? null,
    why: '',
  }
}

type Numbers = Pick<Told, 'counted' | 'of' | 'value'>

const hiddenOf = ({ numerator }: Measure): Numbers => ({
  counted: 'c',
  of: numerator === undefined ? null : 'c',
  value: 'c',
})

function numbersOf(
  measure: Measure,
  figure: Figure,
  { numerator, denominator }: Shown,
  setting: MeasureSetting,
): Numbers {
  // A team has no children of an area of its own: its rates are none.
  const value = figure.teamId !== null && measure.figure === 'rate' ? null : valueOf(measure, figure, setting)
  return { counted: numerator, of: denominator, value: value === null ? null : toTenth(value) }
}

const columns = [
  'measure',
  'title',
  'from',
  'to',
  'team',
  'counted',
  'of',
  'value',
  'unit',
  'england',
  'similar',
  'publishedYear',
  'why',
] as const

/** The same as a CSV that opens in a spreadsheet: no cell is a formula. */
export const asCsv = (rows: readonly Told[]): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => cells.map(cellText).join(','))
    .join('\r\n') + '\r\n'

function cellText(value: string | number | null): string {
  if (value === null) return ''
  const text = String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
