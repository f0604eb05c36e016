import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BrokenFile, HostileFile } from './refused.ts'
import { xmlReader, type XmlElement } from './xml.ts'

function read(text: string, containers: readonly string[] = ['Message', 'Message/Children']): XmlElement[] {
  const elements: XmlElement[] = []
  const reader = xmlReader(new Set(containers), (element) => elements.push(element))
  for (let at = 0; at < text.length; at += 5) reader.write(text.slice(at, at + 5))
  reader.end()
  return elements
}

test('gives out what stands directly in a container, whole, with its lines', () => {
  const elements = read(
    '<?xml version="1.0"?>\n<m:Message xmlns:m="urn:x">\n<Header><Year>2026</Year></Header>\n<Children>\n<Child a="1"><Id>A&amp;B</Id></Child>\n<Child/></Children></m:Message>',
  )
  assert.deepEqual(elements, [
    { name: 'Header', line: 3, text: '', elements: [{ name: 'Year', line: 3, text: '2026', elements: [] }] },
    { name: 'Child', line: 5, text: '', elements: [{ name: 'Id', line: 5, text: 'A&B', elements: [] }] },
    { name: 'Child', line: 6, text: '', elements: [] },
  ])
})

test('refuses a DTD before anything in it can act', () => {
  assert.throws(() => read('<!DOCTYPE Message SYSTEM "file:///etc/passwd"><Message/>'), HostileFile)
})

test('refuses an entity of the file’s own making', () => {
  assert.throws(() => read('<Message><Children>&lol;</Children></Message>'), HostileFile)
})

test('reads 64 levels and refuses 65', () => {
  const nested = (levels: number) =>
    `<Message>${'<a>'.repeat(levels - 1)}${'</a>'.repeat(levels - 1)}</Message>`
  assert.equal(read(nested(64)).length, 1)
  assert.throws(
    () => read(nested(65)),
    (error) => error instanceof HostileFile && /more than 64 deep/.test(error.message),
  )
})

test('refuses an element that swells without end', () => {
  assert.throws(() => read(`<Message><Child>${'<a/>'.repeat(200_001)}</Child></Message>`), HostileFile)
  assert.throws(() => read(`<Message><Child>${'x'.repeat(1_048_577)}</Child></Message>`), HostileFile)
})

test('a file cut short is broken, not half read', () => {
  assert.throws(() => read('<Message><Children><Child><Id>1</Id></Child>'), BrokenFile)
  assert.throws(() => read('<Message><Children></Message>'), BrokenFile)
})

test('reads text that is quoted whole as it reads any other', () => {
  const [element] = read('<Message><Child><Id><![CDATA[A&B]]></Id></Child></Message>')
  assert.equal(element?.elements[0]?.text, 'A&B')
})

test('refuses an element of more attributes than any has, and what goes on without beginning anything', () => {
  const attributes = Array.from({ length: 1001 }, (_, at) => `a${at}="1"`).join(' ')
  assert.throws(() => read(`<Message><Child ${attributes}/></Message>`), /more than 1000 attributes/)
  const long = 'x'.repeat(4_300_000)
  for (const open of ['<!--', '<Child a="', '<', '<?x ', '<Child><![CDATA['])
    assert.throws(() => readWhole(`<Message>${open}${long}`), HostileFile, open)
})

function readWhole(text: string): void {
  const reader = xmlReader(new Set(['Message']), () => undefined)
  for (let at = 0; at < text.length; at += 65_536) reader.write(text.slice(at, at + 65_536))
  reader.end()
}
