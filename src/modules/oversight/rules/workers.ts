import { sql } from 'kysely'
import { counted, ordinal } from '../../../platform/people/name.ts'
import { daySaid } from '../../actions/index.ts'
import type { OversightRule } from '../rule.ts'
import { held } from './held.ts'

export const children: OversightRule = {
  id: 'children',
  name: 'Children',
  counts: 'children',
  drift: false,
  weight: 0,
  means: 'Children whose lead worker, adviser or early help lead is in the team on the day.',
  leavesOut: 'Children known to a chair or reviewing officer of the team, and those with nobody.',
  source: 'Local standard',
  hits: sql`select ${held}, held.from_on as at, null::int as number, null::text as words from held where not held.nobody`,
  says: ({ at }, { on }) => ({ state: 'ok', words: at === null ? 'With the team' : `With their worker since ${daySaid(at, on)}` }),
} // prettier-ignore

export const unallocated: OversightRule = {
  id: 'unallocated',
  name: 'No worker',
  counts: 'children',
  drift: false,
  weight: 8,
  means: 'We are at work with the child, and nobody has them. They stay with the team that had them last.',
  leavesOut: 'Children we have closed, and those whose worker a return does not name.',
  source: 'Local standard: no time without a worker',
  hits: sql`select ${held}, held.from_on as at, held.day - held.from_on as number, null::text as words from held where held.nobody`,
  says: ({ at, number }, { on }) => ({
    state: 'over',
    words: at === null ? 'Has never had a worker' : `No worker for ${counted(number ?? 0, 'day')}, since ${daySaid(at, on)}`,
  }),
} // prettier-ignore

export const threeWorkers: OversightRule = {
  id: 'three-workers',
  name: 'Three workers or more in 12 months',
  counts: 'children',
  drift: false,
  weight: 2,
  means: 'Three lead social workers or more worked with the child in the 12 months to the day.',
  leavesOut: 'Workers whose first day is not known.',
  source: 'Local standard',
  hits: sql`
    select ${held}, null::date as at, count(distinct allocation.worker_id)::int as number, null::text as words
      from held join allocation on allocation.child_id = held.child_id
     where allocation.role = 'lead social worker' and allocation.from_on <= held.day
       and coalesce(allocation.to_on > (held.day - interval '12 months')::date,
                    allocation.state = 'allocated')
     group by ${held}
    having count(distinct allocation.worker_id) >= 3`,
  says: ({ number }) => ({ state: 'over', words: `${capital(ordinal(number ?? 3))} worker in 12 months` }),
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
