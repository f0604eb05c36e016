import type { Clock, ClockFacts, FactName, Unit } from '../platform/clocks/clock.ts'
import { factValues } from '../platform/clocks/facts.ts'
import { type Calendar, shippedCalendar } from '../platform/dates/calendar.ts'
import { day, type Day, type Instant, instant } from '../platform/dates/day.ts'
import { findClock } from './clocks.ts'
import { Misuse } from './misuse.ts'

const shown = 20
const noLimits: ReadonlyMap<string, number> = new Map()

/**
 * Answers lines of `{id, start, facts?}` with lines of `{id, start, due, unit, source, why?}`, in order. Blank lines are
 * passed over. A line that cannot be answered is answered `{id, start, error}` in its place.
 *
 * @throws Misuse after the last line, naming each line that could not be answered
 */
export async function* dueBatch(
  lines: AsyncIterable<string> | Iterable<string>,
  calendar: Calendar = shippedCalendar,
): AsyncGenerator<string, void> {
  const faults: string[] = []
  let number = 0
  for await (const line of lines) {
    number += 1
    if (line.trim() === '') continue
    yield answer(line, number, calendar, faults)
  }
  if (faults.length > 0) throw new Misuse(summary(faults))
}

function answer(line: string, number: number, calendar: Calendar, faults: string[]): string {
  let asked: Asked = { id: null, start: null }
  try {
    asked = readLine(line)
    return JSON.stringify(dueOf(asked, calendar))
  } catch (fault) {
    if (!(fault instanceof RangeError || fault instanceof SyntaxError)) throw fault
    const error = `line ${number}: ${fault instanceof SyntaxError ? 'not JSON' : fault.message}`
    faults.push(error)
    return JSON.stringify({ id: asked.id, start: asked.start, error })
  }
}

function summary(faults: readonly string[]): string {
  const rest = faults.length > shown ? `; and ${faults.length - shown} more lines` : ''
  return faults.slice(0, shown).join('; ') + rest
}

interface Asked {
  readonly id: unknown
  readonly start: unknown
  readonly facts?: unknown
}

function readLine(line: string): Asked {
  const read: unknown = JSON.parse(line)
  if (!isObject(read)) throw new RangeError('not an object with id and start')
  return { id: read['id'], start: read['start'], facts: read['facts'] }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Answer {
  readonly id: string
  readonly start: string
  readonly due: Day | Instant | null
  readonly unit: Unit
  readonly source: string
  readonly why?: string
}

/** @throws RangeError if the id, the start, a fact or its value is not one we know */
function dueOf({ id, start, facts }: Asked, calendar: Calendar): Answer {
  const clock = typeof id === 'string' ? findClock(id) : undefined
  if (clock === undefined) throw new RangeError(`no clock '${String(id)}'`)
  const told = readFacts(facts)
  const { unit } = clock.lengthFor(told)
  const from = readStart(start, unit)
  const { due, why } = clock.due(from, told, calendar, noLimits)
  const said = [why, unread(clock, told)].filter((reason) => reason !== undefined).join('; ')
  return {
    id: clock.id,
    start: String(start),
    due,
    unit,
    source: clock.source,
    ...(said !== '' && { why: said }),
  }
}

/** Days for what is counted in days, moments for hours; what has no count takes either. */
function readStart(start: unknown, unit: Unit): Day | Instant {
  if (typeof start !== 'string') throw new RangeError('start is missing')
  if (unit === 'hour' || unit === 'workingHour') return instant(start)
  const either = unit === 'date' || unit === 'none'
  return either && start.length > 10 ? instant(start) : day(start)
}

function readFacts(given: unknown): ClockFacts {
  if (given === undefined || given === null) return {}
  if (!isObject(given)) throw new RangeError('facts are not an object')
  for (const [name, value] of Object.entries(given)) {
    if (!isFact(name)) throw new RangeError(`no fact '${name}'`)
    if (!allowed(name, value)) throw new RangeError(`${name} cannot be ${JSON.stringify(value)}`)
  }
  return given
}

const isFact = (name: string): name is FactName => Object.hasOwn(factValues, name)

function allowed(name: FactName, value: unknown): boolean {
  const values = factValues[name]
  if (typeof values === 'string') return Number.isInteger(value) && Number(value) >= 1
  return values.some((one) => one === value)
}

/** A fact that changes nothing is not refused, but whoever gave it is told so. */
function unread({ reads }: Clock, facts: ClockFacts): string | undefined {
  const ignored = Object.keys(facts).filter((name) => !reads.some(({ fact }) => fact === name))
  return ignored.length === 0 ? undefined : `not read by this clock: ${ignored.join(', ')}`
}
