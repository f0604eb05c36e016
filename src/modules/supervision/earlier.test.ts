import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import {
  addPerson,
  addStaff,
  addTeam,
  allocateTo,
  bookOn,
  daysAgo,
  testDay,
} from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf, type SignedIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { pages } from './pages.ts'

let db: Db
let book: Book
let app: App
let asha: Actor
let rosa: Actor
let amira: Actor
let manager: SignedIn
let childId: string
let form: string

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  app = await serverOf(book, [pages], async () => nothing)
  await addTeam(db, 'Riverside', 'Assessment and safeguarding')
  asha = await addStaff(db, 'Asha Patel', 'TM', 'Riverside')
  rosa = await addStaff(db, 'Rosa Lind', 'IRO', null)
  amira = await addStaff(db, 'Amira Khalil', 'SW', 'Riverside')
  manager = await signIn(book, asha)
})
after(async () => {
  await app.close()
  await db.destroy()
})
beforeEach(async () => {
  childId = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, childId, amira)
  form = `/children/${childId}/discussions/record-discussion`
})

const earlier = async (what: string, more: object = {}): Promise<string> => {
  const asked = {
    askedBy: asha.id,
    askedOn: daysAgo(20),
    dueOn: daysAgo(6),
    firstDueOn: daysAgo(6),
    direction: true,
  }
  const counts = { extended: 0, timesAsked: 1 }
  const values = { childId, state: 'open' as const, what, ownerId: amira.id, ...asked, ...counts, ...more }
  const { id } = await db.insertInto('action').values(values).returning('id').executeTakeFirstOrThrow()
  return id
}
const show = () => app.inject({ url: form, headers: { cookie: manager.cookie } })
const send = (fields: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url: form,
    headers: { cookie: manager.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: manager.csrf, ...fields }).toString(),
  })
const talk = {
  heldOn: '22/11/2026',
  trigger: 'supervision',
  known: 'Seen on Friday, and hungry',
  challenge: 'Who feeds him on Fridays?',
  safeNow: 'unsure',
  asked: 'Ask the school what he eats',
  askedByOn: '27/11/2026',
}
const said = (id: string, answers: Record<string, string>, version = '1'): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ version, ...answers }).map(([name, value]) => [`direction.${id}.${name}`, value]),
  )
const stands = async (id: string) =>
  db.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const discussions = async () =>
  (await db.selectFrom('oversightDiscussion').select('id').where('childId', '=', childId).execute()).length
const events = async () =>
  (await db.selectFrom('event').select('type').where('childId', '=', childId).orderBy('id').execute()).map(
    ({ type }) => type,
  )

