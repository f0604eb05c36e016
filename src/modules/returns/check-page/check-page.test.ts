import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import exceljs from 'exceljs'
import { bookOf } from '../../../app/book.ts'
import type { Actor, Role } from '../../../platform/access/policy.ts'
import { instant } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { identityOf } from '../../../platform/db/process.ts'
import { html } from '../../../platform/web/html.ts'
import { sweepUploads } from '../../../platform/web/upload.ts'
import { serverOf, signIn, wordsOf } from '../../../platform/testing/pages.ts'
import { census, elements, episodesCsv, filesOf, headerCsv } from '../../../platform/testing/returns.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import { pages } from '../index.ts'

const opened: Db[] = []
after(async () => {
  for (const db of opened) await db.destroy()
})

async function office() {
  const db = await freshDb()
  opened.push(db)
  process.env['HOLDFAST_DATA'] = filesOf({})
  const book = bookOf(db, () => instant('2026-11-22T10:00:00+00:00'))
  const app = await serverOf(book, [pages], async () => html``)
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
type Given = readonly [field: string, name: string, content: string | Buffer]

const boundary = 'a-line-that-stands-between'
function multipart(fields: Readonly<Record<string, string>>, files: readonly Given[]): Buffer {
  const part = (about: string, content: string | Buffer): Buffer[] => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${about}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]
  return Buffer.concat([
    ...Object.entries(fields).flatMap(([name, value]) => part(`name="${name}"`, value)),
    ...files.flatMap(([field, name, content]) => part(`name="${field}"; filename="${name}"`, content)),
    Buffer.from(`--${boundary}--\r\n`),
  ])
}

const give = (
  { app }: Office,
  who: Who,
  files: readonly Given[],
  also: Readonly<Record<string, string>> = {},
) =>
  app.inject({
    method: 'POST',
    url: '/returns/check',
    headers: { cookie: who.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: multipart({ _csrf: who.csrf, year: '2026', ...also }, files),
  })
const get = ({ app }: Office, who: Who, url: string) => app.inject({ url, headers: { cookie: who.cookie } })
const post = ({ app }: Office, who: Who, url: string, form: Readonly<Record<string, string>> = {}) =>
  app.inject({
    method: 'POST',
    url,
    headers: { cookie: who.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: who.csrf, ...form }).toString(),
  })

