import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { orphan } from './named-tests.ts'
import { steps } from './steps.ts'
import { threats, threatsPage } from './threats.ts'

const root = join(import.meta.dirname, '..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }
const there = { scripts: Object.keys(scripts), steps: steps.map(({ name }) => name) }

describe('the threat model', () => {
  it('has T1 to T23, each with a control', () => {
    assert.deepEqual(
      threats.map(({ id }) => id),
      Array.from({ length: 23 }, (_, i) => `T${i + 1}`),
    )
    assert.deepEqual(
      threats.filter(({ control }) => control.length < 20),
      [],
    )
  })

  it('names tests that are there', () => {
    const orphans = threats.flatMap(({ id, tests }) =>
      tests.length === 0
        ? [`${id} names no test`]
        : tests.map((one) => orphan(one, there)).filter((why) => why !== null),
    )
    assert.deepEqual(orphans, [])
  })

  it('is written as docs/threats.md', () =>
    assert.equal(readFileSync(join(root, 'docs/threats.md'), 'utf8'), threatsPage()))
})

describe('a test that is named', () => {
  it('is an orphan where its file, its title, its command or its step is not there', () => {
    const here = 'assurance/threats.test.ts'
    assert.deepEqual(
      [
        `${here}: names tests that are there`,
        `${here}: no such title`,
        'src/not-there.test.ts: a title',
        here,
        'npm run drill:crash',
        'npm run nothing',
        'assure crash',
        'assure nothing',
      ].map((one) => orphan(one, there)),
      [
        null,
        `${here} has no test “no such title”`,
        'there is no file src/not-there.test.ts',
        `${here} is named without the title of a test`,
        null,
        'there is no npm run nothing',
        null,
        'there is no step nothing',
      ],
    )
  })
})
