import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform, StateMoved, type Act } from '../../platform/record/perform.ts'
import type { AnyCommand } from '../../platform/record/record.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo, testDay } from '../../platform/testing/office.ts'
import { idOf, refusals } from '../../platform/testing/outcomes.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { nothing } from '../../platform/web/html.ts'
import { commands } from './commands.ts'
import { pages } from './pages.ts'
import { allIsWell, toLookAt } from './queries.ts'

let db: Db
let book: Book
let worker: Actor
let manager: Actor
let screener: Actor
let childId: string

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  manager = await addStaff(db, 'Asha Patel', 'TM')
  screener = await addStaff(db, 'Dev Rao', 'SCR')
  childId = await addPerson(db, { givenName: 'Ada', familyName: 'Larch', bornOn: day('2014-06-01') })
  await allocateTo(db, childId, worker)
})
after(() => db.destroy())

const act = (actor: Actor, recordId: string | null): Act => ({ actor, childId, recordId, formKey: null })
const does = (command: AnyCommand, actor: Actor, id: string | null, posted: object = {}) =>
  perform(book, command, act(actor, id), posted)
const rowOf = (id: string) => db.selectFrom('worry').selectAll().where('id', '=', id).executeTakeFirstOrThrow() // prettier-ignore

const worried = () => ({
  what: 'Ada is left alone at night',
  harm: 'neglect',
  source: 'Her teacher, twice',
  reliesOn: ['agency'],
  sinceOn: '2026-10-01',
  likelihood: '4',
  impact: '4',
  ownerId: worker.id,
})
const written = async (more: object = {}) => idOf(await does(commands.writeWorry, worker, null, { ...worried(), ...more })) // prettier-ignore
const looked = (more: object = {}) => ({
  reviewFound: 'Her uncle has slept there all week',
  reliesOn: ['seen'],
  likelihood: '4',
  impact: '4',
  ownerId: worker.id,
  ...more,
})
const reviews = async (id: string, more: object = {}) => does(commands.reviewWorry, worker, id, looked(more))

describe('a worry', () => {
  it('is weighed by how likely it is and how much it would harm', async () => {
    const { score, state, direction } = await rowOf(await written())
    assert.deepEqual([score, state, direction], [16, 'open', null])
  })

  it('is written by the child’s worker, and not by somebody who screens contacts', async () => {
    await assert.rejects(does(commands.writeWorry, screener, null, worried()), { name: 'NotAllowed' })
    const lacking = { ...worried(), harm: '', ownerId: '', sinceOn: '2026-12-01' }
    assert.deepEqual(refusals(await does(commands.writeWorry, worker, null, lacking)), [
      'answer harm',
      'answer ownerId',
      'WO-1 sinceOn',
    ])
  })

  it('grows, and a second time in a row is counted', async () => {
    const id = await written({ likelihood: '2', impact: '2' })
    idOf(await reviews(id, { likelihood: '2', impact: '3', changeWhy: 'She was found outside' }))
    idOf(await reviews(id, { likelihood: '3', impact: '3', changeWhy: 'And again' }))
    const grown = await rowOf(id)
    assert.deepEqual([grown.score, grown.scoreBefore, grown.direction, grown.timesRisen], [9, 6, 'increasing', 2]) // prettier-ignore
    idOf(await reviews(id, { likelihood: '3', impact: '3' }))
    assert.deepEqual([(await rowOf(id)).direction, (await rowOf(id)).timesRisen], ['unchanged', 0])
  })

  it('is made much less grave only on something besides what a parent says or has signed', async () => {
    const id = await written()
    const said = { likelihood: '2', changeWhy: 'They have promised', reliesOn: ['parent', 'agreement'] }
    assert.deepEqual(refusals(await reviews(id, said)), ['WO-3 reliesOn'])
    assert.deepEqual(refusals(await reviews(id, { ...said, changeWhy: '', reliesOn: ['child'] })), ['WO-4 changeWhy']) // prettier-ignore
    idOf(await reviews(id, { ...said, reliesOn: ['parent', 'child'] }))
    const { score, direction, reviewedOn, reviewedBy } = await rowOf(id)
    assert.deepEqual([score, direction, reviewedOn, reviewedBy], [8, 'reducing', testDay, worker.id])
  })

  it('is reviewed on something, by somebody who may', async () => {
    const id = await written()
    assert.deepEqual(refusals(await reviews(id, { reliesOn: [] })), ['WO-2 reliesOn'])
    await assert.rejects(does(commands.reviewWorry, screener, id, looked()), { name: 'NotAllowed' })
  })

  it('is closed by a manager, once another has reviewed it, and on evidence', async () => {
    const id = await written()
    const over = { closedWhy: 'She is never alone now', reliesOn: ['agency'] }
    await assert.rejects(does(commands.closeWorry, worker, id, over), { name: 'NotAllowed' })
    assert.deepEqual(refusals(await does(commands.closeWorry, manager, id, { ...over, reliesOn: ['agreement'] })), ['WO-6 closedWhy', 'WO-5 reliesOn']) // prettier-ignore
    idOf(await does(commands.reviewWorry, manager, id, looked()))
    assert.deepEqual(refusals(await does(commands.closeWorry, manager, id, over)), ['WO-7 closedWhy'])
    idOf(await reviews(id))
    idOf(await does(commands.closeWorry, manager, id, over))
    assert.deepEqual([(await rowOf(id)).state, (await rowOf(id)).closedOn], ['closed', testDay])
    await assert.rejects(reviews(id), StateMoved)
  })
})

