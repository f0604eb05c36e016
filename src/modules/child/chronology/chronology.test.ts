import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/access/policy.ts'
import { day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { addBarkers, type Barkers } from '../../../platform/testing/family.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf } from '../../../platform/testing/pages.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import type { App } from '../../../platform/web/app.ts'
import { masthead, pages } from '../index.ts'
import { recordOfRow } from '../records.ts'
import { legs } from './legs.ts'

let db: Db
let book: Book
let app: App
let family: Barkers

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  family = await addBarkers(db)
  app = await serverOf(book, [pages], masthead)
})
after(async () => {
  await app.close()
  await db.destroy()
})

async function open(who: Actor, url: string) {
  const { cookie } = await signIn(book, who)
  const answer = await app.inject({ url, headers: { cookie } })
  return {
    status: answer.statusCode,
    page: answer.body,
    raw: answer.rawPayload,
    headers: answer.headers,
    words: wordsOf(answer.body),
  }
}

async function post(who: Actor, url: string, form: Readonly<Record<string, string>>) {
  const { cookie, csrf } = await signIn(book, who)
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await app.inject({
    method: 'POST',
    url,
    headers,
    payload: new URLSearchParams({ ...form, _csrf: csrf }).toString(),
  })
  return {
    status: answer.statusCode,
    to: answer.headers.location,
    page: answer.body,
    words: wordsOf(answer.body),
  }
}

const storyOf = (query = '') => open(family.amira, `/children/${family.leo}/chronology${query}`)

const inOrder = (words: string, said: readonly string[]): void => {
  const places = said.map((each) => words.indexOf(each))
  assert.ok(
    places.every((place) => place >= 0),
    `${said[places.indexOf(-1)]} in ${words}`,
  )
  assert.deepEqual(
    places.toSorted((a, b) => a - b),
    places,
  )
}

describe('the chronology', () => {
  it('tells what mattered, newest first, with what it meant', async () => {
    const { status, words } = await storyOf()
    assert.equal(status, 200)
    inOrder(words.slice(words.indexOf('Events, newest first')), [
      '2026',
      '18 Nov',
      'Call, Mill Primary “Hungry again”, call from Ms Ford Impact on Leo: Third time this week.',
      '12 Nov',
      'Event Police called to an argument, children upstairs',
      'Impact on Leo not written yet Add impact',
      'Child’s words “I like Nan’s because it’s warm.”',
      'Decision Child protection plan made: neglect',
      '2024',
      '10 Apr School Referral: Abuse, neglect and exploitation',
      'Help ended 30 January 2024: services ceased',
      'Leo came back 71 days later, on 10 April 2024.',
      '2020',
    ])
    assert.ok(!words.includes('Kelly asked to move the visit'))
  })

  it('shows the times nobody saw the child alone as entries of their own', async () => {
    const { words } = await storyOf()
    inOrder(words, [
      '72 days with nobody recorded as seeing Leo alone, 5 July 2026 to 15 September 2026',
      '1 visit in that time, none of them alone',
    ])
  })

  it('shows everything, and counts both', async () => {
    const { words } = await storyOf('?view=everything')
    assert.ok(words.includes('Kelly asked to move the visit'))
    assert.ok(words.includes('Not seen: no access'))
    assert.match(words, /\d+ significant of \d+ entries since 2 November 2020/)
  })

  it('is narrowed by day and kind in the address', async () => {
    const { words } = await storyOf('?view=everything&from=2026-11-01&to=2026-11-12&kind=visits&kind=events')
    const story = words.slice(words.indexOf('Events, newest first'))
    inOrder(story, ['12 Nov', 'Police called', '5 Nov', 'Seen at home, alone. Sleep'])
    for (const out of ['Hungry again', 'I like Nan’s', 'Child protection plan made'])
      assert.ok(!story.includes(out), out)
  })

  it('shows the child’s words alone, and homes and moves alone', async () => {
    const words = (await storyOf('?view=words')).words
    assert.ok(words.includes('I like Nan’s'))
    assert.ok(!words.includes('Child protection plan made'))
    const moves = (await storyOf('?view=moves')).words
    assert.ok(moves.includes('New address'))
    assert.ok(!moves.includes('I like Nan’s because'))
  })

  it('shows brothers and sisters whose records the reader may open, and writes down that they were shown', async () => {
    await db
      .insertInto('note')
      .values({
        childId: family.tyler,
        state: 'recorded',
        kind: 'event',
        happenedOn: day('2026-11-01'),
        line: 'Tyler excluded from school',
        significant: true,
      })
      .execute()
    const closed = await storyOf('?view=family')
    assert.ok(!closed.words.includes('Tyler excluded'))
    await allocateTo(db, family.tyler, family.amira)
    const { words } = await storyOf('?view=family')
    assert.ok(words.includes('Tyler: Event Tyler excluded from school'), words)
    const read = await db
      .selectFrom('readEvent')
      .select('childIds')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    assert.deepEqual(read.childIds.toSorted(), [family.leo, family.tyler].toSorted())
  })

  it('is empty for a child of whom nothing is held', async () => {
    const manager = await addStaff(db, 'Mo Cole', 'SM')
    const child = await addPerson(db, { laChildId: '20552' })
    const { status, words } = await open(manager, `/children/${child}/chronology`)
    assert.equal(status, 200)
    assert.ok(words.includes('No record has a day yet.'))
    assert.ok(words.includes('Nothing yet. Add the first event above, or record a visit.'))
  })

  it('is refused to whoever may not read this child', async () => {
    const elsewhere = await addStaff(db, 'Tim Reed', 'SW', 'Harbour')
    for (const url of ['chronology', 'chronology.pdf'])
      assert.equal((await open(elsewhere, `/children/${family.leo}/${url}`)).status, 403)
    assert.equal((await post(elsewhere, `/children/${family.leo}/chronology`, {})).status, 403)
  })

  it('tells nobody what they do not read by itself: a legal adviser no contact and no early help', async () => {
    const adviser = await addStaff(db, 'Lee Ames', 'LEG')
    const child = await addPerson(db, { laChildId: '20553' })
    await allocateTo(db, child, adviser)
    await allocateTo(db, child, family.amira)
    const received = { state: 'closed', source: '6', outcome: 'Advice given', receivedOn: day('2026-10-01') }
    await db
      .insertInto('contact')
      .values({ childId: child, ...received } as never)
      .execute()
    const url = `/children/${child}/chronology?view=everything`
    assert.match((await open(family.amira, url)).words, /Police: 1 in 12 months.*Advice given/s)
    const { status, words } = await open(adviser, url)
    assert.equal(status, 200)
    assert.match(words, /2 significant of 2 entries/)
    assert.doesNotMatch(words, /Advice given|Police: 1/)
  })
})

