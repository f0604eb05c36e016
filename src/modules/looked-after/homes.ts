import { sql, type RawBuilder } from 'kysely'

/**
 * Where children in care lived, stay by stay: child_id, started_on, left_on (the first day they were there no more), legal_status,
 * placement_type, home_postcode, placement_postcode. As the clocks read a history of care: an episode ends on its day or where the
 * next begins, and one that says another follows (X1) without a day has not ended. One that says why care ended and not when is over.
 */
export const stays = sql`
  select care_episode.child_id, care_episode.started_on, care_episode.legal_status, care_episode.placement_type,
         care_episode.home_postcode, care_episode.placement_postcode,
         least(coalesce(care_episode.ended_on, case when care_episode.state = 'open' or care_episode.ended_why = 'X1' then 'infinity'::date else care_episode.started_on end),
               lead(care_episode.started_on) over (partition by care_episode.child_id order by care_episode.started_on, care_episode.id)) as left_on
    from care_episode where care_episode.started_on is not null`

const codes = (...all: readonly string[]): RawBuilder<unknown> => sql.join(all.map((code) => sql.lit(code)))

/** Homes nobody has registered: other placements (Z1), from 2025/26 in four kinds (SSDA903 code set). */
const unregistered = codes('Z1', 'Z11', 'Z12', 'Z13', 'Z14')

/** Supported accommodation (H5, later K3) and living independently (P2): no home for a child under 16 (SI 2010/959 reg 27A). */
const fromSixteen = codes('H5', 'K3', 'P2')

interface Lived {
  readonly placed: string
  readonly bornOn: string
  readonly on: RawBuilder<unknown>
}

/** Whether a child under 16 lives where none of that age may be placed. The names are of columns. */
export const tooYoungFor = ({ placed, bornOn, on }: Lived): RawBuilder<boolean> => sql<boolean>`
  (${sql.ref(placed)} in (${fromSixteen}, ${unregistered}) and ${sql.ref(bornOn)} > (${on}::date - interval '16 years')::date)`

/** Whether a home is not registered, or no home for a child of that age. Told by its kind: what is registered is not held. */
export const notRegistered = (lived: Lived): RawBuilder<boolean> => sql<boolean>`
  (${sql.ref(lived.placed)} in (${unregistered}) or ${tooYoungFor(lived)})`
