import { dayKey, receiver, says, type RowRead } from '../../../platform/record/received.ts'
import type { AnnexARow, DoloRow, HeaderRow, PrevPermRow, UascRow } from '../../return-files/index.ts'
import { asylum, deprivationOfLiberty, motherhood, previousPermanence } from './record.ts'

const seekingAsylum = 'seeking asylum'

export const asylumFromReturn = receiver(asylum, { takes: { endedOn: 'duc' } }, (_: UascRow) => ({
  key: seekingAsylum,
  state: 'recorded',
}))

/** The XML form and Annex A say only that the child came alone. */
export const asylumFromHeader = receiver(
  asylum,
  { takes: {} },
  (_: HeaderRow | AnnexARow<'childrenInCare'>) => ({ key: seekingAsylum, state: 'recorded', from: [] }),
)

export const motherhoodFromHeader = receiver(
  motherhood,
  { takes: { mother: 'mother', childBornOn: 'mcDob' } },
  (_: HeaderRow) => ({ key: 'mother', state: 'recorded', from: [] as readonly RowRead[] }),
)

/** The day of an earlier order may be known only to its month or year: it is kept as it was written. */
export const permanenceFromReturn = receiver(
  previousPermanence,
  { takes: { kind: 'prevPerm', authority: 'laPerm' } },
  (row: PrevPermRow) => ({
    key: `${row.prevPerm ?? 'kind not given'} ${dayKey(row, 'datePerm')}`,
    state: 'recorded',
    sets: { permanenceDate: row.given?.datePerm ?? row.datePerm },
  }),
)

export const libertyFromReturn = receiver(
  deprivationOfLiberty,
  { takes: { startedOn: 'doloStart', endedOn: 'doloEnd' }, inOrder: [['startedOn', 'endedOn']] },
  (row: DoloRow) => ({
    key: dayKey(row, 'doloStart'),
    state: says(row, 'doloEnd') ? 'ended' : 'in force',
  }),
)
