import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import exceljs from 'exceljs'
import type { CheckedFiles, Found } from './found.ts'
import { plainText, writeFoundCsv, writeFoundJson, writeFoundXlsx } from './write-found.ts'

const folder = await mkdtemp(join(tmpdir(), 'found-'))
after(() => rm(folder, { recursive: true }))

const found = (finding: number, child: string): Found => ({
  finding,
  by: 'rule',
  rule: '8500',
  level: 'error',
  table: 'Child',
  ofLastYear: false,
  file: 1,
  line: 12,
  field: 'LAchildID',
  child,
  message: 'Give the child’s id, "as it stands".',
})
const formula = '=HYPERLINK("http://example.org","1")'
const checked: CheckedFiles = {
  of: 'cin',
  year: 2026,
  tables: [{ table: 'Child', ofLastYear: false, rows: 2 }],
  children: 2,
  rules: 109,
  passedOver: [],
  remarks: [],
  found: [found(1, formula), found(2, '7')],
  took: { reading: 1, rules: 1 },
}

describe('what was found, in a file', () => {
  it('shows a cell that begins as a formula does as text', () => {
    for (const cell of ['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1']) assert.equal(plainText(cell), `'${cell}`)
    for (const cell of ['1-1', 'A=1', '', ' =1', '’=1']) assert.equal(plainText(cell), cell)
  })

  it('is CSV that a spreadsheet reads as UTF-8 and works nothing out of', async () => {
    const path = join(folder, 'found.csv')
    await writeFoundCsv(path, checked)
    assert.deepEqual((await readFile(path, 'utf8')).split('\r\n'), [
      '\uFEFFFinding,Level,Rule,Found by,Return,Table,File,Line,Column,Child,What it says',
      `1,error,8500,rule,this year,Child,1,12,LAchildID,"'=HYPERLINK(""http://example.org"",""1"")","Give the child’s id, ""as it stands""."`,
      '2,error,8500,rule,this year,Child,1,12,LAchildID,7,"Give the child’s id, ""as it stands""."',
      '',
    ])
  })

  it('is a workbook without a formula in it', async () => {
    const path = join(folder, 'found.xlsx')
    await writeFoundXlsx(path, checked)
    const book = new exceljs.Workbook()
    await book.xlsx.readFile(path)
    const cell = book.getWorksheet('Findings')?.getCell('J2')
    assert.deepEqual([cell?.value, cell?.type], [formula, exceljs.ValueType.String])
    const rule = book.getWorksheet('Rules')?.getRow(2).values
    assert.deepEqual(Object.values(rule ?? []), ['8500', 'error', 'rule', 2, 2, found(1, '').message])
  })

  it('is JSON that can be read back, with the count by rule', async () => {
    const path = join(folder, 'found.json')
    await writeFoundJson(path, checked)
    const { findings, byRule, ...about } = JSON.parse(await readFile(path, 'utf8'))
    const { found: all, ...before } = checked
    assert.deepEqual([findings, about], [all, before])
    const { rule, level, by, message } = found(1, '')
    assert.deepEqual(byRule, [{ rule, by, level, findings: 2, children: 2, message }])
  })
})
