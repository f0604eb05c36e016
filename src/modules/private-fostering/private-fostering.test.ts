import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { openSession } from '../../platform/access/session.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform, StateMoved, type Act } from '../../platform/record/perform.ts'
import type { AnyCommand } from '../../platform/record/record.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { idOf, refusals } from '../../platform/testing/outcomes.ts'
import { wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { buildApp } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { commands } from './commands.ts'
import { pages } from './pages.ts'

let db: Db
let book: Book
let worker: Actor
let manager: Actor
let childId: string

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  manager = await addStaff(db, 'Asha Patel', 'TM')
  childId = await addPerson(db, { givenName: 'Ada', familyName: 'Larch', bornOn: day('2014-06-01') })
  await allocateTo(db, childId, worker)
})
after(() => db.destroy())

const told = { toldOn: '2026-11-02', toldBy: 'carer', startsOn: '2026-11-09', fourWeeksOrMore: 'yes' }
const decision = { decidedOn: '2026-11-20', decisionReason: 'The home is warm and Ada is settled' }
const act = (actor: Actor, recordId: string | null = null): Act => ({
  actor,
  childId,
  recordId,
  formKey: null,
})
const does = (command: AnyCommand, actor: Actor, id: string | null, posted: object) =>
  perform(book, command, act(actor, id), posted)
const assessment = {
  adultsChecked: 'yes',
  assessedOn: '2026-11-18',
  spokenAloneOn: '2026-11-17',
  parentsContacted: 'Spoke to her mother by phone',
}
const established = { 'checks.wishes': 'met', 'checks.health': 'not yet' }

describe('a notification (Children Act 1989 Part 9)', () => {
  it('is a fact, and is not refused because it may turn out not to be private fostering', async () => {
    const outcome = await does(commands.notify, worker, null, { ...told, fourWeeksOrMore: 'no' })
    assert.equal(outcome.kind, 'done')
  })

  it('says everything that is missing at once', async () => {
    const outcome = await does(commands.notify, worker, null, { toldOn: '2026-12-01', carerId: childId })
    assert.deepEqual(refusals(outcome), [
      'answer toldBy',
      'answer startsOn',
      'answer fourWeeksOrMore',
      'PF-2 toldOn',
      'PF-1 carerId',
    ])
  })
})

describe('deciding that it is suitable (SI 2005/1533)', () => {
  it('waits for every adult to be checked and the parents to be reached', async () => {
    const id = idOf(await does(commands.notify, worker, null, told))
    await does(commands.assess, worker, id, { ...assessment, adultsChecked: 'no', parentsContacted: '' })
    assert.deepEqual(refusals(await does(commands.findSuitable, manager, id, decision)), ['PF-4', 'PF-5'])
  })

  it('is the manager’s, once the child has been spoken to alone or there is a reason', async () => {
    const id = idOf(await does(commands.notify, worker, null, told))
    assert.deepEqual(
      refusals(await does(commands.assess, worker, id, { ...assessment, spokenAloneOn: '' })),
      ['PF-3 spokenAloneOn'],
    )
    await does(commands.assess, worker, id, assessment)
    await does(commands.establish, worker, id, established)
    await assert.rejects(does(commands.findSuitable, worker, id, decision), { name: 'NotAllowed' })
    await does(commands.findSuitable, manager, id, decision)
    const row = await db
      .selectFrom('privateFostering')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    assert.equal(row.state, 'suitable')
    assert.deepEqual(row.checks, { wishes: 'met', health: 'not yet' })
  })
})

describe('ruling it out', () => {
  it('needs an exception that the record does not contradict', async () => {
    const id = idOf(await does(commands.notify, worker, null, told))
    const out = (exception: string) => does(commands.ruleOut, manager, id, { ...decision, exception })
    assert.deepEqual(refusals(await out('over age')), ['PF-6 exception'])
    assert.deepEqual(refusals(await out('under 28 days')), ['PF-7 exception'])
    assert.equal((await out('close relative')).kind, 'done')
    await assert.rejects(out('close relative'), StateMoved)
  })
})

describe('the pages', () => {
  it('list what is open, and show an arrangement with what can be done next', async () => {
    const app = buildApp({
      book,
      council: 'Exampleshire',
      demonstration: true,
      secure: false,
      navigation: [],
      clockNames: new Map(),
      masthead: async () => nothing,
    })
    await app.register(pages)
    const cookie = `holdfast=${await openSession(db, worker.id)}`
    const list = await app.inject({ url: '/private-fostering', headers: { cookie } })
    const [, href = ''] = /href="(\/children\/[^"]+\/private-fostering\/[^"]+)"/.exec(list.body) ?? []
    assert.match(list.body, /Ada Larch/)
    const page = await app.inject({ url: href, headers: { cookie } })
    assert.match(page.body, /When were we told\?/)
    assert.match(page.body, /Record that the arrangement has ended/)
    const id = idOf(await does(commands.notify, worker, null, told))
    await does(commands.assess, worker, id, assessment)
    await does(commands.findSuitable, manager, id, decision)
    const anew = await app.inject({
      url: `/children/${childId}/private-fostering/${id}/set-requirements`,
      headers: { cookie: `holdfast=${await openSession(db, manager.id)}` },
    })
    assert.match(wordsOf(anew.body), /Why was that decided\? The home is warm and Ada is settled/)
    assert.match(anew.body, /<textarea[^>]*name="decisionReason"[^>]*><\/textarea>/)
    const form = await app.inject({ url: `${href}/assess`, headers: { cookie } })
    assert.match(form.body, /name="spokenAloneOn"/)
    await app.close()
  })
})
