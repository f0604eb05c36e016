import { optionsOf } from './arguments.ts'
import type { Verb, VerbOptions } from './verb.ts'

/** The help of one verb, from its declaration. */
export function helpOf(verb: Verb): string {
  const shape = ['holdfast', verb.name, verb.words, ...required(verb.options)].filter(
    (part) => part !== undefined,
  )
  return [
    `${verb.about}.`,
    '',
    `  ${shape.join(' ')}`,
    '',
    ...columns(Object.entries(optionsOf(verb)).map(([name, { takes, about }]) => [flag(name, takes), about])),
  ].join('\n')
}

/** The help of the command itself: every verb in a line. */
export const helpOfAll = (verbs: readonly Verb[]): string =>
  [
    'Holdfast: a system of record and practice oversight for children’s services.',
    '',
    ...columns(
      verbs.map(({ name, words, about }) => [
        `holdfast ${name}${words === undefined ? '' : ` ${words}`}`,
        about,
      ]),
    ),
    '',
    'Every verb takes --json and --help. It ends with 0 when done, 1 when done with findings, 2 when misused, 3 when it failed.',
    'Set by the surroundings: PORT (3000), HOLDFAST_DATA (var), DATABASE_URL (our own PostgreSQL), HOLDFAST_DEMO (0 for the empty database).',
  ].join('\n')

const flag = (name: string, takes: string | undefined): string =>
  takes === undefined ? `--${name}` : `--${name} ${takes}`

const required = (options: VerbOptions): string[] =>
  Object.entries(options)
    .filter(([, option]) => option.required === true)
    .map(([name, { takes }]) => flag(name, takes))

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}   ${right}`)
}
