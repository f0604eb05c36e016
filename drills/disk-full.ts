import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { runCommand } from '../src/app/cli.ts'
import { openDatabase } from '../src/app/open-database.ts'
import type { Passwords } from '../src/platform/db/embedded.ts'
import { bannerOf } from '../src/platform/web/unsaved.ts'
import { cast, reckon, type Reckoned, type Sent } from './record-kept.ts'
import { Served } from './served.ts'
import { SmallDisk } from './small-disk.ts'
import { until } from './three.ts'
import { Writer } from './writer.ts'

/**
 * Fills the disk of the database, of its WAL, and of what Holdfast writes itself (witness, continuity pack, backups), one after the other and
 * each while eight people write; then makes room. The last line is JSON; exit 1 when an acknowledged write was lost, half written or
 * doubled, when no page said what was wrong, or when nothing could be saved a minute after there was room.
 *
 *   npm run drill:disk-full -- --seconds 8
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '8' }, only: { type: 'string' } },
})
const seconds = Number(values.seconds)
const longest = 60_000
type Volume = 'data' | 'wal' | 'files'
const volumes: readonly Volume[] = ['data', 'wal', 'files']
delete process.env['DATABASE_URL']

interface Filled extends Reckoned {
  readonly volume: Volume
  /** What stood over the pages while it was full. */
  readonly said: readonly string[]
  /** Answers while it was full that were not an acknowledgement. */
  readonly refused: number
  /** Milliseconds from there being room to the next acknowledged write. */
  readonly backAfter: number
  readonly verified: boolean
}

const place = mkdtempSync(join(tmpdir(), 'holdfast-disk-full-'))
// Every account may pass: PostgreSQL runs as another than root.
chmodSync(place, 0o755)
const disks: SmallDisk[] = []
const served: Served[] = []
try {
  const trial = SmallDisk.mounted(join(place, 'trial'), 1)
  if (trial === null) {
    console.log(
      'The disk-full drill did not run: it needs to mount a small disk, which this account may not do',
    )
    console.log(JSON.stringify({ ran: false }))
  } else {
    trial.unmount()
    await every()
  }
} finally {
  for (const each of served) await each.stop()
  for (const disk of disks) disk.unmount()
  rmSync(place, { recursive: true, force: true })
}

async function every(): Promise<void> {
  const model = await county()
  const filled: Filled[] = []
  for (const volume of volumes.filter((one) => (values.only ?? one) === one)) {
    filled.push(await fillUp(model, volume))
    console.log(JSON.stringify(filled.at(-1)))
  }
  console.log(JSON.stringify({ ran: true, ...summed(filled) }))
  process.exitCode = filled.every(isWell) ? 0 : 1
}

function isWell(one: Filled): boolean {
  const { lost, halfWritten, doubled, verified, backAfter } = one
  return lost + halfWritten + doubled === 0 && verified && backAfter <= longest && wasFelt(one)
}

/** What Holdfast writes beside the database is missed by nobody who writes; the rest must have been felt, and said. */
function wasFelt({ volume, said, refused }: Filled): boolean {
  return volume === 'files' || (said.length > 0 && refused > 0)
}

function summed(filled: readonly Filled[]) {
  const sum = (of: 'acknowledged' | 'lost' | 'halfWritten' | 'doubled' | 'refused') =>
    filled.reduce((all, one) => all + one[of], 0)
  return {
    volumes: filled.map(({ volume }) => volume),
    acknowledged: sum('acknowledged'),
    lost: sum('lost'),
    halfWritten: sum('halfWritten'),
    doubled: sum('doubled'),
    refused: sum('refused'),
    withoutBanner: filled.filter(({ volume, said }) => volume !== 'files' && said.length === 0).length,
    longestBackAfter: Math.max(...filled.map(({ backAfter }) => backAfter)),
  }
}

/** A small county in a folder, its server stopped. */
async function county(): Promise<string> {
  const model = join(place, 'model')
  process.env['HOLDFAST_DATA'] = model
  await runCommand(['county', '--children', '60', '--years', '1'])
  return model
}

