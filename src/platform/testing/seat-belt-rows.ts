import { withClient, type Db } from '../db/database.ts'

/** One table under the seat-belt, and by which columns a row is a child's. */
export interface Belted {
  readonly name: string
  readonly by: string
  readonly columns: readonly { readonly name: string; readonly type: string; readonly fixed: boolean }[]
}

const belted = `
select relation.relname as name,
       (select attname from pg_attribute where attrelid = relation.oid and attnum > 0
          and attname = any(case relation.relname when 'person' then '{id}'::text[] else '{child_id,person_id,child_ids,subject_id}'::text[] end)
        order by array_position('{id,child_id,person_id,child_ids,subject_id}'::text[], attname::text) limit 1) as by,
       (select json_agg(json_build_object('name', attname, 'type', format_type(atttypid, null), 'fixed', attgenerated <> '' or attidentity <> '') order by attnum)
          from pg_attribute where attrelid = relation.oid and attnum > 0 and not attisdropped) as columns
  from pg_class relation
 where relrowsecurity and relnamespace = 'public'::regnamespace
   and relname not in ('return_run_file', 'return_run_finding', 'exclusion')
   -- Of members of staff, and of no child: sessions.test.ts of staff-supervision asks these.
   and relname not in ('supervision_session', 'supervision_booking', 'supervision_event', 'supervision_group')
 order by relname`

/** Every table under the seat-belt, from the catalogue. */
export const beltedTables = (owner: Db): Promise<Belted[]> =>
  withClient(owner, async (client) => (await client.query<Belted>(belted)).rows)

/**
 * A row of every such table for a child, every text in it the canary: what the rows are tied to and held to is taken off first, so that
 * any row goes in. On a throwaway database, as its owner.
 */
export async function plantRows(
  owner: Db,
  tables: readonly Belted[],
  childId: string,
  canary: string,
): Promise<void> {
  await withClient(owner, async (client) => {
    for (const table of tables.filter(({ name }) => name !== 'person')) {
      const given = table.columns.filter(({ fixed }) => !fixed)
      const values = given.map((column) => valueOf(column, table, childId, canary))
      await client.query(
        `insert into "${table.name}" (${given.map(({ name }) => `"${name}"`).join(', ')})
         values (${given.map(({ type }, at) => `$${at + 1}::text::${type}`).join(', ')})`,
        values,
      )
    }
    await client.query(
      `update person set given_name = $2, family_name = $2, school = $2, la_child_id = left($2, 20) where id = $1`,
      [childId, canary],
    )
  })
}

/** Takes off whatever ties the rows of these tables and holds them to what they may be. */
export const untied = (owner: Db, tables: readonly Belted[]): Promise<void> =>
  withClient(owner, async (client) => {
    const { rows } = await client.query<{ off: string }>(
      `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off
         from pg_constraint where contype in ('c', 'f') and connamespace = 'public'::regnamespace
          and conrelid::regclass::text = any($1)`,
      [tables.map(({ name }) => name)],
    )
    for (const { off } of rows) await client.query(off)
  })

function valueOf(
  { name, type }: Belted['columns'][number],
  { name: table, by }: Belted,
  childId: string,
  canary: string,
): string | null {
  if (name === by || name === 'child_id') return type === 'uuid[]' ? `{${childId}}` : childId
  // A draft is about an assessment: that of the child is given the child's own id, to be found by.
  if (table === 'assessment' && name === 'id') return childId
  if (name === 'state') return 'of nobody'
  if (name === 'to_id' || name === 'staff_id' || name === 'worker_id' || name === 'import_id')
    return newUuid()
  return plain(type, canary)
}

let made = 0
const newUuid = (): string => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`

function plain(type: string, canary: string): string | null {
  if (type === 'text' || type === 'jsonb' || type === 'json')
    return type === 'text' ? canary : JSON.stringify(canary)
  if (type === 'text[]') return `{"${canary}"}`
  if (type === 'uuid') return newUuid()
  if (type === 'date') return '2026-01-01'
  if (type.startsWith('timestamp')) return '2026-01-01T10:00:00Z'
  if (type === 'boolean') return 'true'
  if (type === 'bytea') return String.raw`\x00`
  return type.endsWith('[]') ? '{}' : String(++made)
}
