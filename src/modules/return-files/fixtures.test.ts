import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSubmission, type Batch, type Submission } from './index.ts'

/*
 * Files that others made, read as they are. The counts were worked out apart from this code, with Python's csv, ElementTree and
 * zipfile and the published code lists, and then written here.
 */

const shared = process.env['HOLDFAST_SHARED'] ?? join(import.meta.dirname, '../../../../shared')
const fixtures = join(shared, 'returns/fixtures')
const here = existsSync(fixtures)
if (!here && process.env['HOLDFAST_REQUIRE_SHARED'] === '1')
  throw new Error('the shared fixtures are not there')
if (!here) console.log('0 of 9 shared cases ran')
const shareTest = (name: string, run: () => Promise<void>) => test(name, { skip: !here }, run)

interface Tally {
  readonly rows: Readonly<Record<string, number>>
  readonly findings: Readonly<Record<string, number>>
}

const add = (counts: Record<string, number>, name: string) => (counts[name] = (counts[name] ?? 0) + 1)

function countRows(row: object, counts: Record<string, number>): void {
  if ('table' in row && typeof row.table === 'string') add(counts, row.table)
  for (const cell of Object.values(row))
    if (Array.isArray(cell)) for (const inner of cell) countRows(inner, counts)
}

async function tally(submission: Submission): Promise<Tally> {
  const rows: Record<string, number> = {}
  const findings: Record<string, number> = {}
  const take = (batch: Batch<object>) => {
    for (const row of batch.rows) countRows(row, rows)
    for (const finding of batch.findings) add(findings, finding.kind)
    assert.equal(batch.refused, 0)
  }
  for await (const batch of submission.ssda903()) take(batch)
  for await (const batch of submission.cin()) take(batch)
  for await (const batch of submission.annexA()) take(batch)
  return { rows, findings }
}

const open = (...names: string[]) => openSubmission(names.map((name) => join(fixtures, name)))
const told = ({ findings }: Submission, kind: string) => findings.filter((finding) => finding.kind === kind)

const set903 = [
  'header',
  'episodes',
  'reviews',
  'uasc',
  'oc2',
  'oc3',
  'ad1',
  'missing',
  'placed_for_adoption',
  'previous_permanence',
]

shareTest('the fake SSDA903 is 2,675 children of 2017/18, in all ten files of the time', async () => {
  const submission = await open(...set903.map((name) => `ssda903/${name}.csv`))
  assert.deepEqual(submission.years, [2018])
  assert.deepEqual(submission.findings, [])
  assert.deepEqual(await tally(submission), {
    rows: {
      header: 2675,
      episodes: 5050,
      reviews: 12582,
      uasc: 132,
      oc2: 2675,
      oc3: 53,
      ad1: 29,
      missing: 43,
      placedAdoption: 29,
      prevPerm: 2675,
    },
    findings: { 'code-not-in-year': 442, 'unknown-code': 31, 'written-another-way': 1 },
  })
})

shareTest('five years that lie in one folder are told apart by the children in them', async () => {
  const submission = await open('ssda903-multiyear')
  assert.deepEqual(submission.years, [2022, 2021, 2020, 2019, 2018])
  for (const file of submission.files) {
    const startYear = Number(/(\d{4})-[a-z0-9_]+\.csv$/.exec(file.path)?.[1])
    assert.equal(file.year, startYear + 1, file.path)
  }
  assert.equal(told(submission, 'missing-file').length, 10)
  assert.deepEqual(await tally(submission), {
    rows: {
      reviews: 11038,
      episodes: 3737,
      header: 2123,
      prevPerm: 2123,
      oc2: 1974,
      oc3: 357,
      uasc: 82,
      missing: 7,
    },
    findings: { 'code-not-in-year': 190, 'unknown-code': 24, 'written-another-way': 1 },
  })
})

shareTest('the SSDA903 XML gives the rows of nine tables', async () => {
  const submission = await open('ssda903/fake_903.xml')
  assert.deepEqual(submission.kinds, ['ssda903'])
  assert.deepEqual(submission.years, [2018])
  const { rows } = await tally(submission)
  assert.deepEqual(rows, {
    header: 253,
    episodes: 459,
    reviews: 1206,
    missing: 6,
    placedAdoption: 3,
    prevPerm: 253,
    oc2: 253,
    uasc: 12,
    oc3: 6,
    ad1: 3,
  })
})

shareTest('the other SSDA903 samples are read, with what is wrong in them told', async () => {
  const later = await open('ssda903/sw_episodes.csv')
  assert.deepEqual(await tally(later), { rows: { swEpisodes: 1 }, findings: { 'unknown-code': 1 } })
  const dolo = await open('ssda903/DoLo.csv')
  assert.deepEqual(await tally(dolo), { rows: { dolo: 1 }, findings: {} })
  const gaps = await open('ssda903/SSDA903_episodes_for_testing_fixes_INPUT.csv')
  assert.deepEqual(
    told(gaps, 'unknown-column').map((finding) => finding.column),
    ['LA', 'YEAR'],
  )
  const { rows, findings } = await tally(gaps)
  assert.deepEqual(
    [rows, findings['written-another-way'], findings['unreadable-day']],
    [{ episodes: 23 }, 37, undefined],
  )
  const small = await open(
    'ssda903/SSDA903_2020_episodes.csv',
    'ssda903/SSDA903_2020_header.csv',
    'ssda903/placed_for_adoption_errors.csv',
  )
  assert.deepEqual((await tally(small)).rows, { episodes: 5, header: 5, placedAdoption: 30 })
})

