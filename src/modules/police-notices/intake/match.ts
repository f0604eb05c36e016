import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../../platform/db/database.ts'

/** As many records as are proposed for one person named: more than a reader would look at helps nobody. */
const mostProposed = 8

const text = (of: 'person' | 'named'): RawBuilder<string> => {
  const column = (name: string) => sql.ref(`${of}.${name}`)
  return sql<string>`lower(coalesce(${column('given_name')}, '') || ' '
                           || coalesce(${column('family_name')}, ''))`
}

/** One figure wrong, or day and month the wrong way round. */
const nearlyBorn = sql<boolean>`(levenshtein(person.born_on::text, named.born_on::text) = 1
  or person.born_on::text = to_char(named.born_on, 'YYYY-DD-MM'))`
// 'abs' first: it is cheap, and most pairs are years apart in both day and year.
const bothSound = sql<boolean>`dmetaphone(person.family_name) = named.family_sound
  and dmetaphone(person.given_name) = named.given_sound`

/**
 * Proposes for everybody named in these notices whom of ours they may be, and why: one statement for all together, each part of
 * it through an index. Nobody is joined to anybody.
 */
export async function propose(tx: Tx, noticeIds: readonly string[]): Promise<void> {
  await sql`select set_config('pg_trgm.similarity_threshold', '0.5', true)`.execute(tx)
  await sql`
    with named as materialized (
      select named.id, named.part in ('child', 'unborn') as child, named.given_name, named.family_name,
             named.born_on,
             nullif(dmetaphone(named.family_name), '') as family_sound,
             nullif(dmetaphone(named.given_name), '') as given_sound,
             nullif(upper(replace(coalesce(named.postcode, notice.postcode), ' ', '')), '') as postcode
        from notice_person named join police_notice notice on notice.id = named.notice_id
       where named.notice_id = any(${noticeIds})
         and coalesce(named.given_name, named.family_name) is not null),
    known as materialized (${byBirth} union ${bySound} union ${byAddress}),
    candidate as (select * from known union ${byLetters})
    ${theLikeliest}
  `.execute(tx)
}

/** Born that day, and one of the names is alike: the family may have moved, or be called otherwise now. */
const byBirth = sql`
  select named.id as named_id, person.id as person_id from named join person on person.born_on = named.born_on
   where person.state <> 'archived'
     and (similarity(${text('person')}, ${text('named')}) > 0.25
       or dmetaphone(person.given_name) = named.given_sound
       or dmetaphone(person.known_as) = named.given_sound)`

/** The names sound so, and the day of birth is not another: not given, not held, or one figure off. */
const bySound = sql`
  select named.id, person.id from named join person on ${bothSound}
   where person.state <> 'archived'
     and (named.born_on is null or person.born_on is null or ${nearlyBorn})`

/** Lives or lived there, and one of the names is alike. An address kept from the family finds nobody. */
const byAddress = sql`
  select named.id, person.id from named
    join address on upper(replace(address.postcode, ' ', '')) = named.postcode and not address.confidential
    join person on person.id = address.child_id
   where person.state <> 'archived'
     and (dmetaphone(person.given_name) = named.given_sound
          or similarity(person.given_name, named.given_name) > 0.3)`

/** Nearly so written: for those of whom nothing else is known and nobody was found. */
const byLetters = sql`
  select named.id, alike.id from named
    cross join lateral (
      select person.id from person
       where person.state <> 'archived'
         and (coalesce(person.given_name, '') || ' ' || coalesce(person.family_name, '') || ' '
              || coalesce(person.known_as, '')) % concat_ws(' ', named.given_name, named.family_name)
       order by similarity(${text('person')}, ${text('named')}) desc limit 20) alike
   where named.born_on is null and not exists (select from known where known.named_id = named.id)`

/** How likely each is, and why, in words: those merged into another record are that record. */
const theLikeliest = sql`
    insert into notice_match (notice_person_id, person_id, score, why)
    select named_id, person_id, score, why from (
      select *, row_number() over (partition by named_id order by score desc, person_id) as place from (
        select distinct on (named.id, ours.id) named.id as named_id, ours.id as person_id,
               (0.5 * fits.likeness + case when fits.same_birth then 0.4
                                           when fits.near_birth then 0.25
                                           else 0 end
                 + case when fits.same_home then 0.2 else 0 end)::real as score,
               array_remove(array[
                 case when fits.same_birth then 'same date of birth'
                      when fits.near_birth then 'date of birth one figure off, or day and month changed round' end,
                 case when fits.likeness > 0.99 then 'same name'
                      when fits.likeness > 0.45 then 'nearly the same name'
                      when fits.sounds then 'the name sounds the same' else 'part of the name is the same' end,
                 case when fits.same_home then 'same postcode' end], null) as why
          from candidate pair
          join named on named.id = pair.named_id
          join person on person.id = pair.person_id
          join person ours on ours.id = coalesce(person.merged_into, person.id)
          cross join lateral (
            select greatest(similarity(${text('person')}, ${text('named')}),
                     similarity(lower(coalesce(person.known_as, '') || ' ' || coalesce(person.family_name, '')),
                                ${text('named')})) as likeness,
                   coalesce(person.born_on = named.born_on, false) as same_birth,
                   coalesce(${nearlyBorn}, false) as near_birth,
                   coalesce(${bothSound}, false) as sounds,
                   exists (select from address where address.child_id = person.id and not address.confidential
                     and upper(replace(address.postcode, ' ', '')) = named.postcode) as same_home) fits
         where ours.state = 'active' and (not named.child or ours.kind <> 'adult')
         order by named.id, ours.id, score desc) scored
     ) ranked
    where score > 0.25 and place <= ${mostProposed}
`
