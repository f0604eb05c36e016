import { sql } from 'kysely'
import type { Instant } from '../../../platform/dates/day.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { CheckOptions } from '../ssda903/check.ts'
import { postcodesOf, type PostcodeAt } from '../ssda903/postcodes.ts'
import type { Provider } from '../ssda903/whole.ts'

/** The lists a council has given. One never given is left out, and the rules that need it are passed over. */
type Lists = Pick<CheckOptions, 'providers' | 'postcodes' | 'authority'>

/** One list, and when it was last given. */
export interface ListGiven {
  readonly kind: 'postcodes' | 'providers'
  readonly entries: number
  readonly givenAt: Instant
}

/** The lists as they were last given, postcodes first. */
export async function listsGiven(db: Db | Tx): Promise<readonly ListGiven[]> {
  return db
    .selectFrom('givenList')
    .distinctOn('kind')
    .select(['kind', 'entries', 'givenAt'])
    .orderBy('kind')
    .orderBy('id', 'desc')
    .execute()
}

/** Of each list held, what stands in some episode of care: a directory has millions of postcodes, the record some thousands. */
export async function listsHeld(db: Db | Tx): Promise<Lists> {
  const given = new Set((await listsGiven(db)).map(({ kind }) => kind))
  const authority = given.has('postcodes') ? await ownArea(db) : null
  return {
    ...(given.has('postcodes') ? { postcodes: postcodesOf(await places(db)) } : {}),
    ...(given.has('providers') ? { providers: await providers(db) } : {}),
    ...(authority === null ? {} : { authority }),
  }
}

const ownArea = async (db: Db | Tx): Promise<string | null> =>
  (await db.selectFrom('ownArea').select('authority').executeTakeFirst())?.authority ?? null

async function places(db: Db | Tx): Promise<(readonly [string, PostcodeAt])[]> {
  const { rows } = await sql<PostcodeAt & { postcode: string }>`
    select postcode, east, north, authority from postcode_place
     where postcode in (
       select upper(replace(home_postcode, ' ', '')) from care_episode
        union select upper(replace(placement_postcode, ' ', '')) from care_episode)
  `.execute(db)
  return rows.map(({ postcode, ...at }) => [postcode, at] as const)
}

async function providers(db: Db | Tx): Promise<readonly Provider[]> {
  const { rows } = await sql<Provider>`
    select listed.urn, listed.place_codes, listed.provider_codes, listed.postcode, listed.closed_on,
           place.authority
      from provider_listed listed
      left join postcode_place place on place.postcode = upper(replace(listed.postcode, ' ', ''))
     where listed.urn in (select upper(urn) from care_episode)
     order by listed.id
  `.execute(db)
  return rows
}
