import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { CheckedFiles } from '../../modules/returns/on-file/found.ts'
import { Misuse } from '../misuse.ts'
import { exits, verb, type Exit } from './verb.ts'

export const returnsCheck = verb({
  name: 'returns check',
  about:
    'Checks the files of a return by the rules of its year: every finding with its level, table, line and child; nothing is kept',
  words: 'ssda903|cin PATH…',
  options: {
    year: { takes: 'YEAR', about: 'the year the return ends in: 2026 for 2025/26', required: true },
    'last-year': { takes: 'DIR', about: 'SSDA903: what was returned the year before' },
    providers: {
      takes: 'XLSX…',
      about: 'SSDA903: Ofsted’s lists of providers, one or several',
      many: true,
    },
    postcodes: { takes: 'CSV', about: 'SSDA903: a postcode directory (pcd, oseast1m, osnrth1m, laua)' },
    authority: {
      takes: 'CODE',
      about: 'whose return it is: the GSS code for an SSDA903 (E06000060), three figures for a census',
    },
    json: { takes: 'OUT', about: 'write everything that was found as JSON' },
    csv: { takes: 'OUT', about: 'write the findings as CSV' },
    xlsx: { takes: 'OUT', about: 'write the findings as a workbook' },
    'fail-on': { takes: 'LEVEL', about: 'end with 1 on error (as it does unless told) or on query as well' },
  },
  needs: 'nothing',
  run: async ({ words: [of = '', ...paths], values, say, remark }) => {
    const asked = await whatIsAsked(of, paths, values)
    await compileLightly(asked)
    const check = await checkOf(asked)
    const told = await import('../../modules/returns/on-file/told.ts')
    const loaded = performance.now()
    const checked = await check().catch((fault: unknown): never => {
      throw fault instanceof told.NotThatReturn ? new Misuse(fault.message.replace(/\.$/, '')) : fault
    })
    const written = performance.now()
    await writeFiles(values, checked)
    for (const line of told.checkSummary(checked)) say(line)
    if (process.env['HOLDFAST_TIMINGS'] === '1')
      remark(timings({ loaded, ...checked.took, writing: performance.now() - written }))
    return endOf(checked, values['fail-on'] === 'query')
  },
})

interface Asked {
  readonly of: 'ssda903' | 'cin'
  readonly year: number
  readonly paths: readonly string[]
  readonly lastYear: string | undefined
  readonly providers: readonly string[]
  readonly postcodes: string | undefined
  readonly authority: string | undefined
}

interface Values {
  readonly year: string | undefined
  readonly 'last-year': string | undefined
  readonly providers: readonly string[] | undefined
  readonly postcodes: string | undefined
  readonly authority: string | undefined
  readonly 'fail-on': string | undefined
}

async function whatIsAsked(of: string, words: readonly string[], values: Values): Promise<Asked> {
  if (of !== 'ssda903' && of !== 'cin') throw new Misuse('returns check takes ssda903 or cin, and its files')
  // A shell gives `--providers a.xlsx b.xlsx` as one list and a word; no SSDA903 is a workbook.
  const isList = (word: string): boolean => of === 'ssda903' && word.toLowerCase().endsWith('.xlsx')
  const asked = {
    of,
    year: yearFrom(values.year),
    paths: words.filter((word) => !isList(word)),
    lastYear: values['last-year'],
    providers: [...(values.providers ?? []), ...words.filter(isList)],
    postcodes: values.postcodes,
    authority: authorityFrom(of, values.authority),
  } as const
  refuse(asked, values['fail-on'])
  const given = [...asked.paths, ...asked.providers, asked.lastYear, asked.postcodes]
  for (const path of given) if (path !== undefined) await requirePath(path)
  return asked
}

function refuse({ of, paths, lastYear, providers, postcodes }: Asked, failOn = 'error'): void {
  if (failOn !== 'error' && failOn !== 'query') throw new Misuse('--fail-on is error or query')
  if (paths.length === 0) throw new Misuse(`returns check ${of} takes the files to check`)
  if (of === 'ssda903') return
  if (paths.length > 1) throw new Misuse('returns check cin takes one file')
  if (lastYear !== undefined || providers.length > 0 || postcodes !== undefined)
    throw new Misuse('--last-year, --providers and --postcodes are for ssda903: a census stands alone')
}

