import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReturnMade } from '../../modules/returns/index.ts'
import { day, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { Misuse } from '../misuse.ts'
import { exits, verb, type Exit } from './verb.ts'

export const returnsGenerate = verb({
  name: 'returns generate',
  about:
    'Makes a return of the record as it stands, keeps it as it was made, and says what the rules find in it',
  words: 'ssda903|cin|annex-a|csww [FIELD]',
  options: {
    year: { takes: 'YEAR', about: 'the year the return ends in: 2026 for 2025/26', required: true },
    on: { takes: 'DAY', about: 'the last day it speaks of (2026-03-31); the end of its year, or today' },
    out: { takes: 'DIR', about: 'where its files are written' },
    by: { takes: 'WHO', about: 'who is doing it: what they sign in as' },
    explain: {
      takes: 'CHILD',
      about:
        'makes nothing: says of each cell of a child (or of FIELD alone) which record and event it comes from',
    },
  },
  needs: 'database',
  run: async ({ words: [of = '', field = null], values, json, say, database }) => {
    const parts = await import('../../modules/returns/index.ts')
    if (!parts.isReturnMade(of)) throw new Misuse('returns generate takes ssda903, cin, annex-a or csww')
    const year = Number(values.year)
    if (!parts.isReturnYear(year)) throw new Misuse('--year is a year from 2017 to 2027')
    const { db } = await database()
    const { bookOf } = await import('../book.ts')
    const book = bookOf(db)
    const on = dayAsked(values.on ?? parts.usualDay(of, year, book.today()))
    const wrong = parts.wrongWithDay(of, year, on, book.today())
    if (wrong !== null) throw new Misuse(`--on: ${wrong.charAt(0).toLowerCase()}${wrong.slice(1)}`)
    const asked = { of, year, on }
    if (values.explain !== undefined)
      return explain({ db, ...asked, child: values.explain, field, json, say })
    if (values.out === undefined) throw new Misuse('--out is the folder the files are written to')
    return make({ book, ...asked, out: values.out, who: values.by, json, say })
  },
})

interface Telling {
  readonly of: ReturnMade
  readonly year: number
  readonly on: Day
  readonly json: boolean
  readonly say: (line: string) => void
}

async function make({
  book,
  out,
  who,
  json,
  say,
  ...asked
}: Telling & { readonly book: Book; readonly out: string; readonly who: string | undefined }): Promise<Exit> {
  const parts = await import('../../modules/returns/index.ts')
  const by = who === undefined ? null : await (await import('./import.ts')).staffCalled(book.db, who)
  const id = await parts.runNow(book, { ...asked, by })
  const run = await parts.oneRun(book.db, id)
  if (run === null) return exits.fault
  await write(out, run.files, (name) => parts.fileOfRun(book.db, id, name))
  if (by !== null) await parts.lookedAtRun(book.db, by, id)
  if (json) say(JSON.stringify(run))
  else for (const line of parts.runLines(run)) say(line)
  return run.findings.some(({ level }) => level === 'error') ? exits.findings : exits.done
}

async function explain({
  db,
  of,
  year,
  on,
  child,
  field,
  json,
  say,
}: Telling & { readonly db: Db; readonly child: string; readonly field: string | null }): Promise<Exit> {
  if (of === 'csww') throw new Misuse('csww is about workers: it has no child to explain')
  const { explainByLaId, toldLine } = await import('../../modules/returns/index.ts')
  const cells = await explainByLaId(db, { of, year: of === 'annex-a' ? 0 : year, on }, child, field)
  if (cells === null) throw new Misuse(`the return is not about a child ${child}`)
  if (json) say(JSON.stringify(cells))
  else for (const cell of cells) say(toldLine(cell))
  return exits.done
}

function dayAsked(text: string): Day {
  try {
    return day(text)
  } catch {
    throw new Misuse('--on is a day, as 2026-03-31')
  }
}

/** All the files or none: they are laid ready beside, and put there together. */
async function write(
  out: string,
  files: readonly { readonly name: string }[],
  bytesOf: (name: string) => Promise<Buffer | null>,
): Promise<void> {
  const ready = await mkdtemp(join(tmpdir(), 'holdfast-out-'))
  const { writeFile } = await import('node:fs/promises')
  try {
    for (const { name } of files) {
      const bytes = await bytesOf(name)
      await mkdir(join(ready, name, '..'), { recursive: true })
      if (bytes !== null) await writeFile(join(ready, name), bytes)
    }
    await mkdir(out, { recursive: true })
    await cp(ready, out, { recursive: true })
  } finally {
    await rm(ready, { recursive: true, force: true })
  }
}
