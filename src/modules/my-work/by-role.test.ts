import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServer } from '../../app/server.ts'
import type { Actor } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/record/new-id.ts'
import { addPerson, addStaff, bookOn, daysAgo } from '../../platform/testing/office.ts'
import { signIn, wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'

let db: Db
let app: App
const child: Record<string, string> = {}

before(async () => {
  db = await freshDb()
  app = await buildServer({ book: bookOn(db), council: 'Exampleshire', demonstration: true, secure: false })
  for (const name of ['Gone', 'Away', 'Enquired', 'Discussed', 'Reviewed', 'Others', 'Hidden'])
    child[name] = await addPerson(db, {
      givenName: name,
      familyName: 'Marsh',
      ...(name === 'Hidden' && { restrictedLevel: 2 }),
    })
})
after(async () => {
  await app.close()
  await db.destroy()
})

async function workOf(who: Actor) {
  const { cookie } = await signIn(bookOn(db), who)
  const answer = await app.inject({ url: '/my-work', headers: { cookie } })
  assert.equal(answer.statusCode, 200)
  return { words: wordsOf(answer.body), page: answer.body }
}

describe('out of hours', () => {
  it('begins from the children of tonight, the gravest first, and whom to search for', async () => {
    const missing = { state: 'missing' as const, startedOn: daysAgo(1) }
    for (const name of ['Gone', 'Hidden'])
      await db
        .insertInto('missingEpisode')
        .values({ ...missing, childId: child[name]!, kind: 'M' })
        .execute()
    await db
      .insertInto('missingEpisode')
      .values({ ...missing, childId: child['Away']!, kind: 'A' })
      .execute()
    await db
      .insertInto('section47')
      .values({ childId: child['Enquired']!, state: 'open', startedOn: daysAgo(4) })
      .execute()
    await db
      .insertInto('strategyDiscussion')
      .values({ childId: child['Discussed']!, state: 'asked for', concernOn: daysAgo(0) })
      .execute()
    const { words, page } = await workOf(await addStaff(db, 'Moses Abara', 'EDT', 'Out of hours'))
    assert.ok(words.includes('Children of tonight 3 children'), words.slice(300, 900))
    const order = ['Gone Marsh, 6 Missing now Sat 21 Nov', 'Enquired Marsh, 6 Enquiry open Wed 18 Nov', 'Discussed Marsh, 6 To be discussed with police and health Sun 22 Nov'].map((said) => words.indexOf(said)) // prettier-ignore
    assert.ok(order.every((at) => at > 0) && order[0]! < order[1]! && order[1]! < order[2]!, words)
    assert.ok(
      !words.includes('Away Marsh') && !words.includes('Hidden'),
      'nobody away with leave or restricted',
    )
    assert.ok(page.includes('href="/search"') && page.includes(`/children/${child['Gone']}/overview`))
    assert.ok(!words.includes('You have no children allocated'))
  })
})

describe('a reviewing officer and a chair', () => {
  it('begin from the children whose last meeting they held, those late said so', async () => {
    const steph = await addStaff(db, 'Steph Abara', 'IRO', 'Conference and review')
    const helen = await addStaff(db, 'Helen Tate', 'CPC', 'Conference and review')
    for (const [name, by] of [
      ['Reviewed', steph],
      ['Others', helen],
    ] as const) {
      const childId = child[name]!
      await db
        .insertInto('careEpisode')
        .values({ childId, state: 'open', startedOn: daysAgo(300) })
        .execute()
      await db
        .insertInto('claReview')
        .values({ childId, state: 'held', heldOn: daysAgo(190), recordedBy: by.id })
        .execute()
      await db
        .insertInto('clockReading')
        .values({
          childId,
          clock: 'cla-review-n',
          recordId: newId(),
          sinceOn: daysAgo(190),
          dueOn: daysAgo(3),
          known: true,
        })
        .execute()
    }
    const { words } = await workOf(steph)
    assert.ok(words.includes('Children you review 1 child, 1 late'), words.slice(300, 900))
    assert.match(words, /Reviewed Marsh, 6 .*1 working day over Thu 19 Nov/)
    assert.ok(!words.includes('Others Marsh'))
    assert.ok((await workOf(helen)).words.includes('You have held no review of a child whose next is due'))
  })
})

describe('a performance analyst', () => {
  it('begins from what is wrong with what we hold, and the returns it came by', async () => {
    const finding = { rule: 'PE-1', message: 'This is not a real NHS number', state: 'open' as const }
    for (const name of ['Gone', 'Away'])
      await db
        .insertInto('finding')
        .values({ ...finding, childId: child[name]! })
        .execute()
    const { words } = await workOf(await addStaff(db, 'Olu Sandhu', 'PERF', 'Business support'))
    assert.ok(words.includes('2 questions about 2 children, 2 with nobody to answer. Data quality'), words)
    assert.ok(words.includes('No return has been brought in. Import'))
  })
})
