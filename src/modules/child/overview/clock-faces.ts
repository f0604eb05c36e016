import type { Basis, Clock, FactKind } from '../../../platform/clocks/clock.ts'
import { workingDaysBetween, type Calendar } from '../../../platform/dates/calendar.ts'
import {
  addDays,
  dayOf,
  daysBetween,
  isInstant,
  timeOf,
  type Day,
  type Instant,
} from '../../../platform/dates/day.ts'
import type { ClockFace } from '../../../platform/web/holdfast/clock-strip.ts'
import type { StateKind } from '../../../platform/web/holdfast/state.ts'
import { html } from '../../../platform/web/html.ts'
import { leftWords, overWords } from '../../actions/index.ts'
import type { ClockOf } from '../clock-book.ts'
import { dayWords } from '../words.ts'
import { isOfTheDoor, isPast } from './past.ts'
import type { Told } from './readings.ts'
import type { Telling } from './telling.ts'

/** How a duty stands, with how far it is from its day. */
export interface Face {
  readonly told: Told
  readonly clock: Clock
  readonly state: StateKind
  /** '2 working days over', 'Due today', '9 working days left', 'Not in the returns we hold', 'Met'. */
  readonly left: string
  /** Working days over; negative while there is time. Null where nothing can be counted. */
  readonly over: number | null
  /** Others of the same clock that are late as well. */
  readonly more: number
  /** The child has moved on since: it was missed, and is nobody's next thing to do. */
  readonly past: boolean
}

const basisWords: Readonly<Record<Basis, string>> = {
  statute: 'Statute',
  guidance: 'Statutory guidance',
  national: 'National practice',
  local: 'Local standard',
}

/** Days a duty done is still shown. */
const metShown = 30

/** What a child's duties are faced with: the day, and when help ended. */
interface Facing {
  readonly on: Day
  readonly calendar: Calendar
  readonly clockOf: ClockOf
  readonly closures?: readonly { readonly closedOn: Day }[]
}

/** A child's duties, most urgent first: late, soonest due, without a day, not known, those lately done; last, what was missed before the child moved on. */
export function facesOf(readings: readonly Told[], { on, calendar, clockOf, closures = [] }: Facing): Face[] {
  const faces = readings.flatMap((told) => {
    const clock = clockOf(told.clock)
    const past = told.standing === 'overdue' && isPast(told, readings, closures)
    return clock === undefined ? [] : [{ ...faceOf(told, clock, on, calendar), past }]
  })
  const standing = faces.filter(
    ({ told, past }) => !past && (told.standing === 'overdue' || told.standing === 'running'),
  )
  const unknown = oneEach(
    faces.filter(({ told }) => told.standing === 'not known' && told.met === null && told.ended === null),
  )
  const due = [...standing.toSorted(byUrgency), ...unknown]
  const stillDue = new Set(due.map(({ told }) => told.clock))
  const done = faces.filter(
    ({ told }) => told.met !== null && lately(told.met, on) && !stillDue.has(told.clock),
  )
  const past = faces.filter((face) => face.past)
  return [...due, ...oneEach(done.toReversed()), ...past.toSorted(byUrgency)]
}

const lately = (met: Day | Instant, on: Day): boolean => only(met) >= addDays(on, -metShown)

/** Of several spans of one duty, the first. */
const oneEach = (faces: readonly Face[]): Face[] =>
  [...new Map(faces.toReversed().map((face) => [face.told.clock, face])).values()].reverse()

// Later than this, in working days, a duty is still owed and no longer the next thing to do.
const longOver = 60

/** Seeing the child before all else, then what has lately gone over, then what has long been or is the front door's, then the soonest due. */
const byUrgency = (one: Face, other: Face): number =>
  rankOf(one) - rankOf(other) ||
  (other.over ?? -1e6) - (one.over ?? -1e6) ||
  weightOf(one.clock) - weightOf(other.clock)

function rankOf({ clock, state, over }: Face): number {
  if (state !== 'over') return 3
  if (clock.ladder === 'A') return 0
  return (over ?? 0) <= longOver && !isOfTheDoor(clock.id) ? 1 : 2
}

const weightOf = ({ basis }: Clock): number => ['statute', 'guidance', 'national', 'local'].indexOf(basis)

/** One of each clock, the most urgent, with how many more of it are late: for where there is room for few. */
export function oneOfEach(faces: readonly Face[]): Face[] {
  const groups = Map.groupBy(faces, ({ clock }) => clock.id)
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ ...first, more: rest.filter(({ state }) => state === 'over').length }],
  )
}

