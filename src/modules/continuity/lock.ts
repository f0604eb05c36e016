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

/** A pack as it lies in the file: each text locked once, its key locked for each officer whose text it is. */
export interface LockedPack {
  readonly officers: Readonly<
    Record<
      string,
      { readonly salt: string; readonly rounds: number; readonly key: Locked; readonly text: number }
    >
  >
  readonly texts: readonly Locked[]
}

/**
 * Locks words for these officers. Without any, nobody could open it: there is then no pack to make.
 *
 * @param wordsFor what one officer may read; officers who may read the same share one text
 */
export async function lock(
  officers: readonly Officer[],
  wordsFor: (officer: Officer) => object,
): Promise<LockedPack> {
  const groups = [...Map.groupBy(officers, ({ keptFrom }) => keptFrom.toSorted().join()).values()]
  const wrapped: [string, LockedPack['officers'][string]][] = []
  const texts: Locked[] = []
  for (const [text, group] of groups.entries()) {
    const [one] = group
    if (one === undefined) continue
    const key = randomBytes(32)
    texts.push(locked(key, await pack(JSON.stringify(wordsFor(one)))))
    for (const { signsInAs, salt, rounds: times, key: theirs } of group)
      wrapped.push([
        signsInAs.toLowerCase(),
        { salt: salt.toString('base64'), rounds: times, key: locked(theirs, key), text },
      ])
  }
  return { officers: Object.fromEntries(wrapped), texts }
}
