import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { docs, generatedPages } from './write-docs.ts'

describe('the generated pages', () => {
  for (const [name, page] of Object.entries(generatedPages()))
    it(`docs/${name} is what the record says today`, () => {
      assert.equal(
        readFileSync(new URL(name, docs), 'utf8'),
        page,
        'write it again: node src/app/write-docs.ts',
      )
    })
})
