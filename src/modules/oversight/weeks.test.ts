import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServer } from '../../app/server.ts'
import type { Actor } from '../../platform/access/policy.ts'
import type { Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/record/new-id.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo, testDay } from '../../platform/testing/office.ts'
import { signIn, wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { weeksOf } from './weeks.ts'

let db: Db
let app: App
let manager: Actor
let worker: Actor
let leo: string

before(async () => {
  db = await freshDb()
  manager = await addStaff(db, 'Asha Patel', 'TM')
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, leo, worker)
  app = await buildServer({ book: bookOn(db), council: 'Exampleshire', demonstration: true, secure: false })
})
after(async () => {
  await app.close()
  await db.destroy()
})

const visit = (dueOn: Day, metOn: Day | null, more: { known?: boolean; endedOn?: Day } = {}) =>
  db
    .insertInto('clockReading')
    .values({ childId: leo, clock: 'cp-visit', recordId: newId(), sinceOn: daysAgo(80), dueOn, metOn, known: true, ...more })
    .execute() // prettier-ignore

describe('visits on time, week by week', () => {
  it('are eight weeks of seven days, oldest first, the last ending today', async () => {
    await visit(daysAgo(0), null)
    await visit(daysAgo(6), daysAgo(6))
    await visit(daysAgo(7), daysAgo(5))
    await visit(daysAgo(55), daysAgo(60))
    await visit(daysAgo(56), daysAgo(56))
    await visit(daysAgo(20), null, { known: false })
    await visit(daysAgo(20), null, { endedOn: daysAgo(25) })
    const weeks = await weeksOf(db, manager, manager.teamId ?? '', testDay)
    assert.deepEqual(
      weeks.map(({ due, onTime }) => [due, onTime]),
      [[1, 1], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [1, 0], [2, 1]],
    ) // prettier-ignore
  })

  it('are said beside the drawing, and the page says what it cannot tell yet', async () => {
    await db
      .insertInto('plan')
      .values({
        childId: leo,
        state: 'sent',
        kind: 'child in need',
        draftedOn: daysAgo(9),
        sentOn: daysAgo(4),
      })
      .execute()
    await db
      .insertInto('assessmentVersion')
      .values({ childId: leo, state: 'submitted', begunOn: daysAgo(30), submittedOn: daysAgo(2) })
      .execute()
    const { cookie } = await signIn(bookOn(db), manager)
    const page = await app.inject({ url: `/oversight/teams/${manager.teamId}`, headers: { cookie } })
    const words = wordsOf(page.body)
    assert.ok(
      words.includes('oldest first: 100%, none due, none due, none due, none due, none due, 0%, 50%'),
      words,
    )
    assert.match(words, /Not yet known Discussions held\./)
    assert.match(words, /Assessments to authorise 1: Assessments to authorise/)
    const list = async (rule: string): Promise<string> =>
      wordsOf(
        (
          await app.inject({
            url: `/oversight/teams/${manager.teamId}/children?rule=${rule}`,
            headers: { cookie },
          })
        ).body,
      )
    assert.ok((await list('waiting-sign-off')).includes('Plan sent to be authorised Wed 18 Nov, 4 days ago'))
    const sent = await list('assessments-waiting')
    assert.ok(sent.includes('Assessment sent to be authorised Fri 20 Nov, 2 days ago'), sent)
  })
})