/** The first and last years there are rules for. */
const [firstYear, lastYear] = [2023, 2027]

function yearFrom(typed: string | undefined): number {
  const year = Number(typed)
  if (!Number.isInteger(year) || year < firstYear || year > lastYear)
    throw new Misuse(`--year is the year the return ends in, from ${firstYear} to ${lastYear}`)
  return year
}

function authorityFrom(of: 'ssda903' | 'cin', typed: string | undefined): string | undefined {
  const form = of === 'cin' ? /^\d{3}$/ : /^E\d{8}$/
  if (typed !== undefined && !form.test(typed))
    throw new Misuse(
      of === 'cin' ? '--authority is three figures, as 825' : '--authority is a GSS code, as E06000060',
    )
  return typed
}

async function requirePath(path: string): Promise<void> {
  await stat(path).catch(() => {
    throw new Misuse(`there is nothing at ${path}`)
  })
}

/** Bytes. Some 30,000 children of an SSDA903. */
const small = 16 << 20

/**
 * Of a small SSDA903 the check is over before V8's slowest compiler has paid for itself: without it the same check takes a fifth less of
 * the processors, and ten times as many children a tenth more. What is found is the same.
 */
async function compileLightly({ of, paths, lastYear }: Asked): Promise<void> {
  if (of !== 'ssda903') return
  let bytes = 0
  for (const path of [...paths, ...(lastYear === undefined ? [] : [lastYear])]) bytes += await bytesOf(path)
  if (bytes < small) setFlagsFromString('--no-turbofan')
}

async function bytesOf(path: string): Promise<number> {
  const at = await stat(path)
  if (!at.isDirectory()) return at.size
  const within = await readdir(path)
  const sizes = await Promise.all(within.map(async (name) => bytesOf(join(path, name))))
  return sizes.reduce((sum, each) => sum + each, 0)
}

/**
 * Loads what checks that return and nothing besides: of a check that takes half a second, loading the chapter by its door, which
 * reads the record too, would be a third.
 */
async function checkOf(asked: Asked): Promise<() => Promise<CheckedFiles>> {
  const { of, year, paths, lastYear: before, providers, postcodes, authority } = asked
  const whose = authority === undefined ? {} : { authority }
  if (of === 'cin') {
    const { checkCinFiles } = await import('../../modules/returns/on-file/check-cin.ts')
    return async () => checkCinFiles({ year, path: paths[0] ?? '', ...whose })
  }
  const { checkSsda903Files } = await import('../../modules/returns/on-file/check-ssda903.ts')
  return async () =>
    checkSsda903Files({
      year,
      paths,
      ...whose,
      ...(before === undefined ? {} : { lastYear: before }),
      ...(providers.length === 0 ? {} : { providers }),
      ...(postcodes === undefined ? {} : { postcodes }),
    })
}

/**
 * Milliseconds by part: start-up is from the process's own start until the rules are loaded; `processor` is what all its threads took of
 * the processors, which other work changes less than it does the time on the clock.
 */
function timings(took: { loaded: number; reading: number; rules: number; writing: number }): string {
  const { loaded, reading, rules, writing } = took
  const { user, system } = process.cpuUsage()
  const processor = (user + system) / 1000
  const parts = { start: loaded, reading, rules, writing, whole: performance.now(), processor }
  return JSON.stringify({
    ...Object.fromEntries(Object.entries(parts).map(([part, ms]) => [part, Math.round(ms)])),
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  })
}

function endOf({ found }: CheckedFiles, onQuery: boolean): Exit {
  return found.some(({ level }) => onQuery || level === 'error') ? exits.findings : exits.done
}

type Checked = Parameters<typeof import('../../modules/returns/on-file/write-found.ts').writeFoundJson>[1]

/** The files asked for; what writes them is loaded for nobody else. */
async function writeFiles(
  { json, csv, xlsx }: Readonly<Partial<Record<'json' | 'csv' | 'xlsx', string | undefined>>>,
  checked: Checked,
): Promise<void> {
  if (json === undefined && csv === undefined && xlsx === undefined) return
  const write = await import('../../modules/returns/on-file/write-found.ts')
  if (json !== undefined) await write.writeFoundJson(json, checked)
  if (csv !== undefined) await write.writeFoundCsv(csv, checked)
  if (xlsx !== undefined) await write.writeFoundXlsx(xlsx, checked)
}
