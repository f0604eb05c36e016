import { matrix, type Act, type Does, type Scope } from '../platform/access/matrix.ts'
import { postNames, type Post } from '../platform/access/roles.ts'

const posts = Object.keys(postNames) as Post[]

const scopes: Readonly<Record<Scope, string>> = {
  own: 'theirs',
  team: 'team',
  service: 'service',
  authority: 'any',
  placed: 'placed',
}

/** What each letter of a cell means. */
const letters: Readonly<Record<Does, string>> = {
  V: 'view',
  C: 'create',
  E: 'edit',
  A: 'authorise',
  X: 'take out',
}

/** The letters a post has in one row, each with for which children: `V any, E theirs`; `-` for none. */
function cellOf(acts: readonly Act[], post: Post): string {
  const held = acts.flatMap(({ does, who, noChild }) =>
    (Object.entries(who) as [Scope, readonly Post[]][])
      .filter(([, of]) => of.includes(post))
      .map(([scope]) => ({ does, scope: noChild === true ? '' : scopes[scope] })),
  )
  const said = new Set(held.map(({ does, scope }) => `${does} ${scope}`.trim()))
  return said.size === 0 ? '-' : [...said].join(', ')
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** Posts to a table: more columns than these cannot be read on a page. */
const across = 9

/** docs/access.md: who may see and do what, for a data protection officer to read. */
export function accessPage(): string {
  const rows = Object.values(matrix).map(({ title, acts }) => ({ title, acts: Object.values(acts) as Act[] }))
  const tables = Array.from({ length: Math.ceil(posts.length / across) }, (_, i) =>
    posts.slice(i * across, (i + 1) * across),
  )
  return `# Who may see and do what

Written by \`node src/app/write-docs.ts\` from \`src/platform/access/matrix.ts\`; the server decides by the same table, and a test asks every door of it.

Letters: ${Object.entries(letters)
    .map(([letter, word]) => `${letter} ${word}`)
    .join(
      ', ',
    )}. Then for which children: *theirs* are allocated to them, *team* and *service* are their own team’s and
service’s as well, *any* is any child. Nobody opens a restricted record but its own workers and those named, nor a sealed one but those named; and for a colleague with a conflict of interest there is no such record.
A view of any record, though not of who has looked, can be had in an emergency by those who may open one so: to read, with a reason, for a while, and somebody looks into it.

## By post

${tables.map((some) => tableOf(rows, some)).join('\n\n')}

## What each act is

${rows.map(({ title, acts }) => `- **${title}.** ${acts.map(({ does, says }) => `${says} (${does})`).join('; ')}.`).join('\n')}

## Posts

${posts.map((post) => `- ${post}: ${postNames[post]}`).join('\n')}
`
}

const tableOf = (
  rows: readonly { readonly title: string; readonly acts: readonly Act[] }[],
  some: readonly Post[],
): string =>
  [
    line(['Record', ...some]),
    line(['Record', ...some].map(() => '---')),
    ...rows.map(({ title, acts }) => line([title, ...some.map((post) => cellOf(acts, post))])),
  ].join('\n')
