import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { AnnexARow } from '../return-files/index.ts'

type Adopter = AnnexARow<'adopters'>

/**
 * Stores the adopters of Annex A list 11, one by their own identifier: adults, and no child's record, so they have no
 * events. Of two rows with one identifier the later stands.
 *
 * @returns how many were new
 */
export async function receiveAdopters(tx: Tx, importId: string, rows: readonly Adopter[]): Promise<number> {
  let stored = 0
  for (const row of rows) {
    if (row.adopter === null) continue
    const values = valuesOf(row, row.adopter, importId)
    const { adopterId: _, ...again } = values
    const { isNew } = await tx
      .insertInto('adopter')
      .values(values)
      .onConflict((conflict) => conflict.column('adopterId').doUpdateSet(again))
      .returning(sql<boolean>`xmax = 0`.as('isNew'))
      .executeTakeFirstOrThrow()
    if (isNew) stored += 1
  }
  return stored
}

const valuesOf = (row: Adopter, adopterId: string, importId: string) => ({
  adopterId,
  familyId: row.family,
  sex: row.gender,
  ethnicity: row.ethnicity,
  disability: row.disabled,
  fosteringForAdoption: row.fosteringForAdoption,
  enquiredOn: row.enquiredOn,
  stage1StartedOn: row.stage1StartedOn,
  stage1EndedOn: row.stage1EndedOn,
  stage2StartedOn: row.stage2StartedOn,
  stage2EndedOn: row.stage2EndedOn,
  appliedOn: row.appliedOn,
  approvedOn: row.approvedOn,
  matchedOn: row.matchedOn,
  placedOn: row.placedOn,
  children: row.childrenPlaced,
  orderedOn: row.adoptionOrderOn,
  leftOn: row.leftOn,
  leftWhy: row.leavingReason,
  importId,
  given: row.given === null ? null : JSON.stringify(row.given),
})
