import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../platform/dates/day.ts'

/**
 * Where children in care lived, stay by stay: child_id, started_on, left_on (the first day they were there no more), legal_status,
 * placement_type, home_postcode, placement_postcode, urn. As the clocks read a history of care: an episode ends on its day or where the
 * next begins, and one that says another follows (X1) without a day has not ended. One that says why care ended and not when is over.
 */
export const stays = sql`
  select care_episode.child_id, care_episode.started_on, care_episode.legal_status,
         care_episode.placement_type,
         care_episode.home_postcode, care_episode.placement_postcode, care_episode.urn,
         least(coalesce(care_episode.ended_on, case when care_episode.state = 'open'
                                                    or care_episode.ended_why = 'X1' then 'infinity'::date
                                                    else care_episode.started_on end),
               lead(care_episode.started_on) over (partition by care_episode.child_id
                                                   order by care_episode.started_on,
                                                         care_episode.id)) as left_on
    from care_episode where care_episode.started_on is not null`

const codes = (all: readonly string[]): RawBuilder<unknown> => sql.join(all.map((code) => sql.lit(code)))

/** Kinds of placement that nobody registers: other placements (Z1), from 2025/26 in four kinds (SSDA903 code set). */
export const unregisteredKinds: readonly string[] = ['Z1', 'Z11', 'Z12', 'Z13', 'Z14']

/** Supported accommodation (H5, later K3) and living independently (P2): no home for a child under 16 (SI 2010/959 reg 27A). */
export const kindsFromSixteen: readonly string[] = ['H5', 'K3', 'P2']

interface Lived {
  readonly child: string
  readonly placed: string
  readonly bornOn: string
  readonly on: RawBuilder<unknown>
}

/** The days a child came to live somewhere: as `careHistory` tells placements apart. */
const arrivals = (child: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select each.started_on as came_on from (
    select told.started_on, told.started_why, lag(id) over by_day is null as first,
           (lag(placement_type) over by_day, lag(placement_postcode) over by_day)
             is distinct from (placement_type, placement_postcode) as elsewhere,
           coalesce(lag(ended_why) over by_day = 'X1'
                    and lag(ended_on) over by_day = started_on, false) as goes_on,
           coalesce(lag(ended_why) over by_day <> 'X1'
                    and lag(ended_on) over by_day <= started_on, false) as had_left
      from (select distinct on (started_on) * from care_episode
             where child_id = ${child} and started_on is not null order by started_on, id desc) told
    window by_day as (order by started_on)) each
   where first or case
     when not goes_on and (started_why = 'S' or had_left) then true
     when started_why = 'L' then false
     when started_why <> 'S' then true
     else elsewhere end`

/** The day the child came to where they live on a day; null of a child of whom no stay is held. */
export const cameOn = (child: RawBuilder<unknown>, on: RawBuilder<unknown>): RawBuilder<Day | null> =>
  sql<Day | null>`(select max(came_on) from (${arrivals(child)}) arrival where came_on <= ${on})`

/**
 * What is held of the registration of the home where a child lives on a day: the latest answer about this stay that
 * speaks of that day. A registration that came to an end says that the home is registered no longer. Null where nothing is.
 */
export const registrationHeld = (
  child: RawBuilder<unknown>,
  on: RawBuilder<unknown>,
): RawBuilder<string | null> => sql<string | null>`(
  select case when found.standing = 'registered'
              and found.to_on < ${on} then 'not registered'
              else found.standing end
    from home_check found
   where found.child_id = ${child} and found.placed_on <= ${on} and found.placed_on >= ${cameOn(child, on)}
     and coalesce(found.from_on <= ${on}, true)
     and (found.standing = 'registered' or coalesce(found.to_on >= ${on}, true))
   order by found.checked_on desc nulls last, found.id desc limit 1)`

/** By what is held of its registration; where nothing is held or it is not known, by its kind. */
const noRegistration = ({ child, placed, on }: Lived): RawBuilder<boolean> => sql<boolean>`
  case ${registrationHeld(sql.ref(child), on)} when 'registered' then false when 'not registered' then true
    else ${sql.ref(placed)} in (${codes(unregisteredKinds)}) end`

const under16 = ({ bornOn, on }: Lived): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(bornOn)} > (${on}::date - interval '16 years')::date`

const fromSixteen = ({ placed }: Lived): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(placed)} in (${codes(kindsFromSixteen)})`

/** Whether a child under 16 lives where none of that age may be placed. The names are of columns. */
export const tooYoungFor = (lived: Lived): RawBuilder<boolean> => sql<boolean>`
  (${under16(lived)} and (${fromSixteen(lived)} or ${noRegistration(lived)}))`

/** Whether a home is not registered, or no home for a child of that age: the one definition of lists, measures and alerts. */
export const notRegistered = (lived: Lived): RawBuilder<boolean> => sql<boolean>`
  ((${fromSixteen(lived)} and ${under16(lived)}) or ${noRegistration(lived)})`
