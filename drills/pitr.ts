import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { runCommand } from '../src/app/cli.ts'
import { openDatabase } from '../src/app/open-database.ts'
import { readTable, snapshot, tablesOf, type Held } from '../src/platform/backup/tables.ts'
import { asOwner } from '../src/app/as-owner.ts'
import { everyNode, Node } from './node.ts'
import { cast, reckon, type Reckoned, type Sent } from './record-kept.ts'
import { Served } from './served.ts'
import { until } from './three.ts'
import { Writer } from './writer.ts'

/**
 * A PostgreSQL server whose WAL goes to an archive, a base backup taken while eight people write, the server and its disk lost, and the
 * record restored to two named seconds, each proved by SHA-256 over the rows of every table, in order, against what was recorded at that
 * second. The last line is JSON; exit 1 when anything differs, or when the two seconds do not differ from each other.
 *
 *   npm run drill:pitr -- --seconds 5
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '5' }, port: { type: 'string', default: '25461' } },
})
const seconds = Number(values.seconds)
const place = mkdtempSync(join(tmpdir(), 'holdfast-pitr-'))
const folder = join(place, 'holdfast')
const archive = join(place, 'archive')
const served: Served[] = []
let nextPort = Number(values.port)
mkdirSync(folder)
delete process.env['DATABASE_URL']
process.env['HOLDFAST_DATA'] = folder

/** What the record was at a second: the second as PostgreSQL is told it, every table, and how far the archive had to be. */
interface Recorded {
  readonly at: string
  readonly tables: Readonly<Record<string, Held>>
  readonly witness: string
  readonly acknowledged: number
}

interface Restored extends Reckoned {
  readonly to: string
  readonly tables: number
  readonly rows: number
  readonly differing: readonly string[]
  readonly verified: boolean
  readonly seconds: number
}

try {
  const live = await serverWithArchive()
  const url = live.url('holdfast')
  const sent: Sent[] = []
  const base = new Node(place, 'base', nextPort++)
  // The backup is taken in the midst of writing; what was written after it comes from the archive.
  const first = await recordAfter(url, sent, 'first', () => base.backupOf(live))
  const second = await recordAfter(url, sent, 'second')
  await recordAfter(url, sent, 'later')
  await archived(live)
  await live.kill()
  rmSync(live.cluster.folder, { recursive: true })
  const restored = [await restoredTo(base, first, sent), await restoredTo(base, second, sent)]
  const differ = JSON.stringify(first.tables) !== JSON.stringify(second.tables)
  const bad = restored.filter(
    ({ differing, verified, lost, halfWritten, doubled }) =>
      differing.length + lost + halfWritten + doubled > 0 || !verified,
  )
  console.log(JSON.stringify({ acknowledged: sent.length, restored, secondsDiffer: differ }))
  process.exitCode = bad.length === 0 && differ ? 0 : 1
} finally {
  for (const each of served) await each.stop()
  for (const node of everyNode) await node.kill()
  rmSync(place, { recursive: true, force: true })
}

async function serverWithArchive(): Promise<Node> {
  const live = new Node(place, 'live', nextPort++)
  await live.make()
  mkdirSync(archive)
  const { account } = live.cluster
  if (account !== null) chownSync(archive, account.uid, account.gid)
  chmodSync(place, 0o755)
  live.set({
    archive_mode: 'on',
    // Whole or not at all, and never over one that is there: as PostgreSQL's manual asks of an archive.
    archive_command: `test ! -f ${archive}/%f && cp %p ${archive}/%f.part && mv ${archive}/%f.part ${archive}/%f`,
    archive_timeout: '2s',
  })
  await live.start()
  await live.ask('create database holdfast')
  process.env['DATABASE_URL'] = live.url('holdfast')
  await runCommand(['county', '--children', '60', '--years', '1'])
  delete process.env['DATABASE_URL']
  return live
}

/** Eight people write for a while; then everything stops, and what the record is at that second is written down. */
async function recordAfter(
  databaseUrl: string,
  sent: Sent[],
  name: string,
  meanwhile?: () => Promise<void>,
): Promise<Recorded> {
  const server = await Served.start(folder, { DATABASE_URL: databaseUrl })
  served.push(server)
  const opened = await openDatabase({ folder, databaseUrl, demonstration: true })
  try {
    const writers = (await cast(opened.db, 8)).map((one) => new Writer(one, server, sent))
    const writing = Promise.all(writers.map(async (writer) => writer.write()))
    await pause(seconds * 500)
    await meanwhile?.()
    await pause(seconds * 500)
    for (const writer of writers) writer.stop()
    await writing
    await server.stop()
    const tables = await heldIn(opened.ownerUrl)
    const witness = join(place, `${name}.witness`)
    const told = join(folder, 'witness', `${opened.name}.jsonl`)
    if (existsSync(told)) copyFileSync(told, witness)
    // A whole second in which nothing is written: the next one begins after it.
    await pause(1000)
    const at = new Date()
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, '+00')
    await pause(1100)
    return { at, tables, witness, acknowledged: sent.length }
  } finally {
    await opened.close()
  }
}

function heldIn(ownerUrl: string): Promise<Record<string, Held>> {
  return asOwner(ownerUrl, (owner) =>
    snapshot(owner, async (tx) => {
      const held: Record<string, Held> = {}
      for (const table of await tablesOf(tx)) held[table.name] = await readTable(tx, table, () => undefined)
      return held
    }),
  )
}

/** Waits until all that was written is in the archive, as it is within archive_timeout. */
async function archived(live: Node): Promise<void> {
  const [now] = await live.ask<{ file: string }>('select pg_walfile_name(pg_current_wal_lsn()) as file')
  await until('the archive has all of it', async () => {
    const [answer] = await live.ask<{ file: string | null }>(
      'select last_archived_wal as file from pg_stat_archiver',
    )
    return (answer?.file ?? '') >= (now?.file ?? '')
  })
}

/** A server of its own, from the base backup and the archive alone, as it was at a second. */
async function restoredTo(
  base: Node,
  { at, tables, witness, acknowledged }: Recorded,
  sent: readonly Sent[],
): Promise<Restored> {
  const since = performance.now()
  const node = new Node(place, `restored-${nextPort}`, nextPort++)
  node.copyOf(base)
  node.set({
    restore_command: `cp ${archive}/%f %p`,
    recovery_target_time: at,
    recovery_target_action: 'promote',
  })
  node.become('recovery')
  await node.start()
  await until(
    'the recovery has come to its end',
    async () => (await node.ask<{ on: boolean }>('select pg_is_in_recovery() as on'))[0]?.on === false,
  )
  const opened = await openDatabase({ folder, databaseUrl: node.url('holdfast'), demonstration: true })
  const now = await heldIn(opened.ownerUrl)
  const reckoned = await reckon(opened.db, sent.slice(0, acknowledged))
  await opened.close()
  process.env['DATABASE_URL'] = node.url('holdfast')
  const verified = (await runCommand(['verify', '--witness', witness])) === 0
  delete process.env['DATABASE_URL']
  const differing = Object.keys({ ...tables, ...now }).filter(
    (name) => tables[name]?.sha256 !== now[name]?.sha256,
  )
  const rows = Object.values(now).reduce((sum, held) => sum + held.rows, 0)
  return {
    to: at,
    tables: Object.keys(now).length,
    rows,
    differing,
    verified,
    ...reckoned,
    seconds: Math.round((performance.now() - since) / 100) / 10,
  }
}
