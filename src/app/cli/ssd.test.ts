import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { addPerson, addStaff, allocateTo } from '../../platform/testing/office.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { bookOf } from '../book.ts'
import { writeCounty } from '../county.ts'
import { root } from '../setting.ts'
import { writeSsd, writeSsdFor } from '../../modules/returns/index.ts'

interface Field {
  readonly table: string
  readonly field: string
  readonly type: string
}

/** A published type as PostgreSQL calls it. */
function pgType(published: string): string {
  const type = published.toLowerCase()
  const length = /\((\d+)\)/.exec(type)?.[1]
  if (type.startsWith('nvarchar'))
    return type.includes('max')
      ? 'text'
      : length === undefined
        ? 'character varying'
        : `character varying(${length})`
  if (type.startsWith('nchar')) return `character(${length})`
  return other[type] ?? assert.fail(type)
}

const other: Readonly<Record<string, string>> = {
  datetime: 'timestamp without time zone',
  int: 'integer',
  float: 'double precision',
  bit: 'boolean',
  binary: 'bytea',
}

const read = (text: string): Field[] => {
  const lines = text.trim().split('\n')
  const names = (lines[0] ?? '').split(',')
  return lines.slice(1).map((line) => {
    const cells = line.split(',')
    const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
    return { table: cell('table'), field: cell('field'), type: cell('sql_type') || cell('type') }
  })
}

const fields = read(readFileSync(join(root, 'data/ssd-fields.csv'), 'utf8'))

const byTable = Map.groupBy(fields, ({ table }) => table)

const inSql = async <R>(db: Db, text: string): Promise<readonly R[]> =>
  (await sql.raw<R>(text).execute(db)).rows

let db: Db
before(async () => {
  db = await freshDb()
  await writeCounty(
    bookOf(db, () => instant('2026-11-23T09:30:00+00:00')),
    { children: 60, years: 2, seed: 7 },
  )
})
after(() => db.destroy())

interface Column {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly why: string | null
}

const columns = (): Promise<readonly Column[]> =>
  inSql<Column>(
    db,
    `select view.relname as table, attribute.attname as name, format_type(attribute.atttypid, attribute.atttypmod) as type,
            col_description(view.oid, attribute.attnum) as why
       from pg_class view join pg_attribute attribute on attribute.attrelid = view.oid and attribute.attnum > 0
      where view.relnamespace = 'ssd'::regnamespace and view.relname like 'ssd\\_%'
      order by view.relname, attribute.attnum`,
  )

describe('the Standard Safeguarding Dataset', () => {
  it('has a view for each of its 48 objects, with the published names and types in order, then the record it is of', async () => {
    assert.deepEqual([byTable.size, fields.length], [48, 359])
    const held = Map.groupBy(await columns(), ({ table }) => table)
    assert.deepEqual([...held.keys()], [...byTable.keys()].toSorted())
    for (const [table, published] of byTable)
      assert.deepEqual(
        held.get(table)?.map(({ name, type }) => `${name} ${type}`),
        [
          ...published.map(({ field, type }) => `${field} ${pgType(type)}`),
          'holdfast_record_kind text',
          'holdfast_record_id uuid',
        ],
        table,
      )
  })

  it('is null where a field is said not to be held, and nowhere else for want of a word', async () => {
    const whole = new Set(
      (
        await inSql<{ name: string }>(
          db,
          `select relname as name from pg_class where relnamespace = 'ssd'::regnamespace and obj_description(oid) like 'Not held: %'`,
        )
      ).map(({ name }) => name),
    )
    const page = readFileSync(join(root, 'docs/ssd.md'), 'utf8')
    for (const table of whole) assert.ok(page.includes(`\`${table}\``), `${table} stands in docs/ssd.md`)
    for (const { table, name, why } of await columns()) {
      if (why === null || whole.has(table)) continue
      const [found] = await inSql<{ count: number }>(
        db,
        `select count(${name})::int as count from ssd.${table}`,
      )
      assert.equal(found?.count, 0, `${table}.${name} is said not to be held`)
      assert.ok(
        page.includes(`| \`${name}\` | ${why.replace('Not held: ', '')} |`),
        `${name} stands in docs/ssd.md`,
      )
    }
  })

  it('counts as the record does', async () => {
    for (const [view, counted] of [
      ['ssd_person', `select count(*)::int as n from person where kind <> 'adult' and state = 'active'`],
      ['ssd_cin_episodes', 'select count(*)::int as n from cin_episode'],
      ['ssd_cla_episodes', 'select count(*)::int as n from care_episode'],
      ['ssd_cp_plans', 'select count(*)::int as n from cp_plan'],
      [
        'ssd_disability',
        `select coalesce(sum(cardinality(disabilities)), 0)::int as n from person where kind <> 'adult'`,
      ],
      ['ssd_involvements', 'select count(*)::int as n from allocation'],
      ['ssd_professionals', 'select count(*)::int as n from staff'],
    ] as const) {
      const [held] = await inSql<{ n: number }>(db, `select count(*)::int as n from ssd.${view}`)
      const [record] = await inSql<{ n: number }>(db, counted)
      assert.equal(held?.n, record?.n, view)
      assert.ok((held?.n ?? 0) > 0, `${view} has rows`)
    }
  })

  it('gives every row the record it comes from', async () => {
    const snake = (kind: string): string => kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    for (const table of byTable.keys()) {
      if (table === 'ssd_version_log') continue
      const kinds = await inSql<{ kind: string }>(
        db,
        `select distinct holdfast_record_kind as kind from ssd.${table} where true`,
      )
      for (const { kind } of kinds) {
        const lost = await inSql(
          db,
          `select 1 from ssd.${table} row where holdfast_record_kind = '${kind}'
              and not exists (select 1 from ${snake(kind)} record where record.id = row.holdfast_record_id)`,
        )
        assert.equal(lost.length, 0, `${table}: each row is of a ${kind}`)
      }
    }
  })
})

