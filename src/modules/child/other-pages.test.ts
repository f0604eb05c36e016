import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { addBarkers, type Barkers } from '../../platform/testing/family.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { counting } from '../../platform/testing/statements.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { clockChapters } from './clock-book.ts'
import { masthead, pages } from './index.ts'
import { recordKinds } from './records.ts'

let db: Db
let book: Book
let app: App
let family: Barkers
let stranger: Actor

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  family = await addBarkers(db)
  stranger = await addStaff(db, 'Tim Reed', 'SW', 'Harbour')
  app = await serverOf(book, [pages], masthead)
})
after(async () => {
  await app.close()
  await db.destroy()
})

async function open(who: Actor, url: string) {
  const { cookie } = await signIn(book, who)
  const answer = await app.inject({ url, headers: { cookie } })
  return { status: answer.statusCode, page: answer.body, words: wordsOf(answer.body) }
}
const leo = (url: string) => open(family.amira, `/children/${family.leo}/${url}`)

const has = (words: string, all: readonly string[]): void => {
  for (const said of all) assert.ok(words.includes(said), `${said} | in | ${words}`)
}

describe('the family page', () => {
  it('says who lives with the child, who decides, who was spoken to and who is safe to call', async () => {
    const { status, words, page } = await leo('family')
    assert.equal(status, 200)
    has(words, [
      'Lives with Mum Kelly Parent’s partner Dean No one has spoken to them',
      'Brother or sister Tyler, 14 own record of Brother or sister Tyler In the home',
      'Dad Carl Elsewhere Yes No one has spoken to them',
      'Grandparent Jean Elsewhere No No one has spoken to them None known 07700 900118, safe to call Leo has stayed with her.',
      '4 Mill Road, ZZ1 1AA Home 2 June 2026 still 5 months',
    ])
    assert.ok(page.includes('hf-gene'))
    assert.ok(words.includes('Show the family as a table'))
  })

  it('never shows an address that must be kept from anyone, nor names whose own record is closed', async () => {
    const manager = await addStaff(db, 'Ana Cole', 'SM')
    const [child, closed] = [
      await addPerson(db, { givenName: 'Noor' }),
      await addPerson(db, { givenName: 'Secretname', restrictedLevel: 2 }),
    ]
    const address = { childId: child, kind: 'home' as const, state: 'recorded' as const, confidential: true }
    await db
      .insertInto('address')
      .values({ ...address, lines: '9 Secret Row', postcode: 'ZZ9 9ZZ' })
      .execute()
    await db
      .insertInto('relationship')
      .values({
        childId: child,
        relativeId: closed,
        kind: 'sibling',
        parentalResponsibility: 'no',
        risk: 'none known',
        contactRestricted: false,
        household: true,
        state: 'recorded',
      })
      .execute()
    for (const url of ['family', 'overview', 'visits', 'chronology']) {
      const { page } = await open(manager, `/children/${child}/${url}`)
      for (const hidden of ['Secret Row', 'ZZ9 9ZZ', 'Secretname'])
        assert.ok(!page.includes(hidden), `${hidden} on ${url}`)
    }
    const { words } = await open(manager, `/children/${child}/family`)
    has(words, ['Address hidden Do not share', 'Restricted record'])
    const held = await db
      .selectFrom('address')
      .select('id')
      .where('childId', '=', child)
      .executeTakeFirstOrThrow()
    const record = await open(manager, `/children/${child}/records/address/${held.id}`)
    assert.equal(record.status, 200)
    assert.ok(!record.page.includes('Secret Row'))
  })

  it('says plainly that nobody is written down', async () => {
    const manager = await addStaff(db, 'Bo Cole', 'SM')
    const child = await addPerson(db, { laChildId: '20553' })
    has((await open(manager, `/children/${child}/family`)).words, [
      'We do not know who lives with the child',
      'Nobody is written down yet.',
      'No address is held',
    ])
  })
})

