import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type DecipherGCM,
  type KeyObject,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { PassThrough, Transform } from 'node:stream'
import { BrokenBackup } from './broken.ts'

/** The backup is locked, and not for this key; or a key is none. */
export class CannotUnlock extends Error {
  override readonly name = 'CannotUnlock'
}

/** The words at the head of a locked backup, a line of JSON: the key of all that follows, locked for each who may open it. */
interface LockHead {
  readonly holdfast: typeof format
  readonly once: string
  readonly for: readonly { readonly to: string; readonly from: string; readonly key: string }[]
}

const format = 'backup, locked 1'
const begins = Buffer.from(`{"holdfast":"${format}"`)
const longestHead = 64 * 1024
const cipherName = 'aes-256-gcm'
const proof = 16
// GCM keeps its promise for 64 GiB under one key.
const longest = 60 * 1024 ** 3

/**
 * Somebody's public key, as `openssl pkey -pubout` writes it.
 *
 * @throws CannotUnlock when it is no X25519 key
 */
export const publicKeyIn = (path: string): KeyObject =>
  x25519(path, () => createPublicKey(readFileSync(path)))

/**
 * Somebody's own key, as `openssl genpkey -algorithm X25519` writes it; with the passphrase it was locked with, where it was.
 *
 * @throws CannotUnlock when it is no X25519 key, or the passphrase is not its own
 */
export const privateKeyIn = (path: string, passphrase?: string): KeyObject =>
  x25519(path, () =>
    createPrivateKey({ key: readFileSync(path), ...(passphrase !== undefined && { passphrase }) }),
  )

function x25519(path: string, read: () => KeyObject): KeyObject {
  const key = orNull(read)
  if (key?.asymmetricKeyType !== 'x25519')
    throw new CannotUnlock(`${path} is not an X25519 key that could be read: see docs/operations.md, Backups`)
  return key
}

function orNull<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

/** Locks what passes for each of these keys, with X25519, HKDF and AES-256-GCM; for none, lets it pass as it is. */
export function locking(recipients: readonly KeyObject[]): Transform {
  if (recipients.length === 0) return new PassThrough()
  const [key, once] = [randomBytes(32), randomBytes(12)]
  const head: LockHead = {
    holdfast: format,
    once: once.toString('base64'),
    for: recipients.map((to) => wrapped(key, to)),
  }
  const line = Buffer.from(`${JSON.stringify(head)}\n`)
  const cipher = createCipheriv(cipherName, key, once).setAAD(line)
  let length = 0
  return new Transform({
    construct(done) {
      this.push(line)
      done()
    },
    transform: (bytes: Buffer, _encoding, done) => {
      length += bytes.length
      if (length > longest) done(new Error('the backup is too long to be locked: take a base backup instead'))
      else done(null, cipher.update(bytes))
    },
    flush: (done) => done(null, Buffer.concat([cipher.final(), cipher.getAuthTag()])),
  })
}

function wrapped(key: Buffer, to: KeyObject): LockHead['for'][number] {
  const own = generateKeyPairSync('x25519')
  const cipher = createCipheriv(cipherName, between(own.privateKey, to, own.publicKey, to), Buffer.alloc(12))
  const locked = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
  return { to: plain(to), from: plain(own.publicKey), key: locked.toString('base64') }
}

const plain = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64')

/** The key two share, bound to who they are. Used once: the sender's half is made for one file and thrown away. */
function between(mine: KeyObject, theirs: KeyObject, from: KeyObject, to: KeyObject): Buffer {
  const shared = diffieHellman({ privateKey: mine, publicKey: theirs })
  return Buffer.from(hkdfSync('sha256', shared, `${plain(from)} ${plain(to)}`, format, 32))
}

/**
 * Unlocks what passes where it is locked; what is not passes as it is. What comes out is proved only by the end: nothing may be kept of it
 * before.
 *
 * @param key one of those it was locked for
 */
export function unlocking(key: KeyObject | null): Transform {
  let held: Buffer = Buffer.alloc(0)
  let open: DecipherGCM | 'not locked' | null = null
  const pass = (bytes: Buffer): Buffer => {
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes])
    if (open === null) {
      const found = headOf(held)
      if (found === null) return Buffer.alloc(0)
      open = found === 'not locked' ? found : decipherOf(found, key)
      if (found !== 'not locked') held = held.subarray(found.line.length)
    }
    if (open === 'not locked') return taken(held.length)
    return open.update(taken(Math.max(0, held.length - proof)))
  }
  const taken = (length: number): Buffer => {
    const piece = held.subarray(0, length)
    held = held.subarray(length)
    return piece
  }
  const end = (): Buffer => {
    if (open === null || open === 'not locked') return taken(held.length)
    if (held.length !== proof) throw new BrokenBackup('the file is cut short, or was altered')
    return open.setAuthTag(held).final()
  }
  return new Transform({
    transform: (bytes: Buffer, _encoding, done) => settle(() => pass(bytes), done),
    flush: (done) => settle(end, done),
  })
}

function settle(work: () => Buffer, done: (fault: Error | null, bytes?: Buffer) => void): void {
  try {
    done(null, work())
  } catch (fault) {
    const known = fault instanceof CannotUnlock || fault instanceof BrokenBackup
    done(known ? fault : new BrokenBackup('the file is cut short, or was altered', { cause: fault }))
  }
}

interface Found {
  readonly line: Buffer
  readonly head: LockHead
}

/** Null while too little has come to tell. */
function headOf(bytes: Buffer): Found | 'not locked' | null {
  const compared = Math.min(bytes.length, begins.length)
  if (!bytes.subarray(0, compared).equals(begins.subarray(0, compared))) return 'not locked'
  const end = bytes.indexOf('\n')
  if (end >= 0)
    return {
      line: bytes.subarray(0, end + 1),
      head: JSON.parse(bytes.subarray(0, end).toString()) as LockHead,
    }
  if (bytes.length > longestHead) throw new BrokenBackup('the file was altered')
  return null
}

function decipherOf({ line, head }: Found, key: KeyObject | null): DecipherGCM {
  if (key === null)
    throw new CannotUnlock('The backup is locked: give the key of somebody it was locked for, --key FILE')
  const own = createPublicKey(key)
  const mine = head.for.find(({ to }) => to === plain(own))
  if (mine === undefined) throw new CannotUnlock('The backup was not locked for this key')
  const from = createPublicKey({ key: Buffer.from(mine.from, 'base64'), format: 'der', type: 'spki' })
  const [locked, tag] = split(Buffer.from(mine.key, 'base64'))
  const unwrap = createDecipheriv(cipherName, between(key, from, from, own), Buffer.alloc(12)).setAuthTag(tag)
  const fileKey = Buffer.concat([unwrap.update(locked), unwrap.final()])
  return createDecipheriv(cipherName, fileKey, Buffer.from(head.once, 'base64')).setAAD(line)
}

const split = (bytes: Buffer): readonly [Buffer, Buffer] => [
  bytes.subarray(0, -proof),
  bytes.subarray(-proof),
]