describe('what a manager looks at', () => {
  it('is what is grave, has grown twice, was not reviewed in six weeks, or is all too calm', async () => {
    const other = await addPerson(db, { givenName: 'Cal', familyName: 'Moss', bornOn: day('2016-02-02') })
    await allocateTo(db, other, worker)
    await db
      .insertInto('worry')
      .values([
        { childId: other, state: 'open', what: 'Old', source: 'School', sinceOn: daysAgo(43), score: 4 },
        { childId: other, state: 'open', what: 'Fresh', source: 'School', sinceOn: daysAgo(42), score: 4 },
        {
          childId: other,
          state: 'open',
          what: 'Rising',
          source: 'School',
          sinceOn: daysAgo(3),
          score: 9,
          timesRisen: 2,
        },
        { childId: other, state: 'open', what: 'Grave', source: 'School', sinceOn: daysAgo(3), score: 15 },
      ]) // prettier-ignore
      .execute()
    await db
      .insertInto('cpPlan')
      .values({ childId: other, state: 'open', startedOn: daysAgo(60) })
      .execute()
    for (const days of [20, 10, 2])
      await db
        .insertInto('visit')
        .values({
          childId: other,
          state: 'recorded',
          visitedOn: daysAgo(days),
          mode: 'face to face',
          outcome: 'completed',
          seen: true,
          worried: false,
        }) // prettier-ignore
        .execute()
    const mine = (await toLookAt(db, manager, testDay)).filter((one) => one.childId === other)
    assert.deepEqual(
      mine.map(({ why, what }) => [why, what]),
      [
        ['risen', 'Rising'],
        ['grave', 'Grave'],
        ['optimism', null],
        ['not reviewed', 'Old'],
      ],
    )
    assert.equal(mine.find(({ why }) => why === 'optimism')?.sinceOn, daysAgo(2), 'the third calm visit')
    assert.equal(await allIsWell(db, other), true)
    await db.updateTable('visit').set({ worried: true }).where('visitedOn', '=', daysAgo(2)).execute()
    assert.equal(await allIsWell(db, other), false)
    assert.deepEqual(await toLookAt(db, worker, testDay), [])
  })
})

describe('the page of worries', () => {
  it('says what has happened since a worry was looked at, and by when it is looked at again', async () => {
    const id = await written({ sinceOn: '2026-11-02' })
    await db
      .insertInto('missingEpisode')
      .values({ childId, state: 'returned', startedOn: day('2026-11-18') })
      .execute()
    const server = await serverOf(book, [pages], async () => nothing)
    const { cookie } = await signIn(book, worker)
    const page = await server.inject({ url: `/children/${childId}/worries`, headers: { cookie } })
    const words = wordsOf(page.body)
    assert.match(words, /Look again by Wed 25 Nov: went missing on Wed 18 Nov/)
    assert.match(words, /16 of 25/)
    const one = await server.inject({ url: `/children/${childId}/worries/${id}`, headers: { cookie } })
    assert.match(wordsOf(one.body), /Review the worry/)
    assert.doesNotMatch(wordsOf(one.body), /Close the worry/)
    const list = await server.inject({ url: '/worries', headers: { cookie } })
    assert.equal(list.statusCode, 403)
    await server.close()
  })
})