describe('a child in care', () => {
  it('is in one placement while only the legal status changes, and in a new period after a gap', async () => {
    const child = await db
      .insertInto('person')
      .values({ kind: 'child', laChildId: 'SSD1' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const episode = (
      startedOn: string,
      endedOn: string | null,
      startedWhy: 'S' | 'L' | 'P',
      legalStatus: 'C1' | 'C2' | 'V2',
    ) => ({
      childId: child.id,
      state: endedOn === null ? ('open' as const) : ('ended' as const),
      startedOn: startedOn as never,
      endedOn: endedOn as never,
      startedWhy,
      legalStatus,
    })
    for (const one of [
      episode('2024-01-10', '2024-03-01', 'S', 'V2'),
      episode('2024-03-01', '2024-06-01', 'L', 'C1'),
      episode('2024-06-01', '2024-09-01', 'P', 'C1'),
      episode('2025-02-02', null, 'S', 'V2'),
    ])
      await db.insertInto('careEpisode').values(one).execute()
    const days = async (view: string, from: string, to: string): Promise<unknown> =>
      inSql(
        db,
        `select ${from}::date::text as began, ${to}::date::text as ended from ssd.${view}
          where ${view === 'ssd_legal_status' ? 'lega_person_id' : 'clap_person_id'} = 'SSD1' order by 1`,
      )
    assert.deepEqual(
      await days('ssd_cla_placement', 'clap_cla_placement_start_date', 'clap_cla_placement_end_date'),
      [
        { began: '2024-01-10', ended: '2024-06-01' },
        { began: '2024-06-01', ended: '2024-09-01' },
        { began: '2025-02-02', ended: null },
      ],
    )
    assert.deepEqual(
      await days('ssd_legal_status', 'lega_legal_status_start_date', 'lega_legal_status_end_date'),
      [
        { began: '2024-01-10', ended: '2024-03-01' },
        { began: '2024-03-01', ended: '2024-09-01' },
        { began: '2025-02-02', ended: null },
      ],
    )
    assert.deepEqual(
      await inSql(
        db,
        `select count(distinct clae_cla_id)::int as periods, max(clae_entered_care_date)::date::text as entered
           from ssd.ssd_cla_episodes where clae_person_id = 'SSD1'`,
      ),
      [{ periods: 2, entered: '2025-02-02' }],
    )
  })

  it('has an address in the dataset unless it is to be kept from others', async () => {
    const child = await db
      .insertInto('person')
      .values({ kind: 'child', laChildId: 'SSD2' })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const confidential of [false, true])
      await db
        .insertInto('address')
        .values({
          childId: child.id,
          lines: '1 High Street',
          postcode: 'XX1 1XX',
          kind: 'home',
          confidential,
        })
        .execute()
    assert.deepEqual(
      await inSql(
        db,
        `select addr_address_postcode as postcode, addr_address_json::json ->> 'STREET' as street
           from ssd.ssd_address where addr_person_id = 'SSD2' order by 1`,
      ),
      [
        { postcode: 'XX1 1XX', street: '1 High Street' },
        { postcode: null, street: null },
      ],
    )
  })
})

describe('holdfast ssd', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-ssd-test-'))
  after(() => rmSync(folder, { recursive: true }))

  it('writes every view, the rows it says, with no cell that a spreadsheet would work out', async () => {
    await db
      .insertInto('person')
      .values({ kind: 'child', laChildId: 'SSD3', givenName: '=cmd', familyName: 'Ann "Nan", Barker' })
      .execute()
    const { views, childIds } = await writeSsd(db, folder)
    assert.deepEqual(
      views.map(({ view }) => view),
      [...byTable.keys()].toSorted(),
    )
    const people = readFileSync(join(folder, 'ssd_person.csv'), 'utf8').trimEnd().split('\r\n')
    assert.equal(people.length - 1, views.find(({ view }) => view === 'ssd_person')?.rows)
    assert.equal(people.length - 1, childIds.length)
    assert.match(people[0] ?? '', /^pers_person_id,pers_forename,.*,holdfast_record_kind,holdfast_record_id$/)
    assert.ok(people.some((line) => line.startsWith(`SSD3,'=cmd,"Ann ""Nan"", Barker",`)))
    const empty = readFileSync(join(folder, 'ssd_ehcp_requests.csv'), 'utf8')
    assert.match(empty, /^ehcr_ehcp_request_id,.*\r\n$/)
  })

  it('holds no child hidden from whoever takes it out, and for nobody in particular no restricted one', async () => {
    const analyst = await addStaff(db, 'Perry Analyst', 'PERF', null)
    const worker = await addStaff(db, 'Wanda Worker', 'SW')
    const restricted = await addPerson(db, { laChildId: 'SSD-R', restrictedLevel: 2 })
    await allocateTo(db, restricted, worker)
    const sealed = await addPerson(db, { laChildId: 'SSD-S', restrictedLevel: 3 })
    await allocateTo(db, sealed, worker)
    const kept = await addPerson(db, { laChildId: 'SSD-K' })
    await sql`insert into exclusion (child_id, staff_id, state, relation, set_on) values (${kept}, ${analyst.id}, 'in force', 'relative', '2026-01-01')`.execute(
      db,
    )
    const taken = async (staffId: string | null) => {
      const { childIds } = await writeSsdFor(db, staffId, folder)
      const people = readFileSync(join(folder, 'ssd_person.csv'), 'utf8')
      const there = ['SSD-R', 'SSD-S', 'SSD-K'].filter((number) => people.includes(number))
      assert.equal(there.length, [restricted, sealed, kept].filter((id) => childIds.includes(id)).length)
      return there
    }
    assert.deepEqual(await taken(null), ['SSD-K'])
    assert.deepEqual(await taken(analyst.id), [])
    assert.deepEqual(await taken(worker.id), ['SSD-R', 'SSD-K'])
  })

  it('cannot be written through', async () => {
    await assert.rejects(sql`delete from ssd.ssd_department`.execute(db), { code: '42501' })
  })
})

const shared = process.env['HOLDFAST_SHARED'] ?? join(root, '../shared')

describe('the list of fields kept here', () => {
  it('is the published one', (test) => {
    let published: string
    try {
      published = readFileSync(join(shared, 'returns/ssd-fields.csv'), 'utf8')
    } catch {
      assert.notEqual(process.env['HOLDFAST_REQUIRE_SHARED'], '1', 'the shared files are missing')
      return test.diagnostic('0 of 359 shared cases ran')
    }
    const there = published
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(0, 3).join(','))
    const here = readFileSync(join(root, 'data/ssd-fields.csv'), 'utf8').trim().split('\n').slice(1)
    assert.deepEqual(
      here.map((line) => line.split(',').slice(0, 3).join(',')),
      there,
    )
    test.diagnostic(`${here.length} of ${there.length} shared cases ran`)
  })
})
