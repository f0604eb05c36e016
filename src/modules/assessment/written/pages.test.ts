import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { bookOf } from '../../../app/book.ts'
import { buildServer } from '../../../app/server.ts'
import type { Actor } from '../../../platform/access/policy.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { instantAt } from '../../../platform/dates/day.ts'
import { addPerson, addStaff, allocateTo, daysAgo, testDay } from '../../../platform/testing/office.ts'
import { signIn, wordsOf, type SignedIn } from '../../../platform/testing/pages.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import type { App } from '../../../platform/web/app.ts'
import { familyParts, ownParts } from './parts.ts'

let db: Db
let book: Book
let app: App
let amira: Actor
let worker: SignedIn
let second: SignedIn
let manager: SignedIn
let head: SignedIn
let stranger: SignedIn
let leo: string
let ella: string
let mum: string
let dad: string

before(async () => {
  db = await freshDb()
  book = { ...bookOf(db), today: () => testDay, now: () => instantAt(testDay, '12:00') }
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  const tom = await addStaff(db, 'Tom Weir', 'SW')
  const asha = await addStaff(db, 'Asha Patel', 'TM')
  leo = await child('Leo', amira, tom)
  ella = await child('Ella', amira, tom)
  await related(leo, ella, 'sibling', true)
  mum = await addPerson(db, { givenName: 'Kelly', familyName: 'Barker', kind: 'adult', bornOn: null })
  dad = await addPerson(db, { givenName: 'Dean', familyName: 'Mills', kind: 'adult', bornOn: null })
  await related(leo, mum, 'mother', true)
  await related(leo, dad, 'father', false)
  await db
    .insertInto('cinEpisode')
    .values({ childId: leo, state: 'open', referredOn: daysAgo(20) })
    .execute()
  app = await buildServer({ book, council: 'Exampleshire', demonstration: true, secure: false })
  worker = await signIn(book, amira)
  second = await signIn(book, tom)
  manager = await signIn(book, asha)
  head = await signIn(book, await addStaff(db, 'Femi Ade', 'SM'))
  stranger = await signIn(book, await addStaff(db, 'Sol Reed', 'SW', 'Harbour'))
})
after(async () => {
  await app.close()
  await db.destroy()
})

async function child(givenName: string, ...workers: Actor[]): Promise<string> {
  const id = await addPerson(db, { givenName, familyName: 'Barker' })
  for (const one of workers) await allocateTo(db, id, one)
  return id
}

const related = (childId: string, relativeId: string, kind: 'sibling' | 'mother' | 'father', household: boolean) =>
  db.insertInto('relationship').values({ childId, relativeId, kind, household, state: 'recorded', parentalResponsibility: 'yes', contactRestricted: false, risk: 'none known' }).execute() // prettier-ignore

const get = (url: string, { cookie }: SignedIn) => app.inject({ url, headers: { cookie } })
type Fields = Record<string, string | readonly string[]>
async function post(url: string, { cookie, csrf }: SignedIn, fields: Fields = {}) {
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
  const pairs = Object.entries({ _csrf: csrf, ...fields }).flatMap(([name, value]) => (typeof value === 'string' ? [value] : value).map((one) => [name, one]))
  const payload = new URLSearchParams(pairs).toString()
  const { statusCode, body, headers: sent } = await app.inject({ method: 'POST', url, payload, headers })
  return { statusCode, body, location: sent.location }
} // prettier-ignore

