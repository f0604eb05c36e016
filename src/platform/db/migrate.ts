import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { shippedHolidays } from '../dates/calendar.ts'
import { installQueue } from './queue.ts'
import { openClient } from './servers.ts'

/** A migration that has run and was edited or removed since: what the database is can no longer be told from the files. */
export class MigrationChanged extends Error {
  constructor(name: string) {
    super(
      `The migration ${name} has changed since it ran on this database. Migrations only go forward: add a new one, or begin with an empty database.`,
    )
  }
}

/** The database has run what this version has not: a newer version of Holdfast made it what it is. */
export class NewerDatabase extends MigrationChanged {
  constructor(name: string) {
    super(name)
    this.name = 'NewerDatabase'
    const newer = `A newer version of Holdfast has migrated this database (${name})`
    this.message = `${newer}: start that version, or restore the backup made before`
  }
}

/** One numbered file of SQL. */
interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The migrations of a folder, `NNNN-what.sql`, in their order. */
export function migrationsIn(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}-.+\.sql$/.test(name))
  return names.toSorted().map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8')
    return { name, sql, checksum: digest(sql) }
  })
}

/** One short word for a whole set of migrations: two databases with the same word have the same tables. */
export const fingerprint = (migrations: readonly Migration[]): string =>
  digest(migrations.map(({ checksum }) => checksum).join()).slice(0, 12)

/**
 * Brings the database up to date, one transaction a migration. Two that try at once take turns.
 *
 * @param url of the role that owns the tables
 * @returns the names of those that ran now
 * @throws MigrationChanged, NewerDatabase
 */
export async function migrate(url: string, folder: string): Promise<string[]> {
  const client = await openClient(url, 'holdfast migrate')
  try {
    await client.query("select pg_advisory_lock(hashtext('holdfast migrations'))")
    const waiting = await notYetRun(client, migrationsIn(folder))
    // A new version of the queue's package comes with a migration of ours, so that a start with nothing to do stays quick.
    if (waiting.length > 0) await installQueue(url)
    for (const migration of waiting) await runOne(client, migration, migration === waiting.at(-1))
    await shipHolidays(client)
    return waiting.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/**
 * The migrations that a database in use still waits for; none of one that never had any.
 *
 * @param url of the role that owns the tables
 * @throws MigrationChanged
 */
export async function migrationsWaiting(url: string, folder: string): Promise<Migration[]> {
  const client = await openClient(url, 'holdfast migrate')
  try {
    const { rows } = await client.query<{ used: boolean }>(
      "select to_regclass('migration') is not null as used",
    )
    return rows[0]?.used === true ? await notYetRun(client, migrationsIn(folder)) : []
  } finally {
    await client.end()
  }
}

/** The bank holidays we ship, where an administrator has none yet: without them every count of working days is wrong. */
async function shipHolidays(client: pg.Client): Promise<void> {
  const days = shippedHolidays.map(({ day }) => day)
  const names = shippedHolidays.map(({ title }) => title)
  const { rows } = await client.query<{ held: string | null }>(
    "select to_regclass('bank_holiday')::text as held",
  )
  if (rows[0]?.held == null) return
  await client.query(
    `insert into bank_holiday (day, name) select * from unnest($1::date[], $2::text[])
      where not exists (select 1 from bank_holiday)`,
    [days, names],
  )
}

async function notYetRun(client: pg.Client, migrations: readonly Migration[]): Promise<Migration[]> {
  await client.query(
    'create table if not exists migration (name text primary key, checksum text not null, ran_at timestamptz not null default now())',
  )
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from migration',
  )
  const ran = new Map(rows.map(({ name, checksum }) => [name, checksum]))
  const files = new Map(migrations.map(({ name, checksum }) => [name, checksum]))
  for (const [name, checksum] of ran)
    if (files.get(name) !== checksum)
      throw files.has(name) || name < (migrations.at(-1)?.name ?? '')
        ? new MigrationChanged(name)
        : new NewerDatabase(name)
  return migrations.filter(({ name }) => !ran.has(name))
}

/** Others go on writing meanwhile, and may lock what it needs in another order: then it begins again. */
const mostTries = 20

async function runOne(client: pg.Client, migration: Migration, last: boolean): Promise<void> {
  for (let tries = 1; ; tries += 1)
    try {
      return await tryOne(client, migration, last)
    } catch (fault) {
      await client.query('rollback')
      if (tries < mostTries && isDeadlock(fault)) await pause(50 + Math.min(tries, 10) * 50)
      else throw failed(migration, fault)
    }
}

const isDeadlock = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === '40P01'

const failed = ({ name }: Migration, fault: unknown): Error =>
  new Error(`The migration ${name} failed: ${fault instanceof Error ? fault.message : String(fault)}`, {
    cause: fault,
  })

// What the roles may do with the new tables is settled with the last of them or not at all: else a start that was cut off
// between the two would leave a table that hides nobody, and the next start would have nothing to do.
async function tryOne(client: pg.Client, { name, sql, checksum }: Migration, last: boolean): Promise<void> {
  await client.query('begin')
  await client.query(sql)
  await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum])
  if (last) {
    await client.query('set constraints all immediate')
    await grantToApp(client)
    await fastenSeatBelt(client)
  }
  await client.query('commit')
}

