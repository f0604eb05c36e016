import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Misuse } from '../misuse.ts'
import type { Ssda903Case } from '../../modules/returns/index.ts'
import { exits, verb } from './verb.ts'

/** One case as it stands in the file, without what the peer made of it. */
type Given = Readonly<Record<string, unknown>>

type Replay = (given: Given) => unknown

/** Every return that has rules, and what runs a case of one. Null says that the last rule set has no such rule. */
const replays: Readonly<Record<string, () => Promise<Replay>>> = {
  ssda903: async () => {
    const { replaySsda903 } = await import('../../modules/returns/index.ts')
    return (given) => (isSsda903Case(given) ? replaySsda903(given) : null)
  },
  cin: async () => {
    const { replayCin } = await import('../../modules/returns/index.ts')
    return (given) => (isCinCase(given) ? replayCin(given) : null)
  },
}

export const returnsReplay = verb({
  name: 'returns replay',
  about:
    'Runs the cases of a return’s rules, one a line, and writes what each rule finds; it does not look at what is expected',
  words: `${Object.keys(replays).join('|')} CASES.jsonl OUT.jsonl`,
  options: {},
  needs: 'nothing',
  run: async ({ words: [of = '', cases, out], json, say }) => {
    const replay = await replays[of]?.()
    if (replay === undefined || cases === undefined || out === undefined)
      throw new Misuse(
        `returns replay takes ${Object.keys(replays).join(' or ')}, a file of cases and a file to write`,
      )
    const isThere = await stat(cases).catch(() => null)
    if (isThere === null) throw new Misuse(`there is nothing at ${cases}`)
    const count = await replayAll(replay, cases, out)
    say(json ? JSON.stringify({ cases: count }) : `${count} cases replayed`)
    return exits.done
  },
})

async function replayAll(replay: Replay, cases: string, out: string): Promise<number> {
  await using file = await open(out, 'w')
  let count = 0
  for await (const line of createInterface({ input: createReadStream(cases), crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    const { expected: _, output: __, ...given }: Record<string, unknown> = JSON.parse(line)
    await file.write(`${JSON.stringify({ rule: given.rule, case: given.case, result: replay(given) })}\n`)
    count += 1
  }
  return count
}

interface CinCase extends Given {
  readonly rule: string
  readonly tables: Readonly<Record<string, readonly Given[]>>
}

const isCinCase = (given: Given): given is CinCase =>
  typeof given.rule === 'string' && typeof given.tables === 'object' && given.tables !== null

const isSsda903Case = (given: Given): given is Given & Ssda903Case =>
  isCinCase(given) && typeof given['metadata'] === 'object' && typeof given['table_info'] === 'object'
