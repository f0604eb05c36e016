import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Misuse } from './misuse.ts'
import { settingFrom } from './setting.ts'

const scannerOf = (given: string) => settingFrom({ HOLDFAST_SCANNER: given }).scanner

describe('the setting of a virus scanner', () => {
  it('is the address of ClamAV’s daemon, at its usual port where none is said, and nothing where it is not set', () => {
    assert.equal(settingFrom({}).scanner, undefined)
    assert.deepEqual(scannerOf('clamd://10.0.0.20'), { host: '10.0.0.20', port: 3310 })
    assert.deepEqual(scannerOf('clamd://[::1]:3311'), { host: '::1', port: 3311 })
  })

  it('is refused where it is no such address, so that no start goes on without the scanner somebody asked for', () => {
    for (const given of ['10.0.0.20:3310', 'http://10.0.0.20', 'clamd:', 'yes'])
      assert.throws(() => scannerOf(given), Misuse)
  })
})
