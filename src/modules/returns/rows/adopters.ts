import { addMonths, type Day } from '../../../platform/dates/day.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { annexA } from '../../return-files/index.ts'
import { cellOf, dayIn, textIn, touches, type MadeCell, type MadeRow, type RecordRow } from './made.ts'
import { britishDay } from './ssda903.ts'

/** Column of list 11: what it is called where adopters are kept. */
const fields = {
  adopter: 'adopterId',
  family: 'familyId',
  gender: 'sex',
  ethnicity: 'ethnicity',
  disabled: 'disability',
  fosteringForAdoption: 'fosteringForAdoption',
  enquiredOn: 'enquiredOn',
  stage1StartedOn: 'stage1StartedOn',
  stage1EndedOn: 'stage1EndedOn',
  stage2StartedOn: 'stage2StartedOn',
  stage2EndedOn: 'stage2EndedOn',
  appliedOn: 'appliedOn',
  approvedOn: 'approvedOn',
  matchedOn: 'matchedOn',
  placedOn: 'placedOn',
  childrenPlaced: 'children',
  adoptionOrderOn: 'orderedOn',
  leftOn: 'leftOn',
  leavingReason: 'leftWhy',
} as const satisfies { readonly [C in keyof typeof annexA.adopters.columns]: string }

/** List 11: whoever had to do with us about adopting in the twelve months to the day. */
export async function adoptersMade(db: Db | Tx, on: Day): Promise<MadeRow[]> {
  const rows = await db.selectFrom('adopter').selectAll().orderBy('adopterId').execute()
  const span = { ends: 0, startsOn: addMonths(on, -12), endsOn: on }
  return rows.map((held) => {
    const record: RecordRow = { ...held, id: held.adopterId, state: '', given: null }
    const cells: Record<string, MadeCell> = {}
    for (const [name, field] of Object.entries(fields)) {
      const value = record[field]
      const text = typeof value === 'boolean' ? (value ? '1' : '0') : britishDay(textIn(record, field))
      cells[name] = cellOf('adopter', record, field, text)
    }
    const ended = dayIn(record, 'leftOn') ?? dayIn(record, 'orderedOn')
    const inYear = touches(span, dayIn(record, 'enquiredOn'), ended)
    return { table: 'adopters', of: { kind: 'adopter', id: record.id }, under: null, cells, inYear }
  })
}
