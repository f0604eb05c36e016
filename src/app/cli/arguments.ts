import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { Misuse } from '../misuse.ts'
import type { Verb, VerbOptions } from './verb.ts'

type Value = string | readonly string[] | boolean | undefined

/** What was typed after a verb's name, read against its declaration. */
interface Typed {
  readonly values: Readonly<Record<string, Value>>
  readonly words: readonly string[]
  readonly json: boolean
  readonly help: boolean
  /** The empty database was asked for in place of the demonstration's. */
  readonly empty: boolean
}

/** What every verb takes, and every verb that needs the database. */
const common = {
  json: { about: 'answer as JSON' },
  help: { about: 'show this' },
} satisfies VerbOptions
const ofDatabase = {
  empty: { about: 'in the empty database of your own, not the demonstration' },
} satisfies VerbOptions

/** A verb's own options and those it shares with others. A verb that writes JSON to a file says so of its own --json. */
export const optionsOf = (verb: Verb): VerbOptions => ({
  ...verb.options,
  ...(verb.needs === 'database' ? ofDatabase : {}),
  ...common,
  ...('json' in verb.options && { json: verb.options['json'] }),
})

/** @throws Misuse when an option is unknown, lacks its value or is missing, or a word stands where none is taken */
export function readArguments(verb: Verb, typed: readonly string[]): Typed {
  const { values: given, positionals: words } = parsed(verb, typed)
  const { json = false, help = false, empty = false, ...values } = given
  if (help !== true) refuseMissing(verb, values)
  if (verb.words === undefined && words.length > 0)
    throw new Misuse(`"${words[0]}" is not something ${verb.name} takes`)
  const switches = Object.entries(verb.options).filter(([, { takes }]) => takes === undefined)
  return {
    values: {
      ...Object.fromEntries(switches.map(([name]) => [name, false])),
      ...values,
      ...(typeof json === 'string' && { json }),
    },
    words,
    json: json === true,
    help: help === true,
    empty: empty === true,
  }
}

function parsed(
  verb: Verb,
  typed: readonly string[],
): { values: Record<string, Value>; positionals: string[] } {
  const own: ParseArgsOptionsConfig = {}
  for (const [name, { takes, many = false }] of Object.entries(optionsOf(verb)))
    own[name] = { type: takes === undefined ? 'boolean' : 'string', multiple: many }
  try {
    const { values, positionals } = parseArgs({
      args: [...typed],
      options: { ...own, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    })
    return { values, positionals }
  } catch (fault) {
    const [sentence = 'that cannot be read'] = fault instanceof Error ? fault.message.split(/[.\n]/) : []
    throw new Misuse(sentence)
  }
}

function refuseMissing(verb: Verb, values: Readonly<Record<string, unknown>>): void {
  for (const [name, { required, takes }] of Object.entries(verb.options)) {
    if (required === true && values[name] === undefined)
      throw new Misuse(`${verb.name} needs --${name} ${takes ?? ''}`.trim())
  }
}
