import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type pg from 'pg'
import { copyOut } from '../db/copy-out.ts'
import { askedBy, forSomebody } from '../db/asking.ts'
import type { Db } from '../db/database.ts'
import { addPerson, addStaff, allocateTo } from '../testing/office.ts'
import { asPeople, sealFor } from '../testing/seat-belt.ts'
import { beltedTables, plantRows, untied, type Belted } from '../testing/seat-belt-rows.ts'
import { freshDb, ownerOf } from '../testing/world.ts'
import type { Actor } from './policy.ts'
import { scopeOf } from './policy.ts'
import { roleNames, type Role } from './roles.ts'

/** Whatever somebody might see of a child: an answer, a notice, a fault. */
const secrets = {
  restricted: 'CANARY-RESTRICTED',
  conflict: 'CANARY-CONFLICT',
  sealed: 'CANARY-SEALED',
} as const

let db: Db
let owner: Db
let tables: Belted[]
let attacker: pg.Client
let [restricted, conflict, sealed, open] = ['', '', '', '']
let worker: Actor
let curious: Actor
let seal: string
let probes = 0

const carry = (client: pg.Client, value: string) =>
  client.query("select set_config('holdfast.asker', $1, false)", [value])

before(async () => {
  db = await freshDb()
  owner = ownerOf(db)
  worker = await addStaff(db, 'Wanda Worker', 'SW')
  curious = await addStaff(db, 'Curt Curious', 'SW')
  restricted = await addPerson(db, { restrictedLevel: 2 })
  conflict = await addPerson(db)
  sealed = await addPerson(db, { restrictedLevel: 3 })
  open = await addPerson(db)
  tables = await beltedTables(owner)
  await untied(owner, tables)
  await plantRows(owner, tables, restricted, secrets.restricted)
  await plantRows(owner, tables, conflict, secrets.conflict)
  await plantRows(owner, tables, sealed, secrets.sealed)
  await plantRows(owner, tables, open, 'OPEN')
  await allocateTo(db, restricted, worker)
  // Being its worker does not open a sealed record.
  await allocateTo(db, sealed, curious)
  await sql`insert into exclusion (child_id, staff_id, state, relation, set_on)
    values (${conflict}, ${curious.id}, 'in force', 'relative', '2026-01-01')`.execute(owner)
  await sql`analyze`.execute(owner)
  seal = await sealFor(db, curious.id)
  attacker = await asPeople(db)
  await carry(attacker, seal)
})
after(async () => {
  await attacker.end()
  await owner.destroy()
  await db.destroy()
})

/** Everything a statement says, its fault among it; that nothing of it is of a hidden child. */
async function sees(client: pg.Client, text: string, why = text): Promise<string> {
  probes += 1
  let said = ''
  try {
    const answer = await client.query(text)
    said = JSON.stringify([answer].flat().map(({ rows }) => rows as unknown))
  } catch (fault) {
    said = JSON.stringify({ ...(fault as object), message: String(fault) })
  }
  for (const secret of Object.values(secrets)) assert.ok(!said.includes(secret), `${why} told ${secret}`)
  return said
}

const ids = (): string => `'${restricted}', '${conflict}', '${sealed}'`
/** The condition that a row is of a hidden child. */
const theirs = ({ by, columns }: Belted): string =>
  columns.find(({ name }) => name === by)?.type === 'uuid[]'
    ? `"${by}" && array[${ids()}]::uuid[]`
    : `"${by}" in (${ids()})`

/** What is asked of each table, and what the answer must be where it is not only that nothing is told. */
const probesOf = (table: Belted): readonly (readonly [string, RegExp | null])[] => {
  const { name, by, columns } = table
  const from = `from "${name}"`
  const words = columns.find(({ type }) => type === 'text')?.name
  const set = `"${columns.find((column) => !column.fixed && column.name !== by)?.name ?? by}"`
  return [
    [`select * ${from}`, null],
    [`select count(*) as n ${from} where ${theirs(table)}`, /"n":"0"|denied/],
    [`select told.* from person p left join "${name}" told on true where p.id in (${ids()})`, /\[\[\]\]|denied/],
    [`select (select json_agg(inside) ${from} inside where ${theirs(table)}) as j`, /"j":null|denied/],
    [`update "${name}" set ${set} = ${set} where ${theirs(table)} returning *`, /\[\[\]\]|denied/],
    [`update "${name}" set ${set} = ${set} returning *`, null],
    [`delete ${from} where ${theirs(table)} returning *`, /\[\[\]\]|denied/],
    [`select * ${from} where ${theirs(table)} for update`, /\[\[\]\]|denied/],
    [`select 1 / (case when ${theirs(table)} then 0 else 1 end) ${from}`, /^(?!.*division)/],
    [words === undefined ? `select ${set}::text::date ${from}` : `select "${words}"::integer ${from} where "${words}" <> 'OPEN'`, null],
    [`explain (analyze, timing off, summary off, buffers off, format json) select * ${from} where ${theirs(table)}`, /"Actual Rows":0|denied/],
    [`select table_to_xml('"${name}"', true, false, '') as x`, null],
    [`select * ${from} tablesample system (100)`, null],
    [`begin; declare c cursor for select * ${from}; fetch all from c; rollback`, null],
    [`select most_common_vals::text, histogram_bounds::text from pg_stats where tablename = '${name}'`, null],
  ] // prettier-ignore
}

