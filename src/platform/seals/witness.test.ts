import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileWitness, watched } from './witness.ts'

const noon = new Date('2026-11-22T12:00:00.000Z')
const one = Buffer.alloc(32, 1)
const three = Buffer.alloc(32, 3)
let folder = ''
let made = 0

const fresh = () => join(folder, `${++made}.jsonl`)

before(() => (folder = mkdtempSync(join(tmpdir(), 'witness-'))))
after(() => rmSync(folder, { recursive: true }))

describe('a witness', () => {
  it('that was told nothing says nothing, and makes no file', () => {
    const path = fresh()
    assert.deepEqual(fileWitness(path).told(), [])
    assert.throws(() => statSync(path), /ENOENT/)
  })

  it('keeps what it is told in order, a line each, in folders it makes, to be read by its group alone', () => {
    const path = join(folder, 'another', 'machine', 'heads.jsonl')
    const witness = fileWitness(path, () => noon)
    witness.tell({ id: 1, digest: one })
    witness.tell({ id: 3, digest: three })
    const heads = [
      { seal: 1, digest: '01'.repeat(32), at: '2026-11-22T12:00:00.000Z' },
      { seal: 3, digest: '03'.repeat(32), at: '2026-11-22T12:00:00.000Z' },
    ]
    assert.deepEqual(fileWitness(path).told(), heads)
    assert.equal(readFileSync(path, 'utf8'), heads.map((head) => `${JSON.stringify(head)}\n`).join(''))
    assert.equal(statSync(path).mode & 0o037, 0)
  })

  it('says when it was told', () => {
    const witness = fileWitness(fresh())
    const since = Date.now()
    witness.tell({ id: 1, digest: one })
    const at = Date.parse(witness.told()[0]?.at ?? '')
    assert.ok(at >= since && at <= Date.now())
  })

  it('whose disk was full in the midst of a line hears the next one whole', () => {
    const path = fresh()
    const witness = fileWitness(path)
    witness.tell({ id: 1, digest: one })
    appendFileSync(path, '{"seal":2,"dig')
    witness.tell({ id: 3, digest: three })
    assert.deepEqual(
      witness.told().map(({ seal }) => seal),
      [1, 3],
    )
    assert.equal(readFileSync(path, 'utf8').split('\n').length, 4)
  })

  it('takes no line for a head that is not wholly one', () => {
    const path = fresh()
    const line = `{"seal":12,"digest":"${'0a'.repeat(32)}","at":"2026-11-22T12:00:00.000Z"}`
    const damaged = [
      line.slice(1),
      line.slice(0, -1),
      `x${line}`,
      `${line}x`,
      line.replace('12', ''),
      line.replace('12', '-1'),
      line.replace('0a', '0'),
      line.replace('0a', '0A'),
      line.replace('2026-11-22T12:00:00.000Z', ''),
    ]
    writeFileSync(path, [...damaged, line].join('\n'))
    assert.deepEqual(fileWitness(path).told(), [
      { seal: 12, digest: '0a'.repeat(32), at: '2026-11-22T12:00:00.000Z' },
    ])
  })

  it('whose folder is away is known since the first word it did not take, until it takes one', () => {
    const path = join(folder, 'away', 'w.jsonl')
    writeFileSync(join(folder, 'away'), 'a file where the folder would be')
    let at = 1000
    const witness = watched(fileWitness(path), () => at)
    assert.equal(witness.awaySince(), null)
    for (at of [2000, 3000]) assert.throws(() => witness.tell({ id: 1, digest: one }))
    assert.equal(witness.awaySince(), 2000)
    rmSync(join(folder, 'away'))
    witness.tell({ id: 3, digest: three })
    assert.equal(witness.awaySince(), null)
    assert.deepEqual(
      witness.told().map(({ seal }) => seal),
      [3],
    )
  })

  it('that cannot be read is a fault, and not a witness that was told nothing', () =>
    assert.throws(() => fileWitness(folder).told(), /EISDIR/))
})
