import { setTimeout as pause } from 'node:timers/promises'
import { Node, password } from './node.ts'
import { Wire } from './wire.ts'

const names = ['a', 'b', 'c'] as const
const patience = 60_000

/** Three servers: one takes writes, and (where they are synchronous) acknowledges none before one of the other two has it on its disk. */
export class Three {
  readonly nodes: readonly Node[]
  readonly #wires: ReadonlyMap<Node, Wire>
  readonly #synchronous: boolean
  primary: Node

  private constructor(
    nodes: readonly Node[],
    wires: ReadonlyMap<Node, Wire>,
    primary: Node,
    synchronous: boolean,
  ) {
    this.nodes = nodes
    this.#wires = wires
    this.#synchronous = synchronous
    this.primary = primary
  }

  /** @param model a stopped server whose data the three begin with */
  static async from(model: Node, place: string, firstPort: number, synchronous: boolean): Promise<Three> {
    const nodes = names.map((name, at) => new Node(place, name, firstPort + at))
    const wires = new Map(await Promise.all(nodes.map(async (node) => [node, await Wire.laid()] as const)))
    const [primary] = nodes
    if (primary === undefined) throw new Error('there are three')
    const three = new Three(nodes, wires, primary, synchronous)
    for (const node of nodes) node.copyOf(model)
    for (const node of nodes) await three.#run(node, node === primary ? 'primary' : 'standby')
    await three.whenFollowed()
    return three
  }

  async #run(node: Node, as: 'primary' | 'standby'): Promise<void> {
    node.set({
      // The same on all three: a server that was promoted, and one that comes back as if nothing had been, both wait for another.
      synchronous_standby_names: this.#synchronous ? `ANY 1 (${names.join(', ')})` : '',
      primary_conninfo: `host=127.0.0.1 port=${this.wire(node).port} user=postgres password=${password} application_name=${node.name}`,
      wal_keep_size: '1GB',
      wal_retrieve_retry_interval: '100ms',
      recovery_target_timeline: 'latest',
    })
    node.become(as)
    this.#lead()
    await node.start()
  }

  /** Every line leads to the primary. */
  #lead(): void {
    for (const wire of this.#wires.values()) wire.to = this.primary.port
  }

  wire(node: Node): Wire {
    const wire = this.#wires.get(node)
    if (wire === undefined) throw new Error(`${node.name} is none of the three`)
    return wire
  }

  get standbys(): Node[] {
    return this.nodes.filter((node) => node !== this.primary)
  }

  /** Waits until both standbys have all there is. @throws Error after a minute */
  async whenFollowed(): Promise<void> {
    await until('both standbys follow', async () => {
      const [answer] = await this.primary.ask<{ near: number }>(
        "select count(*)::int as near from pg_stat_replication where state = 'streaming' and flush_lsn >= pg_current_wal_flush_lsn() - 1000000",
      )
      return answer?.near === 2
    })
  }

  /**
   * Promotes a standby of a primary that is dead: the one that has received most, since with a quorum of one of two only one need have it.
   *
   * @param least promotes the other one, to show what comes of that
   */
  async failOver(least = false): Promise<void> {
    const standing = await Promise.all(
      this.standbys.map(async (node) => ({ node, at: await receivedBy(node) })),
    )
    const [last, most] = standing.toSorted((one, other) => (one.at < other.at ? -1 : 1))
    const chosen = least ? last : most
    if (chosen === undefined) throw new Error('there is nobody to promote')
    chosen.node.promote()
    this.primary = chosen.node
    this.#lead()
    // One that had received more than the new primary cannot follow it: what it had is thrown away, and that is the loss.
    if (!least || most === undefined) return
    await most.node.stop()
    await this.rejoin(most.node)
  }

  /** Throws away what a server held and makes it a standby of the primary: the only way back for one that was. */
  async rejoin(node: Node): Promise<void> {
    await node.backupOf(this.primary)
    await this.#run(node, 'standby')
  }

  async stop(): Promise<void> {
    for (const node of this.nodes) await node.stop()
    for (const wire of this.#wires.values()) await wire.close()
  }
}

/** How far a standby has received, once nothing more is on its way. Bytes of WAL. */
async function receivedBy(node: Node): Promise<bigint> {
  await until(`${node.name} has lost its primary`, async () => {
    const [answer] = await node.ask<{ listening: boolean }>(
      'select exists (select 1 from pg_stat_wal_receiver) as listening',
    )
    return answer?.listening === false
  })
  const [answer] = await node.ask<{ at: string }>(
    "select (greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) - '0/0')::text as at",
  )
  return BigInt(answer?.at ?? 0)
}

/** @throws Error when it is not so after a minute */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patience
  while (!(await holds().catch(() => false))) {
    if (performance.now() > end) throw new Error(`after a minute it is still not so that ${what}`)
    await pause(20)
  }
}