const inputs = (body: string): string[] =>
  [...new Set([...body.matchAll(/<(?:input|textarea|select)(?![^>]*type="hidden")[^>]* name="([a-z][^"]*)"/gi)].map(([, name]) => name ?? ''))].filter((name) => name !== 'q') // prettier-ignore

const because = (name: string): string =>
  `${name} waits at the window each evening because nobody has said when Dad comes back, and this means bedtime is late and school is hard for ${name} the next day. `
const analysis = (name: string): Fields => ({ happening: because(name).repeat(2), means: because(name).repeat(3), ifNothing: `Without help ${name} will miss more school, which leads to falling behind.`, notKnown: `What ${name}’s last school would say.` }) // prettier-ignore

const family: Record<string, Fields> = {
  why: { reason: 'School rang about tiredness.', history: 'Two referrals in 2024.', plansBefore: 'Early help ended well.' }, // prettier-ignore
  others: { agencies: 'Mill Primary; Nan.', partnersSay: 'School is worried, Nan less so.' },
  home: { homeAndMoney: 'A warm flat; rent is behind.', surroundings: 'Nan is near.' },
}
const own = (name: string): Record<string, Fields> => ({
  seen: { childSays: `“I want Dad to ring.” ${name} drew a phone.`, dayInLife: `${name} is up at six.`, identity: `${name} likes being called by name.`, notSeenWhy: 'Away at Nan’s all week' }, // prettier-ignore
  needs: { health: `${name} is well.`, education: `${name} reads.`, feelings: `${name} worries.`, selfCare: `${name} washes.` }, // prettier-ignore
  found: { factors: ['4B'], riskier: `Late nights for ${name}.`, safer: `Nan, for ${name}.` },
  analysis: analysis(name),
  next: { recommendation: 'child in need', whyThis: `It is what ${name} asked for.`, supportNeeded: 'yes' },
})

let at: string
let hers: string

/** Writes every part of both children's assessment. */
async function writeAll(): Promise<void> {
  for (const [part, fields] of Object.entries(family)) await post(`${at}/family/${part}`, worker, fields)
  for (const adult of [mum, dad])
    await post(`${at}/adults/${adult}`, worker, { [`capacity.${adult}`]: 'Loves them; tired.', [`says.${adult}`]: 'Agrees.' })
  for (const [base, name] of [[at, 'Leo'], [hers, 'Ella']] as const)
    for (const [part, fields] of Object.entries(own(name))) await post(`${base}/own/${part}`, worker, fields)
} // prettier-ignore

describe('an assessment', () => {
  it('is begun by the child’s own worker, for brothers and sisters together, and by nobody else', async () => {
    const start = `/children/${leo}/assessments/start`
    assert.equal((await get(start, stranger)).statusCode, 403)
    assert.equal((await post(start, stranger, { startedOn: '16/11/2026' })).statusCode, 403)
    assert.equal((await post(start, manager, { startedOn: '16/11/2026' })).statusCode, 403)
    assert.match(
      wordsOf((await get(start, worker)).body),
      /Who else is assessed with this child\?.*Ella Barker/,
    )
    assert.equal((await post(start, worker, { startedOn: '1/1/2027' })).statusCode, 422)
    const { statusCode, location } = await post(start, worker, { startedOn: '3/11/2026', child: ella })
    assert.equal(statusCode, 303)
    at = location ?? assert.fail()
    const rows = await db.selectFrom('assessment').selectAll().execute()
    assert.deepEqual(
      rows.map(({ state, startedOn, togetherId }) => [state, startedOn, togetherId === rows[0]?.togetherId]),
      [
        ['started', '2026-11-03', true],
        ['started', '2026-11-03', true],
      ],
    )
    hers = `/children/${ella}/assessments/${rows.find(({ childId }) => childId === ella)?.id}`
    assert.equal((await post(start, worker, { startedOn: '3/11/2026' })).location, at, 'begun once')
  })

  it('shows every part once for the family and once for each child, with each parent, wherever they live', async () => {
    const words = wordsOf((await get(at, worker)).body)
    assert.match(words, /0 of 16 parts completed/)
    assert.match(
      words,
      /The family Written once, for every child Why now, and what came before Not started yet/,
    )
    assert.match(words, /Dean Mills father, lives elsewhere Not started yet/)
    assert.match(words, /Leo Seeing and hearing Not started yet.*Ella Their own part Seeing and hearing/)
    assert.match(words, /Working day 14 of 45/)
    assert.match(
      wordsOf((await get('/my-work', worker)).body),
      /Drafts 2 Assessment of Leo Barker Working day 14 of 45/,
    )
  })

  it('asks no more than twelve things on any page', async () => {
    const urls = [
      ...familyParts.map(({ id }) => `${at}/family/${id}`),
      ...ownParts.map(({ id }) => `${at}/own/${id}`),
      `${at}/adults/${mum}`,
    ]
    for (const url of urls) {
      const { statusCode, body } = await get(url, worker)
      assert.equal(statusCode, 200, url)
      assert.ok(inputs(body).length >= 2 && inputs(body).length <= 12, `${url} asks ${inputs(body).join()}`)
      assert.equal((await get(url, stranger)).statusCode, 403)
      assert.equal(
        (await get(url, manager)).statusCode,
        403,
        'a manager reads and decides; the worker writes',
      )
    }
  })

  it('is written by two at once: each page is merged, and both are told where they wrote on the same words', async () => {
    const why = `${at}/family/why`
    const [one, other] = [randomUUID(), randomUUID()]
    assert.equal(
      (await post(`${why}/draft`, worker, { _key: one, reason: 'School rang.', history: '' })).statusCode,
      204,
    )
    assert.equal(
      (await post(`${why}/draft`, second, { _key: other, reason: '', history: 'Two referrals.' })).statusCode,
      204,
    )
    await post(`${why}/draft`, second, { _key: other, reason: 'Nan rang too.', history: 'Two referrals.' })
    const { body } = await get(why, worker)
    assert.match(body, />School rang. Nan rang too.<\/textarea>/)
    assert.match(body, />Two referrals.<\/textarea>/)
    assert.match(wordsOf(body), /Tom Weir wrote here too/)
    const began = { 'was.reason': 'School rang. Nan rang too.', 'was.history': 'Two referrals.' }
    await post(why, worker, {
      ...began,
      _key: randomUUID(),
      reason: 'School rang twice. Nan rang too.',
      history: 'Two referrals.',
    })
    const same = await post(why, second, {
      ...began,
      _key: randomUUID(),
      reason: 'School rang on Monday. Nan rang too.',
      history: 'Two referrals.',
    })
    assert.match(same.location ?? '', /\?both=reason$/)
    const both = await get(same.location ?? '', second)
    assert.match(both.body, />School rang twice. School rang on Monday. Nan rang too.<\/textarea>/)
    assert.match(wordsOf(both.body), /Both are kept below/)
  })

  it('quotes what is known with its source and day, takes “still right” once, and asks again when it changes', async () => {
    assert.match(
      wordsOf((await get(`${at}/family/why`, worker)).body),
      /Referred: 2 Nov 2026 Mon 2 Nov, recorded here. Change referred Still right: referred/,
    )
    assert.equal((await post(`${at}/right`, worker, { right: 'referral' })).statusCode, 303)
    assert.match(wordsOf((await get(`${at}/family/why`, worker)).body), /Still right: Amira Khalil/)
    await db
      .updateTable('cinEpisode')
      .set({ referredOn: daysAgo(25) })
      .where('childId', '=', leo)
      .execute()
    assert.doesNotMatch(wordsOf((await get(`${at}/family/why`, worker)).body), /Still right: Amira Khalil/)
    await db
      .updateTable('cinEpisode')
      .set({ referredOn: daysAgo(20) })
      .where('childId', '=', leo)
      .execute()
  })

  it('cannot be sent with a child’s own part unwritten: everything wanted is said at once, each with its place', async () => {
    for (const [part, fields] of Object.entries(family)) await post(`${at}/family/${part}`, worker, { ...fields, 'was.reason': '', 'was.history': '' }) // prettier-ignore
    const { statusCode, body } = await post(`${at}/submit`, worker)
    assert.equal(statusCode, 422)
    const words = wordsOf(body)
    for (const wanted of ['Enter what Kelly Barker can do for the children', 'Enter what Dean Mills says', 'Record a visit in which Leo was seen, or enter why they were not', 'Leo: Enter what is happening', 'Ella: Enter what is happening', 'Ella: Enter what we do not know', 'Ella: Select what should happen next'])
      assert.ok(words.includes(wanted), wanted)
    assert.match(body, new RegExp(`href="${hers}/own/analysis#happening"`))
    assert.equal((await post(`${at}/submit`, manager)).statusCode, 403)
  }) // prettier-ignore

  it('prompts, and does not block, at thin analysis, copied words and another child’s name', async () => {
    await writeAll()
    await post(`${at}/own/analysis`, worker, { ...analysis('Leo'), 'was.happening': String(analysis('Leo')['happening']), happening: 'Leo is sad.', 'was.means': String(analysis('Leo')['means']), means: 'Ella said so.' })
    const words = wordsOf((await get(at, worker)).body)
    assert.match(words, /Worth another look You may leave these as they are/)
    assert.match(words, /Leo: the analysis is \d+ words/)
    assert.match(words, /Leo: Ella is named in “Ella said so\.”/)
    assert.match(words, /Ella: 100 % the same as Leo’s words/)
    assert.match(words, /Everything is written that must be/)
    assert.match(words, /16 of 16 parts completed|15 of 16 parts completed/)
  }) // prettier-ignore

  it('is talked through at 10 and 25 working days by the manager, for every child of it', async () => {
    assert.equal(
      (await post(`${at}/steer`, worker, { steeredOn: '10/11/2026', steerSaid: 'Find Dean.' })).statusCode,
      403,
    )
    assert.equal((await post(`${at}/steer`, manager, { steeredOn: '10/11/2026' })).statusCode, 422)
    assert.equal(
      (await post(`${at}/steer`, manager, { steeredOn: '10/11/2026', steerSaid: 'Find Dean.' })).statusCode,
      303,
    )
    const rows = await db.selectFrom('assessment').select(['steeredOn', 'steerSaid']).execute()
    assert.deepEqual(rows, [{ steeredOn: '2026-11-10', steerSaid: 'Find Dean.' }, { steeredOn: '2026-11-10', steerSaid: 'Find Dean.' }]) // prettier-ignore
    const { metOn } = await db.selectFrom('clockReading').select('metOn').where('childId', '=', leo).where('clock', '=', 'assess-checkpoint-1').executeTakeFirstOrThrow() // prettier-ignore
    assert.equal(metOn, '2026-11-10')
    const due = await db.selectFrom('clockReading').select('dueOn').where('childId', '=', leo).where('clock', '=', 'assess-checkpoint-2').executeTakeFirstOrThrow() // prettier-ignore
    assert.equal(due.dueOn, '2026-12-07')
  })

  it('is sent by the worker, comes back from the manager with a reason, and nothing written is gone', async () => {
    assert.equal((await post(`${at}/submit`, worker)).location, at)
    assert.match(wordsOf((await get(at, worker)).body), /With manager/)
    assert.equal((await get(`${at}/family/why`, worker)).statusCode, 409)
    assert.match((await post(`${at}/own/needs`, worker, { _key: randomUUID(), 'was.health': 'Leo is well.', health: 'Leo is well. His asthma is back.' })).location ?? '', /kept=yes$/) // prettier-ignore
    assert.equal((await get(`${at}/decide`, worker)).statusCode, 403)
    assert.match(
      wordsOf((await get(`${at}/decide`, manager)).body),
      /Leo has not been seen: a service manager must authorise it/,
    )
    assert.equal((await post(`${at}/send-back`, manager)).statusCode, 422)
    assert.equal(
      (await post(`${at}/send-back`, stranger, { returnedWhy: 'What does Leo say?' })).statusCode,
      403,
    )
    assert.equal(
      (await post(`${at}/send-back`, manager, { returnedWhy: 'What does Leo say?' })).statusCode,
      303,
    )
    assert.match(
      wordsOf((await get(at, worker)).body),
      /Sent back Sun 22 Nov by Asha Patel: What does Leo say\?/,
    )
    assert.match(
      wordsOf((await get('/my-work', worker)).body),
      /Returned Assessment for Leo Barker Asha Patel, Sun 22 Nov: “What does Leo say\?”/,
    )
    assert.match((await get(`${at}/own/needs`, worker)).body, />Leo is well. His asthma is back.<\/textarea>/)
    assert.match((await get(`${at}/own/analysis`, worker)).body, />Leo is sad.<\/textarea>/)
  })

  it('is authorised by a manager who wrote none of it, and by a service manager where a child was not seen', async () => {
    await post(`${at}/submit`, worker)
    const refused = await post(`${at}/decide`, manager)
    assert.equal(refused.statusCode, 422)
    assert.match(wordsOf(refused.body), /Ella has not been seen: a service manager must authorise it/)
    assert.equal((await post(`${at}/decide`, worker)).statusCode, 403)
    assert.equal((await post(`${at}/decide`, head, { managerComment: 'Clear, and kind to both.' })).location, at)
    const rows = await db.selectFrom('assessment').select(['state', 'authorisedOn', 'factors', 'childSeen', 'supportNeeded']).execute()
    assert.deepEqual(rows, Array(2).fill({ state: 'authorised', authorisedOn: '2026-11-22', factors: ['4B'], childSeen: 'no', supportNeeded: 'yes' }))
    assert.equal((await db.selectFrom('draftAnswer').selectAll().execute()).length, 0, 'the draft has become the record')
    const events = await db.selectFrom('event').select('type').where('childId', '=', leo).orderBy('id').execute()
    assert.deepEqual(events.map(({ type }) => type).filter((type) => type.startsWith('assessment-version')), ['assessment-version.begun', 'assessment-version.submitted', 'assessment-version.returned', 'assessment-version.submitted', 'assessment-version.authorised'])
  }) // prettier-ignore

  it('reads as what it says, prints in plain words, and is shared with the family', async () => {
    const words = wordsOf((await get(at, worker)).body)
    assert.match(words, /Version 1, authorised Sun 22 Nov by Femi Ade/)
    assert.match(
      words,
      /Kelly Barker What they can do for the children, and what gets in the way Loves them; tired/,
    )
    assert.match(words, /What the manager says Clear, and kind to both/)
    const pdf = await get(`${at}/assessment.pdf`, worker)
    assert.equal(pdf.headers['content-type'], 'application/pdf')
    assert.match(pdf.rawPayload.subarray(0, 5).toString(), /%PDF-/)
    assert.equal((await get(`${at}/assessment.pdf`, stranger)).statusCode, 403)
    assert.equal((await post(`${at}/share`, worker, { sharedOn: '22/11/2026' })).statusCode, 303)
    assert.match(wordsOf((await get(at, worker)).body), /Shared with the family Sun 22 Nov/)
  })

  it('is changed by a new version only, with the reason, beside the one in force until it is authorised', async () => {
    assert.equal((await post(`${at}/new-version`, worker)).statusCode, 422)
    assert.equal((await post(`${at}/new-version`, manager, { changedWhy: 'x' })).statusCode, 403)
    assert.equal((await post(`${at}/new-version`, worker, { changedWhy: 'Dean was found' })).statusCode, 303)
    // The talks are of an assessment that is being written for the first time.
    assert.doesNotMatch((await get(at, manager)).body, /\/steer/)
    assert.match((await get(`${at}/adults/${dad}`, worker)).body, />Loves them; tired.<\/textarea>/)
    // It begins with the words of the one in force: that they are alike is nothing to look at again.
    assert.doesNotMatch((await get(at, worker)).body, /the last assessment’s words/)
    assert.match((await get(at, worker)).body, /compare">Compare with the version in force</)
    assert.match(wordsOf((await get(`${at}/adults/${dad}`, worker)).body), /Last time, Sun 22 Nov/)
    await post(`${at}/adults/${dad}`, worker, { _key: randomUUID(), [`was.capacity.${dad}`]: 'Loves them; tired.', [`capacity.${dad}`]: 'Has them at weekends.', [`was.says.${dad}`]: 'Agrees.', [`says.${dad}`]: 'Agrees.' }) // prettier-ignore
    assert.match(
      wordsOf((await get(`${at}/compare`, worker)).body),
      /Changed Loves them; tired\. Has them at weekends\./,
    )
    await post(`${at}/submit`, worker)
    await post(`${at}/decide`, head)
    const versions = await db.selectFrom('assessmentVersion').select(['number', 'state']).where('childId', '=', leo).orderBy('number').execute() // prettier-ignore
    assert.deepEqual(versions, [{ number: 1, state: 'replaced' }, { number: 2, state: 'authorised' }]) // prettier-ignore
    assert.equal(
      (await db.selectFrom('assessment').selectAll().where('childId', '=', leo).execute()).length,
      1,
      'one assessment to the returns',
    )
    assert.match(wordsOf((await get(`${at}/compare`, worker)).body), /Version 1 Version 2/)
    assert.match(
      wordsOf((await get(at, worker)).body),
      /What changed, and why: Dean was found.*Other versions Version 1/,
    )
  })

  it('that came in a return reads as that, and stays as it came', async () => {
    const id = await child('Maya', amira)
    const importId = randomUUID()
    const { id: brought } = await db.insertInto('assessment').values({ childId: id, state: 'authorised', startedOn: daysAgo(300), authorisedOn: daysAgo(250), factors: ['16A'], importId }).returning('id').executeTakeFirstOrThrow() // prettier-ignore
    const words = wordsOf((await get(`/children/${id}/assessments/${brought}`, worker)).body)
    assert.match(words, /From a return: its days and findings came, and no words/)
    assert.match(words, /What it found: Abuse or neglect/)
    assert.equal(
      (await post(`/children/${id}/assessments/${brought}/new-version`, worker, { changedWhy: 'x' }))
        .statusCode,
      409,
    )
  })
})
