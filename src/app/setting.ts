import { createSecretKey, type KeyObject } from 'node:crypto'
import { isAbsolute, join } from 'node:path'
import type { OpenIdSetting } from '../platform/web/app.ts'
import type { DfeService } from '../modules/dfe-api/index.ts'
import { dfeFrom } from './dfe-setting.ts'
import { Misuse } from './misuse.ts'
import { postFrom, type PostSetting } from './post-setting.ts'

/** The folder of the project. */
export const root = join(import.meta.dirname, '../..')

/** What the surroundings say; the same for every command. */
export interface Setting {
  /** Where our own PostgreSQL and everything else that is made lies: HOLDFAST_DATA, else `var`. */
  readonly folder: string
  /** DATABASE_URL: the server to use in place of our own. */
  readonly databaseUrl: string | undefined
  /** HOLDFAST_APP_URL: the same server, signed in as `holdfast_app` itself; else that role is taken on over DATABASE_URL. */
  readonly appUrl?: string | undefined
  readonly port: number
  /** HOLDFAST_HOST: the address to listen on; this machine alone unless it is set. */
  readonly host: string
  /** The invented county, or (HOLDFAST_DEMO=0) the empty database of one's own. */
  readonly demonstration: boolean
  /** HOLDFAST_WITNESS: the folder where the heads of the chain of seals are kept, on another machine's disk; else `witness` in `folder`. */
  readonly witness: string
  /** HOLDFAST_CONTINUITY: the folder the continuity pack is put in every 15 minutes, for what carries it to officers' own machines. */
  readonly continuityAt: string
  /** HOLDFAST_DOCUMENTS: the folder the files of documents are kept in, one that every server of ours reaches; else `documents` in `folder`. */
  readonly documentsAt?: string | undefined
  /** HOLDFAST_DOCUMENTS_KEY: 32 bytes in base64, which lock each file on the disk; they lie open unless it is set. */
  readonly documentsKey?: KeyObject | undefined
  /** HOLDFAST_ORIGIN: how browsers reach the server, as https://holdfast.example.gov.uk, where TLS ends before it. */
  readonly origin: string | undefined
  /** HOLDFAST_SCANNER: ClamAV's daemon, as clamd://127.0.0.1:3310, which every file is given to before it is taken; none is scanned unless it is set. */
  readonly scanner?: { readonly host: string; readonly port: number } | undefined
  /** HOLDFAST_LOG=1: a line of JSON on standard output for each request and fault, without personal data. */
  readonly log?: boolean
  /** HOLDFAST_METRICS_TOKEN: what a watcher brings as its bearer token to read /metrics; only this machine may unless it is set. */
  readonly metricsToken?: string | undefined
  /** HOLDFAST_PROXIES: the addresses of the balancers before it, with commas between. */
  readonly proxies: readonly string[] | undefined
  /** HOLDFAST_OPENID_ISSUER, _CLIENT, _SECRET and, where the directory says roles, _ROLE_CLAIM: the council's own sign-in. */
  readonly openId: OpenIdSetting | undefined
  /** HOLDFAST_DFE_…, all or none: the DfE's daily collection; off unless set. */
  readonly dfe?: DfeService | undefined
  /** HOLDFAST_SMTP_URL and _SMTP_FROM, or HOLDFAST_NOTIFY_KEY and _NOTIFY_TEMPLATE: how the morning's message leaves; not at all unless set. */
  readonly post?: PostSetting | undefined
}

/** @throws Misuse when only some of it is said */
function openIdFrom(surroundings: Surroundings): OpenIdSetting | undefined {
  const [issuer, client, secret] = (['ISSUER', 'CLIENT', 'SECRET'] as const).map(
    (each) => surroundings[`HOLDFAST_OPENID_${each}`],
  )
  if (issuer === undefined && client === undefined && secret === undefined) return undefined
  if (issuer === undefined || client === undefined || secret === undefined)
    throw new Misuse(
      'HOLDFAST_OPENID_ISSUER, HOLDFAST_OPENID_CLIENT and HOLDFAST_OPENID_SECRET belong together: set all three',
    )
  return { issuer, client, secret, roleClaim: surroundings['HOLDFAST_OPENID_ROLE_CLAIM'] ?? null }
}

