import { ssda903, type Ssda903Table } from '../../return-files/index.ts'
import type { ReturnRow } from '../rows/again.ts'
import type { ReturnChild } from './children.ts'
import { textOf } from './ssda903-files.ts'
import { group, leaf, required } from './xml.ts'

/** The last year whose XML layout is known (EXPSSDA903 3.3.0); of later years it is not confirmed. */
const lastKnownXmlYear = 2021

/** The SSDA903 as XML: HEADER holds everything of a child but the episodes, in the order of the schema. */
export function* ssda903Xml(children: readonly ReturnChild[], year: number): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n'
  if (year > lastKnownXmlYear)
    yield `<!-- The layout of ${lastKnownXmlYear}: that of ${year} is not confirmed. Send the CSV files. -->\n`
  yield '<EXPSSDA903>\n'
  for (const { rows } of children)
    for (const header of rows.filter(({ table }) => table === 'header')) yield childElement(header, rows)
  yield '</EXPSSDA903>\n'
}

function childElement(header: ReturnRow, rows: readonly ReturnRow[]): string {
  const first = rows.find(({ table }) => table === 'header') === header
  // Of a child whose header came twice the rest stands in the first.
  const of = (table: Ssda903Table): readonly ReturnRow[] =>
    first ? rows.filter((row) => row.table === table) : []
  const inHeader =
    required('CHILDID', textOf(header, 'child'), 3) +
    cells('header', header, ['upn'], required) +
    cells('header', header, ['sex', 'dob', 'ethnic', 'uasc'], required) +
    of('uasc')
      .map((row) => cells('uasc', row, ['duc'], leaf))
      .join('') +
    of('ad1')
      .map((row) => cells('ad1', row, own('ad1'), leaf))
      .join('') +
    of('oc3')
      .map((row) => cells('oc3', row, own('oc3'), leaf))
      .join('') +
    groups('missing', 'AMISSING', of('missing')) +
    groups('reviews', 'AREVIEW', of('reviews')) +
    cells('header', header, ['mother', 'mcDob'], leaf) +
    groups('prevPerm', 'PERMANENCE', of('prevPerm')) +
    groups('oc2', 'OC2', of('oc2')) +
    groups('placedAdoption', 'AD_PLACED', of('placedAdoption'))
  const episodes = of('episodes')
    .map((row) => group('EPISODE', episodeCells(row), 2))
    .join('')
  return group('CHILD', group('HEADER', inHeader, 2) + episodes, 1)
}

/** The cells a table has of its own: the child's id and birth date stand in the header. */
const own = (table: Ssda903Table): string[] =>
  Object.keys(ssda903[table].columns).filter((name) => name !== 'child' && name !== 'dob' && name !== 'sex')

const groups = (table: Ssda903Table, name: string, rows: readonly ReturnRow[]): string =>
  rows.map((row) => group(name, cells(table, row, own(table), leaf, 4), 3)).join('')

function cells(
  table: Ssda903Table,
  row: ReturnRow,
  names: readonly string[],
  how: typeof leaf,
  depth = 3,
): string {
  const columns: Readonly<Record<string, { readonly header: string }>> = ssda903[table].columns
  return names.map((name) => how(columns[name]?.header ?? name, textOf(row, name), depth)).join('')
}

/** The XML form has its own order, and PL for the placement. */
const episodeOrder: readonly (readonly [field: string, name: string, how: typeof leaf])[] = [
  ['decom', 'DECOM', required],
  ['rne', 'RNE', required],
  ['ls', 'LS', required],
  ['cin', 'CIN', required],
  ['place', 'PL', required],
  ['plPost', 'PL_POST', leaf],
  ['homePost', 'HOME_POST', leaf],
  ['urn', 'URN', leaf],
  ['placeProvider', 'PLACE_PROVIDER', leaf],
  ['dec', 'DEC', required],
  ['rec', 'REC', required],
  ['reasonPlaceChange', 'REASON_PLACE_CHANGE', leaf],
]

const episodeCells = (row: ReturnRow): string =>
  episodeOrder.map(([field, name, how]) => how(name, textOf(row, field), 3)).join('')
