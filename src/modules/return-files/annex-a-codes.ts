import { codeList, type Code } from './code-lists.ts'
import type { Column } from './column.ts'

interface Inside {
  readonly code: string
  readonly entry: Code
}

/**
 * The code inside a worded cell: 'k) APKN', 'q) 6: Police', 'N1 - Abuse or Neglect', 'b) Female', 'Physical abuse'. The letter
 * before the bracket is not trusted, because workbooks differ in it: the code is matched first, then the words.
 */
export function codeInside(column: Column, text: string): Inside | null {
  const said = text.replace(/^[a-z]\d?\)\s*/i, '').trim()
  const token = /^[A-Za-z0-9]+/.exec(said)?.[0].toUpperCase() ?? ''
  const codes = (column.lists ?? []).flatMap((list) => codeList(list).codes)
  const entry =
    codes.find((code) => code.code.length > 1 && code.code.toUpperCase() === token) ??
    codes.find((code) => plain(code.label ?? '') === plain(said)) ??
    codes.find((code) => isCoded(said) && code.code.toUpperCase() === token) ??
    (said.length >= 4
      ? onlyOne(codes.filter((code) => plain(code.label ?? '').startsWith(plain(said))))
      : undefined)
  return entry ? { code: entry.code, entry } : null
}

/** A one-character code stands alone or before a colon or dash: '6: Police', 'Y: Other accommodation'. */
const isCoded = (said: string): boolean => /^[A-Za-z0-9](?:\s*[:-]|$)/.test(said)

const onlyOne = (codes: readonly Code[]): Code | undefined => (codes.length === 1 ? codes[0] : undefined)

/** Letters and figures alone; what stands in brackets is an aside, as in 'Not stated/recorded (or unborn)'. */
const plain = (words: string): string =>
  words
    .replace(/\(.*\)/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
