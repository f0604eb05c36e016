import { earliest, inOrder } from '../../platform/clocks/intervals.ts'
import { addYears, type Day } from '../../platform/dates/day.ts'
import type { FactRow, History } from '../../platform/record/duties.ts'
import { cpPlan } from '../child-protection/index.ts'
import { cinPlan } from '../child-in-need/index.ts'
import { leavingCare } from '../care-leavers/index.ts'
import { careEpisode, timeInCare } from '../looked-after/index.ts'
import { preProceedings } from '../pre-proceedings/index.ts'
import { cinEpisode } from '../referrals/index.ts'

/** What says for which children a manager looks in, and how often. */
export const ofWork = { cpPlan, cinPlan, preProceedings, careEpisode, leavingCare, cinEpisode }
type Work = History<typeof ofWork>

/** A time through which a duty stands: `to` is its last day, null while it goes on. */
export interface Stretch {
  readonly recordId: string
  readonly from: Day
  readonly to: Day | null
}

/** The same days said in as few stretches as can be, oldest first; the record is the one that began it. */
function whole(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = []
  for (const next of stretches.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = found.at(-1)
    if (last === undefined || (last.to !== null && last.to < next.from)) found.push(next)
    else if (last.to !== null)
      found[found.length - 1] = { ...last, to: next.to === null || next.to > last.to ? next.to : last.to }
  }
  return found
}

/** What of a stretch none of the others covers: one that is covered begins again on the day the cover ends. */
function without(stretch: Stretch, covers: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = []
  let from: Day | null = stretch.from
  for (const cover of whole(covers).filter((one) => one.to !== one.from)) {
    if (from === null || (cover.to !== null && cover.to < from)) continue
    if (stretch.to !== null && cover.from > stretch.to) break
    if (cover.from > from) left.push({ ...stretch, from, to: cover.from })
    from = cover.to
  }
  if (from !== null && (stretch.to === null || from < stretch.to)) left.push({ ...stretch, from })
  return left
}

interface Dated {
  readonly id: string
  readonly startedOn: Day | null
}

const stretchesOf = <R extends Dated>(
  { diedOn }: Work['child'],
  rows: readonly R[],
  ends: (row: R) => Day | null,
): Stretch[] =>
  rows.flatMap((row) =>
    row.startedOn === null
      ? []
      : [
          {
            recordId: row.id,
            from: row.startedOn,
            to: notBefore(row.startedOn, earliest(ends(row), diedOn)),
          },
        ],
  )

/** A return may be wrong: an end before the start is the start. */
const notBefore = (from: Day, to: Day | null): Day | null => (to !== null && to < from ? from : to)

/** Ended by the decision, or by going to court: what comes after is another stretch. */
const preEnds = ({ decidedOn, appliedOn }: FactRow<typeof preProceedings>): Day | null =>
  earliest(decidedOn, appliedOn)

/** Child protection, pre-proceedings and living with a parent while in our care: looked into every four weeks. */
export function higherRisk({
  child,
  cpPlan: plans,
  preProceedings: letters,
  careEpisode: episodes,
}: Work): Stretch[] {
  const withParents = timeInCare(child, episodes).flatMap(({ placements }) =>
    placements.flatMap(({ recordId, from, to, kind }) => (kind === 'P1' ? [{ recordId, from, to }] : [])),
  )
  return whole([
    ...stretchesOf(child, plans, ({ endedOn }) => endedOn),
    ...stretchesOf(child, letters, preEnds),
    ...withParents,
  ])
}

const lettingGo = new Set(['DIED', 'RHOM', 'NREQ'])

/** From the day they left our care to 21, for those we are to keep in touch with. */
function leaving({ child, careEpisode: episodes, leavingCare: all }: Work): Stretch[] {
  const left = inOrder(timeInCare(child, episodes).map(({ to }) => to)).at(-1)
  const until = child.bornOn === null ? null : addYears(child.bornOn, 21)
  if (left === undefined || (until !== null && left >= until)) return []
  const [one] = all.filter(({ inTouch }) => inTouch === null || !lettingGo.has(inTouch))
  return one === undefined
    ? []
    : [{ recordId: one.id, from: left, to: notBefore(left, earliest(until, child.diedOn)) }]
}

/** Child in need, our care and leaving care, while no higher risk stands: looked into every eight weeks. */
export function otherWork(told: Work): Stretch[] {
  const care = timeInCare(told.child, told.careEpisode).filter(({ shortBreaks }) => !shortBreaks)
  const all = whole([
    ...stretchesOf(told.child, told.cinPlan, ({ endedOn }) => endedOn),
    ...care.map(({ recordId, from, to }) => ({ recordId, from, to })),
    ...leaving(told),
  ])
  const covers = higherRisk(told)
  return all.flatMap((stretch) => without(stretch, covers))
}

/** Any time we are at work with the child: a referral taken on, or our care. */
export const atWork = ({ child, cinEpisode: episodes, careEpisode: stays }: Work): Stretch[] =>
  whole([
    ...episodes.flatMap(({ id, state, referredOn, closedOn }) =>
      referredOn === null || state === 'no further action'
        ? []
        : [{ recordId: id, from: referredOn, to: notBefore(referredOn, earliest(closedOn, child.diedOn)) }],
    ),
    ...timeInCare(child, stays).map(({ recordId, from, to }) => ({ recordId, from, to })),
  ])
