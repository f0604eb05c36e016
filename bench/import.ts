import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../src/app/open-database.ts'
import { root } from '../src/app/setting.ts'
import { copyInto } from '../src/platform/db/copy.ts'
import { connect, inTransaction, withClient, type Db } from '../src/platform/db/database.ts'
import { openSubmission, type AnyRow, type Submission } from '../src/modules/return-files/index.ts'

/*
 * How fast returns are read in: synthetic census and looked-after returns of the shared generator, by the command
 * itself, from its start to its end, in an empty database of its own. Beside it, the same rows copied into bare tables.
 *
 * node bench/bench.ts import [--children 10000]
 */

const shared = process.env['HOLDFAST_SHARED'] ?? join(root, '../shared')
const folder = join(root, 'var/bench/import')
const returnsOf = (children: number): string => join(root, `var/bench/returns-${children}`)

interface Measured {
  readonly seconds: number
  /** Megabytes: the command's process and the one it reads in, each at its highest. */
  readonly memory: number
  readonly rows: number
  readonly findings: number
}

/** Where a set's files lie. */
const sets = {
  census: ['cin'],
  'looked-after, two years': ['903/this_year', '903/last_year'],
  'both together': ['cin', '903/this_year', '903/last_year'],
}

/** Measures each set and prints a table of them. */
export async function run(args: readonly string[]): Promise<void> {
  const children = Number(args[args.indexOf('--children') + 1]) || 10_000
  const returns = generate(children)
  console.log(
    `${children.toLocaleString('en-GB')} children a return; ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
  )
  console.log(
    '| Given | Rows | Findings | Command to commit, s | Rows a second | Peak memory, MB | Stored beside (events, readings) | Plain COPY, s | Times |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|')
  for (const [name, parts] of Object.entries(sets))
    await measure(
      name,
      parts.map((part) => join(returns, part)),
    )
}

function generate(children: number): string {
  const returns = returnsOf(children)
  if (existsSync(join(returns, 'manifest.json'))) return returns
  mkdirSync(returns, { recursive: true })
  const script = join(shared, 'bench/generate_returns.py')
  execFileSync('python3', [
    script,
    '--children',
    String(children),
    '--seed',
    '903',
    '--year',
    '2026',
    '--out',
    returns,
  ])
  return returns
}

async function measure(name: string, paths: readonly string[]): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  const opened = await openDatabase({
    folder,
    databaseUrl: undefined,
    demonstration: false,
    port: 0,
    host: '127.0.0.1',
  })
  try {
    const { seconds, memory, rows, findings } = await command(paths)
    const [events, readings] = [await countOf(opened.db, 'event'), await countOf(opened.db, 'clock_reading')]
    const owner = connect(opened.ownerUrl)
    const plain = await plainCopy(owner, paths)
    await owner.destroy()
    const cells = [
      name,
      rows,
      findings,
      seconds.toFixed(1),
      Math.round(rows / seconds),
      Math.round(memory),
      `${events}, ${readings}`,
      `${plain.seconds.toFixed(2)} (${plain.rows} rows)`,
      (seconds / plain.seconds).toFixed(1),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  } finally {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The command as anybody would give it, timed from outside. */
async function command(paths: readonly string[]): Promise<Measured> {
  const before = performance.now()
  const typed = [join(root, 'bin/holdfast'), 'import', '--yes', '--json', ...paths]
  const env = { ...process.env, HOLDFAST_DATA: folder, HOLDFAST_DEMO: '0' }
  const child = spawn(process.execPath, typed, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const highest = new Map<number, number>()
  const watching = setInterval(() => {
    for (const pid of [child.pid ?? 0, ...childrenOf(child.pid ?? 0)]) {
      const now = highWater(pid)
      if (now > 0) highest.set(pid, now)
    }
  }, 100)
  let said = ''
  for await (const piece of child.stdout) said += String(piece)
  const seconds = (performance.now() - before) / 1000
  clearInterval(watching)
  const outcome = JSON.parse(said)
  const findings = Object.values<number>(outcome.summary.findings).reduce((sum, count) => sum + count, 0)
  const memory = [...highest.values()].reduce((sum, megabytes) => sum + megabytes, 0)
  return { seconds, memory, rows: outcome.summary.rows.read, findings }
}

/** Node processes a process has started; PostgreSQL is not ours. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)
}

function parentOf(pid: number): number {
  const stat = readIf(`/proc/${pid}/stat`)
  const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return stat.includes('(node') || stat.includes('(MainThread)') ? Number(rest[1]) : 0
}

const highWater = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readIf(`/proc/${pid}/status`))?.[1] ?? 0) / 1024

function readIf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

async function countOf(db: Db, table: string): Promise<number> {
  const { rows } = await withClient(db, (client) =>
    client.query<{ count: number }>(`select count(*) from ${table}`),
  )
  return rows[0]?.count ?? 0
}

/** The same rows, read beforehand, copied into tables without keys, indexes or checks: their cells as text. */
async function plainCopy(db: Db, paths: readonly string[]): Promise<{ seconds: number; rows: number }> {
  const tables = new Map<string, (string | null)[][]>()
  const add = (row: AnyRow): void => {
    const { table, file: _f, line: _l, given: _g, ...cells } = row
    const values = Object.values(cells).filter((cell) => !Array.isArray(cell))
    const held = tables.get(table) ?? []
    tables.set(table, held)
    held.push(values.map((cell) => (cell === null ? null : String(cell))))
  }
  for await (const row of rowsOf(await openSubmission(paths))) add(row)
  for (const [table, [first]] of tables)
    await withClient(db, (client) =>
      client.query(
        `create table bare_${table.toLowerCase()} (${(first ?? []).map((_, i) => `c${i} text`).join(', ')})`,
      ),
    )
  const before = performance.now()
  await inTransaction(db, async (tx) => {
    for (const [table, rows] of tables)
      await copyInto(
        tx,
        `bare_${table.toLowerCase()}`,
        (rows[0] ?? []).map((_, i) => `c${i}`),
        rows,
      )
  })
  const rows = [...tables.values()].reduce((sum, held) => sum + held.length, 0)
  return { seconds: (performance.now() - before) / 1000, rows }
}

async function* rowsOf(submission: Submission): AsyncGenerator<AnyRow> {
  for await (const { rows } of submission.ssda903()) for (const row of rows) yield loose(row)
  for await (const { rows } of submission.cin()) for (const row of rows) yield* within(row)
}

function* within(row: object): Generator<AnyRow> {
  yield loose(row)
  for (const cell of Object.values(row))
    if (Array.isArray(cell)) for (const inner of cell) yield* within(inner)
}

// A row of any table, seen only as its cells.
const loose = (row: object): AnyRow => row as unknown as AnyRow
