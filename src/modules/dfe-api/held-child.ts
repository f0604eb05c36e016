import type { Db, Tx } from '../../platform/db/database.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import { adoption } from '../adoption/index.ts'
import { allocation } from '../allocation/index.ts'
import { assessment } from '../assessment/index.ts'
import { careLeaverContact, leavingCare } from '../care-leavers/index.ts'
import { cinPlan } from '../child-in-need/index.ts'
import { cpPlan } from '../child-protection/index.ts'
import { asylum, careEpisode } from '../looked-after/index.ts'
import { address } from '../people/index.ts'
import { cinEpisode } from '../referrals/index.ts'
import { childRecords, type ChildRecord } from '../returns/index.ts'
import { section47 } from '../strategy-and-enquiry/index.ts'
import { fieldsOf, type Fields, type Row } from './fields.ts'

const kinds = {
  episodes: cinEpisode,
  assessments: assessment,
  needPlans: cinPlan,
  enquiries: section47,
  protectionPlans: cpPlan,
  care: careEpisode,
  adoptions: adoption,
  leaving: leavingCare,
  contacts: careLeaverContact,
  sought: asylum,
  workers: allocation,
  addresses: address,
} as const satisfies Readonly<Record<string, AnyRecordType>>

type Kind = keyof typeof kinds

/** All that the collection asks of one child, in the order it was written. */
export type ChildHeld = { readonly [K in Kind]: readonly Fields[] } & {
  readonly person: Row
  /** The number of a member of staff's registration or post. */
  readonly numberOf: (staffId: unknown) => string | null
}

/** Reads some children, in the order asked. Those who are not there are left out. */
export async function childrenHeld(db: Db | Tx, ids: readonly string[]): Promise<readonly ChildHeld[]> {
  const records = await childRecords(db, Object.values(kinds), ids)
  return ids.flatMap((id) => {
    const record = records.get(id)
    return record === undefined ? [] : [heldOf(record)]
  })
}

function heldOf(record: ChildRecord): ChildHeld {
  const rows = (kind: Kind): readonly Fields[] => record.rows(kinds[kind]).map((row) => fieldsOf({ ...row }))
  return {
    person: { ...record.person },
    numberOf: (id) => record.staff(id)?.number ?? null,
    episodes: rows('episodes'),
    assessments: rows('assessments'),
    needPlans: rows('needPlans'),
    enquiries: rows('enquiries'),
    protectionPlans: rows('protectionPlans'),
    care: rows('care'),
    adoptions: rows('adoptions'),
    leaving: rows('leaving'),
    contacts: rows('contacts'),
    sought: rows('sought'),
    workers: rows('workers'),
    addresses: rows('addresses'),
  }
}
