import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { testServer } from '../src/platform/testing/world.ts'
import { scoreOf, type Tried } from './mutants.ts'

/*
 * `npm run mutate`: Stryker changes what decides who may see, what reckons days and what seals, one small thing at a time, and runs the tests
 * that hold that file: a change that no test notices has survived. Says each survivor and, last, the share that was noticed, in percent.
 *
 *   npm run mutate                   # all of it: most of an hour
 *   npm run mutate -- decide dates   # these groups
 *   npm run mutate -- seals src/platform/seals/sealer.ts:80-95   # these lines of a group alone, while a test is being written
 *
 * Exit 1 where policy, clocks or seals are below 85. Each mutant is a run of its own under Node's runner (Stryker's command runner):
 * no test is told which change it runs beside.
 */
const root = join(import.meta.dirname, '..')
const least = 85

interface Group {
  readonly of: 'policy' | 'clocks' | 'seals'
  readonly mutate: readonly string[]
  readonly tests: readonly string[]
  /** What the tests are run under, where that is not as ever. */
  readonly settings?: Readonly<Record<string, string>>
}

const access = (...names: string[]): string[] => names.map((name) => `src/platform/access/${name}.ts`)
const clocks = (...names: string[]): string[] => names.map((name) => `src/platform/clocks/${name}.ts`)
const seals = (...names: string[]): string[] => names.map((name) => `src/platform/seals/${name}.ts`)

const groups: Readonly<Record<string, Group>> = {
  decide: {
    of: 'policy',
    mutate: access('policy', 'decide', 'roles', 'kept-in'),
    tests: access('decide.test'),
  },
  reach: { of: 'policy', mutate: access('reach'), tests: access('reach.test', 'reach-oracle.test') },
  dates: {
    of: 'clocks',
    mutate: ['src/platform/dates/day.ts', 'src/platform/dates/calendar.ts'],
    tests: ['src/platform/dates/day.test.ts', 'src/platform/dates/calendar.test.ts'],
  },
  clocks: {
    of: 'clocks',
    mutate: clocks('clock', 'due', 'limit', 'intervals', 'coverage'),
    tests: clocks('clock.test', 'limit.test', 'intervals.test', 'coverage.test'),
  },
  // The arithmetic of the chain asks nothing of a database: tried in a second a change.
  chain: {
    of: 'seals',
    mutate: seals('chain', 'pieces', 'witness'),
    tests: seals('chain.test', 'witness.test'),
  },
  seals: {
    of: 'seals',
    mutate: seals('seal', 'sealer', 'rows', 'verify', 'keep-sealing'),
    tests: seals('seals.test'),
    // Each way of tampering is tried by itself as well: what chance adds to that is for the whole run of a thousand.
    settings: { HOLDFAST_MUTATIONS: '5' },
  },
}

const asked = process.argv.slice(2).filter((word) => !word.includes('/'))
const lines = process.argv.slice(2).filter((word) => word.includes('/'))
const strange = asked.filter((name) => !Object.hasOwn(groups, name))
if (strange.length > 0) {
  console.error(`There is no ${strange.join(', ')}. Name any of: ${Object.keys(groups).join(', ')}`)
  process.exit(2)
}

/** Every change of a group, and what came of it. */
async function triedIn(name: string, { mutate, tests, settings = {} }: Group): Promise<readonly Tried[]> {
  const held = join(root, 'var/mutate')
  Object.assign(process.env, settings)
  const results = await new Stryker({
    mutate: lines.length > 0 ? lines : [...mutate],
    testRunner: 'command',
    commandRunner: {
      command: `"${process.execPath}" --test --test-isolation=none --test-force-exit ${tests.join(' ')}`,
    },
    concurrency: 1,
    coverageAnalysis: 'off',
    checkers: [],
    plugins: [],
    allowEmpty: false,
    // Under var, where nothing else looks; what is copied is what the tests read.
    tempDirName: `var/mutate/${name}`,
    ignorePatterns: ['var', 'docs/pictures'],
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: join(held, `${name}.json`) },
    // Long: on a machine that does other work too, a change is not to count as noticed because its test was slow.
    timeoutMS: 40_000,
  }).runMutationTest()
  return results.map(({ fileName, status, mutatorName, replacement, location }) => ({
    at: `${fileName.replace(`${root}/`, '')}:${location.start.line}:${location.start.column}`,
    status,
    change: `${mutatorName}: ${replacement}`,
  }))
}

// One throwaway server for every run, and where the copies find it too.
process.env['HOLDFAST_DATA'] ??= join(root, 'var')
process.env['FORCE_COLOR'] = '0'
const server = await testServer()
const tried: Record<Group['of'], Tried[]> = { policy: [], clocks: [], seals: [] }
try {
  for (const name of asked.length > 0 ? asked : Object.keys(groups)) {
    const group = groups[name]
    if (group === undefined) continue
    const of = await triedIn(name, group)
    for (const { at, change, status } of of)
      if (status === 'Survived' || status === 'NoCoverage')
        console.log(`  lived ${at} ${change.replaceAll(/\s+/g, ' ').slice(0, 160)}`)
    console.log(`${name}: ${JSON.stringify(scoreOf(of))}`)
    tried[group.of].push(...of)
  }
} finally {
  const left = join(root, '.stryker-tmp')
  if (existsSync(left)) rmSync(left, { recursive: true })
  await server.release()
}
const scores = Object.fromEntries(
  Object.entries(tried)
    .filter(([, some]) => some.length > 0)
    .map(([of, some]) => [of, scoreOf(some)]),
)
console.log(JSON.stringify(scores))
process.exitCode = Object.values(scores).every(({ percent }) => percent >= least) ? 0 : 1
