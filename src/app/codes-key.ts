import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Misuse } from './misuse.ts'
import type { Setting } from './setting.ts'

/**
 * What locks the keys of one-time codes in the table: HOLDFAST_CODES_KEY (32 bytes in base64), or the file HOLDFAST_CODES_KEY_FILE names.
 * With neither, beside our own PostgreSQL, `codes.key`, made the first time and its owner's alone; for another PostgreSQL none, since its
 * servers must share one.
 *
 * @throws Misuse when what is given is no key
 */
export function codesKeyOf(
  { folder, databaseUrl }: Pick<Setting, 'folder' | 'databaseUrl'>,
  surroundings: Readonly<Record<string, string | undefined>>,
): KeyObject | undefined {
  const given = surroundings['HOLDFAST_CODES_KEY'] || undefined
  const file = surroundings['HOLDFAST_CODES_KEY_FILE'] || undefined
  if (given !== undefined) return keyFrom(given, 'HOLDFAST_CODES_KEY')
  if (file !== undefined) return keyFrom(readFileSync(file, 'utf8'), 'HOLDFAST_CODES_KEY_FILE')
  return databaseUrl === undefined ? ownKey(join(folder, 'codes.key')) : undefined
}

function ownKey(path: string): KeyObject {
  if (!existsSync(path)) {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
    // Of two that start at once, one makes it and both read it.
    try {
      writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    } catch (fault) {
      if (!existsSync(path)) throw fault
    }
  }
  return keyFrom(readFileSync(path, 'utf8'), path)
}

function keyFrom(text: string, name: string): KeyObject {
  const bytes = Buffer.from(text.trim(), 'base64')
  if (bytes.length !== 32)
    throw new Misuse(`${name} must be 32 bytes in base64, as \`openssl rand -base64 32\` writes them`)
  return createSecretKey(bytes)
}
