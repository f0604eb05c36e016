import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { day, instant } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { addBarkers, type Barkers } from '../../../platform/testing/family.ts'
import { addPerson, addStaff, bookOn } from '../../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf } from '../../../platform/testing/pages.ts'
import { counting } from '../../../platform/testing/statements.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import type { Actor } from '../../../platform/access/policy.ts'
import type { App } from '../../../platform/web/app.ts'
import { masthead, pages } from '../index.ts'

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
  return { status: answer.statusCode, page: answer.body, words: wordsOf(answer.body) }
}

const overviewOf = (childId: string, query = '') =>
  open(family.amira, `/children/${childId}/overview${query}`)

describe('the overview says in ten seconds', () => {
  it('who the child is, with whom, and whose', async () => {
    const { status, words } = await overviewOf(family.leo)
    assert.equal(status, 200)
    for (const said of [
      'Leo Barker, 6',
      'Status: Child protection: neglect',
      'Flag: Risk to workers',
      'mum Kelly, mum’s partner Dean and brother or sister Tyler, 4 Mill Road, ZZ1 1AA',
      'Amira Khalil, third in 12 months',
      'NHS number 943 476 5919',
    ])
      assert.ok(words.includes(said), `${said} in ${words.slice(0, 2500)}`)
  })

  it('what needs attention, gravest first, three at most', async () => {
    const { words } = await overviewOf(family.leo)
    const order = [
      'Risk to workers: read before you go',
      'Dean lives in the home and no one has spoken to them',
      'Child protection visit is 1 working day over',
    ]
    const places = order.map((said) => words.indexOf(said))
    assert.deepEqual(
      places.toSorted((a, b) => a - b),
      places,
    )
    assert.ok(
      places.every((place) => place > 0),
      words.slice(0, 3000),
    )
    assert.ok(words.includes('and 1 more'))
    assert.ok(
      words.includes('Was due Thu 19 Nov. Owner: Amira. Clears when Leo is seen.'),
      words.slice(500, 2000),
    )
  })

  it('which clocks run, late ones first, and what is not known with the field that would settle it', async () => {
    const { words } = await overviewOf(family.leo)
    assert.match(words, /Child protection visit 1 working day over Was due Thu 19 Nov Why this date/)
    assert.match(words, /Later core groups 5 working days left Due Fri 27 Nov/)
    assert.match(words, /Not known: Not in the returns we hold/)
    assert.match(words, /It would be settled by/)
  })

  it('whether the plan is moving, what the child says and what we do not know', async () => {
    const { words } = await overviewOf(family.leo)
    for (const said of [
      '1. Leo has breakfast and lunch every day Yes Wed 18 Nov',
      '2. Home is warm and safe to sleep in No change for 33 days Tue 20 Oct',
      'If nothing has changed by Wed 2 Dec: Legal gateway meeting.',
      '“I like Nan’s because it’s warm.” Leo, Thu 5 Nov, alone with Amira.',
      'Dean’s background 81 days. Amira. His last social worker would know.',
      'It has happened before 1 earlier child protection plan (2021). Help has ended once.',
    ])
      assert.ok(words.includes(said), `${said} in ${words.slice(2000, 8000)}`)
  })

  it('who came and went, and the days with no worker', async () => {
    const { words } = await overviewOf(family.leo)
    assert.ok(words.includes('2 changes in 12 months, 15 days with no worker'), words)
    assert.ok(
      words.includes('Paul Irvine 4 April 2026 to 21 August 2026. Agency contract ended. Leo was told.'),
    )
    assert.ok(words.includes('The child moved to another team. No record that Leo was told.'))
  })

  it('when the child was seen, alone or not', async () => {
    const { words } = await overviewOf(family.leo)
    assert.ok(words.includes('Thu 5 Nov, 17 days ago, at home, alone, bedroom seen, by Amira.'), words)
    assert.ok(
      words.includes(
        'Of 2 visits due since 5 July 2026, 0 were on time, 1 late, 1 is still owed. Alone 3 of the 4 times Leo was seen.',
      ),
    )
  })
})