/** Gives files, and asks as the browser does until the page no longer asks to be asked again. */
async function check(on: Office, who: Who, files: readonly Given[], also?: Readonly<Record<string, string>>) {
  const given = await give(on, who, files, also)
  assert.equal(given.statusCode, 303, given.body)
  const at = String(given.headers.location)
  for (;;) {
    const page = await get(on, who, at)
    if (page.headers['refresh'] === undefined) return { at, page, words: wordsOf(page.body) }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const uploadsLeft = (): string[] => {
  const within = join(process.env['HOLDFAST_DATA'] ?? '', 'uploads')
  if (!existsSync(within)) return []
  return readdirSync(within, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).replace(/^.*uploads\/[^/]+\/[^/]+\//, ''))
}
/** Of the files somebody gave; what was found in them is in `made`. */
const givenLeft = (): string[] => uploadsLeft().filter((path) => !path.startsWith('made/'))

// Child 11 is of no known sex (103 counts anything but the codes), child =1+1 has an id that a spreadsheet would work out.
const header = headerCsv([
  ['11', '9', '04/05/2015', 'WBRI', 'UN4'],
  ['=1+1', '9', '04/05/2016', 'WBRI', 'UN4'],
])
const episodes = episodesCsv([['11', '01/05/2025', 'S', 'C2', 'N1', 'U1', 'PR1']])
const set: readonly Given[] = [
  ['files', 'header.csv', header],
  ['files', 'episodes.csv', episodes],
]
const oneCensus = census(2026, [
  {
    id: '100',
    episodes: [elements({ CINreferralDate: '2025-06-02', ReferralSource: 'ZZ', ReferralNFA: '0' })],
  },
])

async function providersList(): Promise<Buffer> {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('Providers')
  sheet.addRow(['URN', 'Placement code', 'Placement provider code', 'Setting address postcode'])
  sheet.addRow([1234567, 'U1', 'PR1', 'AA1 1AA'])
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe('checking a return on a page', () => {
  it('says by rule and by child what is wrong, shows one kind of it when asked, and keeps no file', async () => {
    const on = await office()
    const analyst = await on.person('PERF')
    const { at, page, words } = await check(on, analyst, set)
    assert.equal(page.statusCode, 200)
    assert.match(words, /Check of the looked-after return \(SSDA903\), 2025\/26/)
    assert.match(words, /Read 2 children: Header 2, Episodes 1/)
    assert.match(words, /Rules that were not asked, because a table or a list they need was not given 105, /)
    assert.match(words, /The files have been deleted/)
    assert.deepEqual(givenLeft(), [])
    const rules = await get(on, analyst, `${at}?level=query&table=Episodes`)
    assert.match(wordsOf(rules.body), /\d+ of \d+ rules/)
    const [, rule] = new RegExp(`href="(${at}/rules/\\d+)">101<`).exec(page.body) ?? []
    assert.ok(rule, words)
    assert.match(wordsOf((await get(on, analyst, rule)).body), /Rule 101 .* 11 Header, line 2: SEX/)
    const children = wordsOf((await get(on, analyst, `${at}/children`)).body)
    assert.match(children, /2 children, those with the most errors first/)
    const found = await post(on, analyst, `${at}/children`, { child: '11' })
    const child = await get(on, analyst, String(found.headers.location))
    assert.match(wordsOf(child.body), /Child 11 No child you may see is called by this id .* 101 error/)
    const nobody = await post(on, analyst, `${at}/children`, { child: '404' })
    assert.equal(nobody.statusCode, 422)
    assert.match(wordsOf(nobody.body), /There is a problem Nothing was found of a child with this id/)
  })

  it('gives what was found as CSV, workbook and JSON that work nothing out', async () => {
    const on = await office()
    const analyst = await on.person('PERF')
    const { at } = await check(on, analyst, set)
    const csv = await get(on, analyst, `${at}/findings.csv`)
    assert.equal(csv.headers['content-disposition'], 'attachment; filename="ssda903-2026-findings.csv"')
    assert.match(csv.body, /,'=1\+1,/)
    assert.doesNotMatch(csv.body, /,=1\+1,/)
    const book = new exceljs.Workbook()
    const xlsx = (await get(on, analyst, `${at}/findings.xlsx`)).rawPayload
    await book.xlsx.load(new Uint8Array(xlsx).buffer)
    assert.ok((book.getWorksheet('Findings')?.rowCount ?? 0) > 2)
    const json = JSON.parse((await get(on, analyst, `${at}/findings.json`)).body) as { findings: unknown[] }
    assert.ok(json.findings.length > 2)
    assert.equal((await get(on, analyst, `${at}/findings.exe`)).statusCode, 404)
  })

  it('asks more of a return that has last year’s, a list of providers and postcodes beside it, wherever they were dropped', async () => {
    const on = await office()
    const analyst = await on.person('PERF')
    const passedOver = (words: string): number =>
      Number(/(\d+) asked of \d+ in force/.exec(words)?.[1] ?? Number.NaN)
    const alone = passedOver((await check(on, analyst, set)).words)
    const list = await providersList()
    const { words } = await check(on, analyst, [
      ...set,
      ['files', 'Providers.xlsx', list],
      ['last', 'episodes.csv', episodes.replace('01/05/2025', '01/05/2024')],
      ['postcodes', 'places.csv', 'pcd,oseast1m,osnrth1m,laua\nAA1 1AA,400000,300000,E06000060\n'],
    ])
    assert.match(words, /Last year Episodes 1/)
    assert.ok(passedOver(words) > alone + 20, `${passedOver(words)} asked, ${alone} without`)
  })

  it('checks a census by the rules of the census', async () => {
    const on = await office()
    const { words } = await check(on, await on.person('PERF'), [['files', 'cin.xml', oneCensus]])
    assert.match(words, /Check of the children in need census, 2025\/26 .*1 child: /)
    assert.match(words, /109 asked of 109 in force/)
  })

  it('says which file could not be read and why, by the name it came with, and keeps none of them', async () => {
    const on = await office()
    const { words } = await check(on, await on.person('PERF'), [
      ['files', 'episodes.csv', episodes],
      ['files', 'return <b>.xml', '<!DOCTYPE a []><Message/>'],
    ])
    assert.match(words, /These files could not be checked .*return &lt;b&gt;.xml|return &#60;b&#62;.xml/)
    assert.match(words, /has a DTD .* Remove it\. The files have been deleted/)
    assert.deepEqual(uploadsLeft(), [])
  })

  it('names the first file where none is a return', async () => {
    const on = await office()
    const { words } = await check(on, await on.person('PERF'), [
      ['files', 'empty.csv', ''],
      ['files', 'letter.docx', 'Dear all'],
    ])
    assert.match(words, /These files could not be checked empty\.csv: This file is empty\. Export it again\./)
  })

  it('holds the files to be read in only where that was asked for', async () => {
    const on = await office()
    const analyst = await on.person('PERF')
    const { at, page } = await check(on, analyst, [['files', 'cin.xml', oneCensus]], { keep: 'yes' })
    assert.deepEqual(givenLeft(), ['files/001'])
    assert.match(page.body, /action="\/import\/checked\/[0-9a-f-]{36}"/)
    await post(on, analyst, `${at}/leave`)
    assert.deepEqual(uploadsLeft(), [])
    assert.equal((await get(on, analyst, at)).statusCode, 404)
  })

  it('ends a check that its person no longer wants', async () => {
    const on = await office()
    const analyst = await on.person('PERF')
    const at = String((await give(on, analyst, set)).headers.location)
    assert.match(wordsOf((await get(on, analyst, at)).body), /Checking the return .*2 files have come/)
    await post(on, analyst, `${at}/leave`)
    await new Promise((resolve) => setTimeout(resolve, 200))
    assert.deepEqual(uploadsLeft(), [])
  })

  it('asks for the files and for a year there are rules for', async () => {
    const on = await office()
    const analyst = await on.person('PERF')
    const none = await give(on, analyst, [], { year: '2025' })
    assert.equal(none.statusCode, 422)
    assert.match(wordsOf(none.body), /There is a problem Choose the files of the return/)
    assert.match(none.body, /value="2025" selected/)
    assert.match(wordsOf((await give(on, analyst, set, { year: '1066' })).body), /Choose the year/)
    // They go when the answer has gone.
    await new Promise((resolve) => setTimeout(resolve, 100))
    assert.deepEqual(uploadsLeft(), [])
  })

  it('is for those who make returns, and shows what one gave to no other', async () => {
    const on = await office()
    const [analyst, other, worker] = [await on.person('PERF'), await on.person('PERF'), await on.person('SW')]
    assert.equal((await get(on, worker, '/returns/check')).statusCode, 403)
    assert.equal((await give(on, worker, set)).statusCode, 403)
    assert.deepEqual(uploadsLeft(), [])
    const { at } = await check(on, analyst, set)
    for (const page of ['', '/children', '/rules/0', '/findings.csv'])
      assert.equal((await get(on, other, `${at}${page}`)).statusCode, 404, page)
  })

  it('finds at its next start what a process that was killed left behind', async () => {
    const within = filesOf({})
    const [own, killed] = [encodeURIComponent(identityOf(process.pid) ?? ''), encodeURIComponent('1 2 3')]
    for (const name of [own, killed]) {
      mkdirSync(join(within, name, 'upload/files'), { recursive: true })
      writeFileSync(join(within, name, 'upload/files/001'), episodes)
    }
    await sweepUploads(within)
    assert.deepEqual(readdirSync(within), [own])
  })
})
