import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { ImportOptions } from '../../modules/import/index.ts'
import type { Db } from '../../platform/db/database.ts'
import { Misuse } from '../misuse.ts'
import type { OpenDatabase } from '../open-database.ts'
import { root } from '../setting.ts'
import { exits, verb, type Exit } from './verb.ts'

/** Megabytes: reading and storing need 60 to 95; without a limit the collector lets three times as much lie about. */
const memory = ['--max-semi-space-size=8', '--max-old-space-size=150']

export const importReturns = verb({
  name: 'import',
  about:
    'Reads returns into the record: the census, the looked-after return, Annex A; all that is given is one import',
  words: 'PATH…',
  options: {
    yes: { about: 'do not ask: read them in at once' },
    by: { takes: 'WHO', about: 'who is doing it: what they sign in as' },
    year: { takes: 'YEAR', about: 'the year the files are of, where they do not tell: 2026 for 2025/26' },
    id: { takes: 'ID', about: 'the id the import is to have' },
  },
  needs: 'database',
  run: async (told) => {
    const { words, values, json, setting } = told
    if (words.length === 0) throw new Misuse('import takes the files or folders to read in')
    for (const path of words) await requirePath(path)
    if (!values.yes && json) throw new Misuse('--json cannot ask: add --yes')
    if (!process.execArgv.includes(memory[1] ?? '')) return inOwnProcess(setting.demonstration)
    const run = await prepare(told)
    if (!values.yes && !(await agreesTo(told, run))) return exits.done
    return readIn(told, run)
  },
})

interface Asked {
  readonly words: readonly string[]
  readonly values: {
    readonly yes: boolean
    readonly by: string | undefined
    readonly year: string | undefined
    readonly id: string | undefined
  }
  readonly json: boolean
  readonly say: (line: string) => void
  readonly remark: (line: string) => void
  readonly database: () => Promise<OpenDatabase>
}

/** Everything but the reading in: the book, the files opened, who asks. */
async function prepare({ words, values, remark, database }: Asked) {
  const opened = await database()
  const parts = await import('../../modules/import/index.ts')
  const book = await bookOf(opened)
  const own = await parts.ourAuthority(opened.db)
  if (own?.demonstration === true)
    remark('This is the demonstration: real children do not belong in it. Your own are read in with --empty.')
  const options: ImportOptions = {
    actorId: values.by === undefined ? null : await staffCalled(opened.db, values.by),
    ...(values.id === undefined ? {} : { importId: values.id }),
    watch: (progress) => remark(parts.progressLine(progress)),
  }
  const submission = await open(words, values.year, own?.code ?? null)
  const run = (preview: boolean) => parts.runImport(book, submission, { ...options, preview })
  return { run, summaryLines: parts.summaryLines }
}

type Prepared = Awaited<ReturnType<typeof prepare>>

/** Shows what would be, and asks. Files that were read in before are not asked about: reading them in says so. */
async function agreesTo({ say }: Asked, { run, summaryLines }: Prepared): Promise<boolean> {
  const preview = await run(true)
  if (preview.kind !== 'previewed') return true
  for (const line of summaryLines(preview.summary)) say(line)
  if (await agreed()) return true
  say('Nothing was read in.')
  return false
}

async function readIn({ values, json, say }: Asked, { run, summaryLines }: Prepared): Promise<Exit> {
  const outcome = await run(false)
  if (json) say(JSON.stringify(outcome))
  if (outcome.kind === 'already') {
    if (!json) say(`These files were read in before, as import ${outcome.importId}. Nothing has changed.`)
    return exits.done
  }
  if (!json && values.yes) for (const line of summaryLines(outcome.summary)) say(line)
  if (!json && outcome.kind === 'committed') say(`Done: import ${outcome.importId}`)
  return Object.keys(outcome.summary.findings).length > 0 ? exits.findings : exits.done
}

/**
 * The import runs in a process whose memory is limited, so that its size does not hang on the machine's: in place of
 * this one where the system can do that, beside it where it cannot.
 */
