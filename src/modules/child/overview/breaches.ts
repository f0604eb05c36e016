import { breachedOn } from '../../../platform/clocks/clock.ts'
import { dayOf, isInstant, type Day, type Instant } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { section } from '../../../platform/web/holdfast/section.ts'
import { state, type State } from '../../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import type { ClockOf } from '../clock-book.ts'
import { dayWords } from '../words.ts'
import type { Told } from './readings.ts'

/** A day missed that a later entry took back. */
interface TakenBack {
  readonly clock: string
  readonly dueOn: Day
  readonly breachedOn: Day
  readonly correctedOn: Day
  /** Whether the duty still stands, though it was not missed. */
  readonly stands: boolean
  readonly nowDueOn: Day | null
  readonly nowMetOn: Day | null
  readonly nowEndedOn: Day | null
  readonly nowKnown: boolean | null
}

/** How many days missed a page lists. */
const most = 60

/** What was once shown as missed for a child and is no longer, by that day: the latest put right first. */
export async function takenBack(db: Db, childId: string, on: Day): Promise<TakenBack[]> {
  return db
    .selectFrom('breachCorrected')
    .select([
      'clock',
      'dueOn',
      'breachedOn',
      'correctedOn',
      'stands',
      'nowDueOn',
      'nowMetOn',
      'nowEndedOn',
      'nowKnown',
    ])
    .where('childId', '=', childId)
    .where('correctedOn', '<=', on)
    .orderBy('correctedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
}

interface Missed {
  readonly on: Day
  readonly clock: string
  readonly dueOn: Day
  readonly how: State
  readonly since: string
}

/** Every day a duty was missed, the latest first: those that stand, and those put right since, which are not counted. */
export function breachesView(
  readings: readonly Told[],
  corrected: readonly TakenBack[],
  on: Day,
  clockOf: ClockOf,
): Html {
  const standing = readings.flatMap((told) => stands(told, on))
  const all = [...standing, ...corrected.map((one) => putRight(one, on))].toSorted((one, other) =>
    one.on < other.on ? 1 : one.on > other.on ? -1 : 0,
  )
  if (all.length === 0) return nothing
  const rows = all.slice(0, most).map(({ on: missed, clock, dueOn, how, since }) => ({
    head: clockOf(clock)?.name ?? clock,
    cells: [dayWords(dueOn, on), dayWords(missed, on), state(how.state, how.words, { wrap: true }), since],
  }))
  const left = all.length - rows.length
  return section(
    { id: 'missed', title: 'Days missed', aside: asideWords(standing.length, corrected.length) },
    html`<p class="hf-quiet">The last 13 months. A day that was missed stays missed. Where a later entry shows that it was not, it is kept here as corrected and counted no more.</p>
    ${cards({
      caption: 'Days missed, the latest first',
      columns: ['Clock', 'Was due', 'Missed from', 'Stands', 'Since'],
      rows,
    })}
    ${left > 0 && html`<p class="hf-quiet hf-small">${left} earlier are not shown.</p>`}`,
  )
}

const asideWords = (standing: number, corrected: number): string =>
  `${standing} missed${corrected > 0 ? `, ${corrected} corrected` : ''}`

function stands(told: Told, on: Day): Missed[] {
  const missed = breachedOn(told, on)
  if (missed === null || told.due === null) return []
  const how =
    told.standing === 'met late'
      ? ({ state: 'soon', words: 'Done late' } as const)
      : ({ state: 'over', words: told.standing === 'missed' ? 'Never done' : 'Still owed' } as const)
  const since = told.met !== null ? `Done ${dayWords(dayOnly(told.met), on)}` : endedWords(told, on)
  return [{ on: missed, clock: told.clock, dueOn: dayOnly(told.due), how, since }]
}

const dayOnly = (at: Day | Instant): Day => (isInstant(at) ? dayOf(at) : at)
const endedWords = ({ ended }: Told, on: Day): string =>
  ended === null ? 'Not done yet' : `The duty ended ${dayWords(ended, on)}`

function putRight(one: TakenBack, on: Day): Missed {
  return {
    on: one.breachedOn,
    clock: one.clock,
    dueOn: one.dueOn,
    how: { state: 'met', words: 'Corrected, not counted' },
    since: `Put right ${dayWords(one.correctedOn, on)}: ${whyWords(one, on)}`,
  }
}

/** What the record says instead. */
function whyWords(
  { stands: still, dueOn, nowDueOn, nowMetOn, nowEndedOn, nowKnown }: TakenBack,
  on: Day,
): string {
  if (!still) return 'nothing gives rise to it any longer'
  if (nowKnown === false) return 'the record cannot say whether it was done'
  if (nowMetOn !== null && nowMetOn <= dueOn) return `it was done ${dayWords(nowMetOn, on)}`
  if (nowEndedOn !== null && nowEndedOn <= dueOn) return `the duty had ended ${dayWords(nowEndedOn, on)}`
  return nowDueOn === null ? 'it has no due day' : `it was not due until ${dayWords(nowDueOn, on)}`
}
