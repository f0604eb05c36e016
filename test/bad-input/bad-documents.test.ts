import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { inflateSync } from 'node:zlib'
import { clean } from '../../src/platform/files/documents/clean.ts'
import { partsOf } from '../../src/platform/files/documents/parts.ts'
import { FileRefused } from '../../src/platform/files/refused.ts'
import { wordsOf } from '../../src/platform/testing/pages.ts'
import { documentSorts, isLong, secret, type DocumentSort } from './document-kinds.ts'
import { randomFrom } from './random.ts'
import { beginning, sendByHand, startSite, type Site } from './site.ts'

// HOLDFAST_BAD_FILES=300 gives all of them to the product itself; without it each that is quick is read once, here.
const asked = Number(process.env['HOLDFAST_BAD_FILES'] || 0)

/** Everything that is in a document, packed or not. */
function inside(bytes: Buffer): string {
  if (bytes.toString('latin1', 0, 2) === 'PK') return partsOf(bytes).map(({ name, content }) => `${name} ${inside(content)}`).join(' ') // prettier-ignore
  const streams = [...bytes.toString('latin1').matchAll(/stream\r?\n([^]*?)endstream/g)]
  const unpacked = streams.map(([, packed = '']) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return `${bytes.toString('latin1')} ${unpacked.join(' ')}`
}

/** A sentence of one's own: what is wrong, and what to do. */
const sentence = /^[A-Z][^]{20,}[.?]$/

async function wrongWith({ name, fate, make }: DocumentSort, seed: number): Promise<string[]> {
  try {
    const { kind, bytes } = await clean(make(randomFrom(seed)))
    if (kind !== fate) return [`${name} (seed ${seed}) was kept as ${kind}`]
    if (inside(bytes).includes(secret)) return [`${name} still says who made it`]
    const again = await clean(bytes)
    return again.kind === kind ? [] : [`${name} cleaned twice is ${again.kind}`]
  } catch (fault) {
    if (!(fault instanceof FileRefused)) throw new Error(name, { cause: fault })
    return fate === 'refused' && sentence.test(fault.message) ? [] : [`${name} was refused: ${fault.message}`]
  }
}

describe(`${documentSorts.length} sorts of documents that are hostile, broken or say too much`, () => {
  const quick = documentSorts.filter((sort) => !isLong(sort))
  it('are each refused with what to do, or kept without what they say of their maker', async () => {
    const wrong: string[] = []
    for (const sort of quick) wrong.push(...(await wrongWith(sort, 1)))
    assert.deepEqual(wrong, [])
  })
})

describe('the product itself', { skip: asked < 300 }, () => {
  let site: Site
  const rounds = Math.ceil(Math.max(asked, 300) / documentSorts.length)
  const files = Array.from({ length: rounds }, (_, i) => documentSorts.map((sort) => ({ sort, seed: i + 1 }))).flat() // prettier-ignore
  after(() => site?.stop())

  async function give({ name, make, called = 'letter.pdf' }: DocumentSort, seed: number) {
    const { port, childId, worker } = site
    const form = new FormData()
    const fields = { _csrf: worker.csrf, kind: 'letter', what: name, madeOn: '3/11/2026', cameFrom: 'A stranger', aboutId: '' }
    for (const [field, value] of Object.entries(fields)) form.append(field, value)
    form.append('file', new Blob([new Uint8Array(make(randomFrom(seed)))]), called)
    const answer = await fetch(`http://127.0.0.1:${port}/children/${childId}/documents/attach`, { method: 'POST', body: form, headers: { cookie: worker.cookie }, redirect: 'manual' })
    return { status: answer.status, body: await answer.text() }
  } // prettier-ignore

  /** What is wrong with what became of one file. */
  async function became(sort: DocumentSort, seed: number): Promise<string[]> {
    const before = site.kept().length
    const { status, body } = await give(sort, seed)
    const refused = sort.fate === 'refused'
    const told = refused ? status === 422 && body.includes('id="file-error"') : status === 303
    return [
      ...(told ? [] : [`${sort.name} (seed ${seed}): ${status} ${wordsOf(body).slice(0, 300)}`]),
      ...(refused && site.kept().length !== before ? [`${sort.name} was kept though it was refused`] : []),
      ...(site.kept().every((name) => /^[0-9a-f]{64}$/.test(name)) ? [] : [`${sort.name} was half kept`]),
      ...(site.lives() ? [] : [`${sort.name} stopped the server`]),
    ]
  }

  // Some at a time: each test ends within what a test may take.
  for (let from = 0; from < files.length; from += 20)
    it(`lives through ${from + 1} to ${Math.min(from + 20, files.length)} of ${files.length}, and half keeps none`, async (t) => {
      site ??= await startSite(2)
      const wrong: string[] = []
      for (const { sort, seed } of files.slice(from, from + 20)) wrong.push(...(await became(sort, seed)))
      for (let patience = 0; site.left().length > 0 && patience < 50; patience += 1) await pause(20)
      const { longest, most } = await site.measure()
      t.diagnostic(`${site.kept().length} kept; most memory ${most} MiB; ${longest} ms at most in one piece`)
      assert.deepEqual(wrong, [])
      assert.deepEqual(site.left(), [])
      assert.ok(most < 1024, `${most} MiB`)
      assert.ok(longest < 3000, `others waited ${longest} ms`)
    }) // prettier-ignore

  it('cuts off a document that comes too slowly, or is far too large, with a sentence', async () => {
    site ??= await startSite(2)
    const path = `/children/${site.childId}/documents/attach`
    const start = beginning(site.worker).replace('name="files"', 'name="file"')
    const slow = await sendByHand(site, site.worker, { 'content-type': 'multipart/form-data; boundary=x' }, (request) => {
      request.write(start)
      const drip = setInterval(() => request.write('x'), 100)
      request.on('close', () => clearInterval(drip))
    }, path)
    assert.equal(slow?.status, 408)
    const large = await sendByHand(site, site.worker, { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(60 * 1024 * 1024) }, (request) => void request.write(start), path)
    assert.equal(large?.status, 413)
    assert.match(large.words, /larger than 25 MB. Nothing of it was kept/)
  }) // prettier-ignore
})
