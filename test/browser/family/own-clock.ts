import { sql } from 'kysely'
import { instantAt, momentOf, type Day, type Instant } from '../../../src/platform/dates/day.ts'
import type { Db } from '../../../src/platform/db/database.ts'
import { freshDb, ownerOf } from '../../../src/platform/testing/world.ts'

/** A clock that stands until it is set, and the database that keeps the same time. */
export interface OwnClock {
  readonly db: Db
  readonly now: () => Instant
  /** Sets it to a day and a time of London. It never goes back. */
  readonly set: (on: Day, time: string) => Promise<void>
}

/**
 * A database of the test's own in which `now()`, and every default that reads it, is the time the test says: weeks then pass between two
 * steps for the record, for sessions and for the jobs alike. The product has no such door; it is the database that is made otherwise.
 */
export async function ownClock(on: Day, time: string): Promise<OwnClock> {
  const empty = await freshDb()
  const owner = ownerOf(empty)
  await sql.raw(standsStill).execute(owner)
  await owner.destroy()
  let at = instantAt(on, time)
  const write = async (): Promise<void> => {
    await sql`update test_clock.stands set at = ${at}::timestamptz`.execute(empty)
  }
  await write()
  return {
    db: empty,
    now: () => at,
    set: async (day, clock) => {
      const next = instantAt(day, clock)
      if (momentOf(next) < momentOf(at)) throw new Error(`the clock would go back to ${next}`)
      at = next
      await write()
    },
  }
}

// A connection finds test_clock before pg_catalog; what a default calls is fixed when the table is made, so each is made again.
const standsStill = `
  create schema test_clock;
  create table test_clock.stands (at timestamptz not null);
  insert into test_clock.stands values (pg_catalog.now());
  create function test_clock.now() returns timestamptz stable language sql as 'select at from test_clock.stands';
  grant usage on schema test_clock to holdfast_app;
  grant select, update on test_clock.stands to holdfast_app;
  do $$
  declare one record;
  begin
    for one in select format('alter table %s alter column %I set default test_clock.now()', adrelid::regclass, attname) as words
                 from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum
                 join pg_class on pg_class.oid = adrelid
                where pg_get_expr(adbin, adrelid) = 'now()' and relkind in ('r', 'p')
    loop execute one.words; end loop;
    execute format('alter database %I set search_path = test_clock, pg_catalog, public', current_database());
  end $$;
`
