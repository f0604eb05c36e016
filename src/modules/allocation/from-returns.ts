import { dayKey, receiver, says, type Received, type RowRead } from '../../platform/record/received.ts'
import type { SwEpisodeRow } from '../return-files/index.ts'
import { allocation } from './record.ts'

/** A social worker's time with a child looked after. Who it was is known by the number the return gives. */
export const allocationFromReturn = receiver(
  allocation,
  {
    takes: { fromOn: 'swDecom', toOn: 'swDec', swReason: 'swReason' },
    inOrder: [['fromOn', 'toOn']],
  },
  (row: SwEpisodeRow) => ({
    key: `lead ${dayKey(row, 'swDecom')} ${row.swId ?? 'nobody named'}`,
    state: says(row, 'swDec') ? 'ended' : 'allocated',
    sets: { role: 'lead social worker' },
    staff: row.swId === null ? null : { field: 'workerId', named: { externalId: row.swId } },
  }),
)

/** What most lists of Annex A say of who works with a child now. */
interface ListedWorker extends RowRead {
  readonly team: string | null
  readonly worker: string | null
}

/** The worker and team of a list: one record a child, which a later workbook brings up to date. */
export const leadFromList = receiver(allocation, { takes: {} }, (row: ListedWorker, over: boolean) => ({
  key: 'lead, as listed',
  state: over ? 'ended' : 'allocated',
  sets: { role: 'lead social worker' },
  from: [],
  staff: row.worker === null ? null : { field: 'workerId', named: { name: row.worker, team: row.team } },
  team: teamOf(row.team),
}))

/** The personal adviser of a young person leaving care. */
export const adviserFromList = receiver(
  allocation,
  { takes: {} },
  (row: RowRead & { readonly personalAdviser: string; readonly team: string | null }) => ({
    key: 'personal adviser, as listed',
    state: 'allocated',
    sets: { role: 'personal adviser' },
    from: [],
    staff: { field: 'workerId', named: { name: row.personalAdviser, team: row.team } },
    team: teamOf(row.team),
  }),
)

const teamOf = (name: string | null): Received['team'] => (name === null ? null : { field: 'teamId', name })
