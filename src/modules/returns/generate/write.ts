import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Instant } from '../../../platform/dates/day.ts'
import { writeAnnexA } from './annex-a-file.ts'
import { returnChildren, type ReturnAsked, type ReturnChild } from './children.ts'
import { censusXml } from './cin-file.ts'
import { csvLine } from './csv.ts'
import { ssda903Csvs } from './ssda903-files.ts'
import { ssda903Xml } from './ssda903-xml.ts'

/** A file of a return that was made. */
interface MadeFile {
  readonly name: string
  readonly size: number
  readonly sha256: string
}

/** A return as it was made. */
export interface MadeReturn {
  readonly asked: ReturnAsked
  readonly children: readonly ReturnChild[]
  readonly files: readonly MadeFile[]
}

/** Where a return is made, and by which authority. */
export interface Making {
  /** Three figures; empty where it is not known. */
  readonly authority: string
  readonly now: Instant
}

/** What the layout of a return has no place for, beside it: not to be sent, and not to be lost. */
export const beyondName = 'not-in-the-layout.csv'

/** Makes a return of the record as it stands, into a folder of its own. */
export async function makeReturn(
  db: Db | Tx,
  asked: ReturnAsked,
  making: Making,
  folder: string,
): Promise<MadeReturn> {
  const children: ReturnChild[] = []
  for await (const child of returnChildren(db, asked)) children.push(child)
  await mkdir(folder, { recursive: true })
  const names = await writeFiles(children, asked, making, folder)
  const beyond = beyondLines(children)
  if (beyond.length > 1) names.push(await put(folder, beyondName, beyond.join('')))
  return { asked, children, files: await Promise.all(names.map(async (name) => hashed(folder, name))) }
}

async function writeFiles(
  children: readonly ReturnChild[],
  { of, year }: ReturnAsked,
  { authority, now }: Making,
  folder: string,
): Promise<string[]> {
  if (of === 'annex-a') {
    await writeAnnexA(join(folder, 'annex-a.xlsx'), children)
    return ['annex-a.xlsx']
  }
  if (of === 'cin')
    return [
      await put(
        folder,
        'cin.xml',
        [...censusXml(children, { year, authority, madeAt: now.slice(0, 19) })].join(''),
      ),
    ]
  const names: string[] = []
  for (const [name, text] of ssda903Csvs(children, year)) names.push(await put(folder, name, text))
  await mkdir(join(folder, 'xml'), { recursive: true })
  names.push(await put(folder, 'xml/ssda903.xml', [...ssda903Xml(children, year)].join('')))
  return names
}

async function put(folder: string, name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return name
}

async function hashed(folder: string, name: string): Promise<MadeFile> {
  const bytes = await readFile(join(folder, name))
  return { name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

function beyondLines(children: readonly ReturnChild[]): string[] {
  const lines = [csvLine(['Table', 'Child', 'Name', 'Text'])]
  for (const { laChildId, rows } of children) {
    const top = rows.find(({ table }) => table === 'child')
    for (const { table, cells, beyond } of rows)
      for (const [name, text] of Object.entries(beyond ?? {})) {
        const child = laChildId === '' ? ((cells['child'] ?? top?.cells['laChildId'])?.text ?? '') : laChildId
        lines.push(csvLine([table, child, name, text]))
      }
  }
  return lines
}
