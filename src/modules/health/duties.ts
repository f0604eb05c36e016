import type { Duty, Span } from '../../platform/clocks/clock.ts'
import { inOrder, intervals, once } from '../../platform/clocks/intervals.ts'
import { ageOn, type Day } from '../../platform/dates/day.ts'
import type { Child } from '../../platform/people/child.ts'
import { chapterDuties, type History } from '../../platform/record/duties.ts'
import { careEpisode, timeInCare } from '../looked-after/index.ts'
import { iha, rha5plus, rhaUnder5 } from './clocks.ts'
import { healthCheck } from './record.ts'

const kinds = { healthCheck, careEpisode }
type Told = History<typeof kinds>

/** The days the child's health was assessed, first or again. Teeth and eyes are other checks. */
const assessed = ({ healthCheck: checks }: Told): Day[] =>
  inOrder(checks.filter(({ kind }) => kind === 'initial' || kind === 'review').map(({ doneOn }) => doneOn))

const periods = ({ child, careEpisode: episodes }: Told) =>
  timeInCare(child, episodes).filter(({ shortBreaks }) => !shortBreaks)

const underFive = ({ bornOn }: Child, on: Day): boolean => bornOn !== null && ageOn(bornOn, on) < 5

/** From each assessment made in our care to the next; the age at the one before says how soon. */
const again = (clock: Duty<Told>['clock'], young: boolean): Duty<Told> => ({
  clock,
  stoppedBy: 'health assessment',
  arises: (told) =>
    periods(told).flatMap(({ recordId, from, to }): Span[] => {
      const done = assessed(told)
      const first = done.find((at) => at >= from && (to === null || at <= to))
      if (first === undefined) return []
      const facts = () => ({ under5: young })
      return intervals({ recordId, first, done, ended: to, facts }).filter(
        ({ since }) => underFive(told.child, since) === young,
      )
    }),
})

export const duties = chapterDuties(kinds, [
  {
    clock: iha,
    stoppedBy: 'health assessment',
    arises: (told) =>
      periods(told).map(({ recordId, from, to }) =>
        once({ recordId, since: from, done: assessed(told), ended: to }),
      ),
  },
  again(rhaUnder5, true),
  again(rha5plus, false),
])
