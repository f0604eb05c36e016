import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

// RFC 9106 and OWASP: argon2id, 19 MiB, two passes; some 30 ms.
const usual = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const

interface Cost {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

/** A password's digest, with its salt and its cost, in the form other software reads. */
export async function digestPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await derive(password, salt, usual, usual.tagLength)
  return `$argon2id$v=19$m=${usual.memory},t=${usual.passes},p=${usual.parallelism}$${text(salt)}$${text(tag)}`
}

/** Whether this is the password. Takes as long where there is none to compare: who has an account is not told by the clock. */
export async function isPassword(password: string, digest: string | null): Promise<boolean> {
  const [salt, tag, cost] = partsOf(digest) ?? [Buffer.alloc(16), Buffer.alloc(usual.tagLength), usual]
  const derived = await derive(password, salt, cost, tag.length)
  return timingSafeEqual(derived, tag) && digest !== null
}

function partsOf(digest: string | null): readonly [Buffer, Buffer, Cost] | null {
  const [, m, t, p, salt, tag] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(digest ?? '') ?? []
  if (salt === undefined || tag === undefined) return null
  const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) }
  return [Buffer.from(salt, 'base64'), Buffer.from(tag, 'base64'), cost]
}

// Without the padding, as the form is written everywhere.
const text = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

function derive(password: string, nonce: Buffer, cost: Cost, tagLength: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  // One person's password is typed in one of two ways that look alike on screen: composed, or in parts.
  const message = password.normalize('NFC')
  argon2('argon2id', { message, nonce, tagLength, ...cost }, (fault, tag) =>
    fault === null ? resolve(tag) : reject(fault),
  )
  return promise
}
