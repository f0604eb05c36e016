import { createCipheriv, pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Officer } from './queries.ts'

// What a browser can do by itself, without a library: PBKDF2 and AES-GCM (OWASP 2023: 600,000 rounds of SHA-256).
const rounds = 600_000
const derive = promisify(pbkdf2)
const pack = promisify(gzip)

/** The key of a passphrase, with the salt it was worked out with. */
export async function keyOf(passphrase: string): Promise<Pick<Officer, 'salt' | 'rounds' | 'key'>> {
  const salt = randomBytes(16)
  const key = await derive(passphrase.normalize('NFC'), salt, rounds, 32, 'sha256')
  return { salt, rounds, key }
}

/** Something locked: base64 of twelve bytes that are used once, what is locked, and the sixteen bytes that prove it whole. */
type Locked = string

function locked(key: Buffer, plain: Buffer): Locked {
  const once = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, once)
  return Buffer.concat([once, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** A pack as it lies in the file: the words locked once, their key locked for each officer. */
export interface LockedPack {
  readonly officers: Readonly<
    Record<string, { readonly salt: string; readonly rounds: number; readonly key: Locked }>
  >
  readonly words: Locked
}

/** Locks words for these officers. Without any, nobody could open it: there is then no pack to make. */
export async function lock(words: object, officers: readonly Officer[]): Promise<LockedPack> {
  const key = randomBytes(32)
  const wrapped = officers.map((one) => [
    one.signsInAs.toLowerCase(),
    { salt: one.salt.toString('base64'), rounds: one.rounds, key: locked(one.key, key) },
  ])
  return {
    officers: Object.fromEntries(wrapped) as LockedPack['officers'],
    words: locked(key, await pack(JSON.stringify(words))),
  }
}
