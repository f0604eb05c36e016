import { cin, type CinTableName } from '../../return-files/index.ts'
import type { ReturnRow } from '../rows/again.ts'
import type { ReturnChild } from './children.ts'
import { textOf } from './ssda903-files.ts'
import { group, leaf } from './xml.ts'

/** What the census says of itself at its top. */
interface CensusHead {
  readonly year: number
  /** Three figures; empty where the authority's number is not known. */
  readonly authority: string
  /** yyyy-mm-ddThh:mm:ss */
  readonly madeAt: string
}

/** Which cells a table has before what stands within it, which after, and the tables within: the order of the schema. */
interface Layout {
  readonly groups: readonly (readonly [group: string | null, cells: readonly string[]])[]
  readonly within: readonly (CinTableName | { readonly cell: string })[]
}

const cellsOnly = (table: CinTableName): Layout => ({
  groups: [[null, Object.keys(cin[table].columns)]],
  within: [],
})

const layouts: Readonly<Record<string, Layout>> = {
  episode: {
    groups: [
      [
        null,
        [
          'cinReferralDate',
          'referralSource',
          'primaryNeedCode',
          'cinClosureDate',
          'reasonForClosure',
          'dateOfInitialCpc',
        ],
      ],
    ],
    within: ['assessment', 'cinPlan', 'section47', { cell: 'referralNfa' }, 'cpPlan', 'preProceedings'],
  },
  cinPlan: cellsOnly('cinPlan'),
  section47: cellsOnly('section47'),
  preProceedings: cellsOnly('preProceedings'),
}

/** The census as XML, in the order of its schema: by the year's own layout. */
export function* censusXml(children: readonly ReturnChild[], head: CensusHead): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n${headOf(head)}  <Children>\n`
  for (const { rows } of children) {
    const beneath = Map.groupBy(rows, ({ under }) => under ?? '')
    for (const row of rows) if (row.table === 'child') yield childElement(row, beneath)
  }
  yield '  </Children>\n</Message>\n'
}

function headOf({ year, authority, madeAt }: CensusHead): string {
  const details =
    leaf('Collection', 'CIN', 3) + leaf('Year', String(year), 3) + leaf('ReferenceDate', `${year}-03-31`, 3)
  const source =
    leaf('SourceLevel', 'L', 3) +
    leaf('LEA', authority, 3) +
    leaf('SoftwareCode', 'Holdfast', 3) +
    leaf('SerialNo', '001', 3) +
    leaf('DateTime', madeAt, 3)
  return group('Header', group('CollectionDetails', details, 2) + group('Source', source, 2), 1)
}

type Beneath = ReadonlyMap<string, readonly ReturnRow[]>

const identifiers = [
  'laChildId',
  'upn',
  'formerUpn',
  'upnUnknown',
  'personBirthDate',
  'expectedPersonBirthDate',
  'sex',
  'genderCurrent',
  'personDeathDate',
]

function childElement(row: ReturnRow, beneath: Beneath): string {
  const disabilities = under(row, 'disability', beneath)
    .map((one) => leaf('Disability', textOf(one, 'disability'), 5))
    .join('')
  return group(
    'Child',
    group('ChildIdentifiers', cellsIn('child', row, identifiers, 4), 3) +
      group(
        'ChildCharacteristics',
        cellsIn('child', row, ['ethnicity'], 4) + group('Disabilities', disabilities, 4),
        3,
      ) +
      under(row, 'episode', beneath)
        .map((episode) => element(episode, beneath, 3))
        .join(''),
    2,
  )
}

const under = (row: ReturnRow, table: CinTableName, beneath: Beneath): ReturnRow[] =>
  (beneath.get(row.own) ?? []).filter((one) => one.table === table)

function element(row: ReturnRow, beneath: Beneath, depth: number): string {
  const table = row.table as CinTableName
  const name = cin[table].element
  if (table === 'assessment' || table === 'cpPlan')
    return group(
      name,
      cellsIn(table, row, Object.keys(cin[table].columns), depth + 1) + codes(row, beneath, depth + 1),
      depth,
    )
  const layout = layouts[table]
  if (layout === undefined) return ''
  const cells = layout.groups.map(([, names]) => cellsIn(table, row, names, depth + 1)).join('')
  const within = layout.within
    .map((one) =>
      typeof one === 'string'
        ? under(row, one, beneath)
            .map((inner) => element(inner, beneath, depth + 1))
            .join('')
        : cellsIn(table, row, [one.cell], depth + 1),
    )
    .join('')
  return group(name, cells + within, depth)
}

/** Factors and review days: rows of one cell in a group of their own. */
function codes(row: ReturnRow, beneath: Beneath, depth: number): string {
  const [table, name, cell] =
    row.table === 'assessment'
      ? (['factor', 'FactorsIdentifiedAtAssessment', 'factor'] as const)
      : (['review', 'Reviews', 'cppReviewDate'] as const)
  const within = under(row, table, beneath)
    .map((one) => leaf(cin[table].element, textOf(one, cell), depth + 1))
    .join('')
  return group(name, within, depth)
}

function cellsIn(table: CinTableName, row: ReturnRow, names: readonly string[], depth: number): string {
  const columns: Readonly<Record<string, { readonly header: string }>> = cin[table].columns
  return names.map((name) => leaf(columns[name]?.header ?? name, textOf(row, name), depth)).join('')
}
