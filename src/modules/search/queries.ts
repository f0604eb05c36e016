import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import { addYears, day, type Day } from '../../platform/dates/day.ts'
import { asService } from '../../platform/db/asking.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import type { Named } from '../../platform/people/name.ts'
import { helpColumns, type Help } from '../allocation/index.ts'
import type { Asked } from './asked.ts'

/** Why somebody is in the answer. */
export type Why = 'number' | 'nhs' | 'upn' | 'name' | 'like' | 'sounds' | 'former' | 'born' | 'address'

/** Somebody found, with enough to say whether they are known to us without opening their record. */
export interface Found extends Named, Help {
  readonly id: string
  readonly kind: 'child' | 'adult' | 'unborn'
  readonly laChildId: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
  readonly why: readonly Why[]
  /** The other name, or the address, by which they were found. */
  readonly by: readonly string[]
  /** Whether the actor may open the record. */
  readonly opens: boolean
  readonly open: boolean
  readonly closedOn: Day | null
  readonly worker: string | null
  readonly team: string | null
  /** Of an adult: the children whose family they are in, at most three. */
  readonly family: readonly Kin[]
}

export interface Kin extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  readonly is: string
  readonly opens: boolean
}

/** As many as a person will read through; beyond it they are asked to say more. */
export const mostFound = 25

/** How alike two names must be to be worth showing: 'baker' and 'barker' are 0.44. */
const alikeEnough = '0.43'
/** Candidates of one kind that are looked at closely. */
const shortlist = 300

/**
 * Who may be meant, the likeliest first: one more than `mostFound` where there are more. Those whose records are restricted
 * are found by nobody but their own workers.
 */
export async function find(db: Db, actor: Actor, asked: Asked): Promise<Found[]> {
  // No operator of likeness may look past row security, so that under it no index of names would be used.
  const found = await asService('names are looked up by their likeness, and narrowed afterwards', () =>
    inTransaction(db, async (tx) => {
      await sql`select set_config('pg_trgm.word_similarity_threshold', ${alikeEnough}, true)`.execute(tx)
      return (await findQuery(actor, asked).execute(tx)).rows
    }),
  )
  return seenBy(db, found)
}

/** Those of the found, and of their kin, that the database shows to whoever asks. */
async function seenBy(db: Db, found: readonly Found[]): Promise<Found[]> {
  const ids = found.flatMap(({ id, family }) => [id, ...family.map((kin) => kin.id)])
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  const seen = new Set(rows.map(({ id }) => id))
  return found
    .filter(({ id }) => seen.has(id))
    .map((one) => ({ ...one, family: one.family.filter((kin) => seen.has(kin.id)) }))
}

