import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { root } from '../setting.ts'

const folder = await mkdtemp(join(tmpdir(), 'replay-'))
after(() => rm(folder, { recursive: true }))
const run = promisify(execFile)
const holdfast = (...words: readonly string[]) =>
  run(process.execPath, [join(root, 'bin/holdfast'), ...words])

describe('returns replay', () => {
  it('writes what each rule finds, whatever is expected of it', async () => {
    const [cases, out] = [join(folder, 'cases.jsonl'), join(folder, 'out.jsonl')]
    const given = { rule: '8500', case: 1, tables: { ChildIdentifiers: [{ LAchildID: null }] }, expected: [] }
    await writeFile(cases, `${JSON.stringify(given)}\n\n${JSON.stringify({ ...given, rule: '9999' })}\n`)
    const { stdout } = await holdfast('returns', 'replay', 'cin', cases, out)
    assert.equal(stdout, '2 cases replayed\n')
    const lines = (await readFile(out, 'utf8')).trim().split('\n')
    assert.deepEqual(
      lines.map((line): unknown => JSON.parse(line)),
      [
        { rule: '8500', case: 1, result: [{ table: 'ChildIdentifiers', column: 'LAchildID', row: 0 }] },
        { rule: '9999', case: 1, result: null },
      ],
    )
  })

  it('answers an SSDA903 case by table and row, and reads nothing of what is expected', async () => {
    const [cases, out] = [join(folder, 'cases-903.jsonl'), join(folder, 'out-903.jsonl')]
    const tables = { Header: [{ ETHNIC: 'WBRI' }, { ETHNIC: 'white' }] }
    const given = { rule: '103', case: 1, metadata: {}, tables, table_info: {} }
    const misled = { ...given, case: 2, expected: { Header: [0] }, skipped: true }
    await writeFile(cases, [given, misled].map((each) => JSON.stringify(each)).join('\n'))
    await holdfast('returns', 'replay', 'ssda903', cases, out)
    const lines = (await readFile(out, 'utf8')).trim().split('\n')
    assert.deepEqual(
      lines.map((line): unknown => JSON.parse(line)),
      [1, 2].map((number) => ({ rule: '103', case: number, result: { Header: [1] } })),
    )
  })

  it('says what it takes', async () => {
    await assert.rejects(holdfast('returns', 'replay', 'cin'), { code: 2 })
    await assert.rejects(holdfast('returns', 'replay', 'pf1', 'a', 'b'), { code: 2 })
  })
})
