import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { duties } from './duties.ts'
import { preProceedings } from './record.ts'

const read = (more: Record<string, unknown>) =>
  said(readingsOf(duties, [[preProceedings, more]]), 'plo-duration')

describe('pre-proceedings', () => {
  it('end within sixteen weeks of the letter: step down, or apply', () => {
    assert.deepEqual(read({ letterSentOn: '2026-01-05' }), ['2026-01-05 due 2026-04-27 open'])
    assert.deepEqual(read({ letterSentOn: '2026-01-05', decidedOn: '2026-04-20' }), [
      '2026-01-05 due 2026-04-27 met 2026-04-20',
    ])
    assert.deepEqual(read({ letterSentOn: '2026-01-05', appliedOn: '2026-05-01' }), [
      '2026-01-05 due 2026-04-27 met 2026-05-01',
    ])
  })
  it('do not run before a letter is sent', () => assert.deepEqual(read({ startedOn: '2026-01-05' }), []))
})