describe('whoever is kept from one child', () => {
  it('writes on what is not theirs: of an assessment of that child alone no other draft is hidden', async () => {
    await sql`insert into assessment (child_id, state, started_on) values (${conflict}, 'started', '2026-01-02')`.execute(
      owner,
    )
    const { rows } = await sql<{ id: string }>`
      insert into assessment (child_id, state, started_on) values (${open}, 'started', '2026-01-02') returning id`.execute(
      owner,
    )
    const client = await asPeople(db)
    await carry(client, seal)
    const keep =
      'insert into draft_answer (subject_id, field, answer, saved_by, saved_at) values ($1, $2, $3, $4, now())'
    await client.query(keep, [rows[0]?.id, 'seen', '"On Monday"', curious.id])
    const { rowCount } = await client.query('select from draft_answer where subject_id = $1', [rows[0]?.id])
    assert.equal(rowCount, 1)
    await client.end()
  })
})

/** Which children were talked about in supervision is read with the session, which is of members of staff. */
const readWithItsSession: ReadonlySet<string> = new Set(['supervision_child', 'supervision_group_child'])

describe('the database keeps a restricted child, a sealed one and one with a conflict of interest from whoever asks', () => {
  it('in whatever way every table is asked', async () => {
    assert.ok(tables.length > 60)
    for (const table of tables)
      for (const [text, expected] of probesOf(table)) {
        const said = await sees(attacker, text)
        if (expected !== null) assert.match(said, expected, `${text}\n${said.slice(0, 300)}`)
      }
    assert.ok(probes >= 200, `${probes} probes`)
  })

  it('and its own worker is shown it by the same statements: they can find something', async () => {
    const own = await asPeople(db)
    await carry(own, await sealFor(db, worker.id))
    for (const { name } of tables.filter((table) => !readWithItsSession.has(table.name))) {
      const { rows } = await own.query(`select * from "${name}"`)
      assert.equal(rows.length >= 2, true, name)
    }
    await own.end()
  })

  it('from a copy out of every table', async () => {
    await forSomebody(async () => {
      askedBy(seal)
      for (const table of tables) {
        assert.equal(
          await copyOut(db, `select * from "${table.name}" where ${theirs(table)}`, () => undefined),
          0,
        )
        probes += 1
      }
    })
  })

  it('from every view, and from each function the role may call', async () => {
    const { rows: views } = await attacker.query<{ name: string }>(
      "select oid::regclass::text as name from pg_class where relkind = 'v' and relnamespace = 'ssd'::regnamespace",
    )
    assert.ok(views.length > 40)
    for (const { name } of views) await sees(attacker, `select * from ${name}`)
  })

  it('whoever the connection or a prepared statement answered before', async () => {
    const client = await asPeople(db)
    const [own, stranger] = [await sealFor(db, worker.id), seal]
    for (const { name } of tables) {
      await carry(client, own)
      await client.query(`prepare again as select * from "${name}"`)
      for (let times = 0; times < 2; times += 1) await client.query('execute again')
      await carry(client, stranger)
      await sees(client, 'execute again', name)
      await client.query('deallocate again')
    }
    await client.end()
  })

  it('where a row of theirs is written: none is', async () => {
    for (const table of tables.filter(({ name }) => name !== 'person')) {
      const type = table.columns.find(({ name }) => name === table.by)?.type
      const value = type === 'uuid[]' ? `array['${restricted}'::uuid]` : `'${restricted}'`
      const said = await sees(attacker, `insert into "${table.name}" ("${table.by}") values (${value})`)
      assert.match(said, /row-level security|denied/, table.name)
    }
  })
})

