import { dayKey, receiver, says } from '../../platform/record/received.ts'
import type { Ad1Row, AnnexARow, PlacedAdoptionRow } from '../return-files/index.ts'
import { adoption } from './record.ts'

/** A child placed for adoption, with what the AD1 file says of the adopters where it is about this placement. */
export const placedFromReturn = receiver(
  adoption,
  {
    takes: {
      placedOn: 'datePlaced',
      placedEndedOn: 'datePlacedCeased',
      placedEndedWhy: 'reasonPlacedCeased',
    },
  },
  (row: PlacedAdoptionRow) => ({
    key: `placed ${dayKey(row, 'datePlaced')}`,
    state: says(row, 'datePlacedCeased') || says(row, 'reasonPlacedCeased') ? 'plan changed' : 'placed',
  }),
)

/** AD1 is sent for children adopted in the year: it gives the decision, the match and who adopted. */
export const adoptedFromReturn = receiver(
  adoption,
  {
    takes: {
      decidedOn: 'dateInt',
      matchedOn: 'dateMatch',
      fosterCarerAdopting: 'fosterCare',
      adopters: 'nbAdoptr',
      adoptersSex: 'sexAdoptr',
      adoptersStatus: 'lsAdoptr',
    },
  },
  (row: Ad1Row, placed: PlacedAdoptionRow | null) => ({
    key: placed === null ? `decided ${dayKey(row, 'dateInt')}` : `placed ${dayKey(placed, 'datePlaced')}`,
    state: 'adopted',
  }),
)

export const adoptionFromList = receiver(
  adoption,
  {
    takes: {
      familyId: 'family',
      careStartedOn: 'enteredCareOn',
      decidedOn: 'decidedOn',
      placementOrderOn: 'placementOrderOn',
      matchedOn: 'matchedOn',
      placedOn: 'placedOn',
      orderedOn: 'adoptionOrderOn',
      reversedOn: 'decisionReversedOn',
      placedEndedWhy: 'reversalReason',
      earlyPermanenceOn: 'fosterToAdoptOn',
    },
  },
  (row: AnnexARow<'adoption'>) => ({
    key: row.placedOn === null ? `decided ${dayKey(row, 'decidedOn')}` : `placed ${row.placedOn}`,
    state: standing(row),
  }),
)

function standing(row: AnnexARow<'adoption'>): 'plan changed' | 'adopted' | 'placed' | 'planned' {
  if (says(row, 'decisionReversedOn') || says(row, 'reversalReason')) return 'plan changed'
  if (says(row, 'adoptionOrderOn')) return 'adopted'
  return says(row, 'placedOn') ? 'placed' : 'planned'
}
