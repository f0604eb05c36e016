import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { runCommand } from '../src/app/cli.ts'
import { openDatabase } from '../src/app/open-database.ts'
import { root } from '../src/app/setting.ts'
import { asService } from '../src/platform/db/asking.ts'
import { verifySeals } from '../src/platform/seals/verify.ts'
import { fileWitness } from '../src/platform/seals/witness.ts'
import { Council, databases, origin, within } from './council.ts'
import { bin, losses, loseTheLeader } from './leader-lost.ts'
import { cast, reckon, type Reckoned, type Sent, type Writing } from './record-kept.ts'
import { strangersLetIn } from './strangers.ts'
import { upgrade } from './upgrade.ts'
import { Writer } from './writer.ts'

/**
 * The set-up of docs/operations.md by the files of `deploy`, run for real on one machine: Patroni with etcd keeps three servers of Debian's PostgreSQL, eight people
 * write by HAProxy with TLS and two servers of Holdfast, and the leader is lost again and again: its power, its cable, or Patroni on it hangs. A standby's cable is
 * pulled just before, so that the two that remain differ. Patroni promotes; whoever led is asked to write for as long as it can, and comes back by pg_rewind. The last
 * line is JSON; exit 1 as `drill:failover` does. Needs Linux, root and the packages named below.
 *
 *   npm run drill:patroni -- --rounds 10 --controls 2 --upgrade
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    controls: { type: 'string', default: '2' },
    /** Upgrades the database and the product, too, as docs/operations.md says. */
    upgrade: { type: 'boolean', default: false },
    /** Where all of it lies: a memory disk where the disk is slow. */
    place: { type: 'string', default: tmpdir() },
    /** Where Patroni is not installed, says so and is content. */
    optional: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
})
const packages = 'patroni python3-etcd etcd-server postgresql-18 pgbackrest haproxy iproute2 openssl'
const needed = ['patroni', 'etcd', 'haproxy', 'pgbackrest', 'ip', 'unshare', 'nsenter', 'runuser', 'openssl']

