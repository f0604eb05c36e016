import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '../platform/db/database.ts'
import type { Field, FieldKind } from '../platform/record/field.ts'
import type { AnyRecordType } from '../platform/record/record.ts'
import { freshDb } from '../platform/testing/world.ts'
import { records } from './modules.ts'

interface Column {
  readonly type: string
  readonly required: boolean
  readonly check: string
}
type Table = ReadonlyMap<string, Column>

/** How each kind of answer is kept. */
const keptAs: Readonly<Record<FieldKind, string>> = {
  day: 'date',
  instant: 'timestamp with time zone',
  choice: 'text',
  choices: 'text[]',
  names: 'text[]',
  checklist: 'jsonb',
  line: 'text',
  words: 'text',
  'yes-no': 'boolean',
  whole: 'integer',
  person: 'uuid',
  staff: 'uuid',
  team: 'uuid',
  record: 'uuid',
}

const standing =
  'id child_id state version recorded_at recorded_by import_id import_key given withdrawn_at'.split(' ')
/** Columns that no question asks for, and why. */
const unasked: Readonly<Record<string, readonly string[]>> = {
  // Who somebody is, as returns and merges settle it: read from a return, or set by a merge or a restriction.
  person: 'kind la_child_id disabilities ethnicity former_upn upn_unknown restricted_level merged_into'.split(
    ' ',
  ),
}
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

let db: Db
before(async () => {
  db = await freshDb()
})
after(() => db.destroy())

async function tableOf(record: AnyRecordType): Promise<Table> {
  const { rows } = await sql<{ name: string; type: string; required: boolean; check: string | null }>`
    select column_.attname as name, format_type(column_.atttypid, column_.atttypmod) as type,
           column_.attnotnull as required,
           string_agg(pg_get_constraintdef(checked.oid), ' ') as check
      from pg_attribute column_
      left join pg_constraint checked on checked.conrelid = column_.attrelid and checked.contype = 'c'
                                     and checked.conkey = array[column_.attnum]
     where column_.attrelid = ${snake(record.table)}::regclass and column_.attnum > 0 and not column_.attisdropped
     group by 1, 2, 3
  `.execute(db)
  return new Map(rows.map(({ name, check, ...column }) => [name, { ...column, check: check ?? '' }]))
}

const allowed = ({ check }: Column): string[] =>
  [...check.matchAll(/'([^']*)'::text/g)].map(([, word]) => word ?? '')

function holdsField(table: Table, name: string, field: Field<unknown>): void {
  const column = table.get(snake(name))
  assert.ok(column, `${name} has a column`)
  assert.equal(column.type, keptAs[field.kind], `${name} is kept as`)
  if (column.required) assert.ok(field.required, `${name} is asked for, since its column cannot be empty`)
  if (field.kind !== 'choice') return
  assert.deepEqual(allowed(column).toSorted(), Object.keys(field.options ?? {}).toSorted(), `${name} allows`)
}

describe('every record and its table', () => {
  for (const record of records) {
    it(`${record.title}: a column for each field, a check for each choice and state, and no column unasked`, async () => {
      const table = await tableOf(record)
      for (const name of standing.slice(0, 7)) assert.ok(table.has(name), `${record.table}.${name}`)
      const fields = Object.entries<Field<unknown>>(record.fields)
      for (const [name, field] of fields) holdsField(table, name, field)
      const state = table.get('state')
      assert.ok(state)
      assert.deepEqual(allowed(state).toSorted(), record.states.toSorted(), 'states')
      const asked = new Set([
        ...standing,
        ...(unasked[record.table] ?? []),
        ...fields.map(([name]) => snake(name)),
      ])
      assert.deepEqual(
        [...table.keys()].filter((name) => !asked.has(name)),
        [],
        'columns no field asks for',
      )
    })
  }

  it('leaves out no table that is a child’s record', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'import_key' order by 1
    `.execute(db)
    assert.deepEqual(
      rows.map(({ name }) => name),
      // A person is found by who they are, not by a key of the return's.
      records
        .map((record) => snake(record.table))
        .filter((name) => name !== 'person')
        .toSorted(),
    )
  })
})
