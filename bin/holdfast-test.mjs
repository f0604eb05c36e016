// npm test: types, lint, format, then every test beside the code. npm run test:browser: the browser journeys.
import { spawn } from 'node:child_process'
// Whole: Node 20, which hands over to 26 below, has no globSync to name.
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import path from 'node:path'
import node26 from './node26.cjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const tool = (file) => path.join(root, 'node_modules', file)

/** What must hold before a test is run: each is one sentence to the reader, and a command. */
const checks = [
  ['types', [tool('typescript-7/bin/tsc'), '--noEmit']],
  ['lint', [tool('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings']],
  ['format', [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
]

const tiers = {
  usual: {
    minutes: 6,
    tests: ['src/**/*.test.ts', 'assurance/**/*.test.ts', 'test/bad-input/**/*.test.ts'],
    checks,
    holding: holdingDatabase,
    atOnce: 2,
  },
  browser: {
    // Meant for six: eight, because it has taken 342 s on two cores that were doing three times their work.
    minutes: 8,
    tests: 'test/browser/**/*.test.ts',
    checks: [],
    holding: holdingCounty,
    // One county, so one file at a time; beside them those that bring a world of their own.
    atOnce: 1,
    beside: ['test/browser/family.test.ts', 'test/browser/specimen.test.ts'],
    needs: '/usr/bin/chromium',
  },
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/** Runs a command under this Node; what it says is kept back unless `live`, and shown when it fails. */
function run(args, live, limit) {
  const { promise, resolve } = Promise.withResolvers()
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: live ? 'inherit' : 'pipe',
    // A tier that is over its time is ended there, and so fails.
    ...(limit === undefined ? {} : { timeout: limit, killSignal: 'SIGTERM' }),
  })
  let said = ''
  child.stdout?.on('data', (text) => (said += text))
  child.stderr?.on('data', (text) => (said += text))
  child.on('close', (code) => resolve({ passed: code === 0, said }))
  return promise
}

async function check([name, args]) {
  const since = Date.now()
  const { passed, said } = await run(args, false)
  console.log(`${passed ? '✔' : '✖'} ${name} (${seconds(since)})`)
  if (!passed) console.log(said)
  return passed
}

/** Milliseconds a single test may take: one that hangs is named, and the rest go on. */
const longestTest = 90_000

async function runTests({ tests, atOnce, beside = [] }, named, limit) {
  const files = named.length > 0 ? named : fs.globSync(tests, { cwd: root }).toSorted()
  if (files.length === 0) {
    console.log(`✖ there is no test at ${tests}`)
    return false
  }
  const { true: own = [], false: rest = [] } = Object.groupBy(files, (file) => beside.includes(file))
  const lanes = [rest, own].filter((lane) => lane.length > 0)
  const ended = await Promise.all(
    lanes.map((lane) =>
      run(['--test', `--test-concurrency=${atOnce}`, `--test-timeout=${longestTest}`, ...lane], true, limit),
    ),
  )
  return ended.every(({ passed }) => passed)
}

// One throwaway server for every test file: held open here, so that none has to start it again.
async function holdingDatabase(work) {
  const { clearMemory, sweep, testServer, freshDb } = await import('../src/platform/testing/world.ts')
  const server = await testServer()
  try {
    await sweep(server)
    await (await freshDb()).destroy()
    return await work()
  } finally {
    await server.release()
    // This process is the last out, and leaves when it has nothing else to do.
    process.once('exit', clearMemory)
  }
}

/** Gives whatever is started a temporary folder in memory, where there is room for one, and takes away what is left in it. */
async function amongTemporary(work) {
  const { inMemory } = await import('../src/platform/testing/in-memory.ts')
  const above = tmpdir()
  const place = inMemory(path.join(above, `holdfast-${process.pid}`))
  fs.mkdirSync(place, { recursive: true, mode: 0o711 })
  process.env.TMPDIR = place
  try {
    return await work()
  } finally {
    process.env.TMPDIR = above
    fs.rmSync(place, { recursive: true, force: true })
  }
}

// The demonstration as anybody starts it, made once for every browser test.
async function holdingCounty(work) {
  const { startCounty } = await import('../test/browser/desk.ts')
  const county = await startCounty()
  process.env.HOLDFAST_COUNTY = county.address
  try {
    return await work()
  } finally {
    await county.stop()
  }
}

/** `browser` names the other tier; any other words are test files, run alone and without the checks. */
function readWords([first, ...rest]) {
  if (first === undefined) return { tier: tiers.usual, files: [] }
  return Object.hasOwn(tiers, first)
    ? { tier: tiers[first], files: rest }
    : { tier: tiers.usual, files: [first, ...rest] }
}

async function main(words) {
  const since = Date.now()
  const { tier, files } = readWords(words)
  if (tier.needs !== undefined && !fs.existsSync(tier.needs)) {
    console.log(`✖ the browser tests need Chromium at ${tier.needs} (on Debian: apt-get install chromium)`)
    return false
  }
  // At once: the longest of them keeps one core busy, and the other would wait.
  const checked = await Promise.all(files.length > 0 ? [] : tier.checks.map(check))
  const left = () => budget(tier) * 60_000 - (Date.now() - since)
  const tested = await amongTemporary(() => tier.holding(() => runTests(tier, files, left())))
  const passed = tested && checked.every(Boolean)
  return inTime(since, budget(tier), passed)
}

// A machine that others share is slower than two cores of one's own: .ci/run allows each tier more, and holds the whole.
const budget = ({ minutes }) => Number(process.env.HOLDFAST_MINUTES ?? minutes)

function inTime(since, minutes, passed) {
  const late = Date.now() - since > minutes * 60_000
  console.log(`${passed && !late ? '✔' : '✖'} ${seconds(since)} of ${minutes} minutes`)
  return passed && !late
}

node26.underNode26(fileURLToPath(import.meta.url), async () => {
  // Until it is known to have passed: a run that is left waiting for nothing ends quietly, and would else have passed.
  process.exitCode = 1
  try {
    process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1
  } catch (fault) {
    console.error(`✖ the tests could not be run: ${fault.message}`)
    process.exitCode = 1
  }
})
