import { shortDay } from '../../platform/dates/day.ts'
import { spcChart } from '../../platform/web/charts/spc-chart.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { section } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import type { Delay, QueueDay } from './queue.ts'

/** The queue as it stood each day, and where the time went. */
export function overTimeView(days: readonly QueueDay[], delayed: readonly Delay[], over: number): Html {
  return html`${section(
    { id: 'queue', title: 'Waiting at the end of each day', aside: `The last ${days.length} days` },
    queueChart(days),
  )}
    ${section(
      { id: 'delay', title: 'Where the time goes', aside: `Received in the last ${over} days` },
      delayTable(delayed),
    )}`
}

function queueChart(days: readonly QueueDay[]): Html {
  const values = days.map(({ waiting }) => waiting)
  const { average, low, high } = usual(values)
  const points = days.map(({ on, cameIn, screened, waiting, oldest }) => ({
    label: shortDay(on),
    value: waiting,
    from: [String(cameIn), String(screened), oldest === null ? 'None waited' : String(oldest)],
  }))
  const worst = days.reduce(
    (most, one) => (one.waiting > most.waiting ? one : most),
    days[0] ?? { on: '', waiting: 0 },
  )
  const last = days.at(-1)
  const said =
    last === undefined
      ? 'There is nothing to show yet.'
      : `${last.waiting} wait now. The most was ${worst.waiting}, on ${worst.on === '' ? '' : shortDay(worst.on as QueueDay['on'])}.`
  return html`<p>${said} Each day is reckoned from when notices came and were screened: what it was is never changed by what comes later.</p>
    ${spcChart({
      id: 'surge',
      title: 'Police notices waiting to be screened',
      points,
      average,
      low,
      high,
      better: 'lower',
      description: said,
      columns: ['Day', 'Came in', 'Screened', 'Oldest, days', 'Waiting'],
    })}`
}

/** Days at the end that are looked at against those before them: a surge would else widen what is called usual. */
const looked = 28

/** The queue's own usual range, of the days before the last four weeks: its average, and 2.66 of its average step above. None wait at best. */
function usual(values: readonly number[]): { average: number; low: number; high: number } {
  const before = values.slice(0, -looked)
  const mean = (all: readonly number[]): number =>
    all.length === 0 ? 0 : all.reduce((sum, one) => sum + one, 0) / all.length
  const average = mean(before)
  const step = mean(before.slice(1).map((value, i) => Math.abs(value - (before[i] ?? 0))))
  return { average, low: 0, high: average + Math.max(1, 2.66 * step) }
}

const hours = (value: number | null): string =>
  value === null ? 'None yet' : value < 48 ? `${Math.round(value)} hours` : `${Math.round(value / 24)} days`

/** The police's part and ours apart: neither stands for the other's delay. */
function delayTable(rows: readonly Delay[]): Html {
  if (rows.length === 0) return html`<p>No notice came in these days.</p>`
  return html`<p>Half took longer than the times shown, and half less. Those still waiting are not in the time to be screened yet, however long they have waited.</p>
    ${cards({
      caption: 'How long notices took, by who sent them',
      columns: [
        'Sent by',
        'Notices',
        'Incident to reaching us: the police',
        'Reaching us to screened: the council',
        'Still waiting',
        'Sent after 24 hours',
        'Came unscreened',
      ],
      rows: rows.map(({ agency, sent, toReach, toScreen, waiting, late, cameUnscreened }) => ({
        head: agency,
        cells: [
          String(sent),
          hours(toReach),
          hours(toScreen),
          shareOf(waiting, sent),
          shareOf(late, sent),
          shareOf(cameUnscreened, sent),
        ],
      })),
    })}`
}

const shareOf = (part: number, all: number): string => `${part} (${Math.round((100 * part) / all)}%)`
