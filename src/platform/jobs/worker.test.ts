import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NoPrimary } from '../db/servers.ts'
import { saysLost } from './worker.ts'

// What a leader whose cable was pulled gives, as drill:patroni heard it: it refuses nothing and says nothing.
test('a server that no primary answers for a while works on, and any other fault of nobody’s ends it', () => {
  const away = [
    new NoPrimary(),
    new Error('timeout expired'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Connection terminated unexpectedly'),
    Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('terminating connection'), { code: '57P01' }),
  ]
  assert.deepEqual(away.map(saysLost), [true, true, true, true, true, true])
  const ours = [
    new TypeError('undefined is not a function'),
    Object.assign(new Error('duplicate key'), { code: '23505' }),
    'timeout expired',
  ]
  assert.deepEqual(ours.map(saysLost), [false, false, false])
})
