import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type pg from 'pg'

/** How a line is locked, as pg is told of it. */
export type Line = Exclude<pg.ClientConfig['ssl'], boolean | undefined>

/** The files a line to the database is locked and signed in with, as PostgreSQL's own programs name them in an address. */
export interface Papers {
  /** sslrootcert: the authority that certified the server; null for those the system trusts. */
  readonly authority: string | null
  /** sslcert: our certificate; null where the server asks for a password. */
  readonly certificate: string | null
  /** sslkey: the key of our certificate. */
  readonly key: string | null
}

const words = ['ssl', 'sslmode', 'sslcert', 'sslkey', 'sslrootcert', 'uselibpqcompat'] as const
const locks = new Set(['verify-full', 'verify-ca', 'require', 'prefer', 'true', '1'])
const open = new Set(['disable', 'false', '0'])

/**
 * What an address says of the line: null for an open one. Every locked line is held to the server's certificate and its name, as
 * `sslmode=verify-full` says, also where less is asked.
 *
 * @throws TypeError when it asks that the certificate is not looked at, or names half of what a sign-in needs
 */
export function papersOf(url: string): Papers | null {
  const said = new URL(url).searchParams
  const authority = said.get('sslrootcert')
  const certificate = said.get('sslcert')
  const key = said.get('sslkey')
  const mode = said.get('sslmode') ?? said.get('ssl') ?? process.env['PGSSLMODE']
  if ((certificate === null) !== (key === null))
    throw new TypeError(
      'The database’s address needs sslcert and sslkey together: the certificate and its key',
    )
  if (mode !== undefined && open.has(mode)) return null
  if (mode !== undefined && !locks.has(mode))
    throw new TypeError(
      `The database’s address says sslmode=${mode}: write verify-full, or anybody may answer`,
    )
  if (mode === undefined && authority === null && certificate === null) return null
  return { authority: authority === 'system' ? null : authority, certificate, key }
}

/** The address without what it says of certificates: pg would read that by rules of its own. */
export function withoutPapers(url: string): string {
  const bare = new URL(url)
  for (const word of words) bare.searchParams.delete(word)
  return bare.href
}

/**
 * What the files hold, read anew at each connection: a certificate that was renewed is used from then on.
 *
 * @throws Error in one sentence: a file is not there or is no certificate, the certificate has ended, the key is another's or
 * others may read it
 */
export function readPapers({ authority, certificate, key }: Papers): Line {
  const ca = authority === null ? {} : { ca: certificateIn(authority, 'sslrootcert').text }
  if (certificate === null || key === null) return { ...ca, minVersion: 'TLSv1.2' }
  const own = certificateIn(certificate, 'sslcert')
  requireCurrent(own.read, certificate)
  return { ...ca, cert: own.text, key: keyOf(own.read, certificate, key), minVersion: 'TLSv1.2' }
}

interface Read {
  readonly text: string
  readonly read: X509Certificate
}

/** The first certificate of a file: its own, before those that certify it. */
export function certificateIn(file: string, word: string): Read {
  const text = textOf(file, word)
  try {
    return { text, read: new X509Certificate(text) }
  } catch {
    throw new Error(`${word} is ${file}, which holds no certificate: give it one in PEM (BEGIN CERTIFICATE)`)
  }
}

function textOf(file: string, word: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (fault) {
    const why =
      fault instanceof Error && 'code' in fault && fault.code === 'ENOENT' ? 'is not there' : 'cannot be read'
    throw new Error(`${word} is ${file}, which ${why}: put it there, for Holdfast’s account to read`, {
      cause: fault,
    })
  }
}

function requireCurrent({ validFromDate, validToDate }: X509Certificate, file: string): void {
  const now = Date.now()
  const day = (date: Date): string => date.toISOString().slice(0, 10)
  if (validToDate.getTime() < now)
    throw new Error(
      `The certificate ${file} ended on ${day(validToDate)}: renew it, and the next connection uses it`,
    )
  if (validFromDate.getTime() > now)
    throw new Error(`The certificate ${file} begins on ${day(validFromDate)}: look at this machine’s clock`)
}

function keyOf(own: X509Certificate, certificate: string, file: string): string {
  const text = textOf(file, 'sslkey')
  requirePrivate(file)
  if (!fits(own, text, file))
    throw new Error(`The key ${file} is not that of ${certificate}: put the two that belong together`)
  return text
}

/** As PostgreSQL's own programs have it: its owner's alone, or root's with a group that may read it. */
function requirePrivate(file: string): void {
  if (process.platform === 'win32') return
  const { mode, uid } = statSync(file)
  const others = uid === 0 ? 0o027 : 0o077
  if ((mode & others) !== 0)
    throw new Error(
      `Others of this machine may read the key ${file}: chmod 600 it, and make a new one if they may have`,
    )
}

function fits(own: X509Certificate, text: string, file: string): boolean {
  try {
    return own.checkPrivateKey(createPrivateKey(text))
  } catch {
    throw new Error(
      `sslkey is ${file}, which holds no key that can be used: give it one in PEM, without a passphrase`,
    )
  }
}
