import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { orphan } from './named-tests.ts'
import { rowsOf, standings } from './standards.ts'
import { steps } from './steps.ts'

const root = join(import.meta.dirname, '..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }
const there = { scripts: Object.keys(scripts), steps: steps.map(({ name }) => name) }
const rows = rowsOf('assurance/asvs.csv')

describe('OWASP ASVS 5.0.0, levels 1 and 2', () => {
  it('are answered each, once and no other: 70 of level 1 and 183 of level 2', () => {
    const ids = rowsOf('data/asvs/ids.csv')
    assert.deepEqual(
      [1, 2].map((level) => ids.filter((one) => Number(one['level']) === level).length),
      [70, 183],
    )
    assert.deepEqual(
      rows.map(({ id, level }) => ({ id, level })),
      ids.map(({ id, level }) => ({ id, level })),
    )
  })

  it('say how each stands, and whether it applies', () => {
    const odd = rows.filter(
      ({ stands = '', applies, asks = '' }) =>
        !(standings as readonly string[]).includes(stands) ||
        (applies === 'no') !== (stands === 'does not apply') ||
        asks.length < 4,
    )
    assert.deepEqual(odd, [])
  })

  it('that are met name a test, a heading of the documents or a command that is there', () => {
    const orphans = rows
      .filter(({ stands }) => stands === 'met')
      .map(({ id, 'shown by': by = '' }) => [id, orphan(by, there)])
      .filter(([, why]) => why !== null)
    assert.deepEqual(orphans, [])
  })

  it('that are not say why', () =>
    assert.deepEqual(
      rows.filter(({ stands, why = '' }) => stands !== 'met' && why.length < 5),
      [],
    ))
})
