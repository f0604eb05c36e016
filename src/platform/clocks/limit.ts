import type { ClockFacts, FactName } from './facts.ts'

/** How a limit is counted. 'date' is a day the record or the month names; 'none' has no due day of its own. */
export type Unit = 'workingDay' | 'calendarDay' | 'week' | 'month' | 'hour' | 'workingHour' | 'date' | 'none'

/** The longest permitted time. */
export interface Length {
  readonly value: number
  readonly unit: Unit
  /** Counted back from the start. */
  readonly before?: true
  /** For 'date': the start itself, or the last day of its month. */
  readonly date?: 'start' | 'end of month'
  /** Said with every due day: why there is none, or what else to know. */
  readonly why?: string
}

export interface FactRead {
  readonly fact: FactName
  /** What the clock takes when the fact is not given; null: it changes nothing unless given. */
  readonly default: string | number | boolean | null
}

/** A limit as a clock has it: one length, or one for each step the facts choose between. */
export interface Limit {
  /** In words, for the page. */
  readonly words: string
  readonly steps: Readonly<Record<string, Length>>
  readonly reads: readonly FactRead[]
  /** Which step these facts put the duty in. */
  readonly step: (facts: ClockFacts) => string
  /** A plan may set a shorter interval (`shorten`), or for this step any interval (`set`). */
  readonly plan?: { readonly step: string; readonly may: 'shorten' | 'set' }
}

const length =
  (unit: Unit) =>
  (value: number): Length => ({ unit, value })

export const workingDays = length('workingDay')
export const calendarDays = length('calendarDay')
export const weeks = length('week')
export const months = length('month')
export const hours = length('hour')
export const workingHours = length('workingHour')

/** The same, counted back from the start. */
export const before = (limit: Length): Length => ({ ...limit, before: true })

/** The start is itself the due day: an action's own date, or a thing to be done at once. */
export const onTheDay = (why: string): Length => ({ unit: 'date', value: 0, date: 'start', why })

/** The last day of the month the clock starts in. */
export const endOfItsMonth: Length = { unit: 'date', value: 0, date: 'end of month' }

/** No due day of its own, and why. */
export const noDay = (why: string): Length => ({ unit: 'none', value: 0, why })

/** The length with something else to know beside its due day. */
export const noting = (limit: Length, why: string): Length => ({ ...limit, why })

const names: Readonly<Record<Unit, string>> = {
  workingDay: 'working day',
  calendarDay: 'calendar day',
  week: 'week',
  month: 'month',
  hour: 'hour',
  workingHour: 'working hour',
  date: 'day named in the record',
  none: 'no due day',
}

/** '10 working days', '48 hours before', 'the end of the month'. */
export function lengthWords({ value, unit, before: back, date }: Length): string {
  if (unit === 'none') return 'no due day of its own'
  if (unit === 'date') return date === 'end of month' ? 'the end of the month' : 'the same day'
  return `${value} ${names[unit]}${value === 1 ? '' : 's'}${back === true ? ' before' : ''}`
}

/** One length, whatever the facts. */
export const within = (only: Length): Limit => ({
  words: lengthWords(only),
  steps: { always: only },
  reads: only.before === true ? [{ fact: 'direction', default: 'before' }] : [],
  step: () => 'always',
})

/** One length, which the child's plan may shorten: timescales say the shorter governs. */
export const withinOrPlan = (only: Length): Limit => ({
  ...within(only),
  words: `${lengthWords(only)}, or less if the plan says so`,
  reads: [{ fact: 'planInterval', default: null }],
  plan: { step: 'always', may: 'shorten' },
})

/** One length the first time, another each time after. */
export const firstThen = (first: Length, later: Length): Limit => ({
  words: `${lengthWords(first)} first, then ${lengthWords(later)}`,
  steps: { first, later },
  reads: [{ fact: 'event', default: 'first' }],
  step: ({ event = 'first' }) => event,
})

/** A shorter length where the matter is urgent. */
export const urgentOr = (urgent: Length, otherwise: Length): Limit => ({
  words: `${lengthWords(otherwise)}, or ${lengthWords(urgent)} if urgent`,
  steps: { otherwise, urgent },
  reads: [{ fact: 'urgent', default: false }],
  step: ({ urgent: now = false }) => (now ? 'urgent' : 'otherwise'),
})

// The first review falls due at 20 working days: the fifth week is the first that may follow it.
const weeksToFirstReview = 4

/** Every week until the first review, then another interval. */
export const weeklyToFirstReview = (later: Length): Limit => ({
  words: `1 week until the first review, then ${lengthWords(later)}`,
  steps: { first: weeks(1), later },
  reads: [
    { fact: 'event', default: 'first' },
    { fact: 'weekOrdinal', default: null },
  ],
  step: ({ event, weekOrdinal }) => {
    if (weekOrdinal !== undefined && event !== 'first')
      return weekOrdinal <= weeksToFirstReview ? 'first' : 'later'
    return event ?? 'first'
  },
})
