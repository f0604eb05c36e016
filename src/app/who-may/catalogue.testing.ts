import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

/** One column that can hold words, of a table about somebody. */
export interface TextColumn {
  readonly table: string
  readonly column: string
  readonly type: string
}

/** A table about a child or a person, and the column by which it is theirs. */
interface AboutSomebody {
  readonly table: string
  readonly by: string
}

/** Every table with a column that names a person of this book: `person` itself by its own id. */
export async function tablesAboutSomebody(db: Db): Promise<AboutSomebody[]> {
  const { rows } = await sql<AboutSomebody>`
    select distinct on (relation.relname) relation.relname as table, attribute.attname as by
      from pg_class relation
      join pg_attribute attribute on attribute.attrelid = relation.oid and attnum > 0 and not attisdropped
      left join pg_constraint key on key.conrelid = relation.oid and key.contype = 'f' and key.confrelid = 'person'::regclass
       and key.conkey = array[attribute.attnum]
     where relation.relnamespace = 'public'::regnamespace and relation.relkind in ('r', 'p') and not relation.relispartition
       and (attribute.attname = 'child_id' or relation.relname = 'person' and attribute.attname = 'id' or key.oid is not null)
     order by relation.relname, attribute.attname <> 'child_id'`.execute(db)
  return rows
}

/** Their columns that can hold words: those that a check limits to words of ours hold nothing about anybody. */
export async function textColumns(db: Db): Promise<TextColumn[]> {
  const { rows } = await sql<TextColumn>`
    select relation.relname as table, attribute.attname as column, type.typname as type
      from pg_class relation
      join pg_attribute attribute on attribute.attrelid = relation.oid and attnum > 0 and not attisdropped and attgenerated = ''
      join pg_type type on type.oid = atttypid
     where relation.relnamespace = 'public'::regnamespace and relation.relkind in ('r', 'p') and not relation.relispartition
       and type.typname in ('text', 'varchar', 'bpchar', 'jsonb', 'json', '_text', '_varchar')
       and not exists (select from pg_constraint named where named.conrelid = relation.oid and named.contype = 'c'
             and named.conkey = array[attribute.attnum] and pg_get_constraintdef(named.oid) ~ '(= ANY|<@ ARRAY|= ''[^'']*''::text[)][)]$)')
     order by 1, 2`.execute(db)
  return rows
}

/**
 * Takes away, in this scratch database alone, what would keep a mark out of a column: checks of one answer against another, and of
 * lengths. Lists of codes stay. Rows of a state then hold answers that state never asks, which is more than any page has to keep back.
 */
export async function letMarksIn(owner: Db): Promise<void> {
  const { rows } = await sql<{ table: string; name: string }>`
    select conrelid::regclass::text as table, conname as name from pg_constraint
     where connamespace = 'public'::regnamespace and contype = 'c' and conrelid <> 0
       and (array_length(conkey, 1) > 1 or pg_get_constraintdef(oid) !~ '(= ANY|<@ ARRAY|= ''[^'']*''::text[)][)]$)')`.execute(
    owner,
  )
  for (const { table, name } of rows)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.id(name)}`.execute(owner)
}

/** The same for what may stand once alone, as one version in force: the world has one of each state. */
export async function letStatesStandTogether(owner: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select indexname as name from pg_indexes where schemaname = 'public' and indexdef like 'CREATE UNIQUE%WHERE%'`.execute(
    owner,
  )
  for (const { name } of rows) await sql`drop index ${sql.id(name)}`.execute(owner)
}

/** The same for the keys by which a row of a return is known again, once the rows are there. */
export async function letKeysBeMarked(owner: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select indexname as name from pg_indexes where schemaname = 'public' and indexdef like '%UNIQUE%import_key%'`.execute(
    owner,
  )
  for (const { name } of rows) await sql`drop index ${sql.id(name)}`.execute(owner)
}