// What was written about a child stays written: the application may add to these tables and never change or remove.
const appendOnly = [
  'event',
  'read_event',
  'seal',
  'setting_change',
  'breach_corrected',
  'sign_in',
  'notice_event',
  'supervision_event',
  'near_miss',
  'reading_judgement',
  'access_report',
]

// Who signs in, as whom and with what: people are answered without it, so that no statement of theirs makes them somebody else.
const kept = ['session', 'staff_password', 'staff_identity', 'set_up_code']

const grants = `
do $$
declare
  relation record;
begin
  grant usage on schema public to holdfast_app;
  grant usage, select on all sequences in schema public to holdfast_app;
  for relation in
    select relid.oid::regclass as name, coalesce(parent.relname, relid.relname) as family
      from pg_class relid
      left join pg_inherits inherited on inherited.inhrelid = relid.oid
      left join pg_class parent on parent.oid = inherited.inhparent
     where relid.relnamespace = 'public'::regnamespace and relid.relkind in ('r', 'p', 'v', 'm')
       and not exists (select 1 from pg_depend where objid = relid.oid and deptype = 'e')
  loop
    if relation.family = 'migration' then
      execute format('grant select on %s to holdfast_app', relation.name);
    elsif relation.family = any (array['${kept.join("', '")}']) or relation.family = 'staff' then
      execute format('revoke all on %s from holdfast_app', relation.name);
      if relation.family = 'staff' then
        execute format('grant select, update (email, daily_digest) on %s to holdfast_app', relation.name);
      end if;
      if relation.family = 'session' then
        -- When somebody last showed that it is them: the brake on reading asks.
        execute format('grant select (staff_id, shown_at) on %s to holdfast_app', relation.name);
      end if;
      execute format('grant select, insert, update, delete on %s to holdfast_service', relation.name);
    elsif relation.family = any (array['${appendOnly.join("', '")}']) then
      execute format('revoke update, delete, truncate on %s from holdfast_app', relation.name);
      execute format('grant select, insert on %s to holdfast_app', relation.name);
    else
      execute format('grant select, insert, update, delete on %s to holdfast_app', relation.name);
    end if;
  end loop;
end $$`

const grantToApp = (client: pg.Client): Promise<unknown> => client.query(grants)

/** Every table that says whose record a row is keeps hidden children hidden, those of the newest migration among them. */
async function fastenSeatBelt(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regnamespace('seat_belt') is not null as there",
  )
  if (rows[0]?.there === true) await client.query('call seat_belt.fasten()')
}
