import assert from 'node:assert/strict'
import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { addBarkers, type Barkers } from '../../platform/testing/family.ts'
import { runJobs } from '../../platform/testing/jobs.ts'
import { addPerson, addStaff, allocateTo, bookOn, testDay } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { nothing } from '../../platform/web/html.ts'
import { jobs } from './jobs.ts'
import { keyOf, type LockedPack } from './lock.ts'
import { pages } from './pages.ts'
import { nameOfficer } from './queries.ts'

let folder: string
let at: string
let db: Db
let book: Book
let ed: Actor
let barkers: Barkers
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'continuity-'))
  at = join(folder, 'packs', 'pack.html')
  db = await freshDb()
  book = { ...bookOn(db), continuityAt: at }
  ed = await addStaff(db, 'Ed Tennant', 'EDT', null)
  barkers = await addBarkers(db)
  const hidden = await addPerson(db, { givenName: 'Hidden', familyName: 'Child', restrictedLevel: 2 })
  await allocateTo(db, hidden, barkers.amira)
})
after(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true })
})

/** Opens a pack as the browser does. */
function open(page: string, who: string, passphrase: string) {
  const [, json = ''] = /<script type="application\/json" id="pack">(.*?)<\/script>/s.exec(page) ?? []
  const pack = JSON.parse(json) as LockedPack
  const officer = pack.officers[who] ?? assert.fail(`${who} holds no pack`)
  const unlock = (key: Buffer, text: string): Buffer => {
    const all = Buffer.from(text, 'base64')
    const opening = createDecipheriv('aes-256-gcm', key, all.subarray(0, 12))
    opening.setAuthTag(all.subarray(-16))
    return Buffer.concat([opening.update(all.subarray(12, -16)), opening.final()])
  }
  const typed = pbkdf2Sync(passphrase, Buffer.from(officer.salt, 'base64'), officer.rounds, 32, 'sha256')
  return JSON.parse(
    gunzipSync(
      unlock(unlock(typed, officer.key), pack.texts[officer.text] ?? assert.fail('no text')),
    ).toString(),
  )
}

const passphrase = 'seven quiet green lanterns'

describe('the continuity pack', () => {
  it('is not made while nobody holds it', async () => {
    await runJobs(book, jobs)
    assert.deepEqual(readdirSync(folder), [])
  })

  it('is made once somebody has chosen a passphrase, of every open child but those restricted', async () => {
    const app = await serverOf(book, [pages], async () => nothing)
    const { cookie, csrf } = await signIn(book, ed)
    const post = (fields: Record<string, string>) =>
      app.inject({
        method: 'POST',
        url: '/continuity/passphrase',
        payload: new URLSearchParams({ _csrf: csrf, ...fields }).toString(),
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      })
    assert.match(wordsOf((await post({ passphrase: 'short' })).body), /Enter at least 16 letters/)
    assert.equal((await post({ passphrase })).statusCode, 303)
    await runJobs(book, jobs)
    const words = open(readFileSync(at, 'utf8'), 'ed.tennant', passphrase)
    assert.deepEqual(
      words.children.map(({ name }: { name: string }) => name),
      ['Leo Barker'],
    )
    assert.deepEqual(Object.keys(words), ['madeAt', 'children'])
    assert.equal(statSync(at).mode & 0o777, 0o600)
    const page = await app.inject({ url: '/continuity', headers: { cookie } })
    assert.match(
      wordsOf(page.body),
      /The last was made on .* at .*, of the children who are open. Restricted records are in no pack/,
    )
    await app.close()
  })

  it('tells who may decide, who must not have contact, and keeps a confidential address', async () => {
    const [leo] = open(readFileSync(at, 'utf8'), 'ed.tennant', passphrase).children
    assert.equal(leo.worker, 'Amira Khalil')
    assert.equal(leo.manager, 'Asha Patel')
    assert.ok(leo.people.some(({ pr }: { pr: boolean }) => pr))
    await db
      .insertInto('address')
      .values({
        childId: barkers.leo,
        lines: '9 Secret Lane',
        postcode: 'ZZ1 1ZZ',
        kind: 'home',
        confidential: true,
        fromOn: '2026-11-20' as never,
      })
      .execute()
    await runPack()
    const [kept] = open(readFileSync(at, 'utf8'), 'ed.tennant', passphrase).children
    assert.deepEqual([kept.address, kept.kept], [null, true])
  })

  it('says nothing to whoever has the file and not the passphrase', () => {
    const page = readFileSync(at, 'utf8')
    for (const word of ['Barker', 'Leo', 'Amira', 'Secret']) assert.ok(!page.includes(word), word)
    assert.throws(() => open(page, 'ed.tennant', 'seven quiet green lantern'))
  })

  it('has no child a holder is kept from, neither by themselves nor in their family, and tells the other holders of them', async () => {
    const kin = await addPerson(db, { givenName: 'Cousin', familyName: 'Barker' })
    await allocateTo(db, kin, barkers.amira)
    const officer = await addStaff(db, 'Dara Okafor', 'DIR', null)
    await nameOfficer(db, { staffId: officer.id, ...(await keyOf(passphrase)) })
    await db
      .insertInto('exclusion')
      .values({
        childId: barkers.leo,
        staffId: officer.id,
        state: 'in force',
        relation: 'relative',
        setOn: testDay,
      })
      .execute()
    await db
      .insertInto('relationship')
      .values({
        childId: kin,
        relativeId: barkers.leo,
        kind: 'sibling',
        state: 'recorded',
        household: true,
        contactRestricted: false,
        risk: 'none known',
        parentalResponsibility: 'no',
      })
      .execute()
    await runPack()
    const page = readFileSync(at, 'utf8')
    const told = (who: string) =>
      open(page, who, passphrase).children.map(
        ({ name, people }: { name: string; people: { name: string }[] }) => [
          name,
          people.some((one) => one.name === 'Leo Barker'),
        ],
      )
    assert.deepEqual(told('dara.okafor'), [['Cousin Barker', false]])
    assert.deepEqual(told('ed.tennant'), [
      ['Cousin Barker', true],
      ['Leo Barker', false],
    ])
    await sql`delete from relationship where child_id = ${kin}`.execute(db)
    await sql`delete from allocation where child_id = ${kin}`.execute(db)
  })

  it('is taken by a holder, and written down as every open child having been looked at', async () => {
    const app = await serverOf(book, [pages], async () => nothing)
    const { cookie } = await signIn(book, ed)
    const taken = await app.inject({ url: '/continuity/pack', headers: { cookie } })
    assert.equal(taken.headers['content-disposition'], 'attachment; filename="holdfast-continuity.html"')
    assert.equal(taken.body, readFileSync(at, 'utf8'))
    const look = await db.selectFrom('readEvent').select(['childIds', 'route']).executeTakeFirstOrThrow()
    assert.deepEqual(look, { childIds: [barkers.leo], route: '/continuity/pack' })
    const worker = await signIn(book, barkers.amira)
    assert.equal(
      (await app.inject({ url: '/continuity', headers: { cookie: worker.cookie } })).statusCode,
      403,
    )
    await app.close()
  })
})

async function runPack(): Promise<void> {
  const { makePack } = await import('./jobs.ts')
  await makePack(book, at)
}
