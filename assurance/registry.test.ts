import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { standingOf } from './registry.ts'

const now = Date.parse('2026-11-23')
const told = {
  versions: { '1.0.0': {}, '1.0.1': { deprecated: 'lets anybody in' }, '1.1.0': {}, '1.2.0': {}, '2.0.0': {}, '1.3.0-beta.1': {} },
  time: { '1.0.0': '2024-01-01', '1.0.1': '2024-02-01', '1.1.0': '2026-08-15', '1.2.0': '2026-11-01', '2.0.0': '2024-03-01', '1.3.0-beta.1': '2024-04-01' },
} // prettier-ignore

describe('a package in use', () => {
  it('is behind from the day the first newer version of its line came out that its maker stands by', () => {
    assert.equal(standingOf(told, '1.0.0', now).daysBehind, 100)
    assert.equal(standingOf(told, '1.1.0', now).daysBehind, 22)
    assert.equal(standingOf(told, '1.2.0', now).daysBehind, 0)
  })

  it('is not behind for another line, nor for a trial', () => {
    const early = {
      versions: { '0.3.1': {}, '0.4.0': {} },
      time: { '0.3.1': '2024-01-01', '0.4.0': '2024-02-01' },
    }
    assert.equal(standingOf(early, '0.3.1', now).daysBehind, 0)
    assert.equal(standingOf(told, '2.0.0', now).daysBehind, 0)
  })

  it('is withdrawn where its maker says so', () => {
    assert.equal(standingOf(told, '1.0.1', now).withdrawn, true)
    assert.equal(standingOf(told, '1.0.0', now).withdrawn, false)
  })
})
