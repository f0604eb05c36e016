import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** What a program of a machine is started with. */
interface Started {
  /** The account it runs as; root unless one is given. */
  readonly as?: string
  readonly surroundings?: Readonly<Record<string, string>>
}

/**
 * A machine of a drill: its own network, processes and places in the file system, on a network of one bridge. It can lose its power, and its
 * cable can be pulled and put back. Linux only, and for root.
 */
export class Machine {
  readonly name: string
  readonly address: string
  /** Where its own files lie, as those outside see them. */
  readonly home: string
  readonly #own: Readonly<Record<string, string>>
  #first = 0
  #holder: ChildProcess | null = null
  #boots = 0
  /** Those that went in to start something, and wait for it outside. */
  readonly #entered = new Set<ChildProcess>()

  /** @param own its own folders and files: where it sees them, and where under its home (or, from /, anywhere) they lie */
  constructor(
    place: string,
    { name, address, own }: { name: string; address: string; own: Record<string, string> },
  ) {
    this.name = name
    this.address = address
    this.home = join(place, name)
    this.#own = own
    mkdirSync(this.home, { recursive: true, mode: 0o755 })
  }

  get #outside(): string {
    return `${this.name}-${this.#boots}`
  }

  /** Whether it has power. */
  get on(): boolean {
    return this.#holder !== null && this.#holder.exitCode === null && this.#holder.signalCode === null
  }

  get log(): string {
    return join(this.home, 'log')
  }

  /** Switches it on: nothing runs on it yet. */
  async boot(): Promise<void> {
    this.#boots += 1
    const mounts = Object.entries(this.#own).map(([seen, lies]) => {
      const from = lies.startsWith('/') ? lies : join(this.home, lies)
      return `mount --bind '${from}' '${seen}'`
    })
    // What a killed PostgreSQL leaves of its shared memory goes with its machine.
    const memory = 'mount -t tmpfs none /dev/shm'
    const script = [
      `hostname ${this.name}`,
      ...mounts,
      memory,
      'echo up',
      'while :; do sleep 3600; done',
    ].join('\n')
    const apart = ['--net', '--mount', '--uts', '--ipc', '--pid', '--fork', '--kill-child', '--mount-proc']
    this.#holder = spawn('unshare', [...apart, 'bash', '-ec', script], {
      stdio: ['ignore', 'pipe', openSync(this.log, 'a')],
    })
    const { stdout, pid } = this.#holder
    if (stdout === null || pid === undefined) throw new Error(`${this.name} does not start`)
    await Promise.race([
      once(stdout, 'data'),
      once(this.#holder, 'exit').then(() =>
        Promise.reject(new Error(`${this.name} did not start: ${readFileSync(this.log, 'utf8')}`)),
      ),
    ])
    this.#first = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim())
    this.#wire()
  }

  #wire(): void {
    const near = this.#outside
    tell('ip', 'link', 'add', near, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(this.#first))
    tell('ip', 'link', 'set', near, 'master', 'bridge', 'up')
    this.tell('ip', 'link', 'set', 'lo', 'up')
    this.tell('ip', 'address', 'add', `${this.address}/24`, 'dev', 'eth0')
    this.tell('ip', 'link', 'set', 'eth0', 'up')
  }

  #enter(as = 'root'): string[] {
    const whom = as === 'root' ? [] : ['runuser', '-u', as, '--']
    return [
      '--target',
      String(this.#first),
      '--net',
      '--mount',
      '--uts',
      '--ipc',
      '--pid',
      '--root',
      '--wdns=/',
      ...whom,
    ]
  }

  /** Starts a program that stays. What it says is in the machine's log. */
  start(command: readonly string[], { as, surroundings = {} }: Started = {}): void {
    const log = openSync(this.log, 'a')
    const entered = spawn('nsenter', [...this.#enter(as), ...command], {
      stdio: ['ignore', log, log],
      env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...surroundings },
      cwd: '/',
    })
    this.#entered.add(entered)
    entered.once('exit', () => this.#entered.delete(entered))
  }

  /** Runs a program to its end and gives what it printed. @throws Error with what it said when it fails */
  tell(...command: readonly string[]): string {
    return tell('nsenter', ...this.#enter(), ...command)
  }

  /** The same as an account of the machine. */
  tellAs(account: string, ...command: readonly string[]): string {
    return tell('nsenter', ...this.#enter(account), ...command)
  }

  /** What a program of an account said, good or bad; null when it did not end well within as many milliseconds. */
  ask(account: string, milliseconds: number, ...command: readonly string[]): Promise<string | null> {
    const asked = spawn(
      'nsenter',
      [...this.#enter(account), 'timeout', `${milliseconds / 1000}`, ...command],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        cwd: '/',
      },
    )
    let said = ''
    for (const voice of [asked.stdout, asked.stderr]) voice.on('data', (bytes) => (said += String(bytes)))
    return new Promise((told) => asked.on('close', (code) => told(code === 0 ? said : null)))
  }

  /** The power goes: every process of it is killed with -9 at once, and what it had not yet sent is lost. */
  async losePower(): Promise<void> {
    const holder = this.#holder
    if (holder === null || !this.on) return
    const ended = once(holder, 'exit')
    this.pullCable()
    process.kill(this.#first, 'SIGKILL')
    // One whose program was stopped has stopped too, and a machine is gone only when nobody waits for what ran on it.
    for (const entered of this.#entered) entered.kill('SIGKILL')
    await ended
    spawnSync('ip', ['link', 'del', this.#outside])
    await pause(10)
  }

  /** Nothing reaches it and nothing leaves it; it runs on, and nobody is told. */
  pullCable(): void {
    tell('ip', 'link', 'set', this.#outside, 'nomaster')
  }

  plugIn(): void {
    tell('ip', 'link', 'set', this.#outside, 'master', 'bridge')
  }
}

/** The cable all machines hang on, and this process with them. @param address its own on it */
export function layNetwork(address: string): void {
  tell('ip', 'link', 'set', 'lo', 'up')
  tell('ip', 'link', 'add', 'bridge', 'type', 'bridge')
  tell('ip', 'address', 'add', `${address}/24`, 'dev', 'bridge')
  tell('ip', 'link', 'set', 'bridge', 'up')
}

/** @throws Error with what the program said when it fails */
export function tell(command: string, ...rest: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, [...rest], { encoding: 'utf8', cwd: '/' })
  if (status !== 0)
    throw new Error(`${[command, ...rest].join(' ')} failed: ${error?.message ?? stderr + stdout}`)
  return stdout
}

/** A folder that an account of this machine owns. */
export function folderOf(account: string, path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o755 })
  mkdirSync(dirname(path), { recursive: true })
  tell('chown', `${account}:`, path)
  return path
}
