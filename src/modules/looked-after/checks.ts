import { checks } from '../../platform/record/checks.ts'
import { careEpisode, claReview } from './record.ts'

const coding = 'DfE, Children looked-after by local authorities: guide to the SSDA903 collection'

/** A child lives in one place at a time. Two that overlap are kept as they came, and somebody puts them right. */
export const episodeChecks = checks(careEpisode, [
  {
    id: 'LA-1',
    source: coding,
    holds: ({ row, all }) =>
      !all.some(
        (other) =>
          other.id !== row.id &&
          row.startedOn !== null &&
          other.startedOn !== null &&
          (other.startedOn < row.startedOn || (other.startedOn === row.startedOn && other.id < row.id)) &&
          (other.endedOn === null || other.endedOn > row.startedOn),
      ),
    at: 'startedOn',
    says: 'This begins before the one before it ended: check both, and correct the day that is wrong',
  },
  {
    id: 'LA-2',
    source: coding,
    holds: ({ row, child }) =>
      row.startedOn === null || child.bornOn === null || row.startedOn >= child.bornOn,
    at: 'startedOn',
    says: 'This begins before the child was born: check this day and the date of birth',
  },
])

export const reviewChecks = checks(
  claReview,
  [
    {
      id: 'LA-3',
      source: 'SI 2010/959 reg 33: a review is of a child who is looked after',
      holds: ({ row, today }) => row.heldOn === null || row.heldOn <= today,
      at: 'heldOn',
      says: 'This review is in the future: check the day it was held',
    },
    {
      id: 'LA-4',
      source: 'SI 2010/959 reg 33: a review is of a child who is looked after',
      holds: ({ row: { heldOn }, beside }) => {
        const began = beside(careEpisode).flatMap(({ startedOn }) => startedOn ?? [])
        return heldOn === null || began.length === 0 || began.some((first) => first <= heldOn)
      },
      at: 'heldOn',
      says: 'This review is before the child came into our care: check both days',
    },
  ],
  [careEpisode],
)
