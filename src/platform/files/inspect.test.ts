import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { inspectFile } from './inspect.ts'
import { HostileFile } from './refused.ts'
import { completeUtf8, readText } from './text.ts'

const folder = await mkdtemp(join(tmpdir(), 'inspect-'))
after(() => rm(folder, { recursive: true }))

async function file(name: string, bytes: Buffer | string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

async function textOf(path: string): Promise<string> {
  const { encoding } = await inspectFile(path)
  return (await Array.fromAsync(readText(path, encoding))).join('')
}

test('hashes and measures a file', async () => {
  const facts = await inspectFile(await file('abc.csv', 'abc'))
  assert.equal(facts.sha256, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  assert.equal(facts.size, 3)
  assert.equal(facts.encoding, 'utf-8')
})

test('tells UTF-8 with and without its mark, UTF-16 both ways, and Windows-1252, and reads each', async () => {
  const words = 'Zoë’s, £5\n'
  const utf16 = Buffer.from(`\ufeff${words}`, 'utf16le')
  assert.equal(await textOf(await file('1', words)), words)
  assert.equal(await textOf(await file('2', `\ufeff${words}`)), words)
  assert.equal(await textOf(await file('3', utf16)), words)
  assert.equal(await textOf(await file('4', Buffer.from(utf16).swap16())), words)
  assert.equal(await textOf(await file('5', Buffer.from([0x5a, 0x6f, 0xeb, 0x92, 0x73]))), 'Zoë’s')
  assert.equal((await inspectFile(join(folder, '5'))).encoding, 'windows-1252')
})

test('a character cut by the end of a piece is read whole', async () => {
  const words = `${'x'.repeat((1 << 18) - 1)}é😀${'y'.repeat(1 << 18)}`
  assert.equal(await textOf(await file('cut', words)), words)
  assert.equal(completeUtf8(Buffer.from([0x61, 0xf0, 0x9f, 0x98])), 1)
  assert.equal(completeUtf8(Buffer.from([0x61, 0xc3, 0xa9])), 3)
})

test('refuses NUL bytes, wherever they stand', async () => {
  const path = await file('nul', Buffer.concat([Buffer.alloc(300_000, 0x61), Buffer.from([0])]))
  await assert.rejects(inspectFile(path), HostileFile)
})
