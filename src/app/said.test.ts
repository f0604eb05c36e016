import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { root } from './setting.ts'
import { saidTo } from './said.ts'

/** A disk that is always full, where the system has one. */
const full = '/dev/full'

describe('what a process says of itself, to a disk that is full', { skip: !existsSync(full) }, () => {
  it('is lost, and the server’s log with it', () => {
    saidTo(openSync(full, 'w'))('GET /children\n')
  })

  it('does not change how a command ends', async () => {
    const stdio = ['ignore', 'ignore', openSync(full, 'w')] as const
    const command = spawn(process.execPath, [join(root, 'bin/holdfast'), 'nonsense'], { stdio: [...stdio] })
    assert.deepEqual(await once(command, 'exit'), [2, null])
  })
})
