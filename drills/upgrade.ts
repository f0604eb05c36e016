import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from 'node:tls'
import { databases, within, type Council, type Name } from './council.ts'
import type { Sent } from './record-kept.ts'

/** What the next version of the product would bring: a table of something about children. */
const migration = '9999-drill.sql'
const sql = 'create table drill_new (id uuid primary key, child_id uuid not null)'

/** A setting that a server has from its next start on, as it would have a newer PostgreSQL. */
const setting = { line: "    ssl: 'on'\n", with: "    ssl: 'on'\n    huge_pages: 'off'\n" }

/** How long nobody was answered, at most, in milliseconds, and what was shown of each part. */
interface Upgraded {
  readonly databasePause: number
  readonly productPause: number
  readonly renewalPause: number
  /** What the old version said when it was started again on a database that a newer one had migrated. */
  readonly oldVersionSaid: string
}

/** docs/operations.md, Upgrading, step by step, while people write. @throws Error when a step does not do what the page says */
export async function upgrade(council: Council, sent: readonly Sent[]): Promise<Upgraded> {
  const gaps = new Gaps(sent)
  await upgradeDatabase(council)
  const databasePause = gaps.longest()
  const oldVersionSaid = await upgradeProduct(council, sent)
  const productPause = gaps.longest()
  await renewCertificates(council)
  const renewalPause = gaps.longest()
  gaps.stop()
  await forget(council)
  return { databasePause, productPause, renewalPause, oldVersionSaid }
}

/** A standby, the other standby, the switchover, then the old primary. */
async function upgradeDatabase(council: Council): Promise<void> {
  const old = await council.whenWhole()
  const standbys = databases.filter((name) => name !== old)
  for (const name of standbys) await restart(council, name)
  const [next] = standbys
  if (next === undefined) throw new Error('there is no standby')
  council.control(old, 'switchover', '--leader', old, '--candidate', next, '--force')
  await within(60_000, 'the other leads', async () => (await council.leader()) === next)
  await restart(council, old)
}

/** systemctl stop patroni, the new program or setting, systemctl start patroni. */
async function restart(council: Council, name: Name): Promise<void> {
  await council.stop(name)
  const config = join(council.machine(name).home, 'etc/patroni/config.yml')
  writeFileSync(config, readFileSync(config, 'utf8').replace(setting.line, setting.with))
  council.start(name)
  await pause(1_000)
  await council.whenWhole()
  const [row] = await council.ask<{ huge_pages: string }>(name, 'show huge_pages')
  if (row?.huge_pages !== 'off') throw new Error(`${name} was not started anew`)
}

/** One server, while the other answers; the other, which is killed and may not come back as it was; then both are new. */
async function upgradeProduct(council: Council, sent: readonly Sent[]): Promise<string> {
  await council.stop('one')
  const before = sent.length
  await within(30_000, 'the other answers alone', async () => sent.length > before + 20)
  bringNew(council, 'one')
  council.start('one')
  await answers('one')
  await requireMigrated(council)
  await within(30_000, 'the old one answers beside the new', async () => (await healthOf('two')).ok)
  council.machine('two').tell('pkill', '-KILL', '-f', 'holdfast start')
  await pause(500)
  const said = await refusedAsItWas(council)
  bringNew(council, 'two')
  council.start('two')
  await answers('two')
  return said
}

const healthOf = (name: Name): Promise<Response> => fetch(`http://${name}:3000/health`)
const answers = (name: Name): Promise<void> =>
  within(120_000, `${name} answers`, async () => (await healthOf(name)).ok)

function bringNew(council: Council, name: Name): void {
  writeFileSync(join(council.machine(name).home, 'migrations', migration), sql)
}

async function requireMigrated(council: Council): Promise<void> {
  const hidden = "select from pg_policy where polrelid = to_regclass('drill_new')"
  const rules = await council.ask(await council.whenWhole(), hidden, 'holdfast')
  if (rules.length !== 2) throw new Error('the new table hides nobody')
  const kept = globSync(join(council.machine('one').home, 'data/backups/before-9999-*.holdfast'))
  if (kept.length !== 1) throw new Error('there is no backup from before')
}

/** What the old version says, started where a newer one has been. @throws Error when it is served */
async function refusedAsItWas(council: Council): Promise<string> {
  council.start('two')
  const { log } = council.machine('two')
  const line = (): string | undefined =>
    readFileSync(log, 'utf8')
      .split('\n')
      .findLast((each) => each.includes('newer version'))
  await within(60_000, 'the old version says why it does not start', async () => line() !== undefined)
  return line() ?? ''
}

/** New ones while people write. @throws Error when a server goes on showing its old one, or does not take a new one of ours */
async function renewCertificates(council: Council): Promise<void> {
  council.renewCertificates()
  const ca = readFileSync(join(council.place, 'certificates/machines.crt'))
  for (const name of databases)
    for (const port of [5432, 8008])
      await within(20_000, `${name}:${port} shows its new certificate`, async () => {
        const own = readFileSync(join(council.place, 'certificates', `${name}.crt`))
        return (await shownAt(name, port, ca)) === new X509Certificate(own).fingerprint256
      })
  await council.whenWhole()
  await answers('one')
}

/** The fingerprint of the certificate a server shows; PostgreSQL's is asked for without its own way of beginning. */
async function shownAt(host: Name, port: number, ca: Buffer): Promise<string | undefined> {
  const line = connect({
    host,
    servername: host,
    port,
    ca,
    ALPNProtocols: port === 5432 ? ['postgresql'] : [],
  })
  try {
    await once(line, 'secureConnect', { signal: AbortSignal.timeout(2_000) })
    return line.getPeerX509Certificate()?.fingerprint256
  } finally {
    line.destroy()
  }
}

/** The product as it is goes on: what only the drill has brought is taken back. */
async function forget(council: Council): Promise<void> {
  const leader = await council.whenWhole()
  await council.ask(leader, 'drop table drill_new', 'holdfast')
  await council.ask(leader, `delete from migration where name = '${migration}'`, 'holdfast')
}

/** The longest time in which nothing was acknowledged. */
class Gaps {
  #last = performance.now()
  #longest = 0
  #count = 0
  readonly #timer: NodeJS.Timeout

  constructor(sent: readonly Sent[]) {
    this.#count = sent.length
    this.#timer = setInterval(() => this.#look(sent.length), 20)
  }

  #look(count: number): void {
    if (count === this.#count) return
    this.#longest = Math.max(this.#longest, performance.now() - this.#last)
    this.#last = performance.now()
    this.#count = count
  }

  /** Milliseconds, since the last time it was asked. */
  longest(): number {
    const longest = Math.round(this.#longest)
    this.#longest = 0
    return longest
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
