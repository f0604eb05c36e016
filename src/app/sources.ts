import { clocks } from './clocks.ts'
import { rules } from './modules.ts'

/** Anything that rests on a provision: a clock, or a rule of a chapter. */
interface Cites {
  readonly id: string
  readonly source: string
  readonly edition?: string
}

/** Things that cite, under the words the page calls them by. */
interface CitingGroup {
  readonly title: string
  readonly cites: readonly Cites[]
}

/** Everything in the book that cites, group by group. The checks of the returns are the DfE's, and stand in `docs/returns.md`. */
export const citing: readonly CitingGroup[] = [
  { title: 'Clocks', cites: clocks },
  { title: 'Rules of what is recorded and decided', cites: rules },
]

/** The page `docs/sources.md`: every provision that a clock or rule cites, and what cites it. */
export const sourcesPage = (groups: readonly CitingGroup[]): string =>
  [
    '# Sources',
    '',
    'Every provision a clock or rule rests on, and what cites it. Made by `node src/app/write-docs.ts` from the words the record shows; do not edit.',
    '',
    ...groups.flatMap(section),
  ].join('\n')

function section({ title, cites }: CitingGroup): string[] {
  const bySource = Map.groupBy(cites, provision)
  const sources = [...bySource.keys()].toSorted((one, other) => one.localeCompare(other, 'en'))
  return [
    `## ${title}`,
    '',
    ...sources.map(
      (source) => `- ${source}: ${(bySource.get(source) ?? []).map(({ id }) => `\`${id}\``).join(', ')}`,
    ),
    '',
  ]
}

const provision = ({ source, edition }: Cites): string =>
  edition === undefined ? source : `${source} (${edition})`
