import assert from 'node:assert/strict'
import { it } from 'node:test'
import { newId } from './new-id.ts'

it('makes ids that are UUIDs of version 7, all different, each later than the one before', () => {
  const ids = Array.from({ length: 50_000 }, newId)
  for (const id of ids.slice(0, 100))
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual([...ids].sort(), ids)
})
