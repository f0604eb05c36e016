import type { Figure } from './figures.ts'
import type { Measure } from './measure.ts'
import type { MeasureSetting } from './setting.ts'
import { suppress, type Cell } from './suppress.ts'
import { toTenth, valueOf } from './value.ts'

/** What somebody who may know of no child is shown of a figure: its value, that it is of too few, or that there is none. */
type Counted = number | 'few' | null

/** A measure whose rows all count has nothing they are counted of. */
export const cellOf = (measure: Measure, { numerator, denominator }: Figure): Cell => ({
  numerator,
  denominator: measure.numerator === undefined ? null : denominator,
})

/** The value of all together, unless it tells of a few. */
export function countedFor(measure: Measure, figure: Figure, setting: MeasureSetting): Counted {
  const { total } = suppress(cellOf(measure, figure), [], setting.smallNumber)
  if (total.hidden) return 'few'
  const value = valueOf(measure, figure, setting)
  return value === null ? null : toTenth(value)
}

/** The points of a trend that may be shown, oldest first; null where one of them may not: a line with gaps would be read as one without. */
export function trendFor(
  measure: Measure,
  figures: readonly Figure[],
  setting: MeasureSetting,
): readonly number[] | null {
  const points = figures.map((figure) => countedFor(measure, figure, setting))
  return points.includes('few') ? null : points.filter((point) => typeof point === 'number')
}
