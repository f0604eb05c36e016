import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import exceljs from 'exceljs'
import { BrokenFile } from '../../../platform/files/refused.ts'
import { hasShared, sharedReturns } from '../ssda903/shared.testing.ts'
import { checkSsda903Files } from './check-ssda903.ts'
import { readPostcodes } from './postcode-file.ts'
import { readProviders } from './provider-list.ts'

const folder = await mkdtemp(join(tmpdir(), 'lists-'))
after(() => rm(folder, { recursive: true }))
const file = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

describe('a postcode directory', () => {
  it('tells where a postcode is, its county before its district, and the other countries by their codes', async () => {
    const { find } = await readPostcodes(
      await file(
        'directory.csv',
        '"pcd","oscty","laua","oseast1m","osnrth1m"\n"AA1 1AA","E10000002","E07000004","1000","2000"\n' +
          '"BB1 1BB","E99999999","E06000060","1","2"\n"EH1 1AA","S99999999","S12000036","3","4"\n"ZZ1 1ZZ","","","",""\n',
      ),
    )
    assert.deepEqual(find('aa11aa'), { east: 1000, north: 2000, authority: 'E10000002' })
    assert.equal(find('BB1 1BB')?.authority, 'E06000060')
    assert.equal(find('EH1 1AA')?.authority, 'SCO')
    assert.equal(find('ZZ1 1ZZ'), undefined)
  })

  it('is refused without its columns', async () =>
    assert.rejects(readPostcodes(await file('other.csv', 'postcode,x\nAA1 1AA,1\n')), BrokenFile))
})

async function list(name: string, rows: readonly (readonly (string | number)[])[]): Promise<string> {
  const book = new exceljs.Workbook()
  book.addWorksheet('Notes').addRow(['Providers of social care'])
  book.addWorksheet('Providers').addRows(rows.map((row) => [...row]))
  await book.xlsx.writeFile(join(folder, name))
  return join(folder, name)
}

describe('Ofsted’s list of providers', () => {
  const header = [
    'URN',
    'Placement code',
    'Placement provider code',
    'Setting postcode',
    'Deregistration date',
  ]

  it('has its URNs as text, whether it holds them as figures or not', async () => {
    const path = await list('providers.xlsx', [
      header,
      [1234567, 'U1,U2', 'PR1, PR2', 'AA1 1AA', '2026-01-31'],
      ['sc12', 'K2', 'PR4', 'XX1 1XX', '-'],
    ])
    const postcodes = await readPostcodes(
      await file('near.csv', 'pcd,oseast1m,osnrth1m,laua\nAA1 1AA,1,2,E06000060\n'),
    )
    assert.deepEqual(await readProviders([path], postcodes), [
      {
        urn: '1234567',
        placeCodes: ['U1', 'U2'],
        providerCodes: ['PR1', 'PR2'],
        postcode: 'AA1 1AA',
        closedOn: '2026-01-31',
        authority: 'E06000060',
      },
      {
        urn: 'SC12',
        placeCodes: ['K2'],
        providerCodes: ['PR4'],
        postcode: 'XX1 1XX',
        closedOn: null,
        authority: null,
      },
    ])
  })

  it('is not asked whose a provider is while nothing tells where it is', async () => {
    const providers = [await list('whose.xlsx', [header, [7654321, 'U1', 'PR1', 'AA1 1AA', '-']])]
    const row = '1,01/05/2025,S,C2,N1,U1,PR1,,,,AA1 1AA,AA1 1AA,7654321'
    const names =
      'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN'
    const paths = [await file('episodes.csv', `${names}\n${row}\n${row.replaceAll('7654321', '1')}\n`)]
    const { found, passedOver } = await checkSsda903Files({ year: 2026, paths, providers })
    assert.ok(passedOver.includes('229') && !passedOver.includes('1008'))
    const asked = found.filter(({ rule }) => ['219', '224', '229', '1008'].includes(rule))
    assert.deepEqual(
      asked.map(({ rule, line }) => [rule, line]),
      [['1008', 3]],
    )
    const directory = await file('far.csv', 'pcd,oseast1m,osnrth1m,laua\nAA1 1AA,1,2,E06000060\n')
    const files = { year: 2026, paths, providers, postcodes: directory, authority: 'E06000061' }
    assert.ok((await checkSsda903Files(files)).found.some(({ rule, line }) => rule === '229' && line === 2))
  })

  it('is refused when it is another workbook', async () =>
    assert.rejects(
      readProviders([
        await list('other.xlsx', [
          ['URN', 'Conditions'],
          [1, 'none'],
        ]),
      ]),
      BrokenFile,
    ))

  it('is read as each of the five third-party lists has it', { skip: !hasShared(5) }, async () => {
    const read = async (name: string) =>
      (await readProviders([join(sharedReturns, 'fixtures/ssda903', name)])).map(({ urn, closedOn }) =>
        closedOn === null ? urn : `${urn} to ${closedOn}`,
      )
    assert.deepEqual(await read('ch_fake.xlsx'), ['NJASCN'])
    assert.deepEqual(await read('scp_fake.xlsx'), ['BABABOOEY', 'P4BABOO7 to 2023-01-01'])
    assert.deepEqual(await read('scp_ch_2025_fake.xlsx'), ['1', '2 to 2024-02-01'])
    const four = ['ARN00001', 'GND00002', 'MDR00003', 'RHN00004']
    assert.deepEqual(await read('combined_scp_ch_fake.xlsx'), four)
    assert.deepEqual((await read('scpch_assisted.xlsx')).slice(0, 4), four)
  })
})
