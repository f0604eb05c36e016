import type { Clock } from '../../platform/clocks/clock.ts'
import { warnings, ladders, type LadderId, type Reached } from './ladders.ts'
import { laterAlerts } from './later.ts'
import { questions, type Question } from './questions.ts'
import { serviceEntries, type ServiceEntry } from './services/standing.ts'

/** One alert of the catalogue, as `docs/alerts.md` tells it. */
export interface Alert {
  readonly id: string
  readonly name: string
  readonly source: string
  readonly owner: string
  /** What raises it, in words; null while nothing does. */
  readonly raisedBy: string | null
  readonly told: string
  readonly clears: string
  /** Why nothing raises it yet; null where something does. */
  readonly why: string | null
}

/** What is known of the clocks outside this chapter: which of them run, and why the others do not. */
interface Running {
  readonly fed: ReadonlySet<string>
  readonly notFed: Readonly<Record<string, string>>
}

/** What tells somebody who opens no child of a month that is over: sent, and over once it is. */
const lastMonth: Alert = {
  id: 'lead-member-monthly',
  name: 'The lead member’s month, in counts and trends',
  source: 'Local standard: members hear of the service each month, and of no child',
  owner: 'director',
  raisedBy: 'a month is over',
  told: 'every member, by message, on the first working morning of the next',
  clears: 'the message is sent',
  why: null,
}

/** The whole catalogue: every clock with a ladder, what is asked of the record besides, and what comes later. */
export const alertsOf = (clocks: readonly Clock[], running: Running): Alert[] => [
  ...clocks.flatMap((clock) =>
    clock.ladder === null || clock.id in serviceEntries ? [] : [ofClock(clock, clock.ladder, running)],
  ),
  ...questions.map(ofQuestion),
  ...Object.values(serviceEntries).map(ofService),
  lastMonth,
  ...laterAlerts.map(({ id, name, owner, why }) => ({
    id,
    name,
    owner,
    why,
    source: '',
    raisedBy: null,
    told: '',
    clears: '',
  })),
]

const ofClock = (clock: Clock, ladder: LadderId, { fed, notFed }: Running): Alert => {
  const { id, name, source, owner, starts, stops } = clock
  const runs = fed.has(id)
  return {
    id,
    name,
    source,
    owner,
    raisedBy: runs ? `its clock, from: ${starts}` : null,
    told: `ladder ${ladder}`,
    clears: stops,
    why: runs ? null : (notFed[id] ?? 'no record starts its clock yet'),
  }
}

const ofQuestion = ({ id, name, source, owner, rung, clears, answerEnds }: Question): Alert => ({
  id,
  name,
  source,
  owner,
  raisedBy: 'the record as it stands, every quarter of an hour',
  told: `${rung}, at once`,
  clears: answerEnds ? clears : `${clears}; an answer alone does not`,
  why: null,
})

const ofService = ({ id, name, source, owner, raisedBy, told, clears }: ServiceEntry): Alert => ({
  id,
  name,
  source,
  owner,
  raisedBy,
  told,
  clears,
  why: null,
})

/** When a rung is told, in words. */
function reachedWords(reached: Reached): string {
  if ('before' in reached) {
    const { before, ofWeeks, past } = reached
    const only = ofWeeks === undefined ? '' : ` where there are ${ofWeeks} weeks or more`
    const late = past === undefined ? '' : `, and not before ${past * 100}% of the time is over`
    return `${before} working ${before === 1 ? 'day' : 'days'} before${only}${late}`
  }
  if ('share' in reached) return `when ${reached.share * 100}% of the time has passed`
  if ('atDue' in reached) return 'as soon as it is late'
  if ('hours' in reached) return `${reached.hours} working hours after`
  if (reached.days === 0) return 'at once'
  const after = `${reached.days} working ${reached.days === 1 ? 'day' : 'days'} after`
  return reached.orUnseen === undefined
    ? after
    : `${after}, or late and unseen for ${reached.orUnseen} working days`
}

/** Each ladder with who is told when, for a page. */
export const ladderWords = (): { readonly ladder: string; readonly steps: string }[] =>
  Object.entries(ladders).map(([ladder, steps]) => ({
    ladder,
    steps: steps
      .map(
        ({ rung, reached }) =>
          `${warnings.has(rung) ? `the owner (${rung})` : rung}: ${reachedWords(reached)}`,
      )
      .join('; '),
  }))

/** The question of this id; undefined for a clock’s. */
export const questionOf = (id: string): Question | undefined =>
  questions.find((question) => question.id === id)

/** What an alert is called on screen. */
export const named = (id: string, clockNames: ReadonlyMap<string, string>): string =>
  clockNames.get(id) ?? questionOf(id)?.name ?? id