/** @throws Misuse when it is no address, or has more than scheme, name and port */
function originFrom(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined
  const origin = URL.parse(given)?.origin
  if (origin !== given.replace(/\/$/, ''))
    throw new Misuse(`HOLDFAST_ORIGIN is ${given}: it must be as https://holdfast.example.gov.uk`)
  return origin
}

type Surroundings = Readonly<Record<string, string | undefined>>

/** @throws Misuse when one of them cannot be what it says */
export function settingFrom(surroundings: Surroundings): Setting {
  const { HOLDFAST_DATA, DATABASE_URL, PORT, HOLDFAST_HOST, HOLDFAST_DEMO, HOLDFAST_WITNESS } = surroundings
  const folder = folderFrom(HOLDFAST_DATA)
  const origin = originFrom(surroundings['HOLDFAST_ORIGIN'])
  return {
    folder,
    databaseUrl: DATABASE_URL === '' ? undefined : DATABASE_URL,
    appUrl: surroundings['HOLDFAST_APP_URL'] === '' ? undefined : surroundings['HOLDFAST_APP_URL'],
    port: portFrom(PORT),
    host: HOLDFAST_HOST === undefined || HOLDFAST_HOST === '' ? '127.0.0.1' : HOLDFAST_HOST,
    demonstration: HOLDFAST_DEMO !== '0',
    witness: folderIn(HOLDFAST_WITNESS, folder, 'witness'),
    continuityAt: join(
      folderIn(surroundings['HOLDFAST_CONTINUITY'], folder, 'continuity'),
      'holdfast-continuity.html',
    ),
    documentsAt: surroundings['HOLDFAST_DOCUMENTS'],
    documentsKey: keyFrom(surroundings['HOLDFAST_DOCUMENTS_KEY']),
    origin,
    scanner: scannerFrom(surroundings['HOLDFAST_SCANNER']),
    log: surroundings['HOLDFAST_LOG'] === '1',
    metricsToken: surroundings['HOLDFAST_METRICS_TOKEN'],
    proxies: surroundings['HOLDFAST_PROXIES']?.split(',').map((each) => each.trim()),
    openId: openIdFrom(surroundings),
    dfe: dfeFrom(surroundings),
    post: postFrom(surroundings, origin),
  }
}

/** @throws Misuse when it is no address of a scanner */
function scannerFrom(given: string | undefined): Setting['scanner'] {
  if (given === undefined || given === '') return undefined
  const at = URL.parse(given)
  if (at?.protocol !== 'clamd:' || at.hostname === '')
    throw new Misuse(`HOLDFAST_SCANNER is ${given}: it must be as clamd://127.0.0.1:3310`)
  return { host: at.hostname.replaceAll(/[[\]]/g, ''), port: Number(at.port || 3310) }
}

/** @throws Misuse when it is no key */
function keyFrom(given: string | undefined): KeyObject | undefined {
  if (given === undefined || given === '') return undefined
  const bytes = Buffer.from(given, 'base64')
  if (bytes.length !== 32)
    throw new Misuse(
      'HOLDFAST_DOCUMENTS_KEY must be 32 bytes in base64, as `openssl rand -base64 32` writes them',
    )
  return createSecretKey(bytes)
}

/** A folder that may lie elsewhere, else one of its own in the data folder. */
const folderIn = (given: string | undefined, folder: string, name: string): string =>
  given === undefined || given === '' ? join(folder, name) : given

function folderFrom(given: string | undefined): string {
  if (given === undefined || given === '') return join(root, 'var')
  return isAbsolute(given) ? given : join(process.cwd(), given)
}

function portFrom(given: string | undefined): number {
  const port = Number(given === undefined || given === '' ? 3000 : given)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Misuse(`PORT is ${given}: it must be a number from 0 to 65535`)
  return port
}
