import type { Span } from '../../platform/clocks/clock.ts'
import { inOrder, latest, once } from '../../platform/clocks/intervals.ts'
import type { Day } from '../../platform/dates/day.ts'
import { chapterDuties, type FactRow, type History } from '../../platform/record/duties.ts'
import { cinEpisode } from '../referrals/index.ts'
import { daysSeen, visit } from '../visits/index.ts'
import {
  assessChildSeen,
  assessCheckpoint1,
  assessCheckpoint2,
  assessmentComplete,
  assessShare,
  schRiskTool,
} from './clocks.ts'
import { abuseFactors, neglectFactor } from './factors.ts'
import { assessment } from './record.ts'

const kinds = { assessment, cinEpisode, visit }
type Told = History<typeof kinds>
type Assessed = FactRow<typeof assessment>
type Episode = FactRow<typeof cinEpisode>

const belongs = ({ id, referredOn, closedOn }: Episode, { episodeId, startedOn }: Assessed): boolean =>
  episodeId === null
    ? startedOn !== null &&
      referredOn !== null &&
      referredOn <= startedOn &&
      (closedOn === null || startedOn <= closedOn)
    : episodeId === id

interface Owed {
  readonly recordId: string
  /** Null where nobody has started it. */
  readonly assessed: Assessed | null
  readonly since: Day
  readonly ended: Day | null
}

/**
 * Each assessment owed, from its referral: that of a referral nobody has begun to assess too. A second assessment in
 * an episode counts from its own start, as one whose referral we do not hold does.
 */
function owed({ assessment: all, cinEpisode: episodes }: Told): Owed[] {
  const placed = all.map((one) => ({ one, episode: episodes.find((episode) => belongs(episode, one)) }))
  const begun = placed.flatMap(({ one, episode }): Owed[] => {
    const others = placed.filter((other) => other.episode === episode).map((other) => other.one.startedOn)
    const isFirst = episode !== undefined && (one.startedOn === null || inOrder(others)[0] === one.startedOn)
    const since = isFirst ? episode.referredOn : one.startedOn
    return since === null
      ? []
      : [{ recordId: one.id, assessed: one, since, ended: episode?.closedOn ?? null }]
  })
  const waiting = episodes.filter(
    (episode) => episode.state !== 'no further action' && !placed.some((other) => other.episode === episode),
  )
  return [
    ...begun,
    ...waiting.flatMap(({ id, referredOn, closedOn }) =>
      referredOn === null ? [] : [{ recordId: id, assessed: null, since: referredOn, ended: closedOn }],
    ),
  ]
}

/** A return may say the child was seen and not when: then nothing is owed that we could call late. */
function seenInAssessment({ assessment: all, visit: visits }: Told): Span[] {
  return all.flatMap(({ id, startedOn, authorisedOn, childSeen }) => {
    if (startedOn === null) return []
    const span = once({ recordId: id, since: startedOn, done: daysSeen(visits), ended: authorisedOn })
    return span.met === null && childSeen === 'yes' ? [] : [span]
  })
}

/** What a manager talks through, once for each assessment somebody has begun; over once it is authorised. */
const steered =
  (on: (assessed: Assessed) => Day | null) =>
  (told: Told): Span[] =>
    owed(told).flatMap(({ recordId, assessed, since, ended }) =>
      assessed === null
        ? []
        : [
            {
              recordId,
              since,
              met: on(assessed),
              ended: on(assessed) === null ? (assessed.authorisedOn ?? ended) : null,
            },
          ],
    )

/** One that was authorised here is shared; what a return brings does not say. */
const shared = ({ assessment: all }: Told): Span[] =>
  all.flatMap(({ id, togetherId, authorisedOn, sharedOn }) =>
    authorisedOn === null || togetherId === null
      ? []
      : [{ recordId: id, since: authorisedOn, met: sharedOn, ended: null }],
  )

/** The tool of what was found, whichever was completed last; one completed before the finding was written counts. */
const toolUsed = ({ assessment: all }: Told): Span[] =>
  all.flatMap(({ id, factors, factorsOn, authorisedOn, neglectToolOn, abuseToolOn }) => {
    const wanted = [
      ...(factors?.includes(neglectFactor) === true ? [neglectToolOn] : []),
      ...(factors?.some((code) => abuseFactors.includes(code)) === true ? [abuseToolOn] : []),
    ]
    if (factorsOn === null || wanted.length === 0) return []
    const met = wanted.includes(null) ? null : (latest(...wanted, factorsOn) ?? null)
    return [{ recordId: id, since: factorsOn, met, ended: met === null ? authorisedOn : null }]
  })

export const duties = chapterDuties(kinds, [
  { clock: assessChildSeen, stoppedBy: 'visit', arises: seenInAssessment },
  { clock: assessCheckpoint1, stoppedBy: 'decision', arises: steered(({ steeredOn }) => steeredOn) },
  {
    clock: assessCheckpoint2,
    stoppedBy: 'decision',
    arises: steered(({ steeredAgainOn }) => steeredAgainOn),
  },
  {
    clock: assessmentComplete,
    stoppedBy: 'assessment',
    arises: (told) =>
      owed(told).map(({ recordId, assessed, since, ended }) => ({
        recordId,
        since,
        met: assessed?.authorisedOn ?? null,
        ended,
      })),
  },
  { clock: assessShare, stoppedBy: 'decision', arises: shared },
  { clock: schRiskTool, stoppedBy: 'decision', arises: toolUsed },
])
