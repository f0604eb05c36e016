import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { bookOf } from '../../app/book.ts'
import type { Actor, Role } from '../../platform/access/policy.ts'
import { instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { html } from '../../platform/web/html.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { census, elements, filesOf } from '../../platform/testing/returns.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { pages as returnsPages } from '../returns/index.ts'
import { pages } from './pages.ts'

// Uploads of this test lie by themselves, so that what is left behind can be seen. The server is up before they do.
const opened: Db[] = []
after(async () => {
  for (const db of opened) await db.destroy()
})

async function office() {
  const db = await freshDb()
  opened.push(db)
  process.env['HOLDFAST_DATA'] = filesOf({})
  const book = bookOf(db, () => instant('2026-11-22T10:00:00+00:00'))
  const app = await serverOf(book, [pages, returnsPages], async () => html``)
  const person = async (role: Role) => {
    const { id } = await db
      .insertInto('staff')
      .values({ name: `A ${role}`, role })
      .returning('id')
      .executeTakeFirstOrThrow()
    const actor: Actor = { id, name: `A ${role}`, role, teamId: null, service: null }
    return signIn(book, actor)
  }
  return { db, app, person }
}

type Office = Awaited<ReturnType<typeof office>>
type Who = Awaited<ReturnType<Office['person']>>

const boundary = 'a-line-that-stands-between'
const multipart = (
  fields: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
): string =>
  [
    ...Object.entries(fields).map(
      ([name, value]) =>
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    ),
    ...Object.entries(files).map(
      ([name, text]) =>
        `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: text/xml\r\n\r\n${text}\r\n`,
    ),
    `--${boundary}--\r\n`,
  ].join('')

const upload = (
  { app }: Office,
  who: Who,
  files: Readonly<Record<string, string>>,
  csrf = who.csrf,
  url = '/import',
) =>
  app.inject({
    method: 'POST',
    url,
    headers: { cookie: who.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: multipart({ _csrf: csrf, year: '2026', keep: 'yes' }, files),
  })

const get = ({ app }: Office, who: Who, url: string) => app.inject({ url, headers: { cookie: who.cookie } })
const post = ({ app }: Office, who: Who, url: string, form: Readonly<Record<string, string>> = {}) =>
  app.inject({
    method: 'POST',
    url,
    headers: { cookie: who.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: who.csrf, ...form }).toString(),
  })

/** Asks as the browser does, every so often, until the page no longer asks to be asked again. */
async function settled(on: Office, who: Who, url: string) {
  for (;;) {
    const page = await get(on, who, url)
    if (page.headers['refresh'] === undefined) return page
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

const uploadsLeft = (): string[] => {
  try {
    const within = join(process.env['HOLDFAST_DATA'] ?? '', 'uploads')
    const found = readdirSync(within, { recursive: true, withFileTypes: true })
    return found.filter((entry) => entry.isFile()).map(({ name }) => name)
  } catch {
    return []
  }
}

const one = census(2026, [
  {
    id: '100',
    episodes: [
      elements({
        CINreferralDate: '2025-06-02',
        ReferralSource: '1A',
        PrimaryNeedCode: 'Q7',
        ReferralNFA: '0',
      }),
    ],
  },
])

describe('the import page', () => {
  it('shows what files would bring, reads them in when asked, and says what came of it', async () => {
    const on = await office()
    const analyst = await on.person('PERF')
    const given = await upload(on, analyst, { 'return.xml': one })
    assert.equal(given.statusCode, 303)
    const at = String(given.headers.location)
    const preview = await settled(on, analyst, at)
    const words = wordsOf(preview.body)
    assert.match(words, /children in need census, 2025\/26/)
    assert.match(words, /New children 1/)
    assert.match(words, /Codes nobody knows 1/)
    assert.match(words, /Nothing has been kept yet/)
    assert.deepEqual(await on.db.selectFrom('person').select('id').execute(), [])
    await post(on, analyst, `${at}/commit`)
    const done = await settled(on, analyst, at)
    assert.equal(done.statusCode, 303)
    const result = await get(on, analyst, String(done.headers.location))
    assert.match(wordsOf(result.body), /What was read in .* New children 1/)
    assert.match(result.body, /href="\/data-quality\?rule=return\.unknown-code"/)
    assert.equal((await on.db.selectFrom('person').select('id').execute()).length, 1)
    assert.deepEqual(uploadsLeft(), [])
  })

  it('keeps nothing of what is left, on the disk or off it', async () => {
    const on = await office()
    const analyst = await on.person('PERF')
    const at = String((await upload(on, analyst, { 'return.xml': one })).headers.location)
    await settled(on, analyst, at)
    await post(on, analyst, `${at}/leave`)
    assert.deepEqual(uploadsLeft(), [])
    assert.equal((await get(on, analyst, at)).statusCode, 404)
    assert.deepEqual(await on.db.selectFrom('import').select('id').execute(), [])
  })

  it('says in a sentence why harmful files were refused', async () => {
    const on = await office()
    const analyst = await on.person('PERF')
    const at = String((await upload(on, analyst, { 'a.xml': '<!DOCTYPE a []><Message/>' })).headers.location)
    const page = await settled(on, analyst, at)
    assert.match(wordsOf(page.body), /These files were not read in .*has a DTD/)
    assert.deepEqual(uploadsLeft(), [])
  })

  it('asks for files where none were chosen', async () => {
    const on = await office()
    const page = await upload(on, await on.person('PERF'), {})
    assert.equal(page.statusCode, 422)
    assert.match(wordsOf(page.body), /There is a problem Choose the files to read in/)
  })

  it('writes nothing to the disk for whoever may not import, and nothing is kept for a form not ours', async () => {
    const on = await office()
    const worker = await on.person('SW')
    assert.equal((await upload(on, worker, { 'a.xml': one })).statusCode, 403)
    assert.deepEqual(uploadsLeft(), [])
    const analyst = await on.person('PERF')
    assert.equal((await upload(on, analyst, { 'a.xml': one }, 'not the token')).statusCode, 403)
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.deepEqual(uploadsLeft(), [])
  })

  it('shows what files that were checked would bring, once', async () => {
    const on = await office()
    const [analyst, other] = [await on.person('PERF'), await on.person('PERF')]
    const given = await upload(on, analyst, { 'return.xml': one }, analyst.csrf, '/returns/check')
    const checked = await settled(on, analyst, String(given.headers.location))
    const [, to = ''] = /action="(\/import\/checked\/[^"]+)"/.exec(checked.body) ?? []
    assert.equal((await post(on, other, to)).statusCode, 404)
    const at = String((await post(on, analyst, to)).headers.location)
    assert.match(wordsOf((await settled(on, analyst, at)).body), /New children 1 .*Nothing has been kept yet/)
    assert.equal((await post(on, analyst, to)).statusCode, 404)
    await post(on, analyst, `${at}/leave`)
    assert.deepEqual(uploadsLeft(), [])
  })

  it('reads and deletes no folder that a form names', async () => {
    const on = await office()
    const analyst = await on.person('PERF')
    const ours = filesOf({ 'ours.xml': one })
    const form = { folder: ours, files: '1' }
    const page = await post(on, analyst, '/import', form)
    assert.match(wordsOf(page.body), /Choose the files to read in/)
    await on.app.inject({
      method: 'POST',
      url: '/import',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.deepEqual(readdirSync(ours), ['ours.xml'])
  })

  it('shows what one person gave to no other', async () => {
    const on = await office()
    const [analyst, other] = [await on.person('PERF'), await on.person('PERF')]
    const at = String((await upload(on, analyst, { 'return.xml': one })).headers.location)
    await settled(on, analyst, at)
    assert.equal((await get(on, other, at)).statusCode, 404)
    await post(on, analyst, `${at}/leave`)
  })

  it('withdraws an import when a second person agrees', async () => {
    const on = await office()
    const [analyst, manager] = [await on.person('PERF'), await on.person('SM')]
    const at = String((await upload(on, analyst, { 'return.xml': one })).headers.location)
    await settled(on, analyst, at)
    await post(on, analyst, `${at}/commit`)
    const result = String((await settled(on, analyst, at)).headers.location)
    const silent = await post(on, analyst, `${result}/withdraw`, { why: '' })
    assert.match(wordsOf(silent.body), /Say why the import should be withdrawn/)
    assert.equal((await post(on, analyst, `${result}/withdraw`, { why: 'The wrong year' })).statusCode, 303)
    const own = await post(on, analyst, `${result}/agree`)
    assert.match(wordsOf(own.body), /A second person must agree/)
    assert.match(wordsOf((await get(on, manager, result)).body), /The wrong year Agree, and withdraw it/)
    assert.equal((await post(on, manager, `${result}/agree`)).statusCode, 303)
    assert.match(wordsOf((await get(on, manager, result)).body), /This import was withdrawn: The wrong year/)
    assert.match(wordsOf((await get(on, manager, '/import')).body), /Withdrawn/)
  })
})