describe('visits and notes', () => {
  it('are one list with purpose, seen and alone, and how long since the time before', async () => {
    const { status, words } = await leo('visits')
    assert.equal(status, 200)
    // The visit was put down on whatever day this runs.
    const told = words.replace(/written \d+ days later/, 'written some days later')
    has(told, [
      'Wed 18 Nov Call, Mill Primary “Hungry again”, call from Ms Ford Amira Khalil',
      'Thu 5 Nov Seen alone at home written some days later Sleep Amira Khalil 51 days Open the visit of Thu 5 Nov',
      'Mon 12 Oct No access',
      'No purpose written',
      'Of 2 visits due since 5 July 2026, 0 were on time, 1 late, 1 is still owed.',
    ])
  })

  it('are told fifty at a time, whole days together', async () => {
    const child = await addPerson(db, { givenName: 'Ada' })
    await allocateTo(db, child, family.amira)
    const note = { childId: child, state: 'recorded' as const, kind: 'call' as const, significant: false }
    const days = Array.from({ length: 60 }, (_, i) =>
      day(
        `2026-${String(1 + Math.floor(i / 6)).padStart(2, '0')}-${String(1 + Math.floor((i % 6) / 2)).padStart(2, '0')}`,
      ),
    )
    await db
      .insertInto('note')
      .values(days.map((happenedOn, i) => ({ ...note, happenedOn, line: `Line ${i}.` })))
      .execute()
    const first = await open(family.amira, `/children/${child}/visits`)
    const next = /href="([^"]+)">Show earlier/.exec(first.page)?.[1] ?? ''
    const second = await open(family.amira, next)
    const lines = (page: string) => [...page.matchAll(/Line (\d+)\./g)].map(([, i]) => Number(i))
    assert.deepEqual(
      [...lines(first.page), ...lines(second.page)].toSorted((a, b) => a - b),
      days.map((_, i) => i),
    )
  })

  it('say so where there is none', async () => {
    const manager = await addStaff(db, 'Cy Cole', 'SM')
    const child = await addPerson(db, { laChildId: '20554' })
    has((await open(manager, `/children/${child}/visits`)).words, [
      'Nothing is written down: the child has not been seen',
    ])
  })
})

describe('everything due', () => {
  it('leaves nothing out', async () => {
    const { words } = await leo('due')
    has(words, [
      'Direction asked twice: Check Dean’s history with Northshire From Asha Patel. First due Mon 19 Oct. Owner: Amira.',
      'Child in need review Not known: Not in the returns we hold Would be due Fri 20 Nov',
    ])
  })

  it('keeps every day missed: done late, still owed, and taken back by a later entry', async () => {
    await db
      .insertInto('breachCorrected')
      .values({
        childId: family.leo,
        clock: 'core-group',
        recordId: family.leo,
        sinceOn: day('2026-09-11'),
        dueOn: day('2026-10-09'),
        breachedOn: day('2026-10-10'),
        correctedOn: day('2026-10-20'),
        stands: true,
        nowDueOn: day('2026-10-09'),
        nowMetOn: day('2026-10-08'),
        nowKnown: true,
      })
      .execute()
    const { words } = await leo('due')
    has(words, [
      'Days missed 2 missed, 1 corrected',
      'Child protection visit Thu 19 Nov Fri 20 Nov Still owed Not done yet',
      'Child protection visit Tue 3 Nov Wed 4 Nov Done late Done Thu 5 Nov',
      'Later core groups Fri 9 Oct Sat 10 Oct Corrected, not counted Put right Tue 20 Oct: it was done Thu 8 Oct',
    ])
    const before = await leo('due?on=2026-10-19')
    assert.ok(!before.words.includes('Corrected, not counted'), 'not before the day it was put right')
  })
})

