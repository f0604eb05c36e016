import { sql } from 'kysely'
import { z } from 'zod'
import type { Day } from '../../platform/dates/day.ts'
import { job, type Job } from '../../platform/jobs/job.ts'
import { inOneChangeFromOutside, type ChangeFromOutside } from '../../platform/record/change.ts'
import { cameOn, stays } from '../looked-after/index.ts'
import { homeOf } from './home-of.ts'
import { homeCheck } from './record.ts'

/** An answer about a home, as it stands on the record of a child who lives there. */
export interface OfChild {
  readonly homeId: string
  readonly registrationId: string
  readonly placedOn: Day
  readonly standing: 'registered' | 'not registered' | 'not known'
  readonly fromOn: Day | null
  readonly toOn: Day | null
  readonly checkedOn: Day
}

/** Writes an answer about a home on the record of one child who lives there. */
export function tellOf(change: ChangeFromOutside, childId: string, told: OfChild): Promise<string> {
  const { homeId, registrationId, placedOn, standing, fromOn, toOn, checkedOn } = told
  const answers = { homeId, registrationId, placedOn, standing, fromOn, toOn, checkedOn }
  return change.open(homeCheck, { event: 'home-check.recorded', childId, state: 'recorded', answers })
}

// Answers written on children's records in one go.
const atOnce = 500

/**
 * Tells each child of ours what was found of the home they live in, where their record does not have it yet: of one home
 * as soon as somebody looked, and each night of all, since returns bring children to homes that are held.
 */
export const tellHomes: Job<{ homeId: string | null }> = job({
  name: 'tell-homes',
  says: 'Writes what was found of a home’s registration on the record of each child who lives there',
  payload: z.object({ homeId: z.guid().nullable() }),
  inTurn: true,
  recurs: { at: '20 2 * * *', payload: () => ({ homeId: null }) },
  run: async (_tx, { homeId }, { book }) =>
    inOneChangeFromOutside(book, async (change) => {
      for (const { childId, ...told } of await untold(change, homeId)) await tellOf(change, childId, told)
    }),
})

async function untold({ tx, today }: ChangeFromOutside, homeId: string | null) {
  const on = sql<Day>`${today}::date`
  const { rows } = await sql<OfChild & { readonly childId: string }>`
    select lived.child_id, lived.home_id, lived.placed_on,
           found.id as registration_id, found.standing, found.from_on, found.to_on, found.checked_on
      from (select stay.child_id, ${cameOn(sql.ref('stay.child_id'), on)} as placed_on,
                   ${homeOf('stay', on)} as home_id
              from (${stays}) stay where stay.started_on <= ${on} and stay.left_on > ${on}) lived
      join home_registration found on found.home_id = lived.home_id
     where coalesce(lived.home_id = ${homeId}::uuid, ${homeId}::uuid is null)
       and not exists (select
                         from home_check told
                        where told.child_id = lived.child_id
                          and told.registration_id = found.id
             and told.placed_on >= lived.placed_on)
     order by found.checked_on, found.recorded_at, found.id, lived.child_id
     limit ${sql.lit(atOnce)}
  `.execute(tx)
  return rows
}