describe('words searched for', () => {
  const search = (form: Record<string, string>) =>
    post(family.amira, `/children/${family.leo}/chronology/search`, form)

  it('come by post, and never stand in an address', async () => {
    const { status, page, words } = await search({ words: 'hungry AGAIN', view: 'significant' })
    assert.equal(status, 200)
    assert.ok(words.slice(words.indexOf('Events, newest')).includes('“Hungry again”'))
    assert.ok(!words.slice(words.indexOf('Events, newest')).includes('Police called'))
    assert.ok(![...page.matchAll(/(?:href|action)="([^"]*)"/g)].some(([, url]) => /hungry/i.test(url ?? '')))
  })

  it('mean themselves', async () => {
    assert.ok((await search({ words: '%' })).words.includes('No entry holds those words.'))
    assert.ok((await search({ words: 'x'.repeat(500) })).words.includes('No entry holds those words.'))
  })

  it('left out, put days and kinds into the address, however they were typed', async () => {
    const { status, to } = await search({
      words: '',
      from: '3/9/26',
      to: '1 11 2026',
      view: 'everything',
      kind: 'home',
    })
    assert.equal(status, 303)
    assert.equal(
      to,
      `/children/${family.leo}/chronology?view=everything&from=2026-09-03&to=2026-11-01&kind=home`,
    )
  })

  it('with a day that cannot be read are asked for again', async () => {
    const { status, words, page } = await search({ words: '', from: 'soon' })
    assert.equal(status, 422)
    assert.ok(words.includes('Enter the day to show from, for example 3/9/26'))
    assert.ok(page.includes('value="soon"'))
  })
})

describe('added to in place', () => {
  it('takes an event with its day, its line and its impact', async () => {
    const form = {
      happenedOn: '14/11/2026',
      line: 'Leo started breakfast club',
      impact: 'He eats before lessons.',
    }
    const { status, to } = await post(family.amira, `/children/${family.leo}/chronology`, form)
    assert.equal(status, 303)
    assert.equal(to, `/children/${family.leo}/chronology`)
    assert.ok(
      (await storyOf()).words.includes('Leo started breakfast club Impact on Leo: He eats before lessons.'),
    )
  })

  it('says what is missing beside the fields, and keeps what was typed', async () => {
    const { status, words, page } = await post(family.amira, `/children/${family.leo}/chronology`, {
      happenedOn: 'soon',
      line: 'Half a sentence',
      impact: '',
    })
    assert.equal(status, 422)
    assert.ok(words.includes('There is a problem'))
    assert.ok(page.includes('value="Half a sentence"') && page.includes('value="soon"'))
  })

  it('takes the impact of an event that has none, in the story itself', async () => {
    const { id } = await db
      .selectFrom('note')
      .select('id')
      .where('line', 'like', 'Police called%')
      .executeTakeFirstOrThrow()
    const asked = await storyOf(`?impact=${id}`)
    assert.ok(asked.page.includes(`/chronology/${id}/impact`))
    assert.equal(
      (await post(family.amira, `/children/${family.leo}/chronology/${id}/impact`, { impact: '' })).status,
      422,
    )
    const saved = await post(family.amira, `/children/${family.leo}/chronology/${id}/impact`, {
      impact: 'He hid in his room.',
    })
    assert.equal(saved.status, 303)
    assert.ok((await storyOf()).words.includes('children upstairs Impact on Leo: He hid in his room.'))
    const told = await db
      .selectFrom('event')
      .select(['type', 'before'])
      .where('recordId', '=', id)
      .executeTakeFirstOrThrow()
    assert.deepEqual(told, { type: 'note.impact-written', before: { impact: null, state: 'recorded' } })
  })

  it('takes what any other entry meant, as an event of its record, and keeps what was said before', async () => {
    const { id } = await db
      .selectFrom('cpPlan')
      .select('id')
      .where('state', '=', 'ended')
      .executeTakeFirstOrThrow()
    const story = await storyOf('?view=everything')
    assert.ok(story.page.includes(`impact=${id}&#38;entry=protection-ended#impact-${id}`), 'a link in place')
    const asked = await storyOf(`?view=everything&impact=${id}&entry=protection-ended`)
    assert.equal(
      asked.page.split(`/chronology/${id}/impact`).length,
      2,
      'one form, though the plan is told of twice',
    )
    const at = `/children/${family.leo}/chronology/${id}/impact`
    const none = await post(family.amira, at, { impact: ' ', entry: 'protection-ended', view: 'everything' })
    assert.equal(none.status, 422)
    assert.ok(none.words.includes('Enter what it meant for the child'))
    for (const impact of ['He was left alone again.', 'The visits stopped and he was hungry by March.'])
      assert.equal((await post(family.amira, at, { impact, entry: 'protection-ended' })).status, 303)
    const { words } = await storyOf('?view=everything')
    assert.ok(words.includes('Impact on Leo: The visits stopped and he was hungry by March.'))
    assert.ok(!words.includes('left alone again'))
    const { rows } = await sql<{ kind: string; before: object; by: string }>`
      select record_kind as kind, before, actor_id as by from event where record_id = ${id} and type = 'impact.said' order by id
    `.execute(db)
    assert.deepEqual(rows, [
      { kind: 'cpPlan', before: { impactSaid: null }, by: family.amira.id },
      { kind: 'cpPlan', before: { impactSaid: 'He was left alone again.' }, by: family.amira.id },
    ])
    const record = await open(family.amira, `/children/${family.leo}/records/cp-plan/${id}`)
    assert.ok(
      record.words.includes('What it meant for the child') && record.words.includes('left alone again'),
    )
  })

  it('takes no impact of an entry that is not this child’s, or is no entry', async () => {
    const { id } = await db
      .selectFrom('cpPlan')
      .select('id')
      .where('state', '=', 'ended')
      .executeTakeFirstOrThrow()
    const said = { impact: 'Words' }
    const of = (child: string, entry: string) =>
      post(family.asha, `/children/${child}/chronology/${id}/impact`, { ...said, entry })
    assert.equal((await of(family.tyler, 'protection')).status, 404)
    assert.equal((await of(family.leo, 'no-such-entry')).status, 404)
    assert.equal((await of(family.leo, 'conference')).status, 404)
  })

  it('can be said of every kind of entry', () => {
    assert.deepEqual(
      legs.filter(({ table }) => recordOfRow(table) === undefined).map(({ kind }) => kind),
      [],
    )
  })
})

describe('on paper', () => {
  it('is a tagged PDF whose file name says nothing of whose it is', async () => {
    const { status, headers, raw } = await open(
      family.amira,
      `/children/${family.leo}/chronology.pdf?view=everything`,
    )
    assert.equal(status, 200)
    assert.equal(headers['content-disposition'], 'attachment; filename="chronology.pdf"')
    assert.equal(raw.subarray(0, 5).toString(), '%PDF-')
    assert.ok(raw.includes('/StructTreeRoot') && raw.includes('(en-GB)'))
    const read = await db
      .selectFrom('readEvent')
      .select('route')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    assert.equal(read.route, '/children/:childId/chronology.pdf')
  })
})
