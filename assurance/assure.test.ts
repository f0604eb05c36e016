import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { isMet, reportOf } from './report.ts'
import { missingOf, runStep, type Ran } from './run.ts'
import { readFigures, type Step } from './step.ts'
import { steps } from './steps.ts'

const root = join(import.meta.dirname, '..')
const commandsOf = ({ full, short }: Step): string[] => [full, ...(short === undefined ? [] : [short])]
const quiet = (): void => undefined
const step = (full: string, figures: Step['figures'] = []): Step => ({
  name: 'trial',
  asked: 'A trial',
  full,
  minutes: 1,
  figures,
})

describe('what npm run assure runs', () => {
  it('is there, each under a name of its own', () => {
    assert.deepEqual(steps.flatMap(commandsOf).flatMap(missingOf), [])
    assert.equal(new Set(steps.map(({ name }) => name)).size, steps.length)
  })

  it('sets nothing that the files it names do not read: a long form misspelt would be the short one', () => {
    const unread = steps.flatMap(commandsOf).flatMap((command) => {
      const files = command.split(' ').filter((word) => word.endsWith('.ts'))
      const text = files.flatMap((file) =>
        globSync(file, { cwd: root }).map((one) => readFileSync(join(root, one), 'utf8')),
      )
      return [...command.matchAll(/HOLDFAST_\w+(?==)/g)]
        .map(([name]) => name)
        .filter((name) => files.length > 0 && !text.some((one) => one.includes(name)))
        .map((name) => `${command}: ${name}`)
    })
    assert.deepEqual(unread, [])
  })
})

describe('a figure', () => {
  it('is what a step said last, within its bounds or not', () => {
    const figures = [
      { says: 'lost', at: 'kept.lost', most: 0 },
      { says: 'lists', at: 'kept.list.length', least: 2 },
      { says: 'a second', at: /([\d,]+) a second/g, least: 1000 },
      { says: 'never said', at: /(\d+) swans/g },
    ]
    const said =
      '900 a second\n\u001b[32m1,000 a second\u001b[0m\n{"kept":{"lost":1,"list":[3,4]}}\n{ not JSON\n'
    assert.deepEqual(
      readFigures(step('x', figures), 'x', said).map(({ value, bound, met }) => [value, bound, met]),
      [
        [1, 'at most 0', false],
        [2, 'at least 2', true],
        [1000, 'at least 1,000', true],
        [null, '', false],
      ],
    )
  })

  it('of a run of tests is that some passed and none failed, was cancelled or passed over', () => {
    const read = readFigures(
      step('x'),
      'node --test x.test.ts',
      'ℹ pass 0\nℹ fail 0\nℹ cancelled 0\nℹ skipped 1\n',
    )
    assert.deepEqual(
      read.map(({ met }) => met),
      [false, true, true, false],
    )
  })
})

describe('a step', () => {
  it('that says all that was asked is met', async () => {
    const ran = await runStep(step(`echo '{"lost":0}'`, [{ says: 'lost', at: 'lost', most: 0 }]), true, quiet)
    assert.deepEqual([ran.trouble, isMet(ran)], [null, true])
  })

  it('that fails, says nothing, is not there or never ends is not met, and says why', async () => {
    const figures = [{ says: 'lost', at: 'lost', most: 0 }]
    const troubles = await Promise.all(
      [
        step('exit 3'),
        step('true', figures),
        step('node --test src/not-there.test.ts'),
        { ...step('sleep 20'), minutes: 0.002 },
        step('echo 0 of 55 shared cases ran'),
        step('echo Could not be asked: the registry; exit 69'),
        step('exit 69'),
      ].map(async (one) => {
        const ran = await runStep(one, true, quiet)
        assert.equal(isMet(ran), false)
        return ran.trouble?.replace(/; it did not say.*/, '')
      }),
    )
    assert.deepEqual(troubles, [
      'it ended with 3',
      'it did not say: lost',
      'not there: src/not-there.test.ts',
      'ended after 0.002 minutes',
      '0 of 55 shared cases ran',
      'could not be asked: the registry',
      'it ended with 69',
    ])
  })
})

describe('docs/assurance.md', () => {
  const ran = (full: boolean, lost: number): Ran => ({
    name: 'trial',
    command: 'true',
    full,
    trouble: null,
    figures: readFigures(step('true', [{ says: 'lost', at: 'lost', most: 0 }]), 'true', `{"lost":${lost}}`),
    minutes: 1,
    commit: 'abc1234+',
    at: '2026-11-22T16:00:00.000Z',
    machine: '2 cores',
  })
  const told = (held: Ran[]): string => reportOf([step('true')], held, [])

  it('says of each step whether it was met, missed, only tried or not run', () => {
    assert.match(told([]), /\| not run on this machine yet \|/)
    assert.match(told([ran(true, 0)]), /1 of 1 are met[^]*\| met \| lost: 0 \(asked: at most 0\) \|/)
    assert.match(
      told([ran(true, 2)]),
      /0 of 1 are met[^]*\| \*\*missed\*\* \| lost: 2 \(asked: at most 0\) ✗ \|/,
    )
    assert.match(told([ran(false, 0)]), /0 of 1 are met[^]*\| only the short form ran \|/)
  })

  it('says of what others would not tell that it could not be asked, and not that it failed or is met', () => {
    const unasked = { ...ran(true, 0), trouble: 'could not be asked: the registry' }
    assert.match(told([unasked]), /0 of 1 are met[^]*\| \*\*could not be asked: the registry\*\* \|/)
  })

  it('says at which commit, when and on what', () => {
    assert.match(told([ran(true, 0)]), /abc1234\+, 2026-11-22 16:00 UTC, 1 min; 2 cores/)
  })
})
