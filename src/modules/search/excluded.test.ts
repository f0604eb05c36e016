import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import { day } from '../../platform/dates/day.ts'
import type { Book } from '../../platform/record/book.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo } from '../../platform/testing/office.ts'
import { serverOf, signIn, type SignedIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { pages } from './pages.ts'

let db: Db
let book: Book
let app: App
let kept: SignedIn
let stranger: SignedIn
let worker: SignedIn

/** Words that find the child kept back, each beside words as long that find nobody. */
const pairs = [
  ['Zephyr Quillfeather', 'Xylord Brockwhistle'],
  ['Quillfeather', 'Brockwhistle'],
  ['71234', '79999'],
  ['943 476 5919', '943 476 5870'],
  ['12 Kestrel Rise', '12 Osprey Field'],
  ['ZZ9 9ZZ', 'ZX9 9XZ'],
] as const

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  app = await serverOf(book, [pages], async () => nothing)
  const own = await addStaff(db, 'Amira Khalil', 'SW')
  const excluded = await addStaff(db, 'Olu Bankole', 'SW')
  const outside = await addStaff(db, 'Rob Finn', 'SW', 'Hillside')
  await hidden(own, excluded)
  ;[worker, kept, stranger] = [
    await signIn(book, own),
    await signIn(book, excluded),
    await signIn(book, outside),
  ]
})
after(async () => {
  await app.close()
  await db.destroy()
})

/** A restricted child of one worker's, kept from a colleague, with all that a search may find. */
async function hidden(own: Actor, excluded: Actor): Promise<void> {
  const childId = await addPerson(db, { givenName: 'Zephyr', familyName: 'Quillfeather', laChildId: '71234', bornOn: day('2011-02-09'), restrictedLevel: 2 })
  await allocateTo(db, childId, own)
  await allocateTo(db, childId, excluded)
  await db.updateTable('person').set({ nhsNumber: '9434765919' }).where('id', '=', childId).execute()
  await db.insertInto('address').values({ childId, lines: '12 Kestrel Rise', postcode: 'ZZ9 9ZZ', kind: 'home', state: 'recorded', fromOn: daysAgo(300) }).execute()
  await db.insertInto('exclusion').values({ childId, staffId: excluded.id, state: 'in force', relation: 'relative', setOn: daysAgo(3) }).execute()
  for (let i = 0; i < 40; i += 1) await addPerson(db, { givenName: `Other${i}`, familyName: `Family${i % 40}`, laChildId: `8${i}` })
} // prettier-ignore

interface Found {
  readonly body: string
  readonly ms: number
}

async function search({ cookie, csrf }: SignedIn, q: string): Promise<Found> {
  const payload = new URLSearchParams({ _csrf: csrf, q }).toString()
  const since = performance.now()
  const posted = await app.inject({ method: 'POST', url: '/search', payload, headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' } })
  const page = await app.inject({ url: String(posted.headers.location), headers: { cookie } })
  const ms = performance.now() - since
  assert.equal(page.statusCode, 200)
  const headers = JSON.stringify({ ...page.headers, 'content-length': 0, date: '' })
  // What was typed is said again; the token, the form's key and the nonce are new each time.
  return { ms, body: `${headers}${page.body}`.replaceAll(csrf, 'CSRF').replaceAll(/nonce[-=]"?[\w+/=]+/g, 'NONCE').replaceAll(/name="_key" value="[^"]+"/g, 'KEY').replaceAll(q, 'ASKED') }
} // prettier-ignore

const median = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0

describe('a search by somebody kept from a child', () => {
  it('finds the child for their own worker: there is somebody to find', async () => {
    for (const [known] of pairs) assert.match((await search(worker, known)).body, /One person found/, known)
  })

  it('is answered, byte for byte, as a search for nobody', async () => {
    for (const who of [kept, stranger])
      for (const [known, nobody] of pairs)
        assert.equal((await search(who, known)).body, (await search(who, nobody)).body, known)
  })

  it('takes as long as one: the medians of 24 are within ten milliseconds', async () => {
    const [known, nobody] = [[] as number[], [] as number[]]
    for (let i = 0; i < 24; i += 1) {
      const [some, none] = pairs[i % pairs.length] ?? pairs[0]
      known.push((await search(kept, some)).ms)
      nobody.push((await search(kept, none)).ms)
    }
    const apart = Math.abs(median(known) - median(nobody))
    assert.ok(apart < 10, `${median(known).toFixed(1)} ms and ${median(nobody).toFixed(1)} ms`)
  })
})