shareTest('the fake census is 332 children whose referrals say true and false', async () => {
  const submission = await openSubmission([join(fixtures, 'cin-census/fake_CIN_data.xml')], {
    authority: '825',
  })
  assert.deepEqual(submission.years, [2022])
  assert.deepEqual(
    submission.findings.map((finding) => [finding.kind, finding.given]),
    [
      ['unsure-year', '2022-07-21, Year 2022'],
      ['authority', '975'],
    ],
  )
  assert.deepEqual(await tally(submission), {
    rows: { child: 332, disability: 117, episode: 402 },
    findings: {},
  })
})

shareTest('each small census gives every element it holds', async () => {
  const one = {
    child: 1,
    disability: 2,
    episode: 1,
    assessment: 1,
    factor: 2,
    cinPlan: 1,
    section47: 1,
    cpPlan: 1,
    review: 1,
  }
  const two = {
    child: 2,
    disability: 3,
    episode: 2,
    assessment: 2,
    factor: 3,
    cinPlan: 1,
    section47: 1,
    cpPlan: 1,
    review: 1,
  }
  const { factor: _, ...withoutFactors } = one
  const expected: Readonly<Record<string, readonly [year: number, rows: Readonly<Record<string, number>>]>> =
    {
      BAR_cin_2022: [2022, one],
      CIN2rows: [2024, { ...withoutFactors, cpPlan: 2, review: 2 }],
      CIN_Census_2021: [2023, one],
      CIN_Census_2024: [2024, two],
      CIN_Census_2026: [2024, { ...two, preProceedings: 1 }],
      CIN_header_issues_100: [2023, one],
      CIN_la_issues_2887Q: [2023, one],
    }
  for (const [name, [year, rows]] of Object.entries(expected)) {
    const submission = await open(`cin-census/${name}.xml`)
    assert.deepEqual(submission.years, [year], name)
    assert.deepEqual((await tally(submission)).rows, rows, name)
  }
})

shareTest('a dirty census keeps every broken value beside its finding', async () => {
  const submission = await open('cin-census/CIN_Census_2026.xml')
  const [batch] = (await Array.fromAsync(submission.cin())).filter(({ rows }) => rows.length > 0)
  assert.deepEqual(
    batch?.findings.map(({ kind, line, column, given, child }) => [kind, line, column, given, child]),
    [
      ['stray-text', 19, 'ChildIdentifiers', 'PersonBirthDate', 'DfEX0000001'],
      ['unknown-code', 25, 'Sex', '1', 'DfEX0000001'],
      ['unknown-code', 46, 'AssessmentFactors', 'RB', 'DfEX0000001'],
      ['code-not-in-year', 79, 'PPOutcome', 'A', 'DfEX0000001'],
      ['too-long', 87, 'LAchildID', 'child_fails_assessments', 'child_fails_assessments'],
      ['code-not-in-year', 90, 'Sex', 'M', 'child_fails_assessments'],
    ],
  )
  const child = batch.rows[0]!
  assert.equal(child.episodes[0]!.preProceedings[0]!.reviewMeetingsCount, 3)
  assert.equal(child.episodes[0]!.section47s[0]!.icpcNotRequired, false)
  assert.deepEqual(
    child.episodes[0]!.assessments[0]!.factors.map(({ factor }) => factor),
    ['1C', 'RB', '6B'],
  )
})

shareTest('two Annex A workbooks are read, and a special-needs one is not one of them', async () => {
  const submission = await open('annex-a')
  assert.deepEqual(
    submission.files.map(({ kind }) => kind),
    ['annex-a', 'annex-a', null],
  )
  assert.deepEqual(
    told(submission, 'missing-column').map(({ file, table }) => [file, table]),
    Array(4).fill([0, 'careLeavers']),
  )
  assert.deepEqual(
    told(submission, 'unknown-file').map(({ file }) => file),
    [2],
  )
  const { rows, findings } = await tally(submission)
  assert.deepEqual(rows, {
    contacts: 10,
    earlyHelp: 10,
    referrals: 12,
    assessments: 10,
    section47: 10,
    childrenInNeed: 10,
    childProtection: 14,
    childrenInCare: 10,
    careLeavers: 12,
    adoption: 10,
    adopters: 10,
  })
  assert.equal(findings['spreadsheet-error'], 20)
  assert.equal(findings['not-a-postcode'], 2)
  const [batch] = await Array.fromAsync(submission.annexA({ list: 'adoption' })).then((all) =>
    all.filter(({ rows: some }) => some.length > 0),
  )
  assert.equal(batch?.rows[0]?.decidedOn, '2009-08-11')
})

shareTest('schemas and provider lists are told from returns, each with its reason', async () => {
  const schema = await open('cin-census/CIN_schema_2026.xsd')
  assert.match(schema.findings[0]?.message ?? '', /XML schema/)
  for (const name of ['ch_fake', 'scp_fake', 'combined_scp_ch_fake', 'scp_ch_2025_fake', 'scpch_assisted']) {
    const { findings } = await open(`ssda903/${name}.xlsx`)
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ['unknown-file'],
      name,
    )
    assert.match(findings[0]?.message ?? '', /list of providers/, name)
  }
})
