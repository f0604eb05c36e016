import { annexA, cin, planRows, ssda903, type Column } from '../../return-files/index.ts'
import type { ReturnOf } from '../rows/came.ts'

/**
 * The ways in which a return that is made again may be written otherwise than it came, each with its reason. None drops a row
 * or a value; what cannot be read as what the cell should hold comes back as it came.
 */
export const normalisations = {
  spaces: 'Space round a value is no part of it, and an empty cell says what one that is left out says.',
  days: 'A day is written as the return asks: DD/MM/YYYY in the SSDA903 and Annex A, YYYY-MM-DD in the census.',
  codes: 'A code is written as its list has it; Annex A puts its words to it, and only the code counts.',
  numbers: 'A whole number is written without decimals or leading noughts; an age is in completed years.',
  'yes and no': 'The census writes yes and no as 1 and 0 (its type yesnotype), Annex A as a) Yes and b) No.',
  order:
    'Rows, columns and elements come in the order of the layout, and every column is there: no return gives their order a meaning.',
  top: 'The top of a census says who made the file, when and with what: the one made here says so of itself.',
  'another file':
    'What the layout has no column or element for is written beside the return, because the return could not be sent with it.',
  'a header row':
    'A child who is in any file of the SSDA903 is in its header file (guide, table HEADER): one who was not is put there.',
} as const

export type Normalisation = keyof typeof normalisations

/** What a cell says, and how its writing was made plain to tell. */
interface Plain {
  readonly text: string
  readonly by: readonly Normalisation[]
}

type Read = (header: string, text: string) => Plain

const tablesOf = { ssda903, cin, 'annex-a': annexA } as const
const daysOf = { ssda903: 'british', cin: 'iso', 'annex-a': 'either' } as const

const byKind: Readonly<Partial<Record<Column['kind'], Normalisation>>> = {
  day: 'days',
  code: 'codes',
  whole: 'numbers',
  yesNo: 'yes and no',
}

/** Says cells of a return plainly, so that two writings of one answer are the same. */
export function plainCells(of: ReturnOf, year: number | null): Read {
  const style = { days: daysOf[of], year, worded: of === 'annex-a' } as const
  const readers = new Map<
    string,
    { column: Column; read: (text: string) => { value: string | number | boolean | null } }
  >()
  for (const table of Object.values(tablesOf[of]))
    for (const { column, read } of planRows(table, 0, style).cells)
      for (const name of [column.header, ...(column.aliases ?? [])]) readers.set(name, { column, read })
  return (header, given) => {
    const text = given.trim()
    const by: Normalisation[] = text === given ? [] : ['spaces']
    const reader = readers.get(header)
    if (reader === undefined || text === '') return { text, by }
    const { value } = reader.read(text)
    if (value === null) return { text, by }
    const said = typeof value === 'boolean' ? (value ? '1' : '0') : String(value)
    const how = byKind[reader.column.kind]
    if (how !== undefined && (how === 'days' ? !isOwnDay(of, text) : said !== text)) by.push(how)
    return { text: said, by }
  }
}

/** A workbook's own days have no writing: its reader gives them as the census writes them. */
const isOwnDay = (of: ReturnOf, text: string): boolean =>
  (of !== 'ssda903' && /^\d{4}-\d{2}-\d{2}$/.test(text)) ||
  (of !== 'cin' && /^\d{2}\/\d{2}\/\d{4}$/.test(text))
