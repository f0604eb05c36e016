import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse } from 'csv-parse/sync'
import { openSubmission } from '../../return-files/index.ts'
import { checkCin, type CinFinding } from './check.ts'
import { packOf } from './packs.ts'
import { replayCin, type CaseCell, type CinCase } from './replay.ts'

const shared = process.env['HOLDFAST_SHARED'] ?? join(import.meta.dirname, '../../../../../shared')
const conformance = join(shared, 'returns/conformance')
const isThere = existsSync(conformance)
const isRequired = process.env['HOLDFAST_REQUIRE_SHARED'] === '1'

interface Case extends CinCase {
  readonly expected: readonly CaseCell[]
}

const name = ({ table, column, row }: CaseCell): string => `${table}.${column} ${row}`

describe('the census cases of other tools', () => {
  it('all 55 agree', async (t) => {
    if (!isThere && !isRequired) return t.diagnostic('0 of 55 shared cases ran')
    const lines = (await readFile(join(conformance, 'cin.cases.jsonl'), 'utf8')).trim().split('\n')
    const cases: readonly Case[] = lines.map((line) => JSON.parse(line))
    const differing = cases.filter((each) => {
      const found = replayCin(each)?.map(name).toSorted()
      return JSON.stringify(found) !== JSON.stringify(each.expected.map(name).toSorted())
    })
    assert.deepEqual(
      differing.map(({ rule }) => rule),
      [],
    )
    t.diagnostic(`${cases.length} of 55 shared cases ran`)
    return assert.equal(cases.length, 55)
  })

  it('a rule that is not there is said to be none, not to find nothing', () => {
    assert.equal(replayCin({ rule: '9999', tables: {} }), null)
    assert.deepEqual(replayCin({ rule: '8500', tables: { ChildIdentifiers: [{ LAchildID: 'A1' }] } }), [])
  })

  it('rows are named as the case names them', () => {
    assert.deepEqual(
      replayCin({
        rule: '8500',
        tables: { ChildIdentifiers: [{ LAchildID: 'A1' }, { LAchildID: null }] },
        table_info: { ChildIdentifiers: { index: [7, 9] } },
      }),
      [{ table: 'ChildIdentifiers', column: 'LAchildID', row: 9 }],
    )
  })
})

describe('the published list of rules', () => {
  it('has the codes and levels of ours, year by year', async (t) => {
    if (!isThere && !isRequired) return t.diagnostic('no shared files')
    const text = await readFile(join(conformance, 'rules-cin.csv'), 'utf8')
    const published: readonly Published[] = parse(text, { columns: true })
    const upTo = (year: number) =>
      published
        .filter(({ year_first_in_upstream: first }) => Number(first.slice(0, 4)) + 1 <= year)
        .map(({ code, type }) => `${code} ${type.toLowerCase()}`)
    for (const year of [2025, 2026, 2027])
      assert.deepEqual(
        packOf(year)
          .map(({ id, level }) => `${id} ${level}`)
          .toSorted(),
        upTo(year).toSorted(),
      )
    return assert.equal(published.length, 121)
  })
})

interface Published {
  readonly code: string
  readonly type: string
  readonly year_first_in_upstream: string
}

describe('a whole census', () => {
  const counted = (findings: readonly CinFinding[]): Readonly<Record<string, number>> =>
    Object.fromEntries(
      Map.groupBy(findings, ({ rule }) => rule)
        .entries()
        .map(([rule, found]) => [rule, found.length]),
    )
  const check = async (file: string, year: number) => {
    const submission = await openSubmission([join(shared, 'returns', file)])
    const batches = await Array.fromAsync(submission.cin())
    // The header is not read here, so rule 100 has nothing to say of it.
    const found = checkCin(
      batches.flatMap(({ rows }) => rows),
      null,
      { year },
    )
    return counted(found.filter(({ rule }) => rule !== '100'))
  }

  it('500 clean children have no finding, as the peer has none', async (t) => {
    if (!isThere && !isRequired) return t.diagnostic('no shared files')
    return assert.deepEqual(await check('conformance/whole-file/500-clean/cin/cin.xml', 2026), {})
  })

  it('the 332 children of an older file break the 14 rules the peer finds broken, and one of the whole return', async (t) => {
    if (!isThere && !isRequired) return t.diagnostic('no shared files')
    // 2887Q is not among them: the peer counts NONE where different codes are meant, and there are 13.
    return assert.deepEqual(
      Object.keys(await check('fixtures/cin-census/fake_CIN_data.xml', 2026)).toSorted(),
      '1510 1530 2886Q 2990 4180 8545Q 8555Q 8569Q 8585Q 8600 8620 8790 8794 8825Q 8831'.split(' '),
    )
  })
})
