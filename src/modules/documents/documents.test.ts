import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import PDFDocument from 'pdfkit'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { dayField } from '../../platform/record/field.ts'
import { recordType } from '../../platform/record/record.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf, type SignedIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { vaultIn } from '../../platform/vault/vault.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { note } from '../notes/index.ts'
import { pages } from './pages.ts'
import { document } from './record.ts'

/** As much of an adoption as this needs: another chapter's record. */
const adoption = recordType({
  table: 'adoption',
  title: 'Adoption',
  states: ['planned'],
  happened: 'placedOn',
  fields: { placedOn: dayField({ label: 'When?', missing: 'Enter the day' }) },
})

const folder = mkdtempSync(join(tmpdir(), 'holdfast-documents-'))
const kept = join(folder, 'kept')
let db: Db
let app: App
let book: Book
let people: {
  readonly [who in 'amira' | 'asha' | 'ruth' | 'helen' | 'olu']: {
    readonly actor: Actor
    readonly seat: SignedIn
  }
}
let childId: string
let noteId: string
let adoptionId: string

before(async () => {
  db = await freshDb()
  book = { ...bookOn(db, [], undefined, [document, note, adoption]), vault: vaultIn(kept) }
  app = await serverOf(book, [pages], async () => nothing)
  const somebody = async (...[name, role, team]: Parameters<typeof addStaff> extends [Db, ...infer R] ? R : never) => {
    const actor = await addStaff(db, name, role, team)
    return { actor, seat: await signIn(book, actor) }
  }
  people = {
    amira: await somebody('Amira Khalil', 'SW'),
    asha: await somebody('Asha Patel', 'TM'),
    ruth: await somebody('Ruth Oyelaran', 'TM'),
    helen: await somebody('Helen Tate', 'CPC', null),
    olu: await somebody('Olu Bankole', 'SW', 'Hillside'),
  }
  childId = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, childId, people.amira.actor)
  const [written] = await db.insertInto('note').values({ childId, state: 'recorded', happenedOn: day('2026-11-03'), kind: 'call', line: 'Ms Ford rang' }).returning('id').execute()
  const [placed] = await db.insertInto('adoption').values({ childId, state: 'planned' }).returning('id').execute()
  noteId = written?.id ?? ''
  adoptionId = placed?.id ?? ''
}) // prettier-ignore
after(async () => {
  await app.close()
  await db.destroy()
  rmSync(folder, { recursive: true })
})

type Who = keyof typeof people
const at = (rest = ''): string => `/children/${childId}/documents${rest}`
const letter = {
  kind: 'letter',
  what: 'Letter about breakfast club',
  madeOn: '3/11/2026',
  cameFrom: 'Ms Ford',
}