async function fillUp(model: string, volume: Volume): Promise<Filled> {
  const [folder, disk] = laidOut(model, volume)
  process.env['HOLDFAST_DATA'] = folder
  const own = join(disk.path, 'own')
  const elsewhere =
    volume === 'files'
      ? { HOLDFAST_WITNESS: join(own, 'witness'), HOLDFAST_CONTINUITY: join(own, 'continuity') }
      : {}
  const setting = { folder, databaseUrl: undefined, demonstration: true }
  const server = await Served.start(folder, elsewhere)
  served.push(server)
  const opened = await openDatabase(setting)
  const people = await cast(opened.db, 8)
  await opened.close()
  const sent: Sent[] = []
  const writers = people.map((one) => new Writer(one, server, sent, 1500))
  const writing = Promise.all(writers.map(async (writer) => writer.write()))
  await until('somebody is answered', async () => sent.length > 20)
  const felt = (): boolean => volume === 'files' || writers.some(({ refused }) => refused > 0)
  const said = await whileFull(disk, server, felt, volume === 'wal' ? folder : null)
  const before = sent.length
  const since = performance.now()
  disk.empty()
  await until('somebody is answered again', async () => sent.length > before + writers.length)
  const backAfter = Math.round(performance.now() - since)
  await pause(1000)
  for (const writer of writers) writer.stop()
  await writing
  await server.stop()
  return {
    volume,
    ...(await keptIn(setting, sent)),
    said,
    refused: writers.reduce((sum, { refused }) => sum + refused, 0),
    backAfter,
    verified: await verified(elsewhere),
  }
}

async function keptIn(setting: Parameters<typeof openDatabase>[0], sent: readonly Sent[]): Promise<Reckoned> {
  const after = await openDatabase(setting)
  const reckoned = await reckon(after.db, sent)
  await after.close()
  return reckoned
}

async function verified(surroundings: Readonly<Record<string, string>>): Promise<boolean> {
  Object.assign(process.env, surroundings)
  const ended = await runCommand(['verify'])
  for (const name of Object.keys(surroundings)) delete process.env[name]
  return ended === 0
}

/** The county's folder, and the small disk that holds all of it, its WAL, or nothing of it yet. */
function laidOut(model: string, volume: Volume): readonly [string, SmallDisk] {
  const folder = join(place, volume)
  const disk = SmallDisk.mounted(
    volume === 'data' ? folder : join(place, `${volume}-disk`),
    volume === 'files' ? 16 : 1200,
  )
  if (disk === null) throw new Error('a small disk could be mounted a moment ago, and now cannot')
  disks.push(disk)
  mkdirSync(folder, { recursive: true })
  copy(`${model}/.`, folder)
  if (volume === 'wal') moveWal(join(folder, 'postgres/pg_wal'), join(disk.path, 'pg_wal'))
  return [folder, disk]
}

function moveWal(from: string, to: string): void {
  copy(from, to)
  const { uid, gid } = statSync(from)
  rmSync(from, { recursive: true })
  symlinkSync(to, from)
  lchownSync(from, uid, gid)
}

function copy(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', from, to])
  if (status !== 0) throw new Error(`the copy failed: ${String(stderr)}`)
}

/** Keeps the disk full until it is felt, and so many seconds more; and looks at what stands on a page meanwhile. */
async function whileFull(
  disk: SmallDisk,
  server: Served,
  felt: () => boolean,
  walOf: string | null,
): Promise<string[]> {
  const said = new Set<string>()
  const latest = performance.now() + longest
  for (let end = latest; performance.now() < Math.min(end, latest);) {
    disk.fill()
    if (end === latest && felt()) end = performance.now() + seconds * 1000
    if (walOf !== null) await nextSegment(walOf).catch(() => undefined)
    const page = await pageOf(server)
    for (const trouble of ['full', 'away', 'unknown'] as const)
      if (page.includes(bannerOf[trouble])) said.add(trouble)
    await pause(100)
  }
  return [...said].toSorted()
}

async function pageOf({ address }: Served): Promise<string> {
  try {
    return await (await fetch(`${address}/sign-in`, { signal: AbortSignal.timeout(5000) })).text()
  } catch {
    return ''
  }
}

/** Has the WAL begin its next file: eight people would need an hour to fill those that lie ready. */
async function nextSegment(folder: string): Promise<void> {
  const { port, passwords } = JSON.parse(readFileSync(join(folder, 'database.json'), 'utf8')) as {
    port: number
    passwords: Passwords
  }
  const client = new pg.Client({
    connectionString: `postgres://postgres:${passwords.admin}@127.0.0.1:${port}/postgres`,
    connectionTimeoutMillis: 1000,
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select pg_switch_wal()')
  } finally {
    await client.end()
  }
}
