import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { it } from 'node:test'
import { chapters } from './modules.ts'

it('every folder that adds a chapter is in the book, once and by its own name', () => {
  const folders = globSync('src/modules/*/chapter.ts').map((file) => basename(dirname(file)))
  assert.ok(folders.length > 50)
  assert.deepEqual(chapters.map(({ name }) => name).toSorted(), folders.toSorted())
})
