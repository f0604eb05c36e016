import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform, type Act } from '../../platform/record/perform.ts'
import type { AnyCommand } from '../../platform/record/record.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo, testDay } from '../../platform/testing/office.ts'
import { idOf, refusals } from '../../platform/testing/outcomes.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { nothing } from '../../platform/web/html.ts'
import { commands } from './commands.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'
import { servicesOf, waitingIn, waitsByService } from './queries.ts'
import { serviceReferral } from './record.ts'

let db: Db
let book: Book
let worker: Actor
let support: Actor
let chair: Actor
let manager: Actor
let childId: string

before(async () => {
  db = await freshDb()
  book = bookOn(db, [duties])
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  support = await addStaff(db, 'Lee Shaw', 'BS')
  chair = await addStaff(db, 'Ruth Obi', 'CPC')
  manager = await addStaff(db, 'Asha Patel', 'TM')
  childId = await addPerson(db, { givenName: 'Ada', familyName: 'Larch', bornOn: day('2014-06-01') })
  await allocateTo(db, childId, worker)
})
after(() => db.destroy())

const act = (actor: Actor, recordId: string | null): Act => ({ actor, childId, recordId, formKey: null })
const does = (command: AnyCommand, actor: Actor, id: string | null, posted: object = {}) =>
  perform(book, command, act(actor, id), posted)
const stateOf = async (id: string) => (await db.selectFrom('serviceReferral').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state // prettier-ignore

const asked = { service: 'domestic abuse', forWhom: 'parent', need: 'Somebody beside her at court', referredOn: '2026-10-10' } // prettier-ignore
const referred = async (more: object = {}) => idOf(await does(commands.refer, worker, null, { ...asked, ...more })) // prettier-ignore

describe('a referral to a service', () => {
  it('is recorded by the social worker or business support, and by nobody who only reads', async () => {
    idOf(await does(commands.refer, support, null, asked))
    await assert.rejects(does(commands.refer, chair, null, asked), { name: 'NotAllowed' })
    assert.deepEqual(refusals(await does(commands.refer, worker, null, { ...asked, need: '', referredOn: '2026-12-01' })), ['answer need', 'SR-1 referredOn']) // prettier-ignore
  })

  it('goes from referred to accepted, started and completed', async () => {
    const id = await referred()
    idOf(await does(commands.chaseAnswer, worker, id, { chasedOn: '2026-10-20', chasedSaid: 'In a month' }))
    assert.equal(await stateOf(id), 'referred')
    idOf(await does(commands.acceptService, support, id, { acceptedOn: '2026-10-25' }))
    idOf(await does(commands.keepSafe, worker, id, { meanwhile: 'Her sister stays with them' }))
    assert.equal(await stateOf(id), 'accepted')
    assert.deepEqual(refusals(await does(commands.startService, worker, id, { startedOn: '2026-10-01' })), ['SR-1 startedOn']) // prettier-ignore
    await assert.rejects(does(commands.startService, chair, id, { startedOn: '2026-11-01' }), { name: 'NotAllowed' }) // prettier-ignore
    idOf(await does(commands.startService, worker, id, { startedOn: '2026-11-01' }))
    idOf(await does(commands.completeService, support, id, { endedOn: '2026-11-20', endedHow: 'She has a plan' })) // prettier-ignore
    const [held] = (await servicesOf(db, childId, testDay)).filter((one) => one.id === id)
    assert.deepEqual([held?.state, held?.days], ['completed', 22])
  })

  it('is declined, or never taken up', async () => {
    const declined = await referred()
    idOf(
      await does(commands.declineService, worker, declined, { endedOn: '2026-11-01', declinedWhy: 'Full' }),
    )
    const dropped = await referred()
    idOf(await does(commands.dropService, worker, dropped, { endedOn: '2026-11-01', endedHow: 'She moved' }))
    assert.deepEqual([await stateOf(declined), await stateOf(dropped)], ['declined', 'dropped'])
  })
})

describe('a wait', () => {
  it('for a domestic abuse service is told after four weeks, and ends when it starts', () => {
    const read = (more: object) =>
      said(readingsOf(duties, [[serviceReferral, { service: 'domestic abuse', referredOn: '2026-03-02', ...more }]]), 'da-service-wait') // prettier-ignore
    assert.deepEqual(read({}), ['2026-03-02 due 2026-03-30 open'])
    assert.deepEqual(read({ startedOn: '2026-03-31' }), ['2026-03-02 due 2026-03-30 met 2026-03-31'])
    assert.deepEqual(read({ endedOn: '2026-03-10' }), ['2026-03-02 due 2026-03-30 ended 2026-03-10'])
    assert.deepEqual(read({ service: 'parenting' }), [])
  })

  it('is listed longest first, with how long each service keeps people waiting', async () => {
    const other = await addPerson(db, { givenName: 'Cal', familyName: 'Moss', bornOn: day('2016-02-02') })
    await allocateTo(db, other, worker)
    const one = { childId: other, service: 'parenting' } as const
    await db
      .insertInto('serviceReferral')
      .values([
        { ...one, state: 'referred', referredOn: daysAgo(100) },
        { ...one, state: 'accepted', referredOn: daysAgo(10) },
        { ...one, state: 'started', referredOn: daysAgo(80), startedOn: daysAgo(60) },
        { ...one, state: 'started', referredOn: daysAgo(900), startedOn: daysAgo(500) },
        { ...one, state: 'declined', referredOn: daysAgo(50), endedOn: daysAgo(40) },
      ])
      .execute()
    const rows = await waitingIn(db, manager, testDay, 'parenting')
    assert.deepEqual(rows.map(({ days }) => days), [100, 10]) // prettier-ignore
    const wait = (await waitsByService(db, manager, testDay)).find(({ service }) => service === 'parenting')
    // Of 100, 10 and 20 days: half wait longer than 20; nine tenths of the way is 84 of 100.
    assert.deepEqual(wait, { service: 'parenting', waiting: 2, median: 20, ninetieth: 84, never: 1 })
    const elsewhere = await addStaff(db, 'Rob Finn', 'SW', 'Hillside')
    assert.deepEqual(await waitingIn(db, elsewhere, testDay, null), [])
  })

  it('says on the child’s page that nobody has said how they are safe meanwhile', async () => {
    await referred({ provider: 'Harbour' })
    const server = await serverOf(book, [pages], async () => nothing)
    const { cookie } = await signIn(book, worker)
    const page = await server.inject({ url: `/children/${childId}/services`, headers: { cookie } })
    assert.match(wordsOf(page.body), /Harbour Referred: not accepted yet Waiting 43 days Nobody has said how they are safe meanwhile/) // prettier-ignore
    const list = await server.inject({ url: '/service-waits?service=domestic%20abuse', headers: { cookie } })
    assert.match(wordsOf(list.body), /Waiting for: a domestic abuse service/)
    await server.close()
  })
})

describe('a tool for neglect or domestic abuse', () => {
  it('is recorded with what it showed, by those who may', async () => {
    const used = {
      tool: 'graded care profile',
      completedOn: '2026-11-20',
      level: 'high',
      found: 'Nothing to eat',
    }
    idOf(await does(commands.recordTool, worker, null, used))
    await assert.rejects(does(commands.recordTool, chair, null, used), { name: 'NotAllowed' })
    assert.deepEqual(refusals(await does(commands.recordTool, worker, null, { ...used, completedOn: '2026-11-23' })), ['SR-2 completedOn']) // prettier-ignore
  })
})
