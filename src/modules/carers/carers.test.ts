import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { reachable, relationTo } from '../../platform/access/reach.ts'
import { findSession, openSession } from '../../platform/access/session.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform } from '../../platform/record/perform.ts'
import type { AnyCommand } from '../../platform/record/record.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { asPeople } from '../../platform/testing/seat-belt.ts'
import { freshDb, ownerOf } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { commands } from './commands.ts'
import { pages } from './pages.ts'

let db: Db
let book: Book
let app: App
const staff: Record<string, Actor> = {}
const of = (name: string): Actor => staff[name] ?? assert.fail(name)
before(async () => {
  db = await freshDb()
  book = bookOn(db)
  for (const [name, role] of [
    ['amira', 'SW'],
    ['fran', 'FM'],
    ['asha', 'TM'],
    ['joy', 'CARER'],
    ['pat', 'CARER'],
  ] as const)
    staff[name] = await addStaff(db, name, role)
  app = await serverOf(book, [pages], async () => nothing)
})
after(async () => {
  await app.close()
  await db.destroy()
})

async function lives(childId: string, from: Day, more: object = {}): Promise<string> {
  const stay = {
    childId,
    state: 'open',
    startedOn: from,
    startedWhy: 'P',
    placementType: 'U3',
    ...more,
  } as const
  const { id } = await db.insertInto('careEpisode').values(stay).returning('id').executeTakeFirstOrThrow()
  return id
}

const does = (
  who: string,
  command: AnyCommand,
  childId: string,
  answers: object,
  recordId: string | null = null,
) => perform(book, command, { actor: of(who), childId, recordId, formKey: null }, answers)

/** A child of Amira's who lives with Joy: asked by the one, agreed by the other. */
async function placed(): Promise<{ childId: string; stayId: string; accessId: string }> {
  const childId = await addPerson(db, { givenName: 'Zephyr', familyName: 'Quillfeather' })
  await allocateTo(db, childId, of('amira'))
  const stayId = await lives(childId, daysAgo(60))
  const asked = await does('amira', commands.askForCarer, childId, { carerId: of('joy').id, stayId })
  assert.equal(asked.kind, 'done')
  const accessId = 'recordId' in asked ? asked.recordId : ''
  const agreed = await does(
    'fran',
    commands.agreeCarer,
    childId,
    { answeredWhy: 'They live there' },
    accessId,
  )
  assert.equal(agreed.kind, 'done')
  return { childId, stayId, accessId }
}

/** What a carer is answered. */
async function asks(who: string, url: string): Promise<{ status: number; words: string }> {
  const { cookie } = await signIn(book, of(who))
  const answer = await app.inject({ url, headers: { cookie } })
  return { status: answer.statusCode, words: wordsOf(answer.body) }
}
const page = (childId: string) => `/children-with-me/${childId}`
const status = async (who: string, childId: string) => (await asks(who, page(childId))).status

