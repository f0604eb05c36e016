/*
 * Run by ask.ts in a process of its own, so that no file can take the web server's memory or time. It checks the files of an upload
 * and writes what was found beside them, and says on its output how far it is, a JSON line each.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { FileRefused, openSubmission } from '../../return-files/index.ts'
import { checkCinFiles } from '../on-file/check-cin.ts'
import { checkSsda903Files } from '../on-file/check-ssda903.ts'
import { type CheckedFiles, NotThatReturn } from '../on-file/found.ts'
import { writeFoundCsv, writeFoundJson, writeFoundXlsx } from '../on-file/write-found.ts'
import type { Said } from './ask.ts'
import { numbered, sortFiles, type Sorted } from './sort-files.ts'
import { tell } from './tell.ts'
import { names } from './told.ts'

const [folder = '', year = '', authority = ''] = process.argv.slice(2)

// U+2028 and U+2029 may stand in JSON as they are, and end a line for whoever reads it by lines.
const say = (line: Said): void =>
  void process.stdout.write(
    `${JSON.stringify(line).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`,
  )

async function check(files: Sorted): Promise<CheckedFiles> {
  const { kinds } = await openSubmission(files.paths.map((path) => ({ path, year: Number(year) })))
  return kinds.includes('cin') && !kinds.includes('ssda903') ? checkCensus(files) : checkSsda903(files)
}

async function checkCensus({ paths, lastYear, providers, postcodes }: Sorted): Promise<CheckedFiles> {
  const [path = '', another] = paths
  if (another !== undefined)
    throw new NotThatReturn('A census is one file, and there are several here. Check them one by one.')
  const checked = await checkCinFiles({
    year: Number(year),
    path,
    ...(authority === '' ? {} : { authority }),
  })
  const needless = lastYear.length + providers.length + postcodes.length > 0
  const remarks = needless
    ? ['A census is checked by itself: last year’s files, providers and postcodes were not read.']
    : []
  return { ...checked, remarks: [...checked.remarks, ...remarks] }
}

async function checkSsda903({ paths, lastYear, providers, postcodes }: Sorted): Promise<CheckedFiles> {
  const [directory, another] = postcodes
  if (another !== undefined) throw new NotThatReturn('Give one postcode directory: there are two here.')
  if (paths.length === 0)
    throw new NotThatReturn(
      'None of these files is a table of an SSDA903 return or a census. There are no rules for workbooks: give the CSV files of the one or the XML of the other.',
    )
  return checkSsda903Files({
    year: Number(year),
    paths,
    ...(lastYear.length === 0 ? {} : { lastYear: join(folder, 'last') }),
    ...(providers.length === 0 ? {} : { providers }),
    ...(directory === undefined ? {} : { postcodes: directory }),
  })
}

const files = await sortFiles(folder)
try {
  say({ stage: 'reading' })
  const checked = await check(files)
  say({ stage: 'writing' })
  const made = join(folder, 'made')
  await mkdir(made, { mode: 0o700 })
  await tell(made, checked, numbered(files))
  await writeFoundCsv(join(made, names.download.csv), checked)
  await writeFoundJson(join(made, names.download.json), checked)
  await writeFoundXlsx(join(made, names.download.xlsx), checked)
} catch (fault) {
  if (!(fault instanceof FileRefused || fault instanceof NotThatReturn)) throw fault
  const [label, number] = /^File (\d+): /.exec(fault.message) ?? ['', '']
  say({ refused: fault.message.slice(label.length), file: numbered(files)[Number(number) - 1] ?? null })
}
