import assert from 'node:assert/strict'
import { chownSync, mkdirSync, rmSync } from 'node:fs'
import { after, describe, it } from 'node:test'
import { inMemory } from './in-memory.ts'

const folder = `/srv/nobody/${process.pid}/var/test`
const place = inMemory(folder)

describe('what a test throws away', () => {
  it('lies in memory under a name that stands for its folder, or in the folder itself', () => {
    assert.match(place, /^(\/dev\/shm\/holdfast-[0-9a-f]{12}|\/srv\/nobody\/\d+\/var\/test)$/)
    assert.equal(inMemory(folder), place)
    if (place !== folder) assert.notEqual(inMemory(`${folder}-other`), place)
  })

  it('lies in the folder itself where that is asked for', () => {
    process.env['HOLDFAST_IN_MEMORY'] = '0'
    assert.equal(inMemory(folder), folder)
    delete process.env['HOLDFAST_IN_MEMORY']
  })

  it('is never put where another account has made a folder of that name', (t) => {
    if (place === folder || process.getuid?.() !== 0) return t.skip('asks for memory, and to be root')
    mkdirSync(place)
    after(() => rmSync(place, { recursive: true }))
    assert.equal(inMemory(folder), place)
    chownSync(place, 65_534, 65_534)
    assert.equal(inMemory(folder), folder)
  })
})