/** One statement, every part of it through an index. */
export function findQuery(actor: Actor, asked: Asked): RawBuilder<Found> {
  const parts = [
    byNumber(asked),
    byName(asked),
    bySound(asked),
    byFormerName(asked),
    byBirth(asked),
    byAddress(asked),
  ]
  const all = sql.join(
    parts.filter((part) => part !== null),
    sql` union all `,
  )
  const mayOpen = (id: string): RawBuilder<boolean> => within(actor, 'child.read', sql.ref(id))
  return sql<Found>`
    with candidate (id, why, score, by) as (${all}),
    best as (
      select coalesce(held.merged_into, held.id) as id, array_agg(distinct why) as why, max(score) as score,
             array_remove(array_agg(distinct by), null) as by
        from candidate join person held on held.id = candidate.id
       group by 1
    ),
    few as (
      select person.id, best.why, best.by,
             best.score + case person.kind when 'adult' then 0 else 0.05 end
               + case when exists (select from allocation where child_id = person.id and state = 'allocated') then 0.05 else 0 end as score
        from best join person on person.id = best.id
       where person.state = 'active' and ${unsealed('person')} and ${within(actor, 'search', sql.ref('person.id'))}
       order by 4 desc, person.family_name, person.given_name, person.born_on, person.id
       limit ${sql.lit(mostFound + 1)}
    )
    select person.id, person.kind, person.given_name, person.family_name, person.known_as, person.la_child_id,
           person.born_on, person.expected_on, person.died_on, few.why, few.by, ${mayOpen('person.id')} as opens,
           ${helpColumns(sql.ref('person.id'))},
           exists (select from cin_episode where child_id = person.id and state = 'open') as open,
           (select max(closed_on) from cin_episode where child_id = person.id) as closed_on,
           lead.worker, lead.team,
           case person.kind when 'adult' then (
             select coalesce(json_agg(json_build_object('id', child.id, 'kind', child.kind, 'givenName', child.given_name,
                      'familyName', child.family_name, 'knownAs', child.known_as, 'laChildId', child.la_child_id,
                      'is', relationship.kind, 'opens', ${mayOpen('child.id')})), '[]')
               from (select * from relationship where relative_id = person.id order by id limit 3) relationship
               join person child on child.id = relationship.child_id
              where ${unsealed('child')} and ${within(actor, 'search', sql.ref('child.id'))}
           ) else '[]' end as family
      from few
      join person on person.id = few.id
      left join lateral (
        select staff.name as worker, team.name as team
          from allocation
          left join staff on staff.id = allocation.worker_id
          left join team on team.id = allocation.team_id
         where allocation.child_id = person.id and allocation.state = 'allocated'
         order by allocation.role <> 'lead social worker', allocation.from_on desc nulls last
         limit 1
      ) lead on true
     order by few.score desc, person.family_name, person.given_name, person.born_on, person.id
  `
}

/** A sealed record is found by nobody, those named on it among them: they are told of it otherwise. */
const unsealed = (table: 'person' | 'child'): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${table}.restricted_level`)} < 3`

const nameText = sql`(coalesce(person.given_name, '') || ' ' || coalesce(person.family_name, '') || ' ' || coalesce(person.known_as, ''))`
const formerText = sql`(coalesce(former_name.given_name, '') || ' ' || coalesce(former_name.family_name, ''))`
const addressText = sql`(coalesce(address.lines, '') || ' ' || coalesce(address.postcode, ''))`

type Part = RawBuilder<unknown> | null

function byNumber({ numbers }: Asked): Part {
  if (numbers.length === 0) return null
  const capitals = numbers.map((number) => number.toUpperCase())
  const either = [...new Set([...numbers, ...capitals])]
  return sql`(select id, 'number', 10::real, null::text from person where la_child_id = any(${either}))
    union all (select id, 'nhs', 9::real, null from person where nhs_number = any(${numbers}) and nhs_number is not null limit 20)
    union all (select id, 'upn', 9::real, null from person where upn = any(${capitals}) and upn is not null limit 20)
    union all (select id, 'upn', 8::real, null from person where former_upn = any(${capitals}) and former_upn is not null limit 20)`
}

/** Every word is in the name or nearly: no word order is asked for. */
function byName(asked: Asked): Part {
  if (asked.words.length === 0) return null
  return sql`(select id, case when close >= 0.99 then 'name' else 'like' end, ${nameScore}, null
      from (select person.id, ${closeness(asked.words, nameText)} from person
             where ${allAlike(asked.words, nameText)} and ${bornThen(asked)} offset 0) named
     order by 3 desc limit ${sql.lit(shortlist)})`
}

function bySound(asked: Asked): Part {
  const { words } = asked
  if (words.every(({ length }) => length < 3)) return null
  const sounds = sql`array(select dmetaphone(word) from unnest(${words}::text[]) word where dmetaphone(word) <> '')`
  const first = sql`(dmetaphone(person.given_name) = any(${sounds}) or dmetaphone(person.known_as) = any(${sounds}))`
  const last = sql`dmetaphone(person.family_name) = any(${sounds})`
  return sql`(select person.id, 'sounds', (0.3 + 0.5 * similarity(${words.join(' ')}, ${nameText}))::real, null
      from person
     where ${words.length === 1 ? sql`(${first} or ${last})` : sql`${last} and ${first}`} and ${bornThen(asked)}
     order by 3 desc limit ${sql.lit(shortlist)})`
}