/** A form as a browser sends it, with the file under the name it came with. */
async function attach(who: Who, content: Buffer | string | null, fields: Record<string, string> = letter, name = 'Leo Barker.pdf') {
  const { seat } = people[who]
  const parts = Object.entries({ ...fields, _csrf: seat.csrf }).map(([key, value]) => Buffer.from(`--x\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`))
  const file = content === null ? [] : [Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/pdf\r\n\r\n`), Buffer.from(content as string), Buffer.from('\r\n')]
  const payload = Buffer.concat([...parts, ...file, Buffer.from('--x--\r\n')])
  const headers = { cookie: seat.cookie, 'content-type': 'multipart/form-data; boundary=x' }
  const answer = await app.inject({ method: 'POST', url: at('/attach'), headers, payload })
  return { status: answer.statusCode, words: wordsOf(answer.body), body: answer.body, id: /documents\/([0-9a-f-]{36})$/.exec(String(answer.headers.location))?.[1] ?? '' }
} // prettier-ignore

const get = (who: Who, url: string) => app.inject({ url, headers: { cookie: people[who].seat.cookie } })
const post = (who: Who, url: string, payload: object = {}) =>
  app.inject({ method: 'POST', url, headers: { cookie: people[who].seat.cookie }, payload: { _csrf: people[who].seat.csrf, ...payload } }) // prettier-ignore
const files = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))

/** A real PDF, by somebody who says who they are. */
const pdf = (): Promise<Buffer> =>
  new Promise((resolve) => {
    const made = new PDFDocument({ info: { Author: 'Ms Ford', Title: 'Leo Barker' } })
    const pieces: Buffer[] = []
    made.on('data', (piece: Buffer) => pieces.push(piece))
    made.on('end', () => resolve(Buffer.concat(pieces)))
    made.text('Leo has breakfast at school on the days he is on time.')
    made.end()
  })

describe('a document', () => {
  it('is kept without who made it, opened as a file under a name that tells of nobody, and that it was opened is written down', async () => {
    const { status, id } = await attach('amira', await pdf(), { ...letter, aboutId: `note:${noteId}` })
    assert.equal(status, 303)
    const row = await db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    assert.deepEqual([row.format, row.aboutKind, row.aboutId, row.state], ['pdf', 'note', noteId, 'filed'])
    const answer = await get('amira', at(`/${id}/file`))
    assert.equal(answer.statusCode, 200)
    const { headers } = answer
    assert.equal(headers['content-disposition'], `attachment; filename="document-2026-11-03-${id.slice(-6)}.pdf"`)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['content-type'], 'application/pdf')
    assert.match(String(headers['content-security-policy']), /sandbox/)
    assert.equal(answer.rawPayload.length, row.bytes)
    assert.doesNotMatch(answer.rawPayload.toString('latin1'), /Ms Ford|Leo Barker|PDFKit/)
    const read = await db.selectFrom('readEvent').selectAll().where('route', '=', '/children/:childId/documents/:recordId/file').execute()
    assert.deepEqual(read.map(({ actorId, childIds }) => [actorId, childIds]), [[people.amira.actor.id, [childId]]])
  }) // prettier-ignore

  it('is what its bytes say, whatever it is called, and one that is not kept is refused beside its field with nothing typed lost', async () => {
    const before = files()
    for (const [content, says] of [
      ['<!doctype html><script>alert(1)</script>', /This is a web page/],
      ['MZ\x90\0', /This is a program/],
      ['', /This file is empty/],
    ] as const) {
      const { status, words, body } = await attach('amira', content)
      assert.equal(status, 422)
      assert.match(words, says)
      assert.match(body, /id="file-error"/)
      assert.match(body, /value="Letter about breakfast club"/)
    }
    assert.deepEqual(files(), before)
  })

  it('is asked about all at once', async () => {
    const { status, words } = await attach('amira', null, { madeOn: '2/12/2026', aboutId: `note:${childId}` })
    assert.equal(status, 422)
    for (const says of ['Choose the document', 'Select what kind of document it is', 'Enter what it is', 'Enter who it is from', 'Select a record from the list', 'The day it was made must be today or in the past'])
      assert.match(words, new RegExp(says))
  }) // prettier-ignore
})

describe('who may open a document', () => {
  it('are those who may read the child’s record', async () => {
    const { id } = await attach('amira', 'A note Leo wrote')
    assert.equal((await get('olu', at(`/${id}/file`))).statusCode, 403)
    assert.equal((await get('olu', at())).statusCode, 403)
    assert.equal((await get('helen', at(`/${id}/file`))).statusCode, 200)
    assert.equal((await attach('olu', 'A note')).id, '')
  })

  it('must read the record it belongs to as well: one of an adoption is nothing to a conference chair', async () => {
    const { id } = await attach('amira', 'The panel’s minutes', { ...letter, what: 'Panel minutes', aboutId: `adoption:${adoptionId}` })
    assert.equal((await get('amira', at(`/${id}`))).statusCode, 200)
    for (const rest of [`/${id}`, `/${id}/file`]) assert.equal((await get('helen', at(rest))).statusCode, 403)
    assert.doesNotMatch(wordsOf((await get('helen', at())).body), /Panel minutes/)
    assert.match(wordsOf((await get('amira', at())).body), /Panel minutes/)
  }) // prettier-ignore
})

describe('a document that should not be there', () => {
  it('is withdrawn by a second look, opened by workers no more, and never deleted', async () => {
    const { id } = await attach('asha', 'About another family')
    const why = { withdrawWhy: 'It is about another family' }
    assert.equal((await post('asha', at(`/${id}/ask-to-withdraw`), why)).statusCode, 303)
    const alone = await post('asha', at(`/${id}/withdraw`))
    assert.match(wordsOf(alone.body), /another manager must decide/)
    assert.equal((await post('amira', at(`/${id}/withdraw`))).statusCode, 403)
    assert.equal((await post('ruth', at(`/${id}/withdraw`))).statusCode, 303)
    assert.equal((await get('amira', at(`/${id}/file`))).statusCode, 403)
    assert.equal((await get('ruth', at(`/${id}/file`))).body, 'About another family')
    assert.match(wordsOf((await get('amira', at())).body), /Withdrawn/)
  })
})

describe('a file that is not as it was kept', () => {
  it('is not shown', async () => {
    const { id } = await attach('amira', 'What was said')
    const { fingerprint } = await db.selectFrom('document').select('fingerprint').where('id', '=', id).executeTakeFirstOrThrow() // prettier-ignore
    const path = files().find((one) => one.endsWith(fingerprint ?? '')) ?? ''
    assert.equal(readFileSync(path, 'utf8'), 'What was said')
    writeFileSync(path, 'What was not said')
    const answer = await get('amira', at(`/${id}/file`))
    assert.equal(answer.statusCode, 500)
    assert.match(wordsOf(answer.body), /is not as it was kept, so it is not shown/)
    assert.equal(answer.headers['content-disposition'], undefined)
  })
})

describe('a disk that takes no more', () => {
  it('is told of in a plain sentence, and nothing is half stored', async () => {
    const standing = join(folder, 'full')
    writeFileSync(standing, '')
    const full = await serverOf({ ...book, vault: vaultIn(standing) }, [pages], async () => nothing)
    const count = async () => (await db.selectFrom('document').select(db.fn.countAll().as('n')).executeTakeFirstOrThrow()).n // prettier-ignore
    const [before, own] = [await count(), app]
    app = full
    try {
      const { status, words } = await attach('amira', 'A letter')
      assert.equal(status, 422)
      assert.match(words, /the disk it goes to is full or cannot be written. Nothing of it was kept/)
    } finally {
      app = own
      await full.close()
    }
    assert.equal(await count(), before)
  })
})
