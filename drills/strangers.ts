import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import { request } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import type { Council } from './council.ts'

/** What somebody shows of themselves, and what they hold the other side to. */
interface Shown {
  readonly ca: string
  readonly cert?: string
  readonly key?: string
}

/** A door, tried with what somebody shows: why it stays shut, or null where it opens. */
type Door = (shown: Shown) => Promise<string | null>

/**
 * Tries every door of the database's machines (PostgreSQL, replication, Patroni to change what was agreed, etcd) without a
 * certificate and with an account's, and PostgreSQL over an open line. Gives those that let somebody in.
 *
 * @throws Error when one does not open for a machine's own certificate: then it shows nothing that others are kept out
 */
export async function strangersLetIn(council: Council): Promise<string[]> {
  const leader = await council.whenWhole()
  const doors: Readonly<Record<string, Door>> = {
    PostgreSQL: (ssl) => signsIn(leader, 'postgres', ssl),
    replication: (ssl) => signsIn(leader, 'replicator', ssl),
    'Patroni, to change what was agreed': (shown) =>
      answers(`https://${leader}:8008/config`, 'PATCH', '{"loop_wait": 5}', shown),
    etcd: (shown) => answers('https://etcd1:2379/v3/kv/range', 'POST', '{"key":"YQ=="}', shown),
  }
  const member = shownBy(council, 'db1')
  const account = shownBy(council, 'holdfast_admin')
  const letIn: string[] = []
  for (const [name, opens] of Object.entries(doors)) {
    const shut = await opens(member)
    if (shut !== null) throw new Error(`${name} does not open for a machine: ${shut}`)
    if ((await opens({ ca: member.ca })) === null) letIn.push(`${name}, without a certificate`)
    if ((await opens(account)) === null) letIn.push(`${name}, with an account’s`)
  }
  if ((await signsIn(leader, 'postgres', false)) === null) letIn.push('PostgreSQL, over an open line')
  return letIn
}

function shownBy(council: Council, name: string): Required<Shown> {
  const read = (file: string): string => readFileSync(join(council.place, 'certificates', file), 'utf8')
  return { ca: read('machines.crt'), cert: read(`${name}.crt`), key: read(`${name}.key`) }
}

async function signsIn(host: string, user: string, ssl: Shown | false): Promise<string | null> {
  const replication = user === 'replicator' ? { replication: 'true' } : {}
  // A copy: pg hides the key of what it is given, and the next door would be tried without.
  const own = ssl === false ? false : { ...ssl }
  const asked = { host, user, ssl: own, database: 'postgres', connectionTimeoutMillis: 2_000 }
  const client = new pg.Client({ ...asked, ...replication })
  client.on('error', () => undefined)
  const shut = await client.connect().then(() => null, String)
  client.end().catch(() => undefined)
  return shut
}

async function answers(url: string, method: string, body: string, shown: Shown): Promise<string | null> {
  try {
    const asked = request(url, { method, ...shown, agent: false, signal: AbortSignal.timeout(5_000) })
    asked.end(body)
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    const said = await text(answer)
    return answer.statusCode === 200 ? null : `${answer.statusCode} ${said}`
  } catch (fault) {
    return String(fault)
  }
}
