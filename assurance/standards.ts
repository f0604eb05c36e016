import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const cells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    (quoted ?? plain ?? '').replaceAll('""', '"'),
  )

/** The rows of a CSV file of the project, by its headings. */
export function rowsOf(file: string): readonly Readonly<Record<string, string>>[] {
  const [headings = '', ...lines] = readFileSync(join(root, file), 'utf8').trimEnd().split('\n')
  const names = cells(headings)
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i] ?? '', cell])))
}

/** How a requirement may stand. */
export const standings = ['met', 'no test of its own', "the council's", 'not met', 'does not apply'] as const

/** What docs/assurance.md says of OWASP ASVS: how many stand how, and each that is not met. */
export function standards(): readonly string[] {
  const rows = rowsOf('assurance/asvs.csv')
  const by = Map.groupBy(rows, ({ stands }) => stands)
  const row = ({ id, level, asks, why }: Readonly<Record<string, string>>) =>
    `| ${id} | ${level} | ${asks} | ${why} |`
  return [
    '## OWASP ASVS 5.0.0, levels 1 and 2',
    '',
    `Each of ${rows.length} is a line of \`assurance/asvs.csv\` with the test that shows it or the reason; a test fails where one is missing or names a test that is not there.`,
    '',
    '| Stands | How many |',
    '|---|---|',
    ...standings.map((name) => `| ${name} | ${by.get(name)?.length ?? 0} |`),
    '',
    '“No test of its own” is how it is built, by the reason given. “The council’s” is for whoever runs it. Not met:',
    '',
    '| | Level | What is asked, in short | What is missing |',
    '|---|---|---|---|',
    ...(by.get('not met') ?? []).map(row),
  ]
}