describe('a record', () => {
  it('says what it holds and everything done to it, with what stood before', async () => {
    const { id } = await db
      .selectFrom('note')
      .select('id')
      .where('line', 'like', '%Hungry%')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('event')
      .values({
        type: 'note.corrected',
        childId: family.leo,
        recordKind: 'note',
        recordId: id,
        actorId: family.asha.id,
        answers: JSON.stringify({ whoWith: 'Mill Primary', state: 'recorded' }),
        before: JSON.stringify({ whoWith: 'Mil Primary', state: 'recorded' }),
        reason: 'Spelling',
      })
      .execute()
    const { words } = await leo(`records/note/${id}`)
    has(words, [
      'Note',
      'When was it? 18 November 2026',
      'What was it? Call',
      'Does it belong in the chronology? Yes',
      'Recorded here.',
      'Corrected by Asha Patel',
      'Spelling',
      'Who with? Mil Primary became Mill Primary.',
    ])
  })

  it('of another child, of no kind, or of nobody is not there', async () => {
    const { id } = await db
      .selectFrom('note')
      .select('id')
      .where('childId', '=', family.leo)
      .executeTakeFirstOrThrow()
    await allocateTo(db, family.tyler, family.amira)
    for (const url of [
      `/children/${family.tyler}/records/note/${id}`,
      `/children/${family.leo}/records/staff/${id}`,
      `/children/${family.leo}/records/note/x`,
      `/children/${family.leo}/records/note/01900000-0000-7000-8000-00000000dead`,
    ]) {
      assert.equal((await open(family.amira, url)).status, 404, url)
    }
  })

  it('opens from every line of the story', async () => {
    const { page } = await leo('chronology?view=everything')
    const links = [
      ...new Set(
        [...page.matchAll(/href="(\/children\/[^"]+\/records\/[^"]+)"/g)].map(([, href]) => href ?? ''),
      ),
    ]
    assert.ok(links.length > 10)
    for (const href of links) assert.equal((await open(family.amira, href)).status, 200, href)
  })

  it('has a page for every kind', () =>
    assert.equal(new Set(recordKinds.map(({ table }) => table)).size, recordKinds.length))
})

describe('how every date is worked out', () => {
  it('names every clock with its limit, its law and how sure we are', async () => {
    const { status, words } = await open(family.amira, '/clocks')
    assert.equal(status, 200)
    for (const { clocks } of clockChapters)
      for (const { name } of clocks) assert.ok(words.includes(name.replaceAll("'", '’')), name)
    has(words, ['Check locally', 'Statute.', '10 working days'])
  })

  it('has a page for each clock, which every clock on the overview opens onto', async () => {
    for (const { clocks } of clockChapters) {
      for (const { id, source } of clocks) {
        const { status, words } = await open(family.amira, `/clocks/${id}`)
        assert.equal(status, 200, id)
        assert.ok(words.includes(source.split(/\s+/).slice(0, 3).join(' ')), `${id}: ${source}`)
      }
    }
    assert.ok((await leo('overview')).page.includes('href="/clocks/cp-visit"'))
  })

  it('shows what this authority has set', async () => {
    await db
      .insertInto('localStandard')
      .values({ clock: 'cp-visit', length: 8, why: 'Agreed by the board' })
      .execute()
    has((await open(family.amira, '/clocks/cp-visit')).words, ['10 working days is 8 here'])
  })

  it('knows no clock of another name', async () =>
    assert.equal((await open(family.amira, '/clocks/none')).status, 404))
})

describe('every page of a child', () => {
  const urls = ['overview', 'due', 'chronology', 'family', 'visits']

  it('is refused to whoever may not read the child', async () => {
    for (const url of urls)
      assert.equal((await open(stranger, `/children/${family.leo}/${url}`)).status, 403, url)
  })

  it('costs twelve statements at most', async () => {
    const { cookie } = await signIn(book, family.amira)
    for (const url of urls) {
      const { statements } = await counting(() =>
        app.inject({ url: `/children/${family.leo}/${url}`, headers: { cookie } }),
      )
      assert.ok(statements.length <= 12, `${url}: ${statements.length} statements`)
    }
  })

  it('puts no name into an address', async () => {
    for (const url of urls) {
      const { page } = await leo(url)
      const links = [...page.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, to]) => to ?? '')
      assert.deepEqual(
        links.filter((to) => /leo|barker|kelly|dean|mill/i.test(to)),
        [],
      )
    }
  })
})
