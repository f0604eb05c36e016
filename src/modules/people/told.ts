import { copyInto } from '../../platform/db/copy.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Day } from '../../platform/dates/day.ts'
import { eventColumns } from '../../platform/record/bulk-change.ts'
import { snake } from '../../platform/record/names.ts'

/** A person of a synthetic county, child or adult, and when it says they were first recorded. */
export interface PersonTold {
  readonly id: string
  readonly kind: 'child' | 'adult' | 'unborn'
  readonly laChildId?: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly knownAs?: string
  readonly bornOn: Day | null
  readonly expectedOn?: Day
  readonly sex: 'M' | 'F' | 'U'
  readonly ethnicity?: string
  readonly disabilities?: readonly string[]
  readonly firstLanguage?: string
  readonly interpreter?: boolean
  readonly upn?: string
  readonly upnUnknown?: string
  readonly nhsNumber?: string
  readonly phone?: string
  readonly school?: string
  readonly workerRisk?: string
  readonly restrictedLevel?: number
  readonly recordedAt: string
  readonly recordedBy: string | null
}

const plain = [
  'kind',
  'laChildId',
  'givenName',
  'familyName',
  'knownAs',
  'bornOn',
  'expectedOn',
  'sex',
  'ethnicity',
  'disabilities',
  'firstLanguage',
  'interpreter',
  'upn',
  'upnUnknown',
  'nhsNumber',
  'phone',
  'school',
  'workerRisk',
] as const satisfies readonly (keyof PersonTold)[]

/**
 * Stores the people of a synthetic county, one event a person: what `receivePeople` is to a return. Only a county
 * knows adults, names and the day each was first written down.
 *
 * @param words kept with each event as its reason
 */
export async function storePeople(tx: Tx, people: readonly PersonTold[], words: string): Promise<void> {
  if (people.length === 0) return
  const columns = ['id', ...plain.map(snake), 'restricted_level', 'recorded_at', 'recorded_by']
  const rows = people.map((person) => [
    person.id,
    ...plain.map((name) => person[name]),
    person.restrictedLevel ?? 0,
    person.recordedAt,
    person.recordedBy,
  ])
  await copyInto(tx, 'person', columns, rows)
  await copyInto(
    tx,
    'event',
    eventColumns,
    people.map(({ id, recordedAt, recordedBy, ...said }) => [
      'person.received',
      id,
      'person',
      id,
      recordedBy,
      recordedAt,
      { ...said, state: 'active' },
      words,
      null,
    ]),
  )
}
