import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { NotAllowed, type Actor } from '../../../platform/access/policy.ts'
import { reachable } from '../../../platform/access/reach.ts'
import { day } from '../../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf } from '../../../platform/testing/pages.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import type { App } from '../../../platform/web/app.ts'
import { nothing } from '../../../platform/web/html.ts'
import { decideProposal, proposals } from './decide.ts'
import { declareKin, declareOwn } from './declared.ts'
import { proposeConflicts } from './matching.ts'
import { conflictPages } from './pages.ts'

let db: Db
let book: Book
let app: App
let amira: Actor
let bo: Actor
let dara: Actor
before(async () => {
  db = await freshDb()
  book = bookOn(db)
  amira = await addStaff(db, 'Amira Khalil', 'SW', 'Riverside')
  bo = await addStaff(db, 'Bo Marsh', 'BS', null)
  dara = await addStaff(db, 'Dara Lee', 'DIR', null)
  app = await serverOf(book, [async (on) => conflictPages(on)], async () => nothing)
})
after(async () => {
  await app.close()
  await db.destroy()
})

const match = () => inTransaction(db, async (tx) => proposeConflicts(tx, book.today()))
const reads = async (who: Actor, childId: string) =>
  (await reachable(db, who, 'child.read', [childId])).has(childId)
const proposalOf = (childId: string) =>
  db.selectFrom('conflictProposal').selectAll().where('childId', '=', childId).executeTakeFirst()
const no = { bornOn: null, lines: null, postcode: null, phone: null }

async function aChild(more: object = {}): Promise<string> {
  const childId = await addPerson(db, { givenName: 'Zephyr', familyName: 'Quillfeather', ...more })
  await allocateTo(db, childId, amira)
  return childId
}

describe('a colleague who may know a child (local standard: nobody opens their own family’s record)', () => {
  it('at the same address, cannot open the record from the moment it is matched until somebody decides', async () => {
    const childId = await aChild()
    await sql`insert into address (child_id, lines, postcode, kind) values (${childId}, '12, Mill Road, Ashcombe', 'ZZ4 8RT', 'home')`.execute(
      db,
    )
    await declareOwn(db, amira.id, { ...no, lines: '12 Mill Road', postcode: 'zz48rt' })
    assert.ok(await reads(amira, childId))
    assert.equal(await match(), 1)
    assert.ok(!(await reads(amira, childId)))
    assert.deepEqual((await proposalOf(childId))?.grounds, ['address'])
    assert.equal(await match(), 0, 'proposed once')

    const { id } = (await proposalOf(childId)) ?? assert.fail()
    await decideProposal(book, bo, id, false, 'They moved out in May; her landlord confirms')
    assert.ok(await reads(amira, childId))
    assert.equal(await match(), 0, 'not proposed again')
    const events = await db
      .selectFrom('event')
      .select(['type', 'actorId'])
      .where('childId', '=', childId)
      .orderBy('id')
      .execute()
    assert.deepEqual(events.map(({ type }) => type).slice(-1), ['conflict.ended'])
  })

  it('whose household is the child’s parent, by name and birth date, is kept out and stays out when confirmed', async () => {
    const childId = await aChild()
    const parent = await addPerson(db, {
      kind: 'adult',
      givenName: 'Yusuf',
      familyName: 'Khalil',
      bornOn: day('1985-02-03'),
    })
    await sql`insert into relationship (child_id, relative_id, kind, parental_responsibility) values (${childId}, ${parent}, 'father', 'yes')`.execute(
      db,
    )
    await declareKin(db, amira.id, { name: 'Yusuf Khalil', bornOn: day('1985-02-03'), relation: 'household' })
    await match()
    const proposal = (await proposalOf(childId)) ?? assert.fail()
    assert.ok(proposal.strong)
    await decideProposal(book, bo, proposal.id, true, 'Her husband')
    assert.ok(!(await reads(amira, childId)))
  })

  it('of the same name alone is proposed, and not kept out until somebody confirms', async () => {
    const childId = await aChild({ givenName: 'Amira', familyName: 'Khalil', bornOn: null })
    await match()
    const proposal = (await proposalOf(childId)) ?? assert.fail()
    assert.ok(!proposal.strong)
    assert.ok(await reads(amira, childId))
    await decideProposal(book, bo, proposal.id, true, 'A cousin named after her')
    assert.ok(!(await reads(amira, childId)))
    await assert.rejects(decideProposal(book, bo, proposal.id, false, 'Again'), NotAllowed)
  })

  it('is never told of it, and never decides it', async () => {
    const childId = await aChild()
    await sql`update person set phone = '07700 900123' where id = ${childId}`.execute(db)
    await declareOwn(db, bo.id, { ...no, phone: '07700900123' })
    await match()
    const proposal = (await proposalOf(childId)) ?? assert.fail()
    assert.deepEqual(await proposals(db, bo), [])
    await assert.rejects(decideProposal(book, bo, proposal.id, false, 'Not me'), NotAllowed)
    const { cookie } = await signIn(book, bo)
    assert.equal(
      (await app.inject({ url: `/conflicts/${proposal.id}`, headers: { cookie } })).statusCode,
      404,
    )
    assert.equal((await proposals(db, dara)).length, 1)
  })
})

