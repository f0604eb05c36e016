import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { runCommand } from '../src/app/cli.ts'
import { openDatabase } from '../src/app/open-database.ts'
import { asService } from '../src/platform/db/asking.ts'
import { verifySeals } from '../src/platform/seals/verify.ts'
import { fileWitness } from '../src/platform/seals/witness.ts'
import { everyNode, Node } from './node.ts'
import { cast, reckon, type Reckoned, type Sent, type Writing } from './record-kept.ts'
import { Served } from './served.ts'
import { Three, until } from './three.ts'
import { Writer } from './writer.ts'

/**
 * Three PostgreSQL servers, of which one is killed while eight people write by two servers of Holdfast, again and again. Each time a line to a standby, or both, is held
 * before the kill and what was on it is lost, the standby that has most is promoted by PostgreSQL's own pg_ctl, Holdfast finds it by itself, and
 * the old primary comes back as if nothing had been. The last line is JSON; exit 1 when an acknowledged write was lost, half written or
 * doubled, when a server that is not the primary took a write, or when the controls, which must lose, do not.
 *
 *   npm run drill:failover -- --rounds 10 --controls 3
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    controls: { type: 'string', default: '3' },
    port: { type: 'string', default: '25431' },
  },
})
let nextPort = Number(values.port)
const place = mkdtempSync(join(tmpdir(), 'holdfast-failover-'))
const folder = join(place, 'holdfast')
mkdirSync(folder)
// Whoever has the environment of another database must not have it written to here.
delete process.env['DATABASE_URL']

interface Run {
  readonly rounds: number
  readonly synchronous: boolean
  /** The standby promoted is the one that has least, and the line held is always that of one: a control. */
  readonly least?: boolean
}

interface Ran extends Reckoned {
  readonly rounds: number
  /** Answers that nobody could tell yet, each resolved by sending the same form again. */
  readonly unknown: number
  /** Seals that do not fit what they cover, or what the witness was told. */
  readonly sealFaults: number
  /** Writes that a server which is not the primary acknowledged, and how many it was asked for. */
  readonly splitBrain: number
  readonly splitBrainTries: number
  /** Milliseconds from the kill to the next acknowledged write, at most. */
  readonly longestPause: number
}

let people: readonly Writing[] = []
const serving: Served[] = []
try {
  const model = await county()
  const synchronous = await run(model, { rounds: Number(values.rounds), synchronous: true })
  const controls = Number(values.controls)
  const asynchronous = await run(model, { rounds: controls, synchronous: false })
  // The second control costs a server made anew in each round, and is left to the longer run.
  const wrongOne =
    controls > 1 ? await run(model, { rounds: controls, synchronous: true, least: true }) : undefined
  const bad =
    synchronous.lost +
    synchronous.halfWritten +
    synchronous.doubled +
    synchronous.splitBrain +
    synchronous.sealFaults
  const proves = [asynchronous, wrongOne].every(
    (one) => one === undefined || one.rounds === 0 || one.lost > 0,
  )
  if (!proves) console.log('A control that must lose lost nothing: this run proves nothing')
  console.log(JSON.stringify({ synchronous, controls: { asynchronous, leastPromoted: wrongOne } }))
  process.exitCode = bad === 0 && proves ? 0 : 1
} finally {
  for (const served of serving) await served.stop()
  for (const node of everyNode) await node.kill()
  rmSync(place, { recursive: true, force: true })
}

/** A small county on one server, which then stops: all three begin as its copies. */
async function county(): Promise<Node> {
  const model = new Node(place, 'model', nextPort++)
  await model.make()
  await model.start()
  await model.ask('create database holdfast')
  const databaseUrl = model.url('holdfast')
  process.env['HOLDFAST_DATA'] = folder
  process.env['DATABASE_URL'] = databaseUrl
  await runCommand(['county', '--children', '60', '--years', '1'])
  delete process.env['DATABASE_URL']
  const opened = await openDatabase({ folder, databaseUrl, demonstration: true })
  people = await cast(opened.db, 8)
  await opened.close()
  await model.ask('create table drill_write (line text)')
  await model.stop()
  return model
}

