import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { labels } from './labels.ts'

describe('the labels of a national code list', () => {
  it('are the published words, in the order asked for', () =>
    assert.deepEqual(Object.entries(labels('legal_status', ['C2', 'C1'])), [
      ['C2', 'Full care order'],
      ['C1', 'Interim care order'],
    ]))
  it('say the code where no words were published', () =>
    assert.deepEqual(labels('pp_outcome', ['A']), { A: 'Code A' }))
  it('fail at once for a code the list has not', () =>
    assert.throws(() => labels('legal_status', ['C3']), /legal_status has no code C3/))
})