describe('whoever asks cannot be forged', () => {
  const persons = 'select * from person'
  it('by any value the role can set itself', async () => {
    const client = await asPeople(db)
    const own = await sealFor(db, worker.id)
    const old = own.replace(/\|\d{10}\|/, '|0000000001|')
    const another = seal.replace(curious.id, worker.id)
    const empty = seal.replace(/\{[^}]*\}/, '{}')
    for (const value of ['', ' ', 'x', worker.id, 'f'.repeat(64), old, another, empty, own.slice(1), `${own} `, own.slice(0, -1), '|'.repeat(200), `${'0'.repeat(64)}${own.slice(64)}`]) {
      await carry(client, value)
      const said = await sees(client, 'select id, given_name from person where restricted_level > 1', value)
      assert.equal(said, '[[]]', value)
    } // prettier-ignore
    await client.end()
  })

  it('by another role, or without row security', async () => {
    for (const text of [
      'set role holdfast_service',
      'set role holdfast_owner',
      'set session authorization holdfast_owner',
      'alter role holdfast_app bypassrls',
      'grant holdfast_service to holdfast_app',
      'alter table person disable row level security',
      'alter table person no force row level security',
      'drop policy whoever_asks on person',
      'create policy mine on person to holdfast_app using (true)',
      'create function open() returns setof person language sql security definer return null',
      'create view v as select * from person',
      'create temporary table t as select * from person',
      'select * from seat_belt.key',
      "select seat_belt.mac('x')",
      `select seat_belt.seal('${worker.id}')`,
      `select seat_belt.hidden_from('${worker.id}')`,
      `select seat_belt.kept_from('${worker.id}')`,
      'select seat_belt.told()',
      'call seat_belt.fasten()',
      'set row_security = off; select * from person',
    ])
      assert.match(
        await sees(attacker, text),
        /denied|must be|permission|not allowed|would be affected|only role/i,
        text,
      )
    await attacker.query('set row_security = on')
    for (const text of [
      'reset holdfast.asker',
      'reset all',
      'discard all',
      'set holdfast.asker to default',
    ]) {
      await sees(attacker, `${text}`)
      assert.equal(await sees(attacker, 'select id from person where restricted_level > 1', text), '[[]]')
      await carry(attacker, seal)
    }
    await sees(attacker, persons)
  })

  it('by what the role itself writes: after it the same is hidden', async () => {
    const before = hiddenIn(seal)
    for (const text of [
      `insert into session (id, staff_id, csrf) values ('\\x00', '${worker.id}', '')`,
      `update session set staff_id = '${worker.id}'`,
      `update staff set role = 'DIR' where id = '${curious.id}'`,
      `insert into staff_password (staff_id, password_hash, code_key) values ('${worker.id}', '', '')`,
      `delete from exclusion`,
      `update exclusion set state = 'ended'`,
      `update person set restricted_level = 0`,
      `insert into allocation (child_id, worker_id, role, state) values ('${restricted}', '${curious.id}', 'lead social worker', 'allocated')`,
      `update allocation set worker_id = '${curious.id}'`,
      `insert into named_access (child_id, staff_id, state, why, asked_on) values ('${restricted}', '${curious.id}', 'in force', '', now())`,
      `insert into emergency_opening (child_id, staff_id, state, reason, why, hours, asked_at, until_at) values ('${restricted}', '${curious.id}', 'open', 'audit', 'x', '24', now(), now() + interval '1 day')`,
      `insert into merge (child_id, loser_id, state) values ('${open}', '${restricted}', 'decided')`,
    ])
      await sees(attacker, text)
    assert.deepEqual(hiddenIn(await sealFor(db, curious.id)), before)
  })

  it('by nobody: a connection that answers no one shows no restricted child', async () => {
    const nobody = await asPeople(db)
    for (const { name } of tables) {
      const said = JSON.stringify((await nobody.query(`select * from "${name}"`)).rows)
      assert.ok(!said.includes(secrets.restricted), name)
    }
    await nobody.end()
  })
})

const hiddenIn = (told: string): unknown => told.split('|').slice(2)

describe('what the seat-belt lets through is what the policy may', () => {
  it('to the roles that keep the door, and no other', () => {
    const roles = (Object.keys(roleNames) as Role[]).filter((role) =>
      (['restrict.agree', 'emergency.review'] as const).some(
        (each) => scopeOf({ role, service: null }, each) === 'authority',
      ),
    )
    assert.deepEqual(roles.toSorted(), ['DIR', 'DPO'])
  })
})
