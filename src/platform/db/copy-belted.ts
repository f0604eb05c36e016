import type pg from 'pg'

// PostgreSQL takes no COPY into a table under row security. Many rows are copied into a temporary table and put in from there, as
// fast: only the service and the owner may make one. A few are sent as one statement, as are all that people write.

/** How rows get into a table on one connection. */
type Way =
  | { readonly kind: 'straight' }
  | { readonly kind: 'belted'; readonly insert: string; readonly by: Staged | null }

/** The statements of a staged copy, in their order: make the stage, copy into it, put in from it, clear it. */
export interface Staged {
  readonly make: string
  readonly stage: string
  readonly put: string
  readonly clear: string
}

const ways = new WeakMap<pg.ClientBase, Map<string, Way>>()
const stages = new Map<string, number>()

/** @param columns quoted, as SQL lists them */
export async function wayInto(client: pg.ClientBase, table: string, columns: string): Promise<Way> {
  const key = `${table} (${columns})`
  const known = ways.get(client) ?? new Map<string, Way>()
  ways.set(client, known)
  const way = known.get(key) ?? (await findWay(client, table, columns, key))
  known.set(key, way)
  return way
}

/** What the database says of a table and of who asks. */
interface Held {
  readonly belted: boolean
  /** Whether they may make temporary tables. */
  readonly stages: boolean
  /** Whether it numbers its rows itself. */
  readonly numbered: boolean
  readonly types: Readonly<Record<string, string>>
}

async function findWay(client: pg.ClientBase, table: string, columns: string, key: string): Promise<Way> {
  const { rows } = await client.query<Held>(
    `select row_security_active($1::text::regclass::oid) as belted,
            has_database_privilege(current_database(), 'temporary') as stages,
            exists (select from pg_attribute where attrelid = $1::text::regclass and attidentity <> '') as numbered,
            (select json_object_agg(quote_ident(attname), format_type(atttypid, null)) from pg_attribute
              where attrelid = $1::text::regclass and attnum > 0 and not attisdropped) as types`,
    [table],
  )
  const [held] = rows
  if (held?.belted !== true) return { kind: 'straight' }
  const by = held.stages ? stagedBy(table, columns, key, held.numbered) : null
  return { kind: 'belted', insert: sentBy(table, columns, held.types), by }
}

function stagedBy(table: string, columns: string, key: string, numbered: boolean): Staged {
  const number = stages.get(key) ?? stages.size + 1
  stages.set(key, number)
  const stage = `pg_temp.staged_${number}`
  // Rows of very different lengths do not lie in the stage as they came: what is numbered on the way out is numbered on the way in.
  const nth = `alter table ${stage} add column if not exists nth bigint generated always as identity`
  // It is there from the second time on this connection, unless the first was rolled back.
  const make = `create temporary table if not exists staged_${number} on commit delete rows as select ${columns} from ${table} with no data`
  return {
    make: numbered ? `${make}; ${nth}` : make,
    stage: `${stage} (${columns})`,
    // As COPY does: the numbers that come are kept.
    put: `insert into ${table} (${columns}) overriding system value select ${columns} from ${stage}${numbered ? ' order by nth' : ''}`,
    clear: `truncate ${stage}`,
  }
}

function sentBy(table: string, columns: string, types: Readonly<Record<string, string>>): string {
  const names = columns.split(', ')
  const typed = names.map((name) => `${name}::${types[name] ?? types[name.slice(1, -1)] ?? 'text'}`)
  return `insert into ${table} (${columns}) overriding system value select ${typed.join(', ')}
    from unnest(${names.map((_, at) => `$${at + 1}::text[]`).join(', ')}) as sent (${columns})`
}
