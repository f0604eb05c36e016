import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { chapters, records } from './modules.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/glossary.md'), 'utf8')

/** Each word of the glossary with its sentence. */
const entries = new Map(
  [...page.matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)].map(([, word = '', sentence = '']) => [word, sentence]),
)

describe('the glossary', () => {
  for (const { title } of records) {
    it(`says what is meant by '${title}'`, () => assert.match(entries.get(title) ?? '', /^\S.*\.$/))
  }

  const commands = chapters.flatMap((chapter) => Object.values(chapter.commands ?? {}))
  for (const { title } of commands) {
    it(`says what '${title}' does`, () => assert.match(entries.get(title) ?? '', /^\S.*\.$/))
  }

  it('calls no two records alike', () => {
    const titles = records.map(({ title }) => title)
    assert.deepEqual(
      titles.filter((title, i) => titles.indexOf(title) !== i),
      [],
    )
  })

  it('says children, never cases', () => assert.doesNotMatch(page, /\bcases?\b/i))
})