function byFormerName(asked: Asked): Part {
  if (asked.words.length === 0) return null
  return sql`(select id, 'former', (0.9 * ${nameScore})::real, other
      from (select person.id, btrim(${formerText}) as other, ${closeness(asked.words, formerText)}
              from former_name join person on person.id = former_name.child_id
             where ${allAlike(asked.words, formerText)} and ${bornThen(asked)} offset 0) named
     order by 3 desc limit ${sql.lit(shortlist)})`
}

/** Born that day, though called something else: a name is misheard more often than a birth date. */
function byBirth({ bornOn, words }: Asked): Part {
  if (bornOn === null) return null
  const alike = words.length === 0 ? sql`1` : sql`0.3 + similarity(${words.join(' ')}, ${nameText})`
  return sql`(select person.id, 'born', (${alike})::real, null from person
     where born_on = ${bornOn} or expected_on = ${bornOn} order by 3 desc limit ${sql.lit(shortlist)})`
}

/**
 * As the address is written, and only where nobody lives at one so written, nearly. An address that must be kept from anyone
 * in the family finds nobody.
 */
function byAddress({ address, house, postcode, bornOn }: Asked): Part {
  const at = (score: RawBuilder<unknown>, where: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    (select child_id, 'address', ${score}::real,
            case when to_on is null then 'lives at ' else 'used to live at ' end || concat_ws(', ', lines, postcode)
       from address where not confidential and ${where} limit ${sql.lit(shortlist)})`
  const thisHouse =
    house === null
      ? sql`0.9`
      : sql`case when lines ~* ${`(^|[^\\d])${house}($|[^\\da-z])`} then 1.1 else 0.7 end`
  if (postcode !== null) return at(thisHouse, sql`upper(replace(postcode, ' ', '')) = ${postcode}`)
  if (address === null || bornOn !== null) return null
  const asWritten = sql`${addressText} ilike ${`%${address}%`}`
  const nearly = sql`${addressText} %> ${address} and word_similarity(${address}, ${addressText}) >= 0.6`
  return sql`${at(thisHouse, asWritten)} union all
    ${at(sql`word_similarity(${address}, ${addressText})`, sql`not exists (select from address where ${asWritten}) and ${nearly}`)}`
}

const allAlike = (words: readonly string[], text: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${sql.join(
    words.map((word) => sql`${text} %> ${word}`),
    sql` and `,
  )}`

/** How well the worst of the words is found in it, and how little else it holds: 'Leo Barker' before 'Leo Barker-Khan'. */
const closeness = (words: readonly string[], text: RawBuilder<unknown>): RawBuilder<unknown> => {
  const each = words.map((word) => sql`strict_word_similarity(${word}, ${text})`)
  return sql`least(${sql.join(each)}) as close, similarity(${words.join(' ')}, ${text}) as whole`
}
const nameScore = sql`(0.6 * close + 0.6 * whole)::real`

function bornThen({ bornOn, bornIn }: Asked): RawBuilder<boolean> {
  if (bornOn !== null) return sql<boolean>`(person.born_on = ${bornOn} or person.expected_on = ${bornOn})`
  if (bornIn === null) return sql<boolean>`true`
  const first = day(`${bornIn}-01-01`)
  const next = addYears(first, 1)
  return sql<boolean>`(person.born_on >= ${first} and person.born_on < ${next} or person.expected_on >= ${first} and person.expected_on < ${next})`
}

/** Keeps what was typed, so that a name is never in an address; what the same person asked a day ago goes. */
export async function keepAsked(db: Db, staffId: string, words: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with gone as (delete from search_asked where staff_id = ${staffId} and asked_at < now() - interval '1 day')
    insert into search_asked (staff_id, words) values (${staffId}, ${words}) returning id
  `.execute(db)
  return rows[0]?.id ?? ''
}

/** What this person typed, or null where it is gone or was somebody else's. */
export async function findAsked(db: Db, staffId: string, id: string): Promise<string | null> {
  const found = await db
    .selectFrom('searchAsked')
    .select('words')
    .where('id', '=', id)
    .where('staffId', '=', staffId)
    .executeTakeFirst()
  return found?.words ?? null
}
