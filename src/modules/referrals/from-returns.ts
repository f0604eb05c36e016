import { dayKey, receiver, says } from '../../platform/record/received.ts'
import type { AnnexARow, CinEpisode as CensusEpisode } from '../return-files/index.ts'
import { cinEpisode } from './record.ts'

/** An episode of need from the children in need census: it says how the episode stands. */
export const episodeFromCensus = receiver(
  cinEpisode,
  {
    takes: {
      referredOn: 'cinReferralDate',
      source: 'referralSource',
      primaryNeed: 'primaryNeedCode',
      noFurtherAction: 'referralNfa',
      closedOn: 'cinClosureDate',
      closureReason: 'reasonForClosure',
      firstConferenceOn: 'dateOfInitialCpc',
    },
    inOrder: [['referredOn', 'closedOn']],
  },
  (row: CensusEpisode) => ({ key: dayKey(row, 'cinReferralDate'), state: standing(row) }),
)

function standing(row: CensusEpisode): 'no further action' | 'closed' | 'open' {
  if (row.referralNfa === true) return 'no further action'
  return says(row, 'cinClosureDate') || says(row, 'reasonForClosure') ? 'closed' : 'open'
}

/** A referral of Annex A list 3. The list does not say whether its episode has closed since. */
export const referralFromList = receiver(
  cinEpisode,
  {
    takes: {
      referredOn: 'referredOn',
      source: 'source',
      noFurtherAction: 'noFurtherAction',
      previousReferrals: 'referralsInYear',
    },
  },
  (row: AnnexARow<'referrals'>) => ({
    key: dayKey(row, 'referredOn'),
    state: row.noFurtherAction === true ? 'no further action' : 'open',
    stateIfNew: true,
  }),
)

/** A child in need of Annex A list 6: the episode they are in, or were in when it closed. */
export const episodeFromList = receiver(
  cinEpisode,
  {
    takes: {
      referredOn: 'startedOn',
      primaryNeed: 'primaryNeed',
      closedOn: 'closedOn',
      closureReason: 'closureReason',
      caseStatus: 'status',
    },
    inOrder: [['referredOn', 'closedOn']],
  },
  (row: AnnexARow<'childrenInNeed'>) => ({
    key: dayKey(row, 'startedOn'),
    state: says(row, 'closedOn') || says(row, 'closureReason') || row.status === 'e' ? 'closed' : 'open',
  }),
)
