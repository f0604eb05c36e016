import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  randomUUID,
  type KeyObject,
} from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Files kept for ever under the digest of what is in them: one that is changed is no longer found under its name. */
export interface Vault {
  /** Whether what is kept from now on is locked. */
  readonly locks: boolean
  /**
   * Keeps a file: whole and on the disk, or not at all.
   *
   * @returns SHA-256 of it, which it is read by
   * @throws CannotKeep when the disk is full or may not be written
   */
  keep(bytes: Buffer): Promise<string>
  /**
   * @throws NotAsKept when it is lost, was changed, or is locked with another key
   */
  read(sha256: string): Promise<Buffer>
  /** The digests of every file there is, in no order; what was never finished is not among them. */
  all(): AsyncGenerator<string>
}

/** The disk is full, or may not be written: nothing of the file was kept. */
export class CannotKeep extends Error {
  override readonly name = 'CannotKeep'
}

/** A file is not there, or not as it was kept. */
export class NotAsKept extends Error {
  override readonly name = 'NotAsKept'
  readonly how: 'lost' | 'changed' | 'locked with another key'

  constructor(how: NotAsKept['how']) {
    super(`the file is ${how}`)
    this.how = how
  }
}

const begins = Buffer.from('HFDOC1\0')
const cipherName = 'aes-256-gcm'

/**
 * A folder that files are kept in, two folders deep so that none holds too many. No name and nobody's id is on the disk.
 *
 * @param key 32 bytes; with none, files lie open for whoever may read the folder
 */
export function vaultIn(folder: string, key: KeyObject | null = null): Vault {
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  const read = async (sha256: string): Promise<Buffer> => {
    const held = await readFile(pathOf(sha256)).catch((cause: unknown) => {
      throw isMissing(cause) ? new NotAsKept('lost') : cause
    })
    const bytes = unlocked(held, key, sha256)
    if (digestOf(bytes) !== sha256) throw new NotAsKept('changed')
    return bytes
  }
  return {
    locks: key !== null,
    read,
    all: () => filesIn(folder),
    keep: async (bytes) => {
      const sha256 = digestOf(bytes)
      // The same file given twice lies there once; a damaged one is put right by whoever gives it again.
      const stands = await read(sha256).then(
        () => true,
        () => false,
      )
      if (!stands) await writeWhole(pathOf(sha256), locked(bytes, key, sha256))
      return sha256
    },
  }
}

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const isMissing = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === 'ENOENT'

/** Beside it first, and under its name only once all of it is on the disk: after a power cut too it is whole or not there. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const part = `${path}.${randomUUID()}.part`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const file = await open(part, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
    await syncFolder(dirname(path))
  } catch (cause) {
    await rm(part, { force: true }).catch(() => undefined)
    throw new CannotKeep('the file could not be written', { cause })
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no such thing, and does not need it.
  const folder = await open(path).catch(() => null)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}

function locked(bytes: Buffer, key: KeyObject | null, sha256: string): Buffer {
  if (key === null) return bytes
  const once = randomBytes(12)
  const cipher = createCipheriv(cipherName, key, once).setAAD(Buffer.from(sha256))
  return Buffer.concat([begins, once, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/** A file says itself whether it is locked: those kept before there was a key are read as they are. */
function unlocked(held: Buffer, key: KeyObject | null, sha256: string): Buffer {
  if (!held.subarray(0, begins.length).equals(begins)) return held
  if (key === null) throw new NotAsKept('locked with another key')
  const [once, rest] = [held.subarray(7, 19), held.subarray(19)]
  if (rest.length < 16) throw new NotAsKept('changed')
  try {
    const cipher = createDecipheriv(cipherName, key, once)
      .setAAD(Buffer.from(sha256))
      .setAuthTag(rest.subarray(-16))
    return Buffer.concat([cipher.update(rest.subarray(0, -16)), cipher.final()])
  } catch {
    // It cannot be told which: a changed file and another key fail alike.
    throw new NotAsKept('changed')
  }
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  const within = async (path: string): Promise<string[]> => readdir(path).catch(() => [])
  for (const first of await within(folder))
    for (const second of await within(join(folder, first)))
      for (const name of await within(join(folder, first, second)))
        if (/^[0-9a-f]{64}$/.test(name)) yield name
}
