import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { html } from '../../platform/web/html.ts'
import type { Book } from '../../platform/record/book.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { pages } from './index.ts'

let db: Db
let book: Book
let app: App
let worker: Actor
let manager: Actor
let auditor: Actor
let childId: string

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  app = await serverOf(book, [pages], async () => html`<h1>Ada Larch</h1>`)
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  manager = await addStaff(db, 'Asha Patel', 'TM')
  auditor = await addStaff(db, 'Quin Abara', 'QA')
  childId = await addPerson(db, { givenName: 'Ada', familyName: 'Larch', bornOn: day('2014-06-01') })
  await allocateTo(db, childId, worker)
  const earlier = { state: 'closed' as const, referredOn: daysAgo(900), closedOn: daysAgo(350), closureReason: 'RC8' as const } // prettier-ignore
  await db.insertInto('cinEpisode').values([{ childId, state: 'open', referredOn: daysAgo(300) }, { childId, ...earlier }]).execute() // prettier-ignore
})
after(async () => {
  await app.close()
  await db.destroy()
})

async function open(who: Actor, url: string) {
  const { cookie } = await signIn(book, who)
  const answer = await app.inject({ url, headers: { cookie } })
  const first = answer.body.match(/<h1\b/g)?.length
  return { status: answer.statusCode, words: wordsOf(answer.body), first }
}

async function post(who: Actor, url: string, form: Readonly<Record<string, string>> = {}) {
  const { cookie, csrf } = await signIn(book, who)
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
  const payload = new URLSearchParams({ ...form, _csrf: csrf }).toString()
  const answer = await app.inject({ method: 'POST', url, headers, payload })
  return { status: answer.statusCode, to: answer.headers.location ?? '', words: wordsOf(answer.body) }
}

describe('the pages of an ending', () => {
  it('show the endings before and what is unfinished, and begin one', async () => {
    const { status, words } = await open(worker, `/children/${childId}/closure`)
    assert.equal(status, 200, words)
    assert.ok(words.includes('Who ended it is not held'), words)
    assert.ok(words.includes('Came back 26 January 2026, 50 days later'), words)
    assert.ok(words.includes('Nobody has seen the child in the last 10 working days'), words)
    assert.ok(words.includes('Not held in Holdfast, so not met'), words)
    assert.equal((await post(auditor, `/children/${childId}/closure/begin`)).status, 403)
    const begun = await post(worker, `/children/${childId}/closure/begin`)
    assert.equal(begun.status, 303)
    assert.equal((await open(worker, begun.to)).status, 200)
  })
  it('stop the manager with a card that lists every unfinished duty, and nothing ends', async () => {
    const { to } = await post(worker, `/children/${childId}/closure/begin`)
    const story = { reason: 'RC7', whatChanged: 'Quiet', whyWeCame: 'Loud', whatWasDone: 'Visits', outcomesMet: 'met', childView: 'Good', childToldOn: daysAgo(1) } // prettier-ignore
    assert.equal((await post(worker, `${to}/write-closure`, story)).status, 303)
    const next = { networkAgreed: 'yes', whoSees: 'School', howBack: 'Ring', ifWorse: 'Ring', handoverNote: 'Draws' } // prettier-ignore
    assert.equal((await post(worker, `${to}/propose-closure`, next)).status, 303)
    const card = await open(manager, `${to}/decide`)
    assert.equal(card.status, 200)
    assert.equal(card.first, 1, 'the child’s name is the first heading, and the card’s is under it')
    assert.ok(card.words.includes('2 duties are unfinished. None of them may be overridden'), card.words)
    assert.ok(card.words.includes('The other agencies have not been told'), card.words)
    const tried = await post(manager, `${to}/decide`, { outsideChecked: 'Rang', decisionWhy: 'Quiet' })
    assert.equal(tried.status, 422)
    assert.equal((await open(worker, `${to}/decide`)).status, 403)
    assert.equal((await open(manager, `${to}/countersign`)).status, 403)
    const waiting = await open(manager, '/endings')
    assert.equal(waiting.status, 200, waiting.words)
    assert.ok(waiting.words.includes('Ada Larch'), waiting.words)
  })
  it('show a transfer, and offer its acceptance to whoever is named alone', async () => {
    const ask = { authority: 'Otherton', personThere: 'Ms Owen', reason: 'Moved', mustKnow: 'Draws', carriedBy: 'Ms Owen' } // prettier-ignore
    const { to, status } = await post(worker, `/children/${childId}/transfers/transfer-out`, ask)
    assert.equal(status, 303)
    assert.ok((await open(manager, to)).words.includes('Record that they accepted'))
    assert.ok(!(await open(worker, to)).words.includes('Record that they accepted'))
    assert.equal((await open(manager, `${to}/accept-out`)).status, 200)
    assert.equal((await open(auditor, `${to}/accept-out`)).status, 403)
  })
})

