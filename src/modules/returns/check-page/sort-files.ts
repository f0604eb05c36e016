import { open, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { GivenFile } from './told.ts'

/** The fields files are given in on the page. */
export const givenIn = ['files', 'last', 'providers', 'postcodes'] as const

/** Files as the check takes them. */
export interface Sorted {
  readonly paths: readonly string[]
  readonly lastYear: readonly string[]
  readonly providers: readonly string[]
  readonly postcodes: readonly string[]
}

/** The files of an upload, each for what it is: a list of providers or a postcode directory may have been dropped among the return's. */
export async function sortFiles(folder: string): Promise<Sorted> {
  const [files, lastYear, providers, postcodes] = await Promise.all(
    givenIn.map(async (field) => filesIn(join(folder, field))),
  )
  const kinds = await Promise.all((files ?? []).map(async (path) => ({ path, kind: await kindOf(path) })))
  const of = (wanted: string): string[] => kinds.filter(({ kind }) => kind === wanted).map(({ path }) => path)
  return {
    paths: of('return'),
    lastYear: lastYear ?? [],
    providers: [...(providers ?? []), ...of('workbook')],
    postcodes: [...(postcodes ?? []), ...of('postcodes')],
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.toSorted((a, b) => (a < b ? -1 : 1)).map((name) => join(folder, name))
}

/** Neither an SSDA903 nor a census is a workbook. */
async function kindOf(path: string): Promise<'return' | 'workbook' | 'postcodes'> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
  const head = buffer.subarray(0, bytesRead).toString('latin1')
  if (head.startsWith('PK')) return 'workbook'
  const first = head.split(/[\r\n]/, 1)[0]?.toLowerCase() ?? ''
  return first.includes('oseast1m') ? 'postcodes' : 'return'
}

/** The file a finding or a refusal means by its number. */
export const numbered = ({ paths, lastYear }: Sorted): GivenFile[] =>
  [...paths, ...lastYear].map((path) => ({ field: basename(dirname(path)), number: Number(basename(path)) }))