describe('the overview on another day', () => {
  it('tells what was so then', async () => {
    const { words } = await overviewOf(family.leo, '?on=2026-08-10')
    assert.ok(words.includes('On 10 August 2026. What was so that day'))
    assert.ok(words.includes('Paul Irvine, second in 12 months'), words.slice(0, 1500))
    assert.ok(!words.includes('Child protection: neglect'))
    assert.ok(!words.includes('I like Nan’s'))
    assert.ok(!words.includes('Dean lives in the home'))
    assert.ok(!words.includes('spoken 5 Nov'))
  })

  it('tells a duty as it then stood, not as it ended', async () => {
    const { words } = await overviewOf(family.leo, '?on=2026-11-04')
    assert.match(words, /Child protection visit 1 working day over Was due Tue 3 Nov/)
  })

  it('counts no working day between a Friday’s limit and the Saturday after', async () => {
    await db
      .insertInto('clockReading')
      .values({
        childId: family.leo,
        clock: 's47-child-seen',
        recordId: family.lastVisit,
        known: true,
        sinceOn: day('2026-11-20'),
        dueOn: day('2026-11-20'),
      })
      .execute()
    const { words } = await overviewOf(family.leo, '?on=2026-11-21')
    assert.match(words, /1 day over Was due Fri 20 Nov/)
    await db.deleteFrom('clockReading').where('clock', '=', 's47-child-seen').execute()
  })

  it('says what cannot be read, and shows today', async () => {
    const asked: readonly (readonly [string, string])[] = [
      ['?on=yesterday', 'Enter the day as 2026-11-05'],
      ['?on=2027-01-01', 'Choose a day that has come'],
      ['?asAt=2026-11-05', 'Enter the day and time as 2026-11-05T14:30'],
    ]
    for (const [query, said] of asked) {
      const { status, words } = await overviewOf(family.leo, query)
      assert.equal(status, 200)
      assert.ok(words.includes(said), said)
      assert.ok(words.includes('There is a problem'))
    }
  })

  it('tells what this record said then, by when it was written here', async () => {
    const childId = await addPerson(db, { givenName: 'Mia', familyName: 'Osei' })
    const [first, second] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']
    const told = { childId, recordKind: 'visit', actorId: family.amira.id }
    const seen = {
      visitedOn: '2026-10-01',
      mode: 'face to face',
      outcome: 'completed',
      seen: true,
      seenAlone: 'yes',
      place: 'home',
      state: 'recorded',
    }
    await db
      .insertInto('event')
      .values([
        {
          ...told,
          type: 'visit.recorded',
          recordId: first,
          recordedAt: instant('2026-10-02T09:00:00+01:00'),
          answers: JSON.stringify({ ...seen, childWords: 'I am fine' }),
        },
        {
          ...told,
          type: 'visit.corrected',
          recordId: first,
          recordedAt: instant('2026-11-10T09:00:00+00:00'),
          answers: JSON.stringify({ seenAlone: 'no' }),
        },
        {
          ...told,
          type: 'visit.recorded',
          recordId: second,
          recordedAt: instant('2026-11-12T09:00:00+00:00'),
          answers: JSON.stringify({ ...seen, visitedOn: '2026-10-20' }),
        },
      ])
      .execute()
    const manager = await addStaff(db, 'Ravi Tate', 'SM')
    const at = (moment: string) => open(manager, `/children/${childId}/overview?asAt=${moment}`)
    const before = await at('2026-11-01T12:00')
    assert.ok(before.words.includes('As at 1 November 2026, 12:00. What this record said then'))
    assert.ok(before.words.includes('Thu 1 Oct, 31 days ago, at home, alone.'), before.words)
    assert.ok(before.words.includes('The head of the page, people and the latest are told by their days.'))
    assert.ok((await at('2026-11-11T12:00')).words.includes('Thu 1 Oct, 41 days ago, at home, not alone.'))
    assert.ok((await at('2026-11-12T12:00')).words.includes('Tue 20 Oct, 23 days ago, at home, alone.'))
    assert.ok((await at('2026-10-01T12:00')).words.includes('No visit in which Mia was seen'))
  })
})

describe('whoever acts tonight', () => {
  it('reads what is safe to act on first', async () => {
    const duty = await addStaff(db, 'Nina Ward', 'EDT')
    const { words } = await open(duty, `/children/${family.leo}/overview`)
    const safe = words.slice(words.indexOf('Safe to act'), words.indexOf('Needs attention'))
    for (const said of [
      'Where the child is 4 Mill Road, ZZ1 1AA',
      'Risk to workers Two dogs. Ring first.',
      'Who can decide Mum Kelly, no number held Dad Carl, no number held',
      'Must not have contact Nobody is written down',
      'Safe to call Grandparent Jean, 07700 900118',
      'Legal status Child protection: neglect',
      'If nothing changes Legal gateway meeting.',
      'Worker and manager Amira Khalil, Riverside. Manager: Asha Patel',
    ])
      assert.ok(safe.includes(said), `${said} in ${safe}`)
  })
})

describe('the overview is refused', () => {
  it('to whoever may not read this child, and to nobody signed in', async () => {
    const elsewhere = await addStaff(db, 'Tom Reed', 'SW', 'Harbour')
    assert.equal((await open(elsewhere, `/children/${family.leo}/overview`)).status, 403)
    assert.equal((await app.inject({ url: `/children/${family.leo}/overview` })).statusCode, 303)
    const nobody = '01900000-0000-7000-8000-00000000dead'
    assert.equal((await open(family.amira, `/children/${nobody}/overview`)).status, 404)
  })
})

describe('the overview costs', () => {
  it('one read event, and twelve statements at most', async () => {
    const { cookie } = await signIn(book, family.amira)
    const reads = async () => (await db.selectFrom('readEvent').select('id').execute()).length
    const [was, url] = [await reads(), `/children/${family.leo}/overview`]
    const { statements } = await counting(() => app.inject({ url, headers: { cookie } }))
    assert.equal(await reads(), was + 1)
    assert.ok(statements.length <= 12, `${statements.length} statements`)
  })
})
