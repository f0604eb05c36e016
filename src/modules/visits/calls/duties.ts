import type { Duty, Span } from '../../../platform/clocks/clock.ts'
import { earliest, intervals, once } from '../../../platform/clocks/intervals.ts'
import { daysBetween, type Day } from '../../../platform/dates/day.ts'
import type { FactRow, History } from '../../../platform/record/duties.ts'
import type { visit } from '../record.ts'
import { daysSeen } from '../seeing.ts'
import * as on from './clocks.ts'
import type { visitCall } from './record.ts'

type Told = History<{ readonly visitCall: typeof visitCall; readonly visit: typeof visit }>
type Call = FactRow<typeof visitCall>
type Kind = NonNullable<Call['kind']>

/** The calls of a kind with the day each runs from; one without a day starts nothing. */
const withDay = (all: readonly Call[], kind: Kind): (Call & { readonly fromOn: Day })[] =>
  all.flatMap((one) => (one.kind === kind && one.fromOn !== null ? [{ ...one, fromOn: one.fromOn }] : []))

/** Calls that a visit left a doubt behind: the chapter of reviews answers those. */
export const callsOfDoubt = (all: readonly Call[]): (Call & { readonly fromOn: Day })[] =>
  withDay(all, 'doubt about welfare')

/** Every one of them is answered by seeing the child, once. */
const onceSeen =
  (kind: Kind) =>
  (told: Told): Span[] =>
    withDay(told.visitCall, kind).map(({ id, fromOn, untilOn }) =>
      once({
        recordId: id,
        since: fromOn,
        done: daysSeen(told.visit),
        ended: earliest(untilOn, told.child.diedOn),
      }),
    )

/** Each asks for the child to be seen again and again until it is over. */
const againAndAgain =
  (kind: Kind) =>
  (told: Told): Span[] =>
    withDay(told.visitCall, kind).flatMap(({ id, fromOn, untilOn }) =>
      intervals({
        recordId: id,
        first: fromOn,
        done: daysSeen(told.visit),
        ended: earliest(untilOn, told.child.diedOn),
        facts: (since, event) =>
          kind === 'arranged by others'
            ? { event, weekOrdinal: Math.floor(daysBetween(fromOn, since) / 7) + 1 }
            : { event },
      }),
    )

const visited = (clock: Duty<Told>['clock'], arises: Duty<Told>['arises']): Duty<Told> => ({
  clock,
  stoppedBy: 'visit',
  arises,
})

/** What a call for a visit asks: by when the child must be seen. */
export const callDuties: readonly Duty<Told>[] = [
  visited(on.pfRequestedVisit, onceSeen('asked in private fostering')),
  visited(on.claVisitOtherArrangements, againAndAgain('arranged by others')),
  visited(on.claVisitRequested, onceSeen('asked in our care')),
  visited(on.claVisitNoticeOfConcern, onceSeen('concern about the home')),
  visited(on.shortBreakVisit, againAndAgain('short breaks')),
  visited(on.custodyVisit, onceSeen('custody')),
  visited(on.s85Visit, againAndAgain('long stay')),
]
