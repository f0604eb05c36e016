import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf, type SignedIn } from '../../platform/testing/pages.ts'
import { counting } from '../../platform/testing/statements.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { duties } from './duties.ts'
import { onTheBoard } from './queries.ts'
import { pages } from './pages.ts'
import { neighboursOf } from './re-referral.ts'

let db: Db
let book: Book
let app: App
let screener: SignedIn
let worker: Actor
let leo: string

before(async () => {
  db = await freshDb()
  book = bookOn(db, [duties])
  app = await serverOf(book, [pages], async () => nothing)
  screener = await signIn(book, await addStaff(db, 'Nadia Cole', 'SCR'))
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker', bornOn: day('2020-03-03') })
  await addHistory()
})
after(async () => {
  await app.close()
  await db.destroy()
})

async function addHistory(): Promise<void> {
  await allocateTo(db, leo, worker, day('2025-02-03'))
  const { id: recordId } = await db
    .insertInto('cinEpisode')
    .values({
      childId: leo,
      state: 'closed',
      referredOn: day('2025-02-03'),
      closedOn: day('2026-03-20'),
      closureReason: 'RC8',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const closed = {
    type: 'referral.closed',
    childId: leo,
    recordKind: 'cinEpisode',
    recordId,
    actorId: worker.id,
  }
  await db
    .insertInto('event')
    .values({ ...closed, answers: JSON.stringify({ state: 'closed' }) })
    .execute()
}

const get = (url: string, who = screener) => app.inject({ url, headers: { cookie: who.cookie } })
const addContact = async (childId: string, more = {}): Promise<string> =>
  (
    await db
      .insertInto('contact')
      .values({ childId, state: 'received', receivedOn: daysAgo(0), source: '2A', ...more })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

describe('the board', () => {
  it('is clear, and then holds what came by risk and then by age, in at most twelve statements', async () => {
    assert.match(wordsOf((await get('/front-door')).body), /The board is clear/)
    const names = ['Green', 'Unrated', 'Newred', 'Oldred', 'Danger']
    const made = await Promise.all(names.map((familyName) => addPerson(db, { givenName: 'A', familyName })))
    const of = (name: string): string => made[names.indexOf(name)] ?? ''
    await addContact(of('Green'), { urgency: 'green', state: 'triaged' })
    await addContact(of('Unrated'))
    await addContact(of('Newred'), { urgency: 'red', state: 'triaged' })
    await addContact(of('Oldred'), { urgency: 'red', state: 'triaged', receivedOn: daysAgo(2) })
    await addContact(of('Danger'), { immediateDanger: true })
    await addContact(of('Green'), { state: 'awaiting decision' })
    await addContact(of('Green'), { state: 'closed', decidedOn: daysAgo(0), decision: 'advice' })
    const { result, statements } = await counting(() => get('/front-door'))
    assert.ok(statements.length <= 12, statements.join('\n'))
    const words = wordsOf(result.body)
    const places = ['A Danger', 'A Oldred', 'A Newred', 'A Unrated', 'A Green'].map((name) =>
      words.indexOf(name),
    )
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    )
    assert.match(words, /Ready to decide 1/)
    assert.match(words, /Decided today 1 .*Advice or signposting/)
  })

  it('shows so many of a column and a link to them all, whose pages hold each once', async () => {
    for (let i = 0; i < onTheBoard + 50; i += 1)
      await addContact(await addPerson(db, { givenName: 'B', familyName: `Many${i}` }))
    const words = wordsOf((await get('/front-door')).body)
    const [, all = ''] = /All (\d+) New/.exec(words) ?? []
    assert.ok(Number(all) > onTheBoard)
    const seen = new Set<string>()
    for (let from = 0; from < Number(all); from += 50)
      for (const [name] of (await get(`/front-door/list?stage=new&from=${from}`)).body.matchAll(
        /contacts\/[0-9a-f-]{36}/g,
      ))
        seen.add(name)
    assert.equal(seen.size, Number(all))
  })

  it('leaves out what a return brought, which nobody here is to decide', async () => {
    const childId = await addPerson(db, { givenName: 'C', familyName: 'Imported' })
    await addContact(childId, { importId: crypto.randomUUID() })
    assert.doesNotMatch((await get('/front-door/list?stage=new&source=2')).body, /Imported/)
  })

  it('is not for a worker of another team', async () => {
    const other = await signIn(book, worker)
    assert.equal((await get('/front-door', other)).statusCode, 403)
  })

  it('every list of the front door opens', async () => {
    for (const list of ['list', 'checks', 'feedback', 'repeated', 'sent-in'])
      assert.equal((await get(`/front-door/${list}`)).statusCode, 200, list)
  })
})

describe('writing a contact down', () => {
  it('asks who contacted us in plain words, from those who know the child best, in the order of the return', async () => {
    const { body } = await get('/front-door/new')
    const values = [...body.matchAll(/name="source" type="radio" value="([^"]+)"/g)].map(([, value]) => value)
    assert.deepEqual(values, ['1A', '1B', '1C', '1D', '2A', '2B', '3A', '3B', '3C', '3D', '3E', '3F', '4', '5A', '5B', '5C', '5D', '6', '7', '8', '9', '10']) // prettier-ignore
    assert.match(wordsOf(body), /Who contacted us\? A relative or carer of the child A neighbour/)
  })
})

describe('a contact’s page', () => {
  it('says what happened before in six lines, and who closed, why and how long ago', async () => {
    await addContact(leo, {
      receivedOn: day('2026-08-01'),
      state: 'closed',
      decidedOn: day('2026-08-01'),
      decision: 'advice',
    })
    const id = await addContact(leo)
    const words = wordsOf((await get(`/children/${leo}/contacts/${id}`)).body)
    assert.match(words, /Contacts: 1, 1 of them in the 12 months before; 1 ended in no action or advice/)
    assert.match(words, /Referrals: 1 referral, closed once, last Fri 20 Mar 2026/)
    assert.match(words, /Child protection: never on a plan/)
    assert.match(words, /Ended 8 months before this/)
    assert.match(words, /Closed by Amira Khalil\. Worker: Amira Khalil, Riverside/)
    assert.match(words, /England 22\.6%, 2024-25\. Statistical neighbours: not known/)
  })

  it('says so however it came: by the form for people outside, or as a police notice', async () => {
    for (const [channel, source] of [
      ['portal', '1B'],
      ['police feed', '6'],
    ] as const) {
      const id = await addContact(leo, { channel, source })
      const words = wordsOf((await get(`/children/${leo}/contacts/${id}`)).body)
      assert.match(words, /Ended 8 months before this.*Closed by Amira Khalil.*England 22\.6%/, channel)
    }
  })

  it('in any state, to everybody who may read it, offers only what opens', async () => {
    const id = await addContact(leo)
    const page = await get(`/children/${leo}/contacts/${id}`)
    const links = [...page.body.matchAll(/href="(\/children\/[^"]+\/contacts\/[^"]+\/[a-z-]+)"/g)].map(
      ([, href]) => href ?? '',
    )
    assert.ok(links.length > 0)
    for (const href of links) assert.equal((await get(href)).statusCode, 200, href)
  })

  it('of another child is nothing here', async () => {
    const id = await addContact(leo)
    const other = await addPerson(db)
    assert.equal((await get(`/children/${other}/contacts/${id}`)).statusCode, 404)
  })
})

describe('statistical neighbours', () => {
  it('are the mean of those that published, of the authority’s own ten', () => {
    // Buckinghamshire's ten, 2024-25, reckoned from the published table.
    assert.equal(neighboursOf('825'), 21.9)
    assert.equal(neighboursOf(null), null)
    assert.equal(neighboursOf('000'), null)
  })
})