function faceOf(told: Told, clock: Clock, on: Day, calendar: Calendar): Face {
  const due = told.due === null ? null : only(told.due)
  const over = due === null ? null : workingDaysBetween(due, on, calendar)
  return { told, clock, over, more: 0, past: false, ...saidOf(told, due, over, on, calendar) }
}

function saidOf(
  told: Told,
  due: Day | null,
  over: number | null,
  on: Day,
  calendar: Calendar,
): { readonly state: StateKind; readonly left: string } {
  if (told.standing === 'not known') return { state: 'unknown', left: 'Not in the returns we hold' }
  if (told.met !== null) return { state: 'met', left: told.standing === 'met late' ? 'Met, late' : 'Met' }
  if (due === null || over === null) return { state: 'ok', left: 'No day set' }
  if (told.standing === 'overdue')
    return { state: 'over', left: due < on ? overWords(due, on, calendar) : 'Just over' }
  const left = Math.max(1, -over)
  const soon = due === on || isSoon(told, due, left, on, calendar)
  return { state: soon ? 'soon' : 'ok', left: leftWords(due, on, calendar) }
}

/** Due soon: three working days or fewer, or a fifth or less of the whole time (ux 5.1). */
const isSoon = ({ since }: Told, due: Day, left: number, on: Day, calendar: Calendar): boolean =>
  left <= 3 || (daysBetween(on, due) > 0 && left <= workingDaysBetween(only(since), due, calendar) / 5)

const only = (at: Day | Instant): Day => (isInstant(at) ? dayOf(at) : at)

/** A face in finished words, opening onto its law. */
export function clockFace(face: Face, telling: Telling): ClockFace {
  const { clock, told, state, left } = face
  const act = telling.actFor(telling.stops.get(clock.id))
  return {
    name: clock.name,
    state,
    left,
    date: `${dateWords(told, telling.on)}${face.more > 0 ? `, and ${face.more} more` : ''}`,
    law: { basis: basisWords[clock.basis], words: lawWords(face, telling) },
    ...(act !== null && state !== 'met' && { action: act }),
  }
}

function dateWords({ standing, due, met, since }: Told, on: Day): string {
  if (met !== null) return `Done ${momentWords(met, on)}`
  if (due === null) return `Since ${momentWords(since, on)}`
  if (standing === 'not known') return `Would be due ${momentWords(due, on)}`
  return standing === 'overdue' ? `Was due ${momentWords(due, on)}` : `Due ${momentWords(due, on)}`
}

/** 'Thu 5 Nov', or 'Thu 5 Nov, 14:30' where the time decides. */
export const momentWords = (at: Day | Instant, on: Day): string =>
  isInstant(at) ? `${dayWords(dayOf(at), on)}, ${timeOf(at)}` : dayWords(at, on)

function lawWords({ clock, told, state }: Face, { on, stops }: Telling) {
  const counts = `Limit: ${clock.limit}. Runs from ${clock.starts} (${momentWords(told.since, on)}) until ${clock.stops}.`
  const check = clock.confirmed === 'K' || clock.confirmed === 'U' ? ' Check this figure locally.' : ''
  const settles = state === 'unknown' && settledBy(stops.get(clock.id))
  return html`${clock.source}. ${counts}${check}${settles && html` ${settles}`}
    <a class="govuk-link" href="/clocks/${clock.id}">How this date is worked out<span class="govuk-visually-hidden">: ${clock.name}</span></a>`
}

const fields: Partial<Record<FactKind, string>> = {
  visit: 'the day of the last visit (Annex A lists 6 to 9, “date of last visit”)',
  'core group': 'the day of each core group',
  'child in need review': 'the day of each review (child in need census, “CIN plan review”)',
  conference: 'the day of the last conference (child in need census, “date of review conference”)',
  'looked-after review': 'the day of the last review (looked-after return, “REVIEW”)',
  'health assessment': 'the day of the last health assessment (Annex A list 8)',
  assessment: 'the day the assessment was authorised (child in need census, “assessment authorisation date”)',
  'section 47': 'the day of the conference that followed (child in need census, section 47 module)',
  'return interview': 'whether an interview was offered and held (Annex A list 8, missing episodes)',
}

/** What we would have to hold to say more. */
const settledBy = (fact: FactKind | undefined): string =>
  `It would be settled by ${
    (fact === undefined ? undefined : fields[fact]) ??
    (fact === undefined ? 'the record of it' : `a record of the ${fact}`)
  }, or the first one recorded here.`