describe('what became of endings (processes 30: re-referral 3, 6 and 12 months after, by who closed; 12-week checks)', () => {
  let mover: Actor
  before(async () => {
    mover = await addStaff(db, 'Sam Ward', 'TM')
    // Ended so many days ago, back so many days after, decided by, found at twelve weeks.
    const told = [
      [500, 60, mover.id, 're-referred', true],
      [400, 200, mover.id, 'sustained', false],
      [120, null, mover.id, null, false],
      [30, 5, manager.id, null, false],
    ] as const
    for (const [i, [ago, after, decidedBy, found, agreed]] of told.entries()) {
      const id = await addPerson(db, { givenName: `Kit${i}`, familyName: 'Moor' })
      const episodeId = crypto.randomUUID()
      await db.insertInto('cinEpisode').values({ id: episodeId, childId: id, state: 'closed', referredOn: daysAgo(ago + 90), closedOn: daysAgo(ago) }).execute() // prettier-ignore
      if (after !== null) await db.insertInto('cinEpisode').values({ childId: id, state: 'open', referredOn: daysAgo(ago - after) }).execute() // prettier-ignore
      await db.insertInto('closure').values({ childId: id, episodeId, state: found === null ? 'closed' : 'checked', closedOn: daysAgo(ago), decidedBy, found, checkOn: daysAgo(ago - 84), countersignedOn: agreed ? daysAgo(ago) : null }).execute() // prettier-ignore
    }
  })

  const rowOf = (body: string, name: string): string =>
    wordsOf(
      new RegExp(`<th[^>]*>\\s*${name}[^]*?</tr>`).exec(body.slice(body.indexOf('id="h-became"')))?.[0] ?? '',
    )
  const bodyOf = async (url: string) =>
    (await app.inject({ url, headers: { cookie: (await signIn(book, manager)).cookie } })).body

  it('counts only endings whose months are over, by the manager who decided', async () => {
    const body = await bodyOf('/endings')
    assert.match(rowOf(body, 'Sam Ward'), /Sam Ward 3 .* 1 .* 1 .* of 3 33% 1 .* of 2 50% 2 .* of 2 100%/)
    assert.match(
      rowOf(body, 'Asha Patel'),
      /Asha Patel 1 Endings, Asha Patel 0 None yet None yet None yet 0 0 0 0/,
    )
  })

  it('opens the children behind each number, as many as it says', async () => {
    const hrefs = [...(await bodyOf('/endings')).matchAll(/href="(\/endings\?what=[^"]+)">(\d+)</g)]
    assert.ok(hrefs.length > 10)
    for (const [, href = '', count = ''] of hrefs) {
      const opened = await bodyOf(href.replaceAll('&#38;', '&'))
      assert.equal([...opened.matchAll(/<th[^>]*scope="row"/g)].length, Number(count), href)
    }
    assert.match(wordsOf(await bodyOf(`/endings?what=referred&whose=${mover.id}`)), /12 weeks on: referred again: Sam Ward.*Kit0 Moor/) // prettier-ignore
  })

  it('is a manager’s to see; and what nobody asked for opens the list of what waits', async () => {
    assert.doesNotMatch((await open(worker, '/endings?what=ended')).words, /What became of endings|Kit/)
    assert.match((await open(manager, '/endings?what=nothing&whose=x')).words, /What became of endings/)
    assert.match((await open(manager, '/endings?what=worse&whose=all')).words, /There are none that you may see/) // prettier-ignore
  })
})
