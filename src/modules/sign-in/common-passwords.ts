import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KnownPasswords } from './rules.ts'

/** Whether a word is in a list of data/passwords, by the first of its digest's hex digits. The list is read when it is first asked. */
function listed(file: string, digits: number): (word: string) => boolean {
  let digests: ReadonlySet<string> | undefined
  return (word) => {
    digests ??= new Set(
      readFileSync(join(import.meta.dirname, '../../../data/passwords', file), 'utf8').split('\n'),
    )
    return digests.has(createHash('sha256').update(word).digest('hex').slice(0, digits))
  }
}

const isAmongCommonest = listed('commonest.txt', 16)
const isAmongBreached = listed('breached.txt', 10)

/**
 * Whether it is one of the commonest passwords (ASVS 5.0 V6.2.4; data/passwords). Few of those have twelve letters: most that do are a
 * shorter one more than once, or with figures and signs round it.
 */
function isCommon(password: string): boolean {
  const plain = password.toLowerCase()
  const [, once = plain] = /^(.+?)\1+$/s.exec(plain) ?? []
  return [plain, once].some((word) => isAmongCommonest(word) || isAmongCommonest(bare(word)))
}

/** Whether it was found among stolen ones (ASVS 5.0 V6.2.12), whatever its capitals: no list of the world's, the million met most often. */
const isBreached = (password: string): boolean => isAmongBreached(password.toLowerCase())

const bare = (word: string): string => word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

/** The lists of passwords that nobody may choose. */
export const known: KnownPasswords = { isCommon, isBreached }