describe('the pages', () => {
  it('list what waits for a decision, take it with a reason, and say whose records were shown', async () => {
    const { cookie, csrf } = await signIn(book, dara)
    const page = await app.inject({ url: '/conflicts', headers: { cookie } })
    assert.match(
      wordsOf(page.body),
      /Bo Marsh and Zephyr Quillfeather.*has the telephone number the colleague declared\. The record is kept from them until you decide/,
    )
    const [one] = await proposals(db, dara)
    const post = (payload: string) =>
      app.inject({
        method: 'POST',
        url: `/conflicts/${one?.id}`,
        headers: { cookie, 'x-csrf': csrf, 'content-type': 'application/x-www-form-urlencoded' },
        payload,
      })
    assert.equal((await post('why=')).statusCode, 422)
    assert.equal((await post('close=no&why=The+number+was+given+to+another')).statusCode, 303)
    assert.deepEqual(await proposals(db, dara), [])
    const look = await db
      .selectFrom('readEvent')
      .select('childIds')
      .where('route', '=', '/conflicts')
      .executeTakeFirstOrThrow()
    assert.equal(look.childIds.length, 1)
  })

  it('let anybody declare themselves and those close to them, and take them off again', async () => {
    const { cookie, csrf } = await signIn(book, dara)
    const post = (url: string, payload: string) =>
      app.inject({
        method: 'POST',
        url,
        headers: { cookie, 'x-csrf': csrf, 'content-type': 'application/x-www-form-urlencoded' },
        payload,
      })
    assert.equal(
      (await post('/account/family', 'bornOn=4/5/1970&lines=3+Elm+Row&postcode=ZZ1+1AA&phone=')).statusCode,
      303,
    )
    const wrong = await post('/account/family/people', 'name=&kinBornOn=&relation=')
    assert.equal(wrong.statusCode, 422)
    assert.match(wordsOf(wrong.body), /Enter their full name.*Select who they are to you/)
    await post('/account/family/people', 'name=Kit+Lee&kinBornOn=1/2/2015&relation=household')
    await post('/account/family/people', 'name=Ivy+Marsh&kinBornOn=&relation=neighbour')
    const page = await app.inject({ url: '/account/family', headers: { cookie } })
    assert.match(wordsOf(page.body), /Ivy Marsh: A neighbour/)
    assert.match(
      wordsOf(page.body),
      /Kit Lee, born Sun 1 Feb 2015: Somebody I live with|Kit Lee, born .*1 February 2015: Somebody I live with/,
    )
    const { id } = await db
      .selectFrom('staffRelative')
      .select('id')
      .where('name', '=', 'Kit Lee')
      .executeTakeFirstOrThrow()
    const theirs = await signIn(book, bo)
    await app.inject({
      method: 'POST',
      url: `/account/family/people/${id}/remove`,
      headers: {
        cookie: theirs.cookie,
        'x-csrf': theirs.csrf,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: '',
    })
    assert.equal((await db.selectFrom('staffRelative').select('id').where('id', '=', id).execute()).length, 1)
    await post(`/account/family/people/${id}/remove`, '')
    assert.equal((await db.selectFrom('staffRelative').select('id').where('id', '=', id).execute()).length, 0)
  })
})
