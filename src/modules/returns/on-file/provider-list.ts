import { isDay } from '../../../platform/dates/day.ts'
import { BrokenFile } from '../../../platform/files/refused.ts'
import type { SheetRow } from '../../../platform/files/workbook.ts'
import type { Postcodes } from '../ssda903/postcodes.ts'
import type { Provider } from '../ssda903/whole.ts'

/* Ofsted's lists of children's homes and of social care providers, and the two in one: their columns have had several names. */
const names = {
  urn: ['urn'],
  places: ['placement code', 'provider placement code'],
  providers: ['placement provider code', 'provider code'],
  postcode: ['setting postcode', 'setting address postcode', 'provider postcode'],
  closed: ['deregistration date', 'closed date'],
}
type Columns = Record<keyof typeof names, number>

/** Titles and notes may stand above the column names. */
const headerWithin = 20

/**
 * Reads the providers of Ofsted's lists, every sheet that holds any. Their authority is worked out from their postcode.
 *
 * @throws BrokenFile when a workbook cannot be read or holds no such list; HostileFile when it must not be read
 */
export async function readProviders(paths: readonly string[], postcodes?: Postcodes): Promise<Provider[]> {
  const { readWorkbook } = await import('../../../platform/files/workbook.ts')
  const providers: Provider[] = []
  for (const path of paths) {
    const before = providers.length
    let columns: Columns | null = null
    let sheet = ''
    for await (const row of readWorkbook(path)) {
      if (row.sheet !== sheet) columns = null
      sheet = row.sheet
      if (columns !== null) providers.push(...providerIn(row, columns, postcodes))
      else if (row.row <= headerWithin) columns = columnsIn(row)
    }
    if (providers.length === before) throw new BrokenFile(noList)
  }
  return providers
}

const noList =
  'No sheet of this workbook is Ofsted’s list of providers: URN, Placement code and Placement provider code are not among its columns.'

function columnsIn({ cells }: SheetRow): Columns | null {
  const header = cells.map((cell) => cell?.trim().toLowerCase() ?? '')
  const at = (known: readonly string[]): number => header.findIndex((name) => known.includes(name))
  const columns = {
    urn: at(names.urn),
    places: at(names.places),
    providers: at(names.providers),
    postcode: at(names.postcode),
    closed: at(names.closed),
  }
  // A sheet of conditions names URNs but says nothing of what may be provided.
  return columns.urn < 0 || columns.places < 0 ? null : columns
}

function providerIn({ cells }: SheetRow, columns: Columns, postcodes?: Postcodes): Provider[] {
  const cell = (column: keyof Columns): string | null => cells[columns[column]]?.trim() || null
  const urn = cell('urn')
  if (urn === null) return []
  const postcode = cell('postcode')
  const closed = cell('closed') ?? ''
  return [
    {
      urn: urn.toUpperCase(),
      placeCodes: codesIn(cell('places')),
      providerCodes: codesIn(cell('providers')),
      postcode,
      closedOn: isDay(closed) ? closed : null,
      authority: postcode === null ? null : (postcodes?.find(postcode)?.authority ?? null),
    },
  ]
}

const codesIn = (cell: string | null): string[] =>
  (cell ?? '')
    .toUpperCase()
    .split(/[,;\s]+/)
    .filter((code) => code !== '' && code !== '-')
