import type { Db } from '../platform/db/database.ts'
import type { App } from '../platform/web/app.ts'
import { roleNames } from '../platform/access/policy.ts'
import { listStaff } from '../platform/access/staff.ts'
import { startWorker } from '../platform/jobs/worker.ts'
import { keepSealing } from '../platform/seals/keep-sealing.ts'
import { askMeasures } from '../modules/insight/index.ts'
import { lockOpenCodeKeys } from '../modules/sign-in/index.ts'
import { bookOf } from './book.ts'
import { codesKeyOf } from './codes-key.ts'
import { staysHere } from './dfe-setting.ts'
import { jobsWith } from './modules.ts'
import type { OpenDatabase } from './open-database.ts'
import { saidTo } from './said.ts'
import { postOf } from './post.ts'
import { buildServer } from './server.ts'
import type { Setting } from './setting.ts'
import type { Vault } from '../platform/vault/vault.ts'
import { clamd } from '../platform/scanner/clamd.ts'
import { vaultOf } from './vault.ts'
import { watched } from '../platform/seals/witness.ts'
import { witnessOf } from './witness.ts'

/** The web server, listening. */
interface Started {
  readonly address: string
  readonly port: number
  /** Answers what is being asked and lets the jobs that run end, seals what was written, then takes no more. */
  readonly stop: () => Promise<void>
}

/** Fills an empty demonstration database; leaves a filled one as it is. */
export type FillDemonstration = (
  opened: OpenDatabase,
  remark: (line: string) => void,
  vault: Vault,
) => Promise<void>

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/**
 * Starts the web server, the worker of what is done later, and the sealing of what is written, on an open database.
 *
 * @throws Error when the port is taken
 */
export async function startServer(
  { db, name, url, demonstration }: OpenDatabase,
  setting: Setting,
  remark: (line: string) => void,
): Promise<Started> {
  const { host, port, origin, proxies, openId, scanner } = setting
  // Invented children are sent to nobody but a stub.
  const dfe = setting.dfe !== undefined && (!demonstration || staysHere(setting.dfe)) ? setting.dfe : null
  const witness = watched(witnessOf(setting, name))
  const book = {
    witnessAwaySince: witness.awaySince,
    ...bookOf(db, undefined, await postOf(setting.post)),
    continuityAt: setting.continuityAt,
    vault: vaultOf(setting, name),
    codesKey: codesKeyOf(setting, process.env),
  }
  if (book.codesKey !== undefined) await lockOpenCodeKeys(db, book.codesKey)
  else
    remark(
      'The keys of one-time codes lie open in the database: set HOLDFAST_CODES_KEY, the same on every server',
    )
  const app: App = await buildServer({
    book,
    council: await councilOf(db),
    // Anybody may be anybody in the demonstration: so it is open to this machine and no other.
    demonstration: demonstration && loopback.has(host),
    // Without an origin of its own, a server that others reach stands behind TLS or not at all.
    secure: origin === undefined ? !loopback.has(host) : origin.startsWith('https:'),
    origin,
    proxies,
    metricsToken: setting.metricsToken,
    log: setting.log === true && { write: saidTo(1) },
    openId,
    scanner: scanner && clamd(scanner.host, scanner.port),
    sendsToDfe: dfe !== null,
  })
  await app.listen({ host, port })
  const worker = await startWorker({ url, book, jobs: jobsWith(dfe), remark }).catch(
    async (fault: unknown) => {
      await app.close()
      throw fault
    },
  )
  await askMeasures(book)
  const sealing = keepSealing(db, witness, (fault) =>
    remark(
      `${witness.awaySince() === null ? 'Not sealed yet' : 'The witness takes no word'}: ${nameOf(fault)}`,
    ),
  )
  const bound = app.server.address()
  const heard = typeof bound === 'object' && bound !== null ? bound.port : port
  return {
    address: `http://${loopback.has(host) ? 'localhost' : host}:${heard}`,
    port: heard,
    stop: async () => {
      await Promise.all([app.close(), worker.stop()])
      await sealing.stop()
    },
  }
}

// A fault's own words may hold what was being written.
const nameOf = (fault: unknown): string => (fault instanceof Error ? fault.name : 'an unknown fault')

async function councilOf(db: Db): Promise<string> {
  const authority = await db.selectFrom('authority').select('name').executeTakeFirst()
  return authority?.name ?? 'Your council'
}

const shownRoles = ['SW', 'TM', 'SM', 'IRO', 'PERF', 'ADM'] as const

/** Whom the README sends a newcomer to, in Exampleshire. */
const goodToBeginWith: ReadonlySet<string> = new Set([
  'Amira Khalil',
  'Asha Patel',
  'Ruth Oyelaran',
  'Olu Sandhu',
  'Carmen Vance',
])

/** Whom to sign in as, a line each: one person of each main role; empty when nobody may yet. */
export async function whoMaySignIn(db: Db): Promise<string[]> {
  const staff = (await listStaff(db)).filter(({ disabledAt }) => disabledAt === null)
  return shownRoles.flatMap((role) => {
    const those = staff.filter((member) => member.role === role && member.signsInAs !== null)
    const one = those.find(({ name }) => goodToBeginWith.has(name)) ?? those[0]
    return one === undefined
      ? []
      : [`${one.name}, ${roleNames[role].toLowerCase()}${one.team === null ? '' : ` (${one.team})`}`]
  })
}
