import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OutcomeUnknown } from '../db/outcome.ts'
import { NoPrimary } from '../db/servers.ts'
import { troubleOf } from './unsaved.ts'

const coded = (code: string) => Object.assign(new Error('said by the system'), { code })

test('a database that no way leads to is told as away, not as a fault of ours', () => {
  const away = [
    new NoPrimary(),
    new Error('timeout expired'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Connection terminated unexpectedly'),
    coded('EHOSTUNREACH'),
    coded('ECONNREFUSED'),
    coded('57P01'),
  ]
  assert.deepEqual(new Set(away.map(troubleOf)), new Set(['away']))
  assert.equal(troubleOf(new OutcomeUnknown('the standbys did not confirm')), 'unknown')
  assert.equal(troubleOf(coded('53100')), 'full')
  assert.equal(troubleOf(coded('23505')), null)
  assert.equal(troubleOf(new Error('a note about a timeout expired')), null)
})
