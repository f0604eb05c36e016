import type { AnyRecordType } from '../../../platform/record/record.ts'
import type { ReturnOf } from './came.ts'
import { cinKinds, cinRows } from './cin.ts'
import { annexAKinds, annexARows } from './annex-a.ts'
import type { ChildRecord, MadeRow, ReturnSpan } from './made.ts'
import { ssda903Kinds, ssda903Rows } from './ssda903.ts'

/** What a return is made of: the kinds of record, and how one child's become its rows. */
interface MadeFor {
  readonly kinds: readonly AnyRecordType[]
  readonly rows: (child: ChildRecord, span: ReturnSpan) => MadeRow[]
}

const made: Readonly<Record<ReturnOf, MadeFor>> = {
  ssda903: { kinds: ssda903Kinds, rows: ssda903Rows },
  cin: { kinds: cinKinds, rows: cinRows },
  'annex-a': { kinds: annexAKinds, rows: annexARows },
}

export const madeFor = (of: ReturnOf): MadeFor => made[of]
