import type { Span } from '../../platform/clocks/clock.ts'
import { once } from '../../platform/clocks/intervals.ts'
import { addDays, type Day } from '../../platform/dates/day.ts'
import { chapterDuties, type FactRow, type History } from '../../platform/record/duties.ts'
import { strategyDiscussion } from '../strategy-and-enquiry/index.ts'
import { missingStrategy, rhi, rhiRecord } from './clocks.ts'
import { missingEpisode } from './record.ts'

const kinds = { missingEpisode, strategyDiscussion }
type Told = History<typeof kinds>
type Missing = FactRow<typeof missingEpisode>

/** An episode, with when it began said as exactly as we know. */
const began = ({ startedOn, startedAt }: Missing) => startedAt ?? startedOn

/** A third episode or a later one, in the 90 days that end with it. */
const isThird = (on: Day, all: readonly Missing[]): boolean =>
  all.filter(({ startedOn }) => startedOn !== null && startedOn <= on && startedOn > addDays(on, -90))
    .length >= 3

/**
 * A discussion is owed once a child has been gone for 24 hours, and falls away if they are found before that;
 * a third episode in 90 days owes one however short it was. One not found in a day asks for the sooner of the two.
 */
function discussions({ missingEpisode: all, strategyDiscussion: held }: Told): Span[] {
  const done = held.map(({ heldOn }) => heldOn)
  return all.flatMap((one) => {
    const since = began(one)
    if (since === null || one.startedOn === null) return []
    const short = one.endedOn !== null && one.endedOn <= addDays(one.startedOn, 1)
    const third = short && isThird(one.startedOn, all)
    return [
      once({
        recordId: one.id,
        since,
        done,
        ended: third ? null : one.endedOn,
        facts: { event: third ? 'later' : 'first' },
      }),
    ]
  })
}

/** A refusal counts only after an offer really made, on the day it was made. */
function interviews({ missingEpisode: all }: Told): Span[] {
  return all.flatMap(({ id, endedOn, endedAt, interviewHeldOn, interviewRefused, interviewOfferedOn }) => {
    const since = endedAt ?? endedOn
    const met = interviewHeldOn ?? (interviewRefused === true ? interviewOfferedOn : null)
    return since === null ? [] : [{ recordId: id, since, met }]
  })
}

export const duties = chapterDuties(kinds, [
  { clock: missingStrategy, stoppedBy: 'strategy discussion', arises: discussions },
  { clock: rhi, stoppedBy: 'return interview', arises: interviews },
  {
    clock: rhiRecord,
    stoppedBy: 'return interview',
    arises: ({ missingEpisode: all }) =>
      all.flatMap(({ id, interviewHeldOn, interviewSharedOn: met }) =>
        interviewHeldOn === null ? [] : [{ recordId: id, since: interviewHeldOn, met }],
      ),
  },
])
