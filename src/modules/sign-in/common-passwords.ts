import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

let commonest: ReadonlySet<string> | undefined

const isAmongCommonest = (word: string): boolean => {
  commonest ??= new Set(
    readFileSync(join(import.meta.dirname, '../../../data/passwords/commonest.txt'), 'utf8').split('\n'),
  )
  return commonest.has(createHash('sha256').update(word).digest('hex').slice(0, 16))
}

/**
 * Whether it is one of the commonest passwords (ASVS 5.0 V6.2.4; data/passwords). Few of those have twelve letters: most that do are a
 * shorter one more than once, or with figures and signs round it.
 */
export function isCommon(password: string): boolean {
  const plain = password.toLowerCase()
  const [, once = plain] = /^(.+?)\1+$/s.exec(plain) ?? []
  return [plain, once].some((word) => isAmongCommonest(word) || isAmongCommonest(bare(word)))
}

const bare = (word: string): string => word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
