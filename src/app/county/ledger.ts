import { dayOfNumber, instantAt, type Instant } from '../../platform/dates/day.ts'
import type { PersonTold } from '../../modules/people/index.ts'
import type { Covered, Incoming } from '../../platform/record/bulk.ts'
import type { Chance } from './chance.ts'
import type { Kind, kinds } from './kinds.ts'

/** A day as a number, days since 1970: a county is reckoned in millions of them. */
export type DayNumber = number

/** The stated clock of a county: when it begins, and the moment it has reached. */
export interface Span {
  readonly start: DayNumber
  readonly today: DayNumber
  readonly now: Instant
}

type Values<K extends Kind> = Incoming<(typeof kinds)[K]>['values']
type State<K extends Kind> = (typeof kinds)[K]['states'][number]

/** One record as a story tells it: whose, when it was written, by whom, and what became of it. */
export interface Telling<K extends Kind> {
  readonly childId: string
  readonly state: State<K>
  readonly values: Values<K>
  /** The day it was written down; never after today. */
  readonly on: DayNumber
  readonly by: string | null
  readonly later?: readonly {
    readonly state: State<K>
    readonly values: Values<K>
    readonly on: DayNumber
    readonly by: string | null
    /** The minute of the day it was written at; by chance where it is not said. */
    readonly minute?: number
  }[]
}

/** What one batch of families has told so far. */
export class Ledger {
  readonly people: PersonTold[] = []
  readonly rows = new Map<Kind, Incoming<(typeof kinds)[Kind]>[]>()
  readonly covered: Covered[] = []
  readonly span: Span
  #family = 0
  #told = 0

  readonly #brief: boolean

  /** @param brief keeps one event a record, as it stands at last: a benchmark county is measured in those */
  constructor(span: Span, brief = false) {
    this.span = span
    this.#brief = brief
  }

  /** Turns to a family: the ids that follow are its own, whatever was told before. */
  turnTo(family: number): void {
    this.#family = family
    this.#told = 0
  }

  /** An id that sorts by family and then by day, so that a child's records sort in the order they were written. */
  id(on: DayNumber, chance: Chance): string {
    const days = Math.min(Math.max(on - this.span.start, 0), 3999)
    this.#told += 1
    const time = (epoch + this.#family * 4000 + days).toString(16).padStart(12, '0')
    const tail = chance.hex()
    const count = (this.#told % 4096).toString(16).padStart(3, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-8${tail.slice(1, 4)}-${tail.slice(4)}`
  }

  /** Writes a record down and says its id. */
  put<K extends Kind>(kind: K, telling: Telling<K>, chance: Chance): string {
    const { childId, on, by } = telling
    const { state, values, later = [] } = this.#brief ? atLast(telling) : telling
    const id = this.id(on, chance)
    const told = {
      id,
      recordedAt: this.stamp(on, chance),
      recordedBy: by,
      later: later.map((change) => ({
        state: change.state,
        values: change.values,
        recordedBy: change.by,
        recordedAt: this.stamp(change.on, chance, change.minute),
      })),
    }
    const row = { childId, key: `told ${this.#told}`, state, values, told }
    const rows = this.rows.get(kind)
    // The kinds have no narrower common type here; `put` itself has checked the row against its own.
    const any = row as unknown as Incoming<(typeof kinds)[Kind]>
    if (rows === undefined) this.rows.set(kind, [any])
    else rows.push(any)
    return id
  }

  /** A minute of the day that has come: today's are no later than now. */
  come(on: DayNumber, minute: number): number {
    const { now, today } = this.span
    return on < today ? minute : Math.min(minute, Number(now.slice(11, 13)) * 60 + Number(now.slice(14, 16)))
  }

  /** A moment in working hours of the day, or now if the day has only come so far. */
  stamp(on: DayNumber, chance: Chance, minute?: number): Instant {
    if (on >= this.span.today) return this.span.now
    return momentOn(on, minute ?? chance.whole(8 * 60 + 30, 17 * 60 + 40))
  }
}

/** The record as its last change left it, as though it had been written so at once. */
function atLast<K extends Kind>(telling: Telling<K>): Telling<K> {
  const { later = [], ...first } = telling
  const last = later.at(-1)
  if (last === undefined) return first
  const values = Object.assign({}, first.values, ...later.map((change) => change.values)) as Values<K>
  return { ...first, state: last.state, values }
}

// 1 January 2020: before any id this record will make of its own.
const epoch = 1577836800000

const offsets = new Map<DayNumber, string>()

/** A minute of a day in London; noon's offset serves the whole day, for no story is told in the small hours. */
export function momentOn(on: DayNumber, minute: number): Instant {
  let offset = offsets.get(on)
  if (offset === undefined) {
    offset = instantAt(dayOfNumber(on), '12:00').slice(19)
    offsets.set(on, offset)
  }
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60]
  const time = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}:00`
  return `${dayOfNumber(on)}T${time}${offset}` as Instant
}