describe('earlier directions, answered one by one in the form of a discussion (processes §29)', () => {
  it('keep a discussion from being saved until each has its answer, and lose nothing that was typed', async () => {
    const [one, two] = [await earlier('Ask Nan about Fridays'), await earlier('See the bedroom')]
    const first = await send({
      ...talk,
      ...said(one, { became: 'not done', extendedWhy: 'Nan was away' }),
      ...said(two, {}),
    })
    assert.equal(first.statusCode, 422)
    const words = wordsOf(first.body)
    assert.match(
      words,
      /There is a problem .*Enter the day it must be done by.*Select what became of “See the bedroom”/,
    )
    for (const kept of ['Nan was away', 'Seen on Friday, and hungry', 'Ask the school what he eats'])
      assert.match(first.body, new RegExp(kept))
    assert.match(first.body, new RegExp(`href="#direction.${two}.became"`))
    assert.match(first.body, new RegExp(`id="direction.${two}.became"`))
    const idle = await send({
      ...talk,
      challenge: 'Continue with plan',
      ...said(one, { became: 'done' }),
      ...said(two, { became: 'not needed' }),
    })
    const wrong = wordsOf(idle.body)
    for (const message of [
      /Select the record that shows it, or write|Enter what difference it made/,
      /Enter why it is no longer needed/,
      /“Continue with the plan” says nothing/,
    ])
      assert.match(wrong, message)
    assert.equal(await discussions(), 0)
    assert.deepEqual(await events(), [])
  })

  it('are saved with it: done with what shows it, not done with why and a new day, no longer needed with why', async () => {
    const note = await db
      .insertInto('note')
      .values({
        childId,
        state: 'recorded',
        happenedOn: daysAgo(3),
        kind: 'call',
        line: 'Nan cooks on Fridays',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const [done, late, over] = [
      await earlier('Ask Nan about Fridays'),
      await earlier('See the bedroom'),
      await earlier('Ring the landlord'),
    ]
    assert.match(
      wordsOf((await show()).body),
      /Which record shows it\? Choose Note, Thu 19 Nov 2026, Nan cooks/,
    )
    const saved = await send({
      ...talk,
      ...said(done, { became: 'done', evidenceId: note.id, difference: 'He eats on Fridays' }),
      ...said(late, { became: 'not done', extendedWhy: 'Mum was out', dueOn: '30/11/2026' }),
      ...said(over, { became: 'not needed', stoppedWhy: 'They moved' }),
    })
    assert.equal(saved.statusCode, 303)
    const found = await stands(done)
    assert.deepEqual(
      [found.state, found.evidenceId, found.verifiedBy, found.answeredOn],
      ['verified', note.id, asha.id, testDay],
    )
    const moved = await stands(late)
    assert.deepEqual(
      [moved.state, moved.dueOn, moved.extended, moved.extendedWhy],
      ['open', '2026-11-30', 1, 'Mum was out'],
    )
    assert.deepEqual([(await stands(over)).state, (await stands(over)).stoppedWhy], ['stopped', 'They moved'])
    assert.deepEqual((await events()).toSorted(), [
      'action.extended',
      'action.found-done',
      'action.given',
      'action.stopped',
      'discussion.recorded',
    ])
  })

  it('let nobody agree their own work, nor agree for whoever asked: that waits for them', async () => {
    const own = await earlier('Read the file to the end', { ownerId: asha.id })
    const others = await earlier('Tell him of his right to an advocate', { askedBy: rosa.id })
    const { body } = await show()
    assert.match(wordsOf(body), /Only Rosa Lind can say that it is no longer needed/)
    const shown = { became: 'done', evidence: 'My note of Friday' }
    assert.equal((await send({ ...talk, ...said(own, shown), ...said(others, shown) })).statusCode, 303)
    for (const id of [own, others]) {
      const { state, answeredBy, verifiedOn } = await stands(id)
      assert.deepEqual([state, answeredBy, verifiedOn], ['answered', asha.id, null])
    }
    assert.match(
      wordsOf((await show()).body),
      /It was answered, and waits for Asha Patel to agree.*It was answered, and waits for Rosa Lind to agree/,
    )
    const forced = await earlier('Tell him again', { askedBy: rosa.id })
    const refused = await send({ ...talk, ...said(forced, { became: 'not needed', stoppedWhy: 'Because' }) })
    assert.equal(refused.statusCode, 422)
    assert.equal((await stands(forced)).state, 'open')
  })

  it('that changed meanwhile are told, and nothing is half saved', async () => {
    const [one, two] = [await earlier('Ask Nan about Fridays'), await earlier('See the bedroom')]
    const answers = {
      ...said(one, { became: 'not needed', stoppedWhy: 'He eats at school now' }),
      ...said(two, { became: 'not done', extendedWhy: 'Mum was out', dueOn: '30/11/2026' }),
    }
    await db.updateTable('action').set({ acceptedOn: testDay, version: 2 }).where('id', '=', two).execute()
    const changed = await send({ ...talk, ...answers })
    assert.equal(changed.statusCode, 422)
    assert.match(wordsOf(changed.body), /Somebody else changed “See the bedroom” while you wrote/)
    assert.match(changed.body, new RegExp(`name="direction.${two}.version" value="2"`))
    await db.updateTable('action').set({ state: 'stopped', version: 2 }).where('id', '=', one).execute()
    const gone = await send({ ...talk, ...answers, ...said(two, {}, '2') })
    assert.equal(gone.statusCode, 422)
    assert.match(
      wordsOf(gone.body),
      /Somebody else answered a direction while you wrote.*You had written: He eats at school now/,
    )
    const late = await earlier('Ring the landlord')
    const kept = Object.fromEntries(Object.entries(answers).filter(([name]) => name.includes(two)))
    const unseen = await send({ ...talk, ...kept, ...said(two, {}, '2') })
    assert.match(wordsOf(unseen.body), /“Ring the landlord” was asked while you wrote/)
    assert.deepEqual([await discussions(), await events()], [0, []])
    const agreed = await send({
      ...talk,
      ...kept,
      ...said(two, {}, '2'),
      ...said(late, { became: 'not needed', stoppedWhy: 'They moved' }),
    })
    assert.equal(agreed.statusCode, 303)
  })

  it('sent twice are kept once', async () => {
    const one = await earlier('Ask Nan about Fridays')
    const fields = {
      ...talk,
      ...said(one, { became: 'not needed', stoppedWhy: 'They moved' }),
      _key: '0198c6a0-0000-7000-8000-00000000000a',
    }
    assert.equal((await send(fields)).statusCode, 303)
    assert.equal((await send(fields)).statusCode, 303)
    assert.equal(await discussions(), 1)
  })

  it('more than five are asked a page at a time, and nothing is saved before the last', async () => {
    const ids: string[] = []
    for (const day of [1, 2, 3, 4, 5, 6, 7])
      ids.push(await earlier(`Thing number ${day}`, { dueOn: daysAgo(20 - day) }))
    const { body } = await show()
    assert.match(wordsOf(body), /Page 1 of 2\. Nothing is saved before the last\..*Thing number 5/)
    assert.doesNotMatch(body, /Thing number 6|When did you talk/)
    const answer = (id: string) => said(id, { became: 'not needed', stoppedWhy: `Why of ${id}` })
    const first = Object.assign({}, ...ids.slice(0, 5).map(answer)) as Record<string, string>
    assert.match(
      wordsOf((await send({ ...first, ...said(ids[0] ?? '', { became: '' }), _page: '0' })).body),
      /Select what became of “Thing number 1”/,
    )
    const next = await send({ ...first, _page: '0' })
    assert.equal(next.statusCode, 200)
    assert.match(wordsOf(next.body), /Page 2 of 2.*Thing number 7.*When did you talk/)
    assert.match(
      next.body,
      new RegExp(`type="hidden" name="direction.${ids[0]}.stoppedWhy" value="Why of ${ids[0]}"`),
    )
    assert.equal(await discussions(), 0)
    const rest = Object.assign({}, ...ids.slice(5).map(answer)) as Record<string, string>
    const lacking = await send({
      ...talk,
      ...first,
      ...rest,
      ...said(ids[1] ?? '', { stoppedWhy: '' }),
      _page: '1',
    })
    assert.match(wordsOf(lacking.body), /There is a problem Enter why it is no longer needed.*Page 1 of 2/)
    assert.match(lacking.body, /type="hidden" name="known" value="Seen on Friday, and hungry"/)
    assert.equal((await send({ ...talk, ...first, ...rest, _page: '1' })).statusCode, 303)
    const open = await db
      .selectFrom('action')
      .select('what')
      .where('childId', '=', childId)
      .where('state', '=', 'open')
      .execute()
    assert.deepEqual(open, [{ what: 'Ask the school what he eats' }])
  })
})
