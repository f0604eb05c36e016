import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../access/policy.ts'
import type { Db } from '../db/database.ts'
import type { Book } from '../record/book.ts'
import { addStaff, bookOn } from '../testing/office.ts'
import { serverOf, signIn, wordsOf } from '../testing/pages.ts'
import { freshDb } from '../testing/world.ts'
import type { App } from '../web/app.ts'
import { html, nothing } from '../web/html.ts'
import { acceptUploads, uploadOf } from '../web/upload.ts'
import { clamd, NotScanned } from './clamd.ts'
import { scannerDaemon } from './scanner.testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-scanner-'))
const harmful = 'a macro that rings home'
const verdict = (file: Buffer): string =>
  file.includes(harmful) ? 'stream: Example.Test FOUND' : 'stream: OK'

describe('a scanner of files', () => {
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }

  it('is given every byte of a file, however many pieces it takes, and says whether it is clean', async () => {
    const daemon = await scannerDaemon(verdict)
    const scanner = clamd('127.0.0.1', daemon.port)
    const large = Buffer.alloc(300_000, 'Leo has breakfast at school. ')
    assert.equal(await scanner.isClean(file('large', large)), true)
    assert.equal(await scanner.isClean(file('empty', '')), true)
    assert.equal(await scanner.isClean(file('bad', `${'x'.repeat(200_000)}${harmful}`)), false)
    assert.deepEqual(
      daemon.given.map(({ length }) => length),
      [300_000, 0, 200_023],
    )
    assert.ok(daemon.given[0]?.equals(large))
    await daemon.close()
  })

  it('takes no file for clean of which it has not said so: too large, an error, no answer, or nobody there', async () => {
    const small = await scannerDaemon(verdict, 1_000)
    await assert.rejects(
      clamd('127.0.0.1', small.port).isClean(file('large', 'x'.repeat(2_000_000))),
      NotScanned,
    )
    await small.close()
    const ill = await scannerDaemon(() => 'stream: Access denied. ERROR')
    await assert.rejects(clamd('127.0.0.1', ill.port).isClean(file('any', 'x')), NotScanned)
    await ill.close()
    const mute = await scannerDaemon(() => '')
    await assert.rejects(clamd('127.0.0.1', mute.port).isClean(file('any', 'x')), NotScanned)
    await mute.close()
    await assert.rejects(clamd('127.0.0.1', mute.port).isClean(file('any', 'x')), NotScanned)
  })
})

describe('a file somebody gives', () => {
  let db: Db
  let book: Book
  let actor: Actor
  before(async () => {
    db = await freshDb()
    book = bookOn(db)
    actor = await addStaff(db, 'Amira Khalil', 'SW')
  })
  after(async () => {
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  async function serving(port: number): Promise<App> {
    const takes = async (app: App): Promise<void> => {
      acceptUploads(app, { permission: 'document.write', fields: ['file'] })
      app.post('/give', { config: { audience: 'document.write', shows: 'nobody' } }, (request, reply) =>
        reply.page({ title: `Taken ${uploadOf(request)?.names.get('file')?.length ?? 0}`, body: html`` }),
      )
    }
    return serverOf(book, [takes], async () => nothing, { scanner: clamd('127.0.0.1', port) })
  }

  async function give(app: App, content: string) {
    const seat = await signIn(book, actor)
    const part = (name: string, value: string): string =>
      `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const named = `--x\r\ncontent-disposition: form-data; name="file"; filename="letter.txt"\r\ncontent-type: text/plain\r\n\r\n${content}\r\n`
    const answer = await app.inject({
      method: 'POST',
      url: '/give',
      headers: { cookie: seat.cookie, 'content-type': 'multipart/form-data; boundary=x' },
      payload: `${part('_csrf', seat.csrf)}${named}--x--\r\n`,
    })
    return { status: answer.statusCode, words: wordsOf(answer.body) }
  }

  it('is looked into before anything of ours reads it (ASVS 5.0 V5.4.3)', async () => {
    const daemon = await scannerDaemon(verdict)
    const app = await serving(daemon.port)
    const clean = await give(app, 'Leo was on time all week.')
    assert.equal(clean.status, 200)
    assert.match(clean.words, /Taken 1/)
    const refused = await give(app, harmful)
    assert.equal(refused.status, 422)
    assert.match(
      refused.words,
      /The virus scanner found something harmful in letter\.txt\. Nothing of it was kept\./,
    )
    await Promise.all([app.close(), daemon.close()])
  })

  it('is not taken while the scanner cannot be asked, and whoever gives it is told to try again', async () => {
    const daemon = await scannerDaemon(verdict)
    const app = await serving(daemon.port)
    await daemon.close()
    const answer = await give(app, 'Leo was on time all week.')
    assert.equal(answer.status, 503)
    assert.match(answer.words, /The virus scanner gave no answer, so no file can be taken at the moment/)
    await app.close()
  })
})
