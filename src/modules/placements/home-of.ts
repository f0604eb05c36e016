import { sql, type RawBuilder } from 'kysely'
import { cameOn } from '../looked-after/index.ts'

/** Ofsted's number as a return gives it: seven X stand for a home that has none. */
export const numberOf = (urn: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql<string | null>`nullif(nullif(upper(trim(${urn})), 'XXXXXXX'), '')`

/**
 * The home of a stay that holds on a day: as somebody said, or the one of its number. Null where none is held.
 *
 * @param stay an alias of `stays`
 */
export const homeOf = (stay: string, on: RawBuilder<unknown>): RawBuilder<string | null> => sql<
  string | null
>`coalesce(
  (select said.home_id from home_check said
    where said.child_id = ${sql.ref(`${stay}.child_id`)}
      and said.home_id is not null
      and said.placed_on <= ${on}
      and said.placed_on >= ${cameOn(sql.ref(`${stay}.child_id`), on)}
    order by said.checked_on desc nulls last, said.id desc limit 1),
  (select id from home where home.urn = ${numberOf(sql.ref(`${stay}.urn`))}))`
