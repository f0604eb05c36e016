import type { Match } from '../people/index.ts'
import type { Submission } from '../return-files/index.ts'
import type { Importing } from './store-children.ts'
import { totalOf, type TableTally } from './tally.ts'

/** What an import brought, or would bring: shown before it is committed and kept with it after. */
export interface Summary {
  readonly kinds: Submission['kinds']
  readonly years: readonly number[]
  /** Our own number, those the files say they are from, and whether they agree; the looked-after return and Annex A do not say. */
  readonly authority: {
    readonly ours: string | null
    readonly theirs: readonly string[]
    readonly agrees: boolean
  }
  readonly children: { readonly new: number; readonly changed: number; readonly unchanged: number }
  readonly rows: TableTally
  readonly tables: Readonly<Record<string, TableTally>>
  /** Records made beside a row, as a visit of a list's last day. */
  readonly beside: number
  readonly findings: Readonly<Record<string, number>>
  /** Children found to be here already under another id: made one, which can be undone, or put to a person. */
  readonly matches: readonly Match[]
}

export async function summaryOf(
  importing: Importing,
  { kinds, years, files }: Submission,
  matches: readonly Match[],
): Promise<Summary> {
  const { tx, tally, marks } = importing
  const own = await tx.selectFrom('authority').select('code').executeTakeFirst()
  const theirs = [...new Set(files.flatMap(({ authority }) => (authority === null ? [] : [authority])))]
  const ours = own?.code ?? null
  const made = marks.count('made')
  const changed = marks.count('changed') - marks.count('changed', 'made')
  return {
    kinds,
    years,
    authority: { ours, theirs, agrees: ours === null || theirs.every((code) => code === ours) },
    children: { new: made, changed, unchanged: marks.count('named') - made - changed },
    rows: totalOf(tally),
    tables: Object.fromEntries(tally.tables),
    beside: tally.beside,
    findings: Object.fromEntries([...tally.findings].toSorted(([, a], [, b]) => b - a)),
    matches,
  }
}

/** Findings of every kind together. */
export const totalFindings = ({ findings }: Summary): number =>
  Object.values(findings).reduce((sum, count) => sum + count, 0)
