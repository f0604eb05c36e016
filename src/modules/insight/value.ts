import type { Figure } from './figures.ts'
import type { Measure } from './measure.ts'
import { daysIn } from './stretch.ts'

/** What turns counts into a value: the children of the area, where that is known. */
export interface Area {
  /** Children of 0 to 17; null where nobody has said. */
  readonly population: number | null
}

/**
 * The value of a figure: a count, a percentage, a rate for a year, an average. Null where there is nothing to work it out
 * from: no rows, or no population.
 */
export function valueOf(measure: Measure, figure: Counted, { population }: Area): number | null {
  const { numerator, denominator, amount } = figure
  switch (measure.figure) {
    case 'count':
      return numerator
    case 'percent':
      return denominator === 0 ? null : (100 * numerator) / denominator
    case 'rate':
      return population === null ? null : (10_000 * numerator * inAYear(measure, figure)) / population
    case 'each worker':
      return amount === null || amount === 0 ? null : numerator / amount
    case 'mean':
    case 'median':
    case 'longest':
      return amount
  }
}

type Counted = Pick<Figure, 'numerator' | 'denominator' | 'amount' | 'day' | 'since'>

/** A month's rate is a year's rate of such months, or the two could not be drawn beside each other. */
const inAYear = ({ over }: Measure, figure: Counted): number =>
  over === 'year' && daysIn(figure) < 32 ? 365 / daysIn(figure) : 1

/** Whether a number is so few that it says nothing by itself. */
export const tooFew = ({ figure }: Measure, { denominator }: Counted): boolean =>
  figure === 'percent' && denominator < 10

const one = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })

/** '88%', '64.1', '1,420', '594 days'; a dash where there is none. */
export function valueSaid({ figure, id }: Measure, value: number | null): string {
  if (value === null) return '–'
  if (figure === 'percent') return `${(value < 10 && value > 0 ? one : whole).format(value)}%`
  if (figure === 'count') return whole.format(value)
  return id.endsWith('_days') ? `${whole.format(value)} days` : one.format(value)
}

/** Put after each number of a chart. */
export const unitOf = ({ figure }: Measure): string => (figure === 'percent' ? '%' : '')

/** To one place, as charts and files give it. */
export const toTenth = (value: number): number => Math.round(value * 10) / 10
