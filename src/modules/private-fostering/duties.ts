import type { Span } from '../../platform/clocks/clock.ts'
import { earliest, intervals, latest, once } from '../../platform/clocks/intervals.ts'
import { addYears, type Day } from '../../platform/dates/day.ts'
import { chapterDuties, type FactRow, type History } from '../../platform/record/duties.ts'
import { daysSeen, visit } from '../visits/index.ts'
import { pfDecision, pfFirstVisit, pfVisitLater, pfVisitYear1 } from './clocks.ts'
import { privateFostering } from './record.ts'

const kinds = { privateFostering, visit }
type Told = History<typeof kinds>
type Arrangement = FactRow<typeof privateFostering>

/** The day our duties to the child fell away: it ended, or was found not to be private fostering at all. */
const over = ({ state, endedOn, decidedOn, toldOn }: Arrangement): Day | null =>
  state === 'not private fostering' ? (decidedOn ?? toldOn) : endedOn

/** Reg 8(6): it is taken to begin when we become aware of it, if it had begun by then. */
const begins = ({ awareOn, toldOn, startsOn }: Arrangement): Day | null =>
  latest(earliest(awareOn, toldOn), startsOn)

/** Reg 8(1): every six weeks in the first year, every twelve after it, from the visit before. */
function visitsOwed({ child, privateFostering: all, visit: visits }: Told, year: 'first' | 'later'): Span[] {
  return all.flatMap((one) => {
    const first = begins(one)
    if (first === null) return []
    const ended = earliest(over(one), child.diedOn)
    const spans = intervals({ recordId: one.id, first, done: daysSeen(visits), ended, facts: () => ({}) })
    return spans.filter(({ since }) => since < addYears(first, 1) === (year === 'first'))
  })
}

export const duties = chapterDuties(kinds, [
  {
    clock: pfFirstVisit,
    stoppedBy: 'visit',
    arises: ({ child, privateFostering: all, visit: visits }) =>
      all.flatMap((one) =>
        one.toldOn === null
          ? []
          : [
              once({
                recordId: one.id,
                since: one.toldOn,
                done: daysSeen(visits),
                ended: earliest(over(one), child.diedOn),
              }),
            ],
      ),
  },
  {
    clock: pfDecision,
    stoppedBy: 'private fostering',
    arises: ({ privateFostering: all }) =>
      all.flatMap(({ id, toldOn, decidedOn: met, endedOn: ended }) =>
        toldOn === null ? [] : [{ recordId: id, since: toldOn, met, ended }],
      ),
  },
  { clock: pfVisitYear1, stoppedBy: 'visit', arises: (told) => visitsOwed(told, 'first') },
  { clock: pfVisitLater, stoppedBy: 'visit', arises: (told) => visitsOwed(told, 'later') },
])
