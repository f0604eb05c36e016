import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openDatabase } from '../src/app/open-database.ts'
import { root } from '../src/app/setting.ts'
import { copyOut } from '../src/platform/db/copy-out.ts'
import { copyInto, copyText } from '../src/platform/db/copy.ts'
import { connect, inTransaction, withClient, type Db } from '../src/platform/db/database.ts'
import { openSubmission, type AnyRow, type Submission } from '../src/modules/return-files/index.ts'
import { machine, median } from './figures.ts'

/*
 * How fast returns are read in: synthetic census and looked-after returns of the shared generator, by the command
 * itself, from its start to its end, in an empty database of its own. Beside it, the same rows copied into bare tables.
 * Processor time is told of too: where others use the machine, the clock on the wall says little.
 *
 * node bench/bench.ts import [--children 10000] [--times 3]
 */

const shared = process.env['HOLDFAST_SHARED'] ?? join(root, '../shared')
const folder = join(root, 'var/bench/import')
const returnsOf = (children: number): string => join(root, `var/bench/returns-${children}`)

interface Measured {
  /** From the command's start to its end. */
  readonly seconds: number
  /** Processor seconds of the command's processes, and of PostgreSQL meanwhile. */
  readonly ours: number
  readonly servers: number
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

const headings = [
  'Given',
  'Rows',
  'Findings',
  'Events',
  'Readings',
  'Command to commit, s',
  'Rows a second',
  'Our processor, s',
  'PostgreSQL, s',
  'Peak memory, MB',
  'Plain COPY, s',
  'Times',
  'What it leaves, COPY, s',
  'Times',
]

/** Measures each set some times over and prints a table of the medians. */
export async function run(args: readonly string[]): Promise<void> {
  const numberAfter = (name: string): number => Number(args[args.indexOf(name) + 1])
  const children = numberAfter('--children') || 10_000
  const times = numberAfter('--times') || 3
  const returns = generate(children)
  console.log(`${children.toLocaleString('en-GB')} children a return, median of ${times}; ${machine()}\n`)
  console.log(`| ${headings.join(' | ')} |\n|${headings.map(() => '---').join('|')}|`)
  for (const [name, parts] of Object.entries(sets)) {
    const paths = parts.map((part) => join(returns, part))
    const all: Once[] = []
    while (all.length < times) all.push(await measure(paths))
    console.log(`| ${[name, ...cellsOf(all)].join(' | ')} |`)
  }
  console.log(`\n${machine()} at the end`)
}

interface Once extends Measured {
  readonly events: number
  readonly readings: number
  readonly plain: number
  readonly left: number
}

function cellsOf(all: readonly Once[]): (string | number)[] {
  const [{ rows, findings, events, readings }] = all as [Once]
  const of = (name: 'seconds' | 'ours' | 'servers' | 'memory' | 'plain' | 'left'): number =>
    median(all.map((one) => one[name]))
  const seconds = of('seconds')
  const perSecond = Math.round(rows / seconds)
  const times = (of: (one: Once) => number): number =>
    Math.round(median(all.map((one) => of(one) / one.plain)))
  const used = [of('ours').toFixed(1), of('servers').toFixed(1), Math.round(of('memory'))]
  const wall = [seconds.toFixed(1), perSecond]
  const copied = [of('plain').toFixed(2), times((one) => one.seconds)]
  const left = [of('left').toFixed(1), times((one) => one.left)]
  return [rows, findings, events, readings, ...wall, ...used, ...copied, ...left]
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

async function measure(paths: readonly string[]): Promise<Once> {
  clear()
  const setting = { folder, databaseUrl: undefined, demonstration: false, port: 0, host: '127.0.0.1' }
  const opened = await openDatabase(setting)
  try {
    const measured = await command(paths)
    const [events, readings] = [await countOf(opened.db, 'event'), await countOf(opened.db, 'clock_reading')]
    const owner = connect(opened.ownerUrl)
    const left = await copyWhatIsLeft(owner)
    const plain = await plainCopy(owner, paths)
    await owner.destroy()
    return { ...measured, events, readings, plain, left }
  } finally {
    await opened.close()
    clear()
  }
}

/** Takes the database away, and leaves the compiled code of the command before, as it lies on any machine in use. */
function clear(): void {
  const all = existsSync(folder) ? readdirSync(folder) : []
  for (const name of all.filter((one) => one !== 'node-cache'))
    rmSync(join(folder, name), { recursive: true })
}

/** The command as anybody would give it, timed from outside. */
async function command(paths: readonly string[]): Promise<Measured> {
  const server = Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  const [before, served] = [performance.now(), secondsOf(server)]
  const typed = [join(root, 'bin/holdfast'), 'import', '--yes', '--json', ...paths]
  const env = { ...process.env, HOLDFAST_DATA: folder, HOLDFAST_DEMO: '0' }
  const child = spawn(process.execPath, typed, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const highest = new Map<number, readonly [megabytes: number, seconds: number]>()
  const watching = setInterval(() => {
    for (const pid of familyOf(child.pid ?? 0))
      if (highWater(pid) > 0) highest.set(pid, [highWater(pid), ownSeconds(pid)])
  }, 100)
  let said = ''
  for await (const piece of child.stdout) said += String(piece)
  const seconds = (performance.now() - before) / 1000
  clearInterval(watching)
  const { summary } = JSON.parse(said)
  const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0)
  return {
    seconds,
    ours: sum([...highest.values()].map(([, used]) => used)),
    servers: secondsOf(server) - served,
    memory: sum([...highest.values()].map(([megabytes]) => megabytes)),
    rows: summary.rows.read,
    findings: sum(Object.values<number>(summary.findings)),
  }
}

/** A process and those it has started. */
const familyOf = (pid: number): number[] => [
  pid,
  ...readIf(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number),
]

/** Processor seconds of a server: its own, of those it has started and of those that have ended. */
const secondsOf = (server: number): number =>
  familyOf(server).reduce((sum, pid) => sum + ownSeconds(pid), secondsOfEnded(server))

const ownSeconds = (pid: number): number => ticks(pid, 13) + ticks(pid, 14)
const secondsOfEnded = (pid: number): number => ticks(pid, 15) + ticks(pid, 16)

/** A field of /proc/PID/stat that counts hundredths of a second, as seconds. */
function ticks(pid: number, field: number): number {
  const stat = readIf(`/proc/${pid}/stat`)
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[field - 2] ?? 0) / 100
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

/** Seconds the same rows take, read beforehand, copied into tables without keys, indexes or checks: their cells as text. */
async function plainCopy(db: Db, paths: readonly string[]): Promise<number> {
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
  return (performance.now() - before) / 1000
}

/**
 * Seconds the rows the import left take, read out beforehand, copied into tables with the keys, indexes and checks of ours but
 * none of their references: less than any import that leaves the same rows could take.
 */
async function copyWhatIsLeft(db: Db): Promise<number> {
  const held = new Map<string, Buffer[]>()
  for (const { name, columns } of await tablesOf(db)) {
    const rows: Buffer[] = []
    const query = `select ${columns} from "${name}"`
    if ((await copyOut(db, query, (row) => void rows.push(Buffer.from(row)))) === 0) continue
    await sql`create table ${sql.table(`left_${name}`)} (like ${sql.table(name)} including all)`.execute(db)
    held.set(`"left_${name}" (${columns})`, rows)
  }
  const before = performance.now()
  await inTransaction(db, async (tx) => {
    for (const [into, rows] of held) await copyText(tx, into, inPieces(rows))
  })
  return (performance.now() - before) / 1000
}

/** Every table with the columns it is given: those PostgreSQL works out itself are left to it. */
async function tablesOf(db: Db): Promise<{ name: string; columns: string }[]> {
  const { rows } = await sql<{ name: string; columns: string }>`
    select relname as name, string_agg(quote_ident(attname), ', ' order by attnum) as columns
      from pg_class join pg_attribute on attrelid = pg_class.oid
     where relnamespace = 'public'::regnamespace
       and relkind = 'r'
       and attnum > 0
       and not attisdropped
       and attgenerated = ''
     group by relname
  `.execute(db)
  return rows
}

/** The rows a thousand at a time: one by one the passing on would be timed. */
async function* inPieces(rows: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (let from = 0; from < rows.length; from += 1000) yield Buffer.concat(rows.slice(from, from + 1000))
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
