import { dayKey, receiver, says } from '../../platform/record/received.ts'
import type { AnnexARow, EpisodeRow, ReviewRow } from '../return-files/index.ts'
import { careEpisode, careSummary, claReview } from './record.ts'

export const careEpisodeFromReturn = receiver(
  careEpisode,
  {
    takes: {
      startedOn: 'decom',
      startedWhy: 'rne',
      legalStatus: 'ls',
      primaryNeed: 'cin',
      placementType: 'place',
      provider: 'placeProvider',
      endedOn: 'dec',
      endedWhy: 'rec',
      movedWhy: 'reasonPlaceChange',
      homePostcode: 'homePost',
      placementPostcode: 'plPost',
      urn: 'urn',
    },
    inOrder: [['startedOn', 'endedOn']],
  },
  (row: EpisodeRow) => ({
    key: dayKey(row, 'decom'),
    state: says(row, 'dec') || says(row, 'rec') ? 'ended' : 'open',
  }),
)

export const reviewFromReturn = receiver(
  claReview,
  { takes: { heldOn: 'review', takingPart: 'reviewCode' } },
  (row: ReviewRow) => ({ key: dayKey(row, 'review'), state: 'held' }),
)

/** A child in care of Annex A list 8, as they stood on the day of the list. */
export const careSummaryFromList = receiver(
  careSummary,
  {
    takes: {
      careStartedOn: 'startedOn',
      careEndedOn: 'ceasedOn',
      endedWhy: 'ceasedReason',
      statusSinceOn: 'legalStatusOn',
      legalStatus: 'legalStatus',
      lastReviewOn: 'lastReviewOn',
      permanencePlan: 'permanencePlan',
      lastReviewingOfficerOn: 'lastIroContactOn',
      lastHealthOn: 'lastHealthAssessmentOn',
      lastDentalOn: 'lastDentalCheckOn',
      placedOn: 'placedOn',
      placementType: 'placementType',
      provider: 'placementProvider',
      placementPostcode: 'placementPostcode',
      urn: 'placementUrn',
      placementLocation: 'placementLocation',
      placementAuthority: 'placementAuthority',
      needCategory: 'categoryOfNeed',
      secondPeriod: 'secondPeriodInYear',
      placementsInYear: 'placementsInYear',
      missingInYear: 'missingInYear',
      absentInYear: 'absentInYear',
      interviewOffered: 'returnInterviewOffered',
      interviewAccepted: 'returnInterviewAccepted',
      lastVisitOn: 'lastVisitOn',
    },
  },
  (row: AnnexARow<'childrenInCare'>) => ({ key: dayKey(row, 'startedOn'), state: 'from a return' }),
)

/** The latest review, of which the list gives only the day. */
export const reviewFromList = receiver(
  claReview,
  { takes: { heldOn: 'lastReviewOn' } },
  (row: AnnexARow<'childrenInCare'>) => ({ key: dayKey(row, 'lastReviewOn'), state: 'held', from: [] }),
)
