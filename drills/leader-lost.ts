import { setTimeout as pause } from 'node:timers/promises'
import { databases, within, type Council, type Name } from './council.ts'
import type { Sent } from './record-kept.ts'

/** Where Debian has PostgreSQL's programs. */
export const bin = '/usr/lib/postgresql/18/bin'

/** How a leader is lost: all of it at once, the network alone, or Patroni alone. */
export type Loss = 'power' | 'cable' | 'hung'
export const losses: readonly Loss[] = ['power', 'cable', 'hung']

/** One loss, from the pulling of a standby's cable until the old leader follows the new one. */
export async function loseTheLeader(
  council: Council,
  sent: readonly Sent[],
  { loss, round, everyLine }: { loss: Loss; round: number; everyLine: boolean },
) {
  const old = await council.whenWhole()
  await pause(500 + Math.random() * 1500)
  const standbys = databases.filter((name) => name !== old)
  const held = everyLine ? standbys : standbys.slice(round % 2, (round % 2) + 1)
  for (const name of held) council.machine(name).pullCable()
  await pause(everyLine ? 1500 : 300 + Math.random() * 500)
  if (loss === 'power') await council.cutPower(old)
  if (loss === 'cable') council.machine(old).pullCable()
  if (loss === 'hung') council.machine(old).tell('pkill', '-STOP', '-f', '^/usr/bin/python3 /usr/bin/patroni')
  const since = performance.now()
  for (const name of held) council.machine(name).plugIn()
  const probe = new Probe(council, old, `${loss} ${round}`)
  const probing = loss === 'power' ? Promise.resolve() : probe.whileItAnswers()
  const promoted = await elapsed(
    since,
    'another is promoted',
    async () => ![old, null].includes(await council.leader()),
  )
  const answered = sent.length
  const paused = await elapsed(since, 'somebody is answered again', async () => sent.length > answered)
  await comeBack(council, old, loss, probe)
  await probing
  await council.whenWhole()
  const whole = Math.round(performance.now() - since)
  return { promoted, paused, whole, tries: probe.tries, acknowledged: probe.acknowledged }
}

/** Milliseconds until something is so. @throws Error after two minutes */
async function elapsed(start: number, what: string, holds: () => Promise<boolean>): Promise<number> {
  await within(120_000, what, holds)
  return Math.round(performance.now() - start)
}

async function comeBack(council: Council, old: Name, loss: Loss, probe: Probe): Promise<void> {
  const machine = council.machine(old)
  await pause(1000)
  // A leader that is cut off steps down by itself, or its watchdog ends it first.
  if (loss === 'cable' && machine.on) {
    machine.plugIn()
    await pause(1000)
    probe.stop()
    return
  }
  probe.stop()
  await council.cutPower(old)
  await machine.boot()
  // Somebody starts PostgreSQL by hand, as the page says not to: as a primary, which it was.
  const data = ['-D', '/var/lib/postgresql/18/main']
  machine.tellAs('postgres', `${bin}/pg_ctl`, ...data, '-s', '-w', '-l', '/tmp/by-hand.log', 'start')
  for (let at = 0; at < 5; at += 1) await probe.once()
  machine.tellAs('postgres', `${bin}/pg_ctl`, ...data, '-s', '-m', 'immediate', 'stop')
  await council.cutPower(old)
  await council.power(old)
}

/** Asks one server to write, from its own machine, and remembers what it acknowledged without a word of doubt. */
class Probe {
  readonly acknowledged: string[] = []
  tries = 0
  readonly #council: Council
  readonly #name: Name
  readonly #mark: string
  #stopped = false

  constructor(council: Council, name: Name, mark: string) {
    this.#council = council
    this.#name = name
    this.#mark = mark
  }

  stop(): void {
    this.#stopped = true
  }

  async whileItAnswers(): Promise<void> {
    while (!this.#stopped) {
      await this.once()
      await pause(200)
    }
  }

  async once(): Promise<void> {
    this.tries += 1
    const line = `${this.#mark} ${this.tries} ${Math.random()}`
    const statement = `insert into drill_write values ('${line}')`
    const said = await this.#council
      .machine(this.#name)
      .ask('postgres', 1_500, 'psql', '-X', '-q', '-c', statement)
    if (said === '') this.acknowledged.push(line)
  }
}
