import { receiveAdopters } from '../adoption/index.ts'
import { keepAdoptersAsCame, keepUnnamedAsCame } from './as-it-came.ts'
import { foundInRow, keepFindings } from './findings.ts'
import type { ReadChildren } from './read-children.ts'
import { storeChildren, type Importing } from './store-children.ts'
import { countBecome, countFinding, countRead, countRefused } from './tally.ts'

/** Stores one part of a submission: adopters, children with their records, and what was found of nobody in it. */
export async function storePart(importing: Importing, part: ReadChildren): Promise<void> {
  const { tally, tx, importId } = importing
  for (const [table, count] of part.refused) countRefused(tally, table, count)
  await storeAdopters(importing, part)
  await keepUnnamedAsCame(importing, part)
  if (part.children.length > 0) return storeChildren(importing, part.children, part.findings)
  for (const { kind } of part.findings) countFinding(tally, kind)
  await keepFindings(
    tx,
    importId,
    importing.files,
    part.findings.map((finding) => foundInRow(finding, null, null)),
  )
}

async function storeAdopters(importing: Importing, { adopters }: ReadChildren): Promise<void> {
  const { tx, importId, tally } = importing
  const named = adopters.filter(({ adopter }) => adopter !== null)
  countRefused(tally, 'adopters', adopters.length - named.length)
  const stored = await receiveAdopters(tx, importId, named)
  countRead(tally, named)
  for (const [i, row] of named.entries()) countBecome(tally, [row], i < stored ? 'stored' : 'changed')
  await keepAdoptersAsCame(importing, adopters)
}
