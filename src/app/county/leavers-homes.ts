import { sql } from 'kysely'
import { address } from '../../modules/people/index.ts'
import { visit } from '../../modules/visits/index.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Tx } from '../../platform/db/database.ts'
import { Afterwards } from './afterwards.ts'
import type { DayNumber } from './ledger.ts'
import { D } from './story.ts'

/** A young person under 21 who has left our care, and who works with them. */
interface Leaver {
  readonly childId: string
  readonly adviserId: string | null
}

export async function leaversNow(tx: Tx, today: Day): Promise<Leaver[]> {
  const { rows } = await sql<Leaver>`
    select leaver.child_id,
           (select worker_id
              from allocation
             where child_id = leaver.child_id
               and state = 'allocated'
             order by from_on desc, id
             limit 1) as adviser_id
      from (select distinct child_id from leaving_care where in_touch is null or in_touch = 'YES') leaver
      join person on person.id = leaver.child_id
       and person.state = 'active'
       and died_on is null
       and restricted_level = 0
     where born_on between ${today}::date - interval '20 years 6 months' and ${today}::date - interval '18 years 4 months'
       and not exists (select from care_episode where child_id = leaver.child_id and ended_on is null)
     order by leaver.child_id limit 4
  `.execute(tx)
  return rows
}

/** Young people who have left care and moved: just now, visited in time, and not. */
export function newHomes(made: Afterwards, today: DayNumber, leavers: readonly Leaver[]): void {
  const moved = [[3, null], [60, 4], [90, 30], [40, null]] as const // prettier-ignore
  for (const [i, { childId, adviserId }] of leavers.entries()) {
    const [ago, visitedAfter] = moved[i] ?? [3, null]
    const from = today - ago
    made.put(address, childId, [
      'recorded',
      from,
      adviserId,
      {
        lines: `${4 + i} Tannery Yard, Exampleton`,
        postcode: 'ZZ6 4AB',
        kind: 'home',
        confidential: false,
        fromOn: D(from),
      },
    ])
    if (visitedAfter === null) continue
    const on = D(from + visitedAfter)
    made.put(visit, childId, [
      'recorded',
      from + visitedAfter,
      adviserId,
      {
        visitedOn: on,
        workerId: adviserId,
        mode: 'face to face',
        outcome: 'completed',
        seen: true,
        seenAlone: 'yes',
        place: 'home',
        announced: true,
        purpose: 'See the new flat',
        observations: 'A bed, a kettle and a working lock.',
        childWords: 'It is quiet. I like the window.',
        difference: 'better',
      },
    ])
  }
}
