import type { Day } from '../../platform/dates/day.ts'
import { longDay, shortDay } from '../../platform/dates/day.ts'
import { counted } from '../../platform/people/name.ts'
import { count as number } from './count-words.ts'
import type { Part, Whose } from './behind.ts'
import type { Figure } from './figures.ts'
import { leastPoints, limitsOf, runOf, standingOf, type Limits } from './limits.ts'
import type { Measure } from './measure.ts'
import type { Beside, Published } from './published.ts'
import { daysIn, type Stretch } from './stretch.ts'
import { tooFew, toTenth, unitOf, valueOf, valueSaid, type Area } from './value.ts'

/** Where a measure's own page is. Codes and a day, never a name. */
export function measureHref(
  id: string,
  { on, team }: { readonly on: Day | null; readonly team: Whose },
): string {
  return at(`/measures/${id}`, { on, team })
}

/** Where the rows behind a number are. */
export function behindHref(
  id: string,
  part: Part,
  { stretch, team }: { readonly stretch: Stretch; readonly team: Whose },
): string {
  return at(`/measures/${id}/children`, { part, on: stretch.day, since: stretch.since, team })
}

function at(path: string, asked: Readonly<Record<string, string | null>>): string {
  const told = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== null)
  return told.length === 0 ? path : `${path}?${new URLSearchParams(told).toString()}`
}

/** 'on Sun 22 Nov 2026', 'in October 2026', 'in the 12 months to 22 November 2026'. */
export function stretchSaid({ over }: Pick<Measure, 'over'>, stretch: Stretch): string {
  const { day } = stretch
  if (over === 'day') return `on ${shortDay(day, { year: true })}`
  if (daysIn(stretch) < 32) return `in ${longDay(day).replace(/^\d+ /, '')}`
  return `in the ${over === 'three years' ? '3 years' : '12 months'} to ${longDay(day)}`
}

/** '34 of 450 referrals', '12 children'. */
export function countedSaid(
  { figure, rows, numerator }: Measure,
  { numerator: some, denominator }: Figure,
): string {
  const of = (many: number): string => `${number(many)} ${many === 1 ? rows[0] : rows[1]}`
  return figure === 'percent' || (figure === 'count' && numerator !== undefined)
    ? `${number(some)} of ${of(denominator)}`
    : of(some)
}

const one = (measure: Measure, { value }: Published): string => valueSaid(measure, value)

/** 'England 22.6%, similar 21%, 2025', or that there is none. England's count says nothing of one authority's. */
export function besideSaid(measure: Measure, { england, neighbours, own }: Beside): string {
  const others =
    measure.figure === 'count' ? [] : [['England', england] as const, ['similar', neighbours] as const]
  const told = [...others, ['ours', own] as const].flatMap(([whose, published]) =>
    published === undefined ? [] : [{ words: `${whose} ${one(measure, published)}`, year: published.year }],
  )
  const [first] = told
  return first === undefined
    ? 'No national figure'
    : `${told.map(({ words }) => words).join(', ')} (${first.year})`
}

/** The values of a trend that there is something to work out from, with what each is of. */
export interface Trend {
  readonly points: readonly { readonly figure: Figure; readonly value: number }[]
  /** From all points but the last, which is held against them; null where there are too few to say. */
  readonly limits: Limits | null
  readonly standing: 'worse' | 'better' | 'above' | 'below' | 'usual' | null
  readonly run: number
}

/** How a measure has gone, and how its last point stands beside those before it. */
export function trendOf(measure: Measure, figures: readonly Figure[], area: Area): Trend {
  const points = figures.flatMap((figure) => {
    const value = valueOf(measure, figure, area)
    return value === null ? [] : [{ figure, value: toTenth(value) }]
  })
  const values = points.map(({ value }) => value)
  const limits = limitsOf(values.slice(0, -1), measure.figure === 'percent' ? { most: 100 } : {})
  return { points, limits, standing: standing(measure, points, limits), run: runOf(values) }
}

function standing(measure: Measure, points: Trend['points'], limits: Limits | null): Trend['standing'] {
  const last = points.at(-1)
  if (last === undefined || limits === null) return null
  const side = standingOf(last.value, limits)
  // Few children make a great change of a small one: such a month is not called unusual.
  if (side === 'usual' || tooFew(measure, last.figure) || smallStep(measure, points, limits)) return 'usual'
  if (measure.better === null) return side
  return (side === 'above') === (measure.better === 'higher') ? 'better' : 'worse'
}

const leastStep = 3

/** Whether the last point stands fewer than three rows from the average, whatever that is in per cent. */
function smallStep({ figure }: Measure, points: Trend['points'], { average }: Limits): boolean {
  const last = points.at(-1)
  if (last === undefined) return true
  const step = Math.abs(last.value - average)
  switch (figure) {
    case 'count':
      return step < leastStep
    case 'percent':
      return (step * last.figure.denominator) / 100 < leastStep
    case 'rate':
      return last.value === 0 ? average === 0 : (step * last.figure.numerator) / last.value < leastStep
    case 'mean':
    case 'median':
    case 'longest':
    case 'each worker':
      return false
  }
}

/** '90.6% to 96.8%'. */
export const rangeSaid = (measure: Measure, { low, high }: Limits): string =>
  `${toTenth(low)}${unitOf(measure)} to ${toTenth(high)}${unitOf(measure)}`

/** What a trend says, in sentences: the last point beside its usual range, and a run if it has gone one way. */
export function trendSaid(measure: Measure, { points, limits, standing: stands, run }: Trend): string[] {
  const last = points.at(-1)
  if (last === undefined) return ['Nothing in the record yet.']
  const when = stretchSaid(measure, last.figure)
  if (limits === null)
    return [
      `There ${points.length === 1 ? 'is' : 'are'} ${counted(points.length, 'month')} to go by; ${leastPoints + 1} are needed to say what is usual.`,
    ]
  const value = `${toTenth(last.value)}${unitOf(measure)}`
  const range = `its usual range, ${rangeSaid(measure, limits)}`
  const first =
    stands === 'usual' || stands === null
      ? `${value} ${when} is within ${range}.`
      : `${value} ${when} is outside ${range}${said[stands]}.`
  const steps = Math.abs(run)
  return steps < 5 ? [first] : [first, `${steps} ${run > 0 ? 'rises' : 'falls'} in a row.`]
}

const said = {
  worse: ': worse than usual',
  better: ': better than usual',
  above: ': higher than usual',
  below: ': lower than usual',
} as const

const order = { worse: 0, above: 1, below: 2, better: 3, usual: 4 } as const

/** Worse first, then higher and lower, then better. */
export const byGravity = (one_: Trend['standing'], other: Trend['standing']): number =>
  order[one_ ?? 'usual'] - order[other ?? 'usual']
