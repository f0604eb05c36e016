import type { Db } from '../../../platform/db/database.ts'

/** A limit this authority has set in place of ours. */
export interface LocalStandard {
  readonly length: number
  readonly why: string
}

/** The limits set here, by what each is kept under. */
export async function localStandards(db: Db): Promise<ReadonlyMap<string, LocalStandard>> {
  const rows = await db.selectFrom('localStandard').select(['clock', 'length', 'why']).execute()
  return new Map(rows.map(({ clock, ...standard }) => [clock, standard]))
}