describe('a foster carer is shown what it takes to care (SI 2010/959 reg 9), of a child who lives with them', () => {
  it('with who to ask, the next visit and review, health and school, and is told what is not held', async () => {
    const { childId } = await placed()
    const known = { school: 'Mill Primary', firstLanguage: 'Polish', interpreter: true }
    await db.updateTable('person').set(known).where('id', '=', childId).execute()
    const { status: came, words } = await asks('joy', page(childId))
    assert.match(words, /Speaks Polish, and needs an interpreter\..*Goes to Mill Primary\./)
    assert.equal(came, 200)
    for (const said of ['Zephyr', 'amira', 'The next visit', 'The next review', 'Health', 'School'])
      assert.ok(words.includes(said), said)
    assert.match(words, /delegated authority.*are not kept here/)
    assert.match((await asks('joy', '/children-with-me')).words, /Zephyr Quillfeather/)
    assert.match((await asks('pat', '/children-with-me')).words, /No child is shown to you now/)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from read_event
      where actor_id = ${of('joy').id} and ${childId} = any (child_ids)`.execute(db)
    assert.equal(rows[0]?.n, 2)
  })

  it('and there is no such child for another carer', async () => {
    const { childId } = await placed()
    assert.equal(await status('pat', childId), 404)
    assert.equal(await relationTo(db, of('pat'), childId), null)
  })
})

describe('somebody else than who asked lets the carer in', () => {
  it('so that one alone opens nothing', async () => {
    const childId = await addPerson(db)
    await allocateTo(db, childId, of('amira'))
    const stayId = await lives(childId, daysAgo(60))
    const asked = await does('fran', commands.askForCarer, childId, { carerId: of('joy').id, stayId })
    const accessId = 'recordId' in asked ? asked.recordId : ''
    assert.equal(await status('joy', childId), 404)
    const own = await does('fran', commands.agreeCarer, childId, { answeredWhy: 'Yes' }, accessId)
    assert.deepEqual('findings' in own && own.findings.map(({ rule }) => rule), ['carer-two-people'])
    assert.equal(await status('joy', childId), 404)
    await does('asha', commands.agreeCarer, childId, { answeredWhy: 'Yes' }, accessId)
    assert.equal(await status('joy', childId), 200)
  })

  it('and either ends it', async () => {
    const { childId, accessId } = await placed()
    await does('amira', commands.endCarer, childId, { endedWhy: 'They asked' }, accessId)
    assert.equal(await status('joy', childId), 404)
  })
})

describe('the day the child moves, nobody has to do anything', () => {
  const ends: Readonly<Record<string, (childId: string, stayId: string) => Promise<unknown>>> = {
    'the stay ended': (_, stayId) =>
      db
        .updateTable('careEpisode')
        .set({ state: 'ended', endedOn: daysAgo(1), endedWhy: 'X1' })
        .where('id', '=', stayId)
        .execute(),
    'the next stay began': (childId) => lives(childId, daysAgo(1)),
    'the next stay began beside an order': (childId) => lives(childId, daysAgo(1), { startedWhy: 'B' }),
    'an order, and another place': (childId) =>
      lives(childId, daysAgo(1), { startedWhy: 'L', placementType: 'K2' }),
    'the stay was withdrawn with its import': (_, stayId) =>
      db.deleteFrom('careEpisode').where('id', '=', stayId).execute(),
  }
  for (const [how, does] of Object.entries(ends))
    it(`${how}: the next request of the same session is refused`, async () => {
      const { childId, stayId } = await placed()
      const { cookie } = await signIn(book, of('joy'))
      const url = page(childId)
      assert.equal((await app.inject({ url, headers: { cookie } })).statusCode, 200)
      await does(childId, stayId)
      assert.equal((await app.inject({ url, headers: { cookie } })).statusCode, 404)
      assert.equal((await reachable(db, of('joy'), 'placed.read', [childId])).size, 0)
    })

  it('but an order alone moves nobody', async () => {
    const { childId, stayId } = await placed()
    await db
      .updateTable('careEpisode')
      .set({ state: 'ended', endedOn: daysAgo(5), endedWhy: 'X1' })
      .where('id', '=', stayId)
      .execute()
    await lives(childId, daysAgo(5), { startedWhy: 'L' })
    assert.match((await asks('joy', page(childId))).words, /With you since Wed 23 Sep/)
  })
})

describe('a record that is kept from people is kept from carers', () => {
  it('restricted, until the carer is named; sealed, alike', async () => {
    const { childId } = await placed()
    for (const level of [2, 3]) {
      await sql`update person set restricted_level = ${level} where id = ${childId}`.execute(ownerOf(db))
      assert.equal(await status('joy', childId), level === 2 ? 404 : 200)
      if (level === 2)
        await db
          .insertInto('namedAccess')
          .values({ childId, staffId: of('joy').id, state: 'in force', why: 'Cares', askedOn: daysAgo(2) })
          .execute()
      assert.equal(await status('joy', childId), 200)
    }
  })

  it('never opened to the child’s own family: the conflict of interest goes before', async () => {
    const { childId } = await placed()
    const kept = {
      childId,
      staffId: of('joy').id,
      state: 'in force',
      relation: 'household',
      setOn: daysAgo(1),
    } as const
    await db.insertInto('exclusion').values(kept).execute()
    assert.equal(await status('joy', childId), 404)
    const { cookie } = await signIn(book, of('amira'))
    const form = await app.inject({ url: `/children/${childId}/carers/ask-for-carer`, headers: { cookie } })
    assert.match(form.body, /value="[^"]+"[^>]*>[\s\S]*pat/)
    assert.doesNotMatch(wordsOf(form.body), /\bjoy\b/)
  })
})

describe('the database itself shows a carer no other child (decision 13)', () => {
  it('whatever statement is sent', async () => {
    const { childId } = await placed()
    const other = await addPerson(db, { familyName: 'Elsewhere' })
    await allocateTo(db, other, of('amira'))
    const seal = (await findSession(db, await openSession(db, of('joy').id)))?.seal
    const client = await asPeople(db)
    await client.query("select set_config('holdfast.asker', $1, false)", [seal])
    const ids = async (table: string, by: string) =>
      (await client.query<{ id: string }>(`select distinct ${by} as id from ${table}`)).rows.map(
        ({ id }) => id,
      )
    assert.ok((await ids('person', 'id')).includes(childId))
    for (const table of ['allocation', 'care_episode', 'carer_access', 'event', 'coverage'])
      assert.ok(!(await ids(table, 'child_id')).includes(other), table)
    assert.ok(!(await ids('person', 'id')).includes(other))
    const none = client.query('insert into allocation (child_id, state, role) values ($1, $2, $3)', [
      other,
      'ended',
      'lead social worker',
    ])
    await assert.rejects(none, /row-level security/)
    await client.end()
  })
})