async function run(model: Node, { rounds, synchronous, least = false }: Run): Promise<Ran> {
  const three = await Three.from(model, join(place, `from-${nextPort}`), nextPort, synchronous)
  nextPort += three.nodes.length
  const hosts = three.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')
  const databaseUrl =
    three.primary.url('holdfast').replace(/@[^/]+/, `@${hosts}`) + '?target_session_attrs=read-write'
  rmSync(join(folder, 'witness'), { recursive: true, force: true })
  const servers = [await serverOn(databaseUrl), await serverOn(databaseUrl)] as const
  const sent: Sent[] = []
  const writers = people.map((one) => new Writer(one, balanced(servers), sent))
  const writing = Promise.all(writers.map(async (writer) => writer.write()))
  const ran = { splitBrain: 0, splitBrainTries: 0, longestPause: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const one = await loseThePrimary(three, sent, {
      // Of two lines held, what was written meanwhile is nowhere else: the synchronous run is shown both, by turns.
      both: !synchronous || (!least && round % 2 === 1),
      least,
    })
    ran.longestPause = Math.max(ran.longestPause, one.paused)
    ran.splitBrain += one.taken
    ran.splitBrainTries += one.tried
    console.log(
      `${synchronous ? 'synchronous' : 'asynchronous'}, round ${round + 1}: ${JSON.stringify(one)}, ${sent.length} acknowledged`,
    )
  }
  for (const writer of writers) writer.stop()
  await writing
  for (const server of servers) await server.stop()
  const after = await openDatabase({ folder, databaseUrl, demonstration: true })
  const told = fileWitness(join(folder, 'witness', `${after.name}.jsonl`)).told()
  // Nobody asks here: without this, the seat-belt would keep the rows of restricted children back, as if they were gone.
  const [reckoned, { faults }] = await asService(
    'a drill is nobody’s question',
    async () => [await reckon(after.db, sent), await verifySeals(after.db, told)] as const,
  )
  await after.close()
  await three.stop()
  const unknown = writers.reduce((sum, writer) => sum + writer.unknown, 0)
  return { rounds, ...reckoned, unknown, sealFaults: faults.length, ...ran }
}

async function serverOn(databaseUrl: string): Promise<Served> {
  const server = await Served.start(folder, { DATABASE_URL: databaseUrl })
  serving.push(server)
  return server
}

/** What a balancer does: each request goes to the next server, whichever of them the form came from. */
function balanced(servers: readonly [Served, Served]): Pick<Served, 'address'> {
  let turn = 0
  return {
    get address() {
      turn += 1
      return servers[turn % 2 === 0 ? 0 : 1].address
    },
  }
}

async function loseThePrimary(
  three: Three,
  sent: readonly Sent[],
  { both, least }: { both: boolean; least: boolean },
) {
  await pause(300 + Math.random() * 1200)
  const old = three.primary
  const held = both ? three.standbys : three.standbys.slice(0, 1)
  for (const node of held) three.wire(node).hold()
  await pause(200 + Math.random() * 400)
  // Somebody, or a time limit, ends the waiting for standbys: PostgreSQL then says 'committed locally', which is not saved.
  if (both) await old.ask("select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'")
  await pause(100)
  await old.kill()
  const since = performance.now()
  for (const node of held) three.wire(node).cut()
  const acknowledged = sent.length
  await three.failOver(least)
  const promoted = Math.round(performance.now() - since)
  await until('somebody is answered again', async () => sent.length > acknowledged)
  const paused = Math.round(performance.now() - since)
  return { promoted, paused, ...(await comeBack(three, old)) }
}

/** The old primary starts as if nothing had been, is asked to write and may not; then it becomes a standby. */
async function comeBack(three: Three, old: Node): Promise<{ tried: number; taken: number }> {
  old.become('primary')
  await old.start()
  // Whoever wrote to the new primary looks again for who takes writes, and now there are two that would.
  await three.primary.ask(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'holdfast%'",
  )
  const tries = await Promise.all(
    Array.from({ length: 5 }, async (_, at) => acknowledges(old, `split ${at}`)),
  )
  const [strays] = await old.ask<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where application_name like 'holdfast%' and application_name <> 'holdfast who writes'",
  )
  await old.kill()
  await three.rejoin(old)
  await three.whenFollowed()
  return { tried: tries.length, taken: tries.filter(Boolean).length + (strays?.count ?? 0) }
}

/** Whether a server acknowledges a write within a second, without a word of doubt. */
async function acknowledges(node: Node, line: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: node.url('postgres') })
  client.on('error', () => undefined)
  let doubted = false
  client.on('notice', () => (doubted = true))
  await client.connect()
  try {
    const wrote = client.query('insert into drill_write values ($1)', [line]).then(
      () => !doubted,
      () => false,
    )
    return await Promise.race([wrote, pause(1000).then(() => false)])
  } finally {
    client.end().catch(() => undefined)
  }
}
