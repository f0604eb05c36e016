import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withClient, type Db } from '../platform/db/database.ts'
import { freshDb } from '../platform/testing/world.ts'

/** Where the generated types are checked in. */
export const tablesFile = join(import.meta.dirname, '../platform/db/tables.ts')

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly nullable: boolean
  readonly filled: 'always' | 'by default' | 'no'
  readonly check: string | null
}

const columnsOf = `
select relation.relname as table, attribute.attname as column, type.typname as type,
       not attribute.attnotnull as nullable,
       case when attribute.attidentity = 'a' or attribute.attgenerated <> '' then 'always'
            when attribute.atthasdef or attribute.attidentity = 'd' then 'by default'
            else 'no' end as filled,
       (select pg_get_constraintdef(found.oid)
          from pg_constraint found
         where found.conrelid = relation.oid and found.contype = 'c' and found.conkey = array[attribute.attnum]
           and pg_get_constraintdef(found.oid) ~ '^CHECK \\(\\(\\w+ = (ANY|''[^'']*''::text\\)\\)$)' limit 1) as check
  from pg_class relation
  join pg_attribute attribute on attribute.attrelid = relation.oid and attribute.attnum > 0 and not attribute.attisdropped
  join pg_type type on type.oid = attribute.atttypid
 where relation.relnamespace = 'public'::regnamespace and relation.relkind in ('r', 'p', 'v', 'm')
   and not relation.relispartition and relation.relname <> 'migration'
   and not exists (select 1 from pg_depend where objid = relation.oid and deptype = 'e')
 order by relation.relname, attribute.attnum`

/** The text of tables.ts for a migrated database. */
export async function tablesOf(db: Db): Promise<string> {
  const { rows } = await withClient(db, (client) => client.query<Column>(columnsOf))
  const tables = Map.groupBy(rows, ({ table }) => table)
  return `${preface}\n${[...tables].map(([table, columns]) => tableType(table, columns)).join('')}}\n`
}

const preface = `// Made by \`npm run db:types\` from the migrated database. Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Day, Instant } from '../dates/day.ts'

/** Read as what it holds; written as JSON text, because pg would write an array as PostgreSQL's own kind. */
export type Json = ColumnType<unknown, string, string>

/** Exact: read as text. */
export type Decimal = ColumnType<string, string | number, string | number>

export interface Tables {`

const tableType = (table: string, columns: readonly Column[]): string =>
  `  ${camel(table)}: {\n${columns.map((column) => `    ${camel(column.column)}: ${columnType(column)}\n`).join('')}  }\n`

function columnType({ type, nullable, filled, check }: Column): string {
  const base = (check === null ? null : optionsIn(check)) ?? typeOf(type)
  const whole = nullable ? `${base} | null` : base
  if (filled === 'no') return whole
  return filled === 'always' ? `GeneratedAlways<${whole}>` : `Generated<${whole}>`
}

// A check that also speaks of other things is no list of options.
function optionsIn(check: string): string | null {
  const list = /^CHECK \(\(\w+ = (?:ANY \(ARRAY\[)?('.*'::text)(?:\]\))?\)\)$/.exec(check)?.[1]
  return list === undefined
    ? null
    : list
        .replaceAll('::text', '')
        .split(/, (?=')/)
        .map(literal)
        .join(' | ')
}

const literal = (quoted: string): string => `'${quoted.slice(1, -1).replaceAll("''", "\\'")}'`

const known: Readonly<Record<string, string>> = {
  text: 'string',
  uuid: 'string',
  varchar: 'string',
  tsvector: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'Decimal',
  bool: 'boolean',
  date: 'Day',
  timestamptz: 'Instant',
  jsonb: 'Json',
  bytea: 'Buffer',
}

function typeOf(name: string): string {
  if (name.startsWith('_')) return `${typeOf(name.slice(1))}[]`
  const type = known[name]
  if (type === undefined) throw new Error(`db:types does not know the PostgreSQL type ${name}`)
  return type
}

/** snake_case to camelCase as Kysely's plugin does it, refusing a name that would not come back the same. */
function camel(name: string): string {
  const result = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  if (result.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) !== name) {
    throw new Error(`${name} does not survive camelCase and back: rename it`)
  }
  return result
}

if (import.meta.main) {
  const db = await freshDb()
  writeFileSync(tablesFile, await tablesOf(db))
  await db.destroy()
}
