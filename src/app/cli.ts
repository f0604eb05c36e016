import { readArguments } from './cli/arguments.ts'
import { helpOf, helpOfAll } from './cli/help.ts'
import { exits, type Exit, type Told, type Verb } from './cli/verb.ts'
import { verbs } from './cli/verbs.ts'
import { asService } from '../platform/db/asking.ts'
import { Misuse } from './misuse.ts'
import { saidTo } from './said.ts'
import { settingFrom } from './setting.ts'
import type { OpenDatabase } from './open-database.ts'

/** Runs one command and gives what the process should end with. Never throws. */
export async function runCommand(typed: readonly string[]): Promise<Exit> {
  // Whoever reads our answer may stop reading, as `head` does: that is no fault of ours.
  process.stdout.on('error', () => process.exit(exits.done))
  try {
    return await dispatch(typed)
  } catch (fault) {
    return complain(fault, typed)
  }
}

async function dispatch(typed: readonly string[]): Promise<Exit> {
  const found = nameOf(typed)
  if (found === null) return noVerb(typed)
  const verb = await verbs[found]()
  const { help, json, empty, values, words } = readArguments(verb, typed.slice(found.split(' ').length))
  if (help) return say(helpOf(verb))
  const setting = settingFrom(process.env)
  return run(verb, {
    json,
    words,
    values: values as Told['values'],
    setting: empty ? { ...setting, demonstration: false } : setting,
  })
}

type VerbName = keyof typeof verbs

// `clocks due` before `clocks`: the longest name that was typed.
const nameOf = (typed: readonly string[]): VerbName | null =>
  [2, 1]
    .map((count) => typed.slice(0, count).join(' '))
    .find((name): name is VerbName => Object.hasOwn(verbs, name)) ?? null

async function noVerb(typed: readonly string[]): Promise<Exit> {
  const [noun] = typed
  const every = await Promise.all(Object.values(verbs).map(async (load) => load()))
  if (noun === undefined || noun === '--help' || noun === '-h' || noun === 'help')
    return say(helpOfAll(every))
  const ofNoun = every.filter(({ name }) => name.startsWith(`${noun} `))
  if (ofNoun.length > 0 && (typed.length === 1 || typed[1] === '--help' || typed[1] === '-h'))
    return say(helpOfAll(ofNoun))
  throw new Misuse(`there is no "${typed.slice(0, ofNoun.length > 0 ? 2 : 1).join(' ')}"`)
}

async function run(verb: Verb, told: Pick<Told, 'json' | 'words' | 'values' | 'setting'>): Promise<Exit> {
  let opened: Promise<OpenDatabase> | undefined
  const database = async (): Promise<OpenDatabase> =>
    (opened ??= (await import('./open-database.ts')).openDatabase(told.setting))
  try {
    // A command is given by whoever runs the machine, and sees every child; the server answers each person as who they are.
    const work = async (): Promise<Exit> => verb.run({ ...told, say, remark, database })
    return await (verb.answersPeople === true ? work() : asService('a command', work))
  } finally {
    await opened?.then(
      async ({ close }) => close(),
      () => undefined,
    )
  }
}

const say = (line: string): Exit => {
  process.stdout.write(`${line}\n`)
  return exits.done
}

const toStandardError = saidTo(2)
const remark = (line: string): void => toStandardError(`${line}\n`)

function complain(fault: unknown, typed: readonly string[]): Exit {
  const misused = fault instanceof Misuse
  const sentence = fault instanceof Error ? fault.message : String(fault)
  const words = typed.filter((word) => !word.startsWith('-'))
  const asked = nameOf(typed) ?? words.slice(0, 2).join(' ')
  if (typed.includes('--json')) process.stdout.write(`${JSON.stringify({ error: sentence })}\n`)
  remark(
    misused
      ? `holdfast: ${sentence}. See: holdfast ${asked === '' ? '' : `${asked} `}--help`
      : `holdfast: ${sentence}`,
  )
  if (process.env['HOLDFAST_DEBUG'] !== undefined && fault instanceof Error) remark(fault.stack ?? '')
  return misused ? exits.misuse : exits.fault
}
