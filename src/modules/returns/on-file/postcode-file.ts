import { csvReader, type CsvRecord } from '../../../platform/files/csv.ts'
import { inspectFile } from '../../../platform/files/inspect.ts'
import { BrokenFile } from '../../../platform/files/refused.ts'
import { readText } from '../../../platform/files/text.ts'
import { postcodesOf, type PostcodeAt, type Postcodes } from '../ssda903/postcodes.ts'

/*
 * A postcode directory as the Office for National Statistics issues it (NSPL, ONSPD): pcd or pcds, oseast1m, osnrth1m and laua; where
 * it has the county (cty, oscty) as well, that is the upper-tier authority of a district. E99999999 is no county.
 */
const names = {
  postcode: ['pcds', 'pcd', 'pcd2'],
  east: ['oseast1m'],
  north: ['osnrth1m'],
  district: ['laua', 'oslaua'],
  county: ['cty', 'oscty'],
}

const outside: Readonly<Record<string, string>> = { S: 'SCO', N: 'NIR', W: 'WAL' }

/**
 * Reads a directory of postcodes.
 *
 * @throws BrokenFile when its first line does not hold the columns needed
 */
export async function readPostcodes(path: string): Promise<Postcodes> {
  const known: [string, PostcodeAt][] = []
  for await (const some of postcodesIn(path)) for (const each of some) known.push(each)
  return postcodesOf(known)
}

/**
 * The postcodes of a directory as it is read, some thousands at a time: a whole one has millions.
 *
 * @throws BrokenFile when its first line does not hold the columns needed, or no line a postcode with a place
 */
export async function* postcodesIn(path: string): AsyncGenerator<readonly [string, PostcodeAt][]> {
  const { encoding } = await inspectFile(path, { hashed: false })
  let some: [string, PostcodeAt][] = []
  let found = 0
  let columns: Columns | null = null
  const reader = csvReader(',', (record) => {
    if (columns === null) columns = columnsIn(record)
    else keep(some, columns, record)
  })
  const taken = (): readonly [string, PostcodeAt][] => {
    const these = some
    found += these.length
    some = []
    return these
  }
  for await (const piece of readText(path, encoding)) {
    reader.write(piece)
    yield taken()
  }
  reader.end()
  yield taken()
  if (found === 0) throw new BrokenFile('The postcode file has no postcode in it with a place.')
}

type Columns = Record<keyof typeof names, number>

function columnsIn(record: CsvRecord): Columns {
  const header = Array.from({ length: record.cells }, (_, cell) => record.text(cell).trim().toLowerCase())
  const at = (known: readonly string[]): number => header.findIndex((name) => known.includes(name))
  const columns = {
    postcode: at(names.postcode),
    east: at(names.east),
    north: at(names.north),
    district: at(names.district),
    county: at(names.county),
  }
  if (Math.min(columns.postcode, columns.east, columns.north, columns.district) < 0)
    throw new BrokenFile(
      'The first line of the postcode file does not name pcd, oseast1m, osnrth1m and laua. Give the ONS postcode directory as CSV.',
    )
  return columns
}

function keep(known: [string, PostcodeAt][], columns: Columns, record: CsvRecord): void {
  const east = record.text(columns.east)
  if (east === '') return
  const county = columns.county < 0 ? '' : record.text(columns.county)
  const code = county === '' || county.endsWith('99999999') ? record.text(columns.district) : county
  const authority = outside[code.slice(0, 1)] ?? code
  const at = { east: Number(east), north: Number(record.text(columns.north)), authority }
  known.push([record.text(columns.postcode).trim(), at])
}