/** The drill runs again in a network and a tree of processes of its own, which end with it. */
async function standApart(): Promise<void> {
  const missing = needed.find((each) => spawnSync('which', [each]).status !== 0)
  const why =
    process.getuid?.() !== 0
      ? 'this is not root on Linux'
      : (missing ?? (existsSync(bin) ? undefined : 'PostgreSQL 18')) &&
        `${missing ?? 'PostgreSQL 18'} is not installed (apt-get install ${packages})`
  if (why !== undefined) {
    console.log(`not run here: ${why}`)
    process.exitCode = values.optional ? 0 : 1
    return
  }
  const place = mkdtempSync(join(values.place, 'holdfast-patroni-'))
  certify(place)
  const flags = ['--net', '--mount', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc']
  // A shell comes first: it buries whoever is left without a parent, without which no machine of ours would ever be quite gone.
  const shell = ['bash', '-c', '"$@"; exit $?', 'drill']
  const again = spawn('unshare', [...flags, ...shell, process.execPath, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: {
      ...process.env,
      HOLDFAST_DRILL_APART: place,
      NODE_EXTRA_CA_CERTS: join(place, 'trusted.pem'),
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => again.kill('SIGKILL'))
  const [code] = (await once(again, 'exit')) as [number | null]
  process.exitCode = code ?? 1
  if (values.keep) console.error(`kept: ${place}`)
  else rmSync(place, { recursive: true, force: true })
}

function certify(place: string): void {
  const asked = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=holdfast.council.example'
  const names = '-addext subjectAltName=DNS:holdfast.council.example'
  const files = ['-keyout', join(place, 'key.pem'), '-out', join(place, 'certificate.pem')]
  const made = spawnSync('openssl', [...`${asked} ${names}`.split(' '), ...files])
  if (made.status !== 0) throw new Error(`no certificate: ${String(made.stderr)}`)
  const ours = join(place, 'certificates')
  const ofDatabase = spawnSync('sh', [join(root, 'deploy/certificates.sh'), ours])
  if (ofDatabase.status !== 0) throw new Error(`no certificates: ${String(ofDatabase.stderr)}`)
  const trusted = [join(place, 'certificate.pem'), join(ours, 'machines.crt')]
  writeFileSync(join(place, 'trusted.pem'), trusted.map((file) => readFileSync(file, 'utf8')).join(''))
}

interface Ran extends Reckoned {
  readonly rounds: number
  /** Answers that nobody could tell yet, each resolved by sending the same form again. */
  readonly unknown: number
  /** Writes a server acknowledged to whoever asked it itself, after its power, cable or Patroni was lost, and that are not in the record. */
  readonly splitBrain: number
  readonly splitBrainTries: number
  /** Milliseconds from the loss to the next acknowledged write, at most. */
  readonly longestPause: number
  readonly upgraded?: Awaited<ReturnType<typeof upgrade>>
}

async function drill(place: string): Promise<void> {
  delete process.env['DATABASE_URL']
  const council = new Council(place)
  try {
    await council.powerDatabases()
    console.log(`${versions()}; three lead and follow under Patroni`)
    await firstDay(council)
    const strangers = await strangersLetIn(council)
    const people = await county(council)
    for (const name of ['one', 'two', 'balancer'] as const) await council.power(name)
    await served()
    const synchronous = await run(council, people, { rounds: Number(values.rounds), synchronous: true })
    console.log(`/health: ${await (await fetch('http://two:3000/health')).text()}`)
    const sealFaults = await sealsAtFault(council)
    const controls = Number(values.controls)
    const asynchronous =
      controls === 0 ? undefined : await run(council, people, { rounds: controls, synchronous: false })
    const bad =
      synchronous.lost +
      synchronous.halfWritten +
      synchronous.doubled +
      synchronous.splitBrain +
      sealFaults +
      strangers.length
    const proves = asynchronous === undefined || asynchronous.lost > 0
    const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`
    console.log(`${versions()}; ${machine}`)
    if (!proves) console.log('The control that must lose lost nothing: this run proves nothing')
    console.log(
      JSON.stringify({
        synchronous: { ...synchronous, sealFaults, watchdog: council.bitten },
        strangersLetIn: strangers,
        controls: { asynchronous },
      }),
    )
    process.exitCode = bad === 0 && proves ? 0 : 1
  } catch (fault) {
    process.exitCode = 1
    console.error(fault)
    for (const at of ['http://one:3000', 'http://two:3000', origin])
      console.error(`${at}: ${await howItAnswers(at)}`)
    const logs = ([...databases, 'one', 'balancer'] as const).map((name) => council.machine(name).log)
    for (const log of logs.filter(existsSync))
      console.error(`--- ${log}\n${readFileSync(log, 'utf8').slice(-3000)}`)
  } finally {
    await council.off()
    // Whoever still writes when it went wrong would never be answered.
    process.exit()
  }
}

const howItAnswers = (at: string): Promise<string> =>
  fetch(`${at}/health`, { signal: AbortSignal.timeout(5_000) }).then(
    async (answer) => `${answer.status} ${await answer.text()}`,
    (fault: Error) => `${fault.message} ${fault.cause instanceof Error ? fault.cause.message : ''}`,
  )

function versions(): string {
  const first = (command: string, flag = '--version') =>
    spawnSync(command, [flag], { encoding: 'utf8' }).stdout.split('\n')[0] ?? ''
  return [
    first('patroni'),
    first('etcd'),
    first(`${bin}/postgres`),
    first('haproxy', '-v'),
    first('pgbackrest', 'version'),
  ].join('; ')
}

/** As docs/operations.md has it: the account, the database, the archive, and Holdfast's first start in an empty database. */
async function firstDay(council: Council): Promise<void> {
  const leader = await council.whenWhole()
  await council.ask(leader, 'create role holdfast_admin login createrole')
  await council.ask(leader, 'create database holdfast owner holdfast_admin')
  council.machine(leader).tellAs('postgres', 'pgbackrest', '--stanza=holdfast', 'stanza-create')
  council.machine(leader).tellAs('postgres', 'pgbackrest', '--stanza=holdfast', 'check')
  await council.power('one')
  await within(90_000, 'an empty database is served', async () => (await fetch('http://one:3000/health')).ok)
  council.machine('one').tell('pkill', '-f', 'holdfast start')
  await pause(2_000)
  await council.cutPower('one')
  await council.ask(leader, 'alter role holdfast_app login')
  await council.ask(leader, 'grant pg_read_all_stats to holdfast_service')
  council.appSignsIn = true
}

/** An invented county takes the place of the empty database. */
async function county(council: Council): Promise<readonly Writing[]> {
  const folder = join(council.place, 'county')
  process.env['HOLDFAST_DATA'] = folder
  process.env['DATABASE_URL'] = council.url('holdfast')
  await council.ask(await council.whenWhole(), 'alter role holdfast_admin createdb')
  await runCommand(['county', '--children', '60', '--years', '1'])
  delete process.env['DATABASE_URL']
  const leader = await council.whenWhole()
  await council.ask(leader, 'drop database holdfast with (force)')
  await council.ask(leader, 'alter database holdfast_demo rename to holdfast')
  await council.ask(leader, 'create table drill_write (line text)')
  const opened = await openDatabase({ folder, databaseUrl: council.url('holdfast'), demonstration: false })
  const people = await cast(opened.db, 8)
  await opened.close()
  return people.map((one) => ({ ...one, cookie: one.cookie.replace('holdfast=', '__Host-holdfast=') }))
}

function served(): Promise<void> {
  return within(90_000, 'the balancer answers', async () => (await fetch(`${origin}/sign-in`)).ok)
}

async function sealsAtFault(council: Council): Promise<number> {
  const folder = join(council.place, 'county')
  const after = await openDatabase({ folder, databaseUrl: council.url('holdfast'), demonstration: false })
  const told = fileWitness(join(council.place, 'witness', `${after.name}.jsonl`)).told()
  const { faults } = await asService('a drill is nobody’s question', () => verifySeals(after.db, told))
  await after.close()
  return faults.length
}

async function run(
  council: Council,
  people: readonly Writing[],
  { rounds, synchronous }: { rounds: number; synchronous: boolean },
): Promise<Ran> {
  if (!synchronous) {
    await council.agree({ synchronous_mode: false, synchronous_mode_strict: false })
    await within(30_000, 'nobody waits', async () => {
      const leader = await council.whenWhole()
      const [row] = await council.ask<{ synchronous_standby_names: string }>(
        leader,
        'show synchronous_standby_names',
      )
      return row?.synchronous_standby_names === ''
    })
  }
  const sent: Sent[] = []
  const writers = people.map((one) => new Writer(one, { address: origin }, sent))
  const writing = Promise.all(writers.map(async (writer) => writer.write()))
  const acknowledged: string[] = []
  let tries = 0
  let longestPause = 0
  for (let round = 0; round < rounds; round += 1) {
    const loss = synchronous ? (losses[round % losses.length] ?? 'power') : 'power'
    const one = await loseTheLeader(council, sent, { loss, round, everyLine: !synchronous })
    longestPause = Math.max(longestPause, one.paused)
    acknowledged.push(...one.acknowledged)
    tries += one.tries
    const { acknowledged: taken, ...said } = one
    console.log(
      `${synchronous ? 'synchronous' : 'asynchronous'}, round ${round + 1}: ${JSON.stringify({ loss, ...said, taken: taken.length })}, ${sent.length} acknowledged`,
    )
  }
  const upgraded = synchronous && values.upgrade ? await upgrade(council, sent) : undefined
  for (const writer of writers) writer.stop()
  await writing
  const folder = join(council.place, 'county')
  const after = await openDatabase({ folder, databaseUrl: council.url('holdfast'), demonstration: false })
  const reckoned = await reckon(after.db, sent)
  await after.close()
  const there = await council.ask<{ line: string }>(await council.whenWhole(), 'select line from drill_write')
  const kept = new Set(there.map(({ line }) => line))
  return {
    rounds,
    ...reckoned,
    unknown: writers.reduce((sum, writer) => sum + writer.unknown, 0),
    splitBrain: acknowledged.filter((line) => !kept.has(line)).length,
    splitBrainTries: tries,
    longestPause,
    ...(upgraded !== undefined && { upgraded }),
  }
}

const apart = process.env['HOLDFAST_DRILL_APART']
if (apart === undefined) await standApart()
else await drill(apart)
