import annexA from '../../../data/code-lists/annex-a.json' with { type: 'json' }
import cin from '../../../data/code-lists/cin.json' with { type: 'json' }
import shared from '../../../data/code-lists/shared.json' with { type: 'json' }
import ssda903 from '../../../data/code-lists/ssda903.json' with { type: 'json' }

const lists = { ...shared.lists, ...cin.lists, ...ssda903.lists, ...annexA.lists }

export type CodeListId = keyof typeof lists

export interface Code {
  readonly code: string
  readonly label: string | null
  /** First and last collection year (the year a return ends in) the code is in use; null is open. */
  readonly from: number | null
  readonly to: number | null
}

interface CodeList {
  readonly title: string
  readonly codes: readonly Code[]
}

/** A list of the codes a return allows, in the return's order. */
export const codeList = (id: CodeListId): CodeList => lists[id]

const indexes = new Map<CodeListId, ReadonlyMap<string, Code>>()

/** The codes of a list by code. */
export function codesOf(id: CodeListId): ReadonlyMap<string, Code> {
  const known = indexes.get(id)
  if (known) return known
  const index = new Map(codeList(id).codes.map((code) => [code.code, code]))
  indexes.set(id, index)
  return index
}

/** Whether a code is in use in a collection year. */
export const inUse = (code: Code, year: number): boolean =>
  (code.from ?? year) <= year && year <= (code.to ?? year)
