import pg from 'pg'
import type { Db } from '../db/database.ts'
import { appUrlOf, urlOf } from './world.ts'

/** Something in the catalogue that would let a hidden child be seen. */
interface Breach {
  readonly rule: string
  readonly what: string
}

type Asks = Pick<pg.ClientBase, 'query'>

// Police notices are taken in by somebody whoever is in them (0070).
const unbelted = ['notice_person']

const rules: Readonly<Record<string, string>> = {
  'a table that says whose a row is has row security, forced': `
    select distinct attrelid::regclass::text as what from pg_attribute join pg_class on pg_class.oid = attrelid
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not attisdropped
       and (attname in ('child_id', 'person_id', 'loser_id', 'child_ids', 'subject_id') or relname in ('person', 'return_run_file', 'return_run_finding'))
       and attrelid::regclass::text not in ('public.staff_identity', 'staff_identity', ${unbelted.map((name) => `'${name}'`).join(', ')})
       and not (relrowsecurity and relforcerowsecurity
                and exists (select from pg_policy where polrelid = attrelid and 'holdfast_service'::regrole = any(polroles)))`,
  'no policy asks a function of a row': `
    select polrelid::regclass || ': ' || polname as what from pg_policy
     cross join lateral (select coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), '') as says) told
     where regexp_replace(regexp_replace(says, '\\( SELECT seat_belt\\.\\w+\\(\\) AS \\w+\\)', '', 'g'), '\\m(ALL|ANY|AND|OR|NOT|IS)\\M', '', 'g') ~ '\\w\\('`,
  'what is asked in a policy changes nothing': `
    select oid::regprocedure::text as what from pg_proc
     where pronamespace = 'seat_belt'::regnamespace and prokind = 'f' and provolatile = 'v'`,
  'what runs as its owner has its search path pinned': `
    select oid::regprocedure::text as what from pg_proc
     where prosecdef and pronamespace <> 'pg_catalog'::regnamespace
       and not coalesce(array_to_string(proconfig, ',') like 'search_path=pg_catalog%', false)`,
  'a view is asked as whoever asks': `
    select oid::regclass::text as what from pg_class
     where relkind in ('v', 'm') and relnamespace in (select oid from pg_namespace where nspname in ('public', 'ssd'))
       and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
       and (relkind = 'm' or not coalesce('security_invoker=true' = any(reloptions), false))`,
  'no running role passes row security or owns anything': `
    select rolname as what from pg_roles
     where rolname in ('holdfast_app', 'holdfast_service') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
    union all
    select relation.oid::regclass::text from pg_class relation join pg_roles on pg_roles.oid = relowner
     where rolname in ('holdfast_app', 'holdfast_service') and relpersistence <> 't' and relnamespace <> 'pg_toast'::regnamespace
    union all
    select pg_proc.oid::regprocedure::text from pg_proc join pg_roles on pg_roles.oid = proowner
     where rolname in ('holdfast_app', 'holdfast_service')
    union all
    select 'holdfast_app is ' || granted.rolname from pg_auth_members
      join pg_roles granted on granted.oid = roleid where member = 'holdfast_app'::regrole
    union all
    select 'holdfast_service is ' || granted.rolname from pg_auth_members
      join pg_roles granted on granted.oid = roleid where member = 'holdfast_service'::regrole and granted.rolname <> 'holdfast_app'`,
  'whoever answers people makes nothing': `
    select nspname as what from pg_namespace where has_schema_privilege('holdfast_app', oid, 'create')
    union all
    select 'a temporary table' where has_database_privilege('holdfast_app', current_database(), 'temporary')`,
}

/** Everything in the catalogue that breaks one of the rules of the seat-belt, or of those named. */
export async function breaches(
  client: Asks,
  only: readonly string[] = Object.keys(rules),
): Promise<Breach[]> {
  const found: Breach[] = []
  for (const rule of only) {
    const { rows } = await client.query<{ what: string }>(rules[rule] ?? '')
    found.push(...rows.map(({ what }) => ({ rule, what })))
  }
  return found
}

/** A connection of one's own in the role that answers people, answering nobody yet. */
export async function asPeople(db: Db): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: appUrlOf(db) })
  await client.connect()
  return client
}

/** What the database seals for somebody; only the service can have it made. */
export async function sealFor(db: Db, staffId: string): Promise<string> {
  const client = new pg.Client({ connectionString: urlOf(db) })
  await client.connect()
  const { rows } = await client.query<{ seal: string }>('select seat_belt.seal($1) as seal', [staffId])
  await client.end()
  return rows[0]?.seal ?? ''
}