async function inOwnProcess(demonstration: boolean): Promise<Exit> {
  const typed = [...memory, join(root, 'bin/holdfast'), ...process.argv.slice(2)]
  // Linux's allocator otherwise keeps a store for each of the runtime's threads: some 10 MB that nobody uses.
  const env = { MALLOC_ARENA_MAX: '2', ...process.env, HOLDFAST_DEMO: demonstration ? '1' : '0' }
  if (process.platform !== 'win32' && process.execve !== undefined)
    process.execve(
      process.execPath,
      [process.execPath, '--disable-warning=ExperimentalWarning', ...typed],
      env,
    )
  const child = spawn(process.execPath, typed, { stdio: 'inherit', env })
  const [code] = (await once(child, 'exit')) as [number | null]
  return Object.values(exits).find((known) => known === code) ?? exits.fault
}

async function requirePath(path: string): Promise<void> {
  await stat(path).catch(() => {
    throw new Misuse(`there is nothing at ${path}`)
  })
}

async function open(paths: readonly string[], typedYear: string | undefined, authority: string | null) {
  const { openSubmission } = await import('../../modules/return-files/index.ts')
  const year = typedYear === undefined ? null : Number(typedYear)
  if (year !== null && !(Number.isInteger(year) && year >= 2017 && year <= 2027))
    throw new Misuse('--year is a year from 2017 to 2027')
  const given = year === null ? paths : paths.map((path) => ({ path, year }))
  return openSubmission(given, authority === null ? {} : { authority })
}

async function agreed(): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await asking.question('Read this in? (yes or no) ')
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    asking.close()
  }
}

export const importList = verb({
  name: 'import list',
  about: 'Lists every import, the latest first',
  options: {},
  needs: 'database',
  run: async ({ json, say, database }) => {
    const { listImports, givenIn } = await import('../../modules/import/index.ts')
    const imports = await listImports((await database()).db)
    if (json) say(JSON.stringify(imports))
    else
      for (const { id, committedAt, state, summary } of imports)
        say([id, committedAt.slice(0, 16), state, summary === null ? '' : givenIn(summary)].join('\t'))
    return exits.done
  },
})

export const importWithdraw = verb({
  name: 'import withdraw',
  about: 'Asks for an import to be withdrawn, saying why; or, as a second person, agrees to it',
  words: 'ID',
  options: {
    by: { takes: 'WHO', about: 'who asks or agrees: what they sign in as', required: true },
    why: { takes: 'WORDS', about: 'why it should be withdrawn; left out by the second person, who agrees' },
  },
  needs: 'database',
  run: async ({ words: [id], values, json, say, database }) => {
    if (id === undefined || !/^[0-9a-f-]{36}$/i.test(id))
      throw new Misuse('import withdraw takes the id of the import: see import list')
    const opened = await database()
    const { askWithdrawal, agreeWithdrawal, NotWithdrawn } = await import('../../modules/import/index.ts')
    const book = await bookOf(opened)
    const actorId = await staffCalled(opened.db, values.by ?? '', 'import.withdraw')
    try {
      if (values.why !== undefined) {
        await askWithdrawal(book, id, actorId, values.why)
        say(
          json
            ? JSON.stringify({ id, state: 'withdrawal asked' })
            : 'Asked. A second person must agree: run this again as them, without --why.',
        )
        return exits.done
      }
      const withdrawn = await agreeWithdrawal(book, id, actorId)
      say(
        json
          ? JSON.stringify({ id, state: 'withdrawn', ...withdrawn })
          : `Withdrawn: ${withdrawn.taken} records out of view, ${withdrawn.restored} as they were before, ${withdrawn.people} children of whom nothing is left; ${withdrawn.stayed} worked on since stay, each with a finding.`,
      )
      return withdrawn.stayed > 0 ? exits.findings : exits.done
    } catch (fault) {
      if (fault instanceof NotWithdrawn) throw new Misuse(fault.message)
      throw fault
    }
  },
})

const bookOf = async ({ db }: OpenDatabase) => (await import('../book.ts')).bookOf(db)

/** @throws Misuse where nobody signs in so, or their role may not do what is asked */
export async function staffCalled(
  db: Db,
  signsInAs: string,
  needs: 'import' | 'import.withdraw' = 'import',
): Promise<string> {
  const { grantsOf, roleNames } = await import('../../platform/access/policy.ts')
  const member = await db
    .selectFrom('staff')
    .select(['id', 'role'])
    .where('signsInAs', '=', signsInAs)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  if (member === undefined) throw new Misuse(`nobody with an open account signs in as ${signsInAs}`)
  if (grantsOf(member.role)[needs] === undefined)
    throw new Misuse(`${roleNames[member.role]} may not do that: it is for somebody whose role has ${needs}`)
  return member.id
}
