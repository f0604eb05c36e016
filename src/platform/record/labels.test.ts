import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { labels } from './labels.ts'

// prettier-ignore
const sources = ['1A', '1B', '1C', '1D', '2A', '2B', '3A', '3B', '3C', '3D', '3E', '3F', '4', '5A', '5B', '5C', '5D', '6', '7', '8', '9', '10'] as const

describe('the labels of a national code list', () => {
  it('are the published words, in the order asked for', () =>
    assert.deepEqual(Object.entries(labels('legal_status', ['C2', 'C1'])), [
      ['C2', 'Full care order'],
      ['C1', 'Interim care order'],
    ]))
  it('say the code where no words were published', () =>
    assert.deepEqual(labels('pp_outcome', ['A']), { A: 'Code A' }))
  it('are plain words where the published ones are a heading, every code by its own', () => {
    const told = Object.values(labels('referral_source', sources))
    assert.deepEqual(
      told.filter((words) => /[–]|\b[A-Z]{3,}\b|^LA /.test(words)),
      [],
    )
    assert.equal(new Set(told).size, sources.length)
    assert.deepEqual(labels('referral_source', ['4', '1A']), {
      '4': 'Council housing or a housing association',
      '1A': 'A relative or carer of the child',
    })
  })
  it('fail at once for a code the list has not', () =>
    assert.throws(() => labels('legal_status', ['C3']), /legal_status has no code C3/))
})
