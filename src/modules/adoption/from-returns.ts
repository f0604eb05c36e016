import { dayKey, receiver, says } from '../../platform/record/received.ts'
import type { Ad1Row, AnnexARow, PlacedAdoptionRow } from '../return-files/index.ts'
import { adoption } from './record.ts'

/**
 * The decision that a child should be placed for adoption, and its reversal. DATE_PLACED is the day of that decision
 * (SSDA903 rules 115, 552 and 553); when the child moved in is told by the episodes, A3 to A6.
 */
export const placedFromReturn = receiver(
  adoption,
  {
    takes: {
      decidedOn: 'datePlaced',
      reversedOn: 'datePlacedCeased',
      placedEndedWhy: 'reasonPlacedCeased',
    },
    inOrder: [['decidedOn', 'reversedOn']],
  },
  (row: PlacedAdoptionRow) => {
    const reversed = says(row, 'datePlacedCeased') || says(row, 'reasonPlacedCeased')
    return {
      key: `decided ${dayKey(row, 'datePlaced')}`,
      state: reversed ? 'plan changed' : 'planned',
      stateIfNew: !reversed,
    }
  },
)

/** How the key begins of an adoption of which AD1 alone tells: no row of the decision came with it. */
export const adoptedAlone = 'adopted '

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
  (row: Ad1Row, decided: PlacedAdoptionRow | null) => ({
    key: `${decided === null ? adoptedAlone : 'decided '}${dayKey(row, 'dateInt')}`,
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
    key:
      row.decidedOn === null && row.placedOn !== null
        ? `placed ${row.placedOn}`
        : `decided ${dayKey(row, 'decidedOn')}`,
    state: standing(row),
  }),
)

function standing(row: AnnexARow<'adoption'>): 'plan changed' | 'adopted' | 'placed' | 'planned' {
  if (says(row, 'decisionReversedOn') || says(row, 'reversalReason')) return 'plan changed'
  if (says(row, 'adoptionOrderOn')) return 'adopted'
  return says(row, 'placedOn') ? 'placed' : 'planned'
}
