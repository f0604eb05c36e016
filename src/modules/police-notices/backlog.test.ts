import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { instantAt } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { addStaff, addTeam, bookOn, testDay } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf, type SignedIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'

let db: Db
let book: Book
let app: App
let screener: SignedIn

/** As an inspector found a hub in August 2016: 450 notices that nobody had screened, the oldest of 31 July at a visit on 17 August. */
before(async () => {
  db = await freshDb()
  book = { ...bookOn(db, [duties]), now: () => instantAt(testDay, '12:00') }
  app = await serverOf(book, [pages], async () => nothing)
  await addTeam(db, 'Front door', 'Front door')
  screener = await signIn(book, await addStaff(db, 'Nadia Cole', 'SCR', 'Front door'))
  await sql`
    with intake as (insert into notice_intake (repeat_key, digest, received_at) values ('backlog', '\\x00', now()) returning id),
      came as (select n, ${instantAt(testDay, '11:00')}::timestamptz - (n % 18) * interval '1 day' as at from generate_series(0, 449) n)
    insert into police_notice (intake_id, agency, police_ref, state, incident_at, received_at, grade, came_unscreened, due_at)
    select intake.id, 'Mercia', 'B' || n, 'received', at - interval '30 hours', at, 'standard', true, at + interval '3 days' from intake, came
  `.execute(db)
})
after(async () => {
  await app.close()
  await db.destroy()
})

const get = async (url: string) => (await app.inject({ url, headers: { cookie: screener.cookie } })).body
const home = '/front-door/police-notices'

describe('450 notices waiting', () => {
  it('are said over the page, counted by how long they have waited, and listed oldest first a page at a time', async () => {
    const body = await get(home)
    const words = wordsOf(body)
    // 25 a day over 18 days: those of three days and more are late.
    assert.match(words, /450 police notices not screened, the oldest 17 days; 375 late/)
    const all = (band: string) => Number(new RegExp(`(\\d+) all, ${band}`).exec(words)?.[1] ?? 0)
    const bands = ['under 1 hour', '1 to 24 hours', '1 to 3 days', '3 to 7 days', '1 to 3 weeks', '3 weeks or more'] // prettier-ignore
    assert.deepEqual(bands.map(all), [0, 25, 50, 100, 275, 0])
    const listed = new Set([...body.matchAll(/police-notices\/[0-9a-f-]{36}/g)].map(([href]) => href))
    assert.ok(listed.size > 0 && listed.size <= 50, String(listed.size))
    assert.match(words, new RegExp(`1 to ${listed.size} of 450, oldest first`))
  })

  it('cannot be closed but one at a time', async () => {
    const body = await get(home)
    assert.doesNotMatch(body, /type="checkbox"/)
    assert.doesNotMatch(wordsOf(body), /[Cc]lose all|[Ss]elect all/)
  })

  it('are drawn as they stood each day, from none to 450, with the usual range of before', async () => {
    const body = await get(`${home}/over-time`)
    const words = wordsOf(body)
    assert.match(words, /450 wait now\. The most was 450, on Sun 22 Nov/)
    assert.match(words, /Sat 21 Nov 25 0 16 425 above Sun 22 Nov 25 0 17 450 above/)
    // The day before the first came: none waited.
    assert.match(words, /Wed 4 Nov 0 0 None waited 0 usual Thu 5 Nov 25 0 0 25 above/)
    assert.match(words, /usual range 0 to 1\b/)
    const marks = [...body.matchAll(/<circle[^>]* cy="([0-9.]+)%"/g)].map(([, at]) => Number(at))
    const [none = 0, half = 0, all = 0] = [marks[0], marks.at(-10), marks.at(-1)]
    assert.ok(none - all > 50, 'a backlog fills most of the drawing')
    assert.ok(Math.abs(half - (none + all) / 2) < 0.5, '225, on 13 November, stands half way')
    assert.equal(body.match(/f-pt--out/g)?.length, 18)
    assert.match(words, /Mercia 450 30 hours None yet 450 \(100%\) 450 \(100%\) 450 \(100%\)/)
  })
})
