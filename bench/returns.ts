import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { root } from '../src/app/setting.ts'
import { machine, median } from './figures.ts'

/*
 * How fast a return's files are checked: the whole command from its start to its end, on the clean sets of the shared generator.
 * The first run fills the compile cache and is not counted; then the median of five.
 *
 * node bench/bench.ts returns [--children 10000] [--runs 5]
 */

const shared = process.env['HOLDFAST_SHARED'] ?? join(root, '../shared')
const wholeFile = join(shared, 'returns/conformance/whole-file')

/** What the validators in use take, as measured for shared/returns/conformance/README.md on 2 cores: seconds, MiB. */
const peers: Readonly<Record<string, string>> = {
  'SSDA903 500': '3.0 s, 98 MiB',
  'SSDA903 10000': '21.9 s, 297 MiB',
  'SSDA903 100000': '213.6 s, 2,073 MiB',
  'CIN census 500': '3.7 s, 76 MiB',
  'CIN census 10000': '137 s, 184 MiB',
  'CIN census 100000': 'not finished at 480 s, 1,112 MiB',
}

/** Milliseconds of each part, as the command tells them; `whole` is from outside. */
interface Timed {
  readonly start: number
  readonly reading: number
  readonly rules: number
  readonly writing: number
  /** Of all threads together, compiling among them. */
  readonly processor: number
  readonly whole: number
  readonly peakMiB: number
}

/** Checks each return so often and prints a table. */
export async function run(args: readonly string[]): Promise<void> {
  const told = (name: string, usual: number): number => Number(args[args.indexOf(name) + 1]) || usual
  const children = told('--children', 10_000)
  const runs = told('--runs', 5)
  const set = generate(children)
  const out = join(set, 'found.json')
  console.log(`${children.toLocaleString('en-GB')} children; ${machine()}; load before ${load()}\n`)
  console.log(
    '| Return | Rows | Start, ms | Reading | Rules | Writing | Whole | Processor | Peak, MiB | Validator in use |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|')
  const last = ['--last-year', join(set, '903/last_year'), '--postcodes', join(wholeFile, 'postcodes.csv')]
  const returns = {
    SSDA903: ['ssda903', '--year', '2026', ...last, '--json', out, join(set, '903/this_year')],
    'CIN census': ['cin', '--year', '2026', '--json', out, join(set, 'cin/cin.xml')],
  }
  for (const [name, typed] of Object.entries(returns)) {
    check(typed)
    const timed = Array.from({ length: runs }, () => check(typed))
    const of = (part: keyof Timed): number => Math.round(median(timed.map((each) => each[part])))
    const parts = [
      of('start'),
      of('reading'),
      of('rules'),
      of('writing'),
      of('whole'),
      of('processor'),
      of('peakMiB'),
    ]
    console.log(`| ${[name, rowsIn(out), ...parts, peers[`${name} ${children}`] ?? ''].join(' | ')} |`)
  }
  console.log(`\nLoad after ${load()}: on a busy machine the times say what share of it was ours.`)
}

const load = (): string => (loadavg()[0] ?? 0).toFixed(1)

function generate(children: number): string {
  const set = join(root, `var/bench/returns-clean-${children}`)
  if (existsSync(join(set, 'manifest.json'))) return set
  mkdirSync(set, { recursive: true })
  const typed = ['--children', String(children), '--seed', '903', '--year', '2026', '--defects', '0']
  execFileSync('python3', [join(shared, 'bench/generate_returns.py'), ...typed, '--out', set])
  return set
}

/** One run of the command as anybody would give it. */
function check(typed: readonly string[]): Timed {
  const before = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'bin/holdfast'), 'returns', 'check', ...typed],
    { env: { ...process.env, HOLDFAST_TIMINGS: '1' }, encoding: 'utf8' },
  )
  const whole = performance.now() - before
  if (status !== 0 && status !== 1) throw new Error(`the check ended with ${status}: ${stderr}`)
  const told: Timed = JSON.parse(stderr.trim().split('\n').at(-1) ?? '')
  return { ...told, whole }
}

function rowsIn(out: string): string {
  const { tables }: { tables: readonly { rows: number }[] } = JSON.parse(readFileSync(out, 'utf8'))
  return tables.reduce((sum, { rows }) => sum + rows, 0).toLocaleString('en-GB')
}
