import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import { openSubmission, type Finding } from '../../return-files/index.ts'
import { checkChildren, type ReturnFinding, wholeWith } from '../ssda903/check.ts'
import { collectionYear } from '../year.ts'
import { returnAtHand, rowsAtHand } from './return-at-hand.ts'

/*
 * A return read child by child from its text, and the same return held as rows: nothing that is found may differ, whatever is in the
 * files and in whatever order.
 */
const folder = await mkdtemp(join(tmpdir(), 'held-'))
after(() => rm(folder, { recursive: true }))
const year = 2026

const child = fc.constantFrom('1', ' 2', '3', '44444444444444444444444', '', '5"6')
const dayWritten = fc.constantFrom(
  '01/05/2025',
  '1/6/25',
  '2025-07-01',
  '31/02/2025',
  '',
  '01/04/2020',
  '29/02/2012',
)
const code = fc.constantFrom('S', 'P', 'C2', 'V3', 'X1', 'E2', 'q', '', 'N1', 'PR1', 'U1')

interface FileMade {
  readonly names: string
  readonly row: readonly fc.Arbitrary<string>[]
}
const files = {
  header: {
    names: 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
    row: [child, code, dayWritten, code, fc.constantFrom('A1', 'UN1', 'é'), code, dayWritten],
  },
  episodes: {
    names: 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN',
    row: [
      child,
      dayWritten,
      code,
      code,
      code,
      code,
      code,
      dayWritten,
      code,
      code,
      fc.constantFrom('AA1 1AA', ''),
      fc.constantFrom('BB1 1BB', 'zz'),
      code,
    ],
  },
  reviews: { names: 'CHILD,DOB,REVIEW,REVIEW_CODE', row: [child, dayWritten, dayWritten, code] },
  missing: {
    names: 'CHILD,DOB,MISSING,MIS_START,MIS_END',
    row: [child, dayWritten, code, dayWritten, dayWritten],
  },
} satisfies Record<string, FileMade>

const cellOf = (text: string): string => (/["é]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A file of some rows, with now and then a line that is none or has too many cells. */
const fileOf = ({ names, row }: FileMade): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 8, arbitrary: fc.tuple(...row).map((cells) => cells.map(cellOf).join(',')) },
        { weight: 1, arbitrary: fc.constantFrom(names, '', ',,', '1,2', `3${',x'.repeat(20)}`) },
      ),
      { maxLength: 12 },
    )
    .map((lines) => [names, ...lines].join('\n'))

const someFiles = fc.record(
  {
    header: fileOf(files.header),
    episodes: fileOf(files.episodes),
    reviews: fileOf(files.reviews),
    missing: fileOf(files.missing),
  },
  { requiredKeys: [] },
)

interface Checked {
  readonly found: readonly ReturnFinding[]
  readonly findings: readonly Finding[]
  readonly told: unknown
}

async function checkedBy(
  reading: typeof returnAtHand,
  paths: readonly { path: string; year: number }[],
): Promise<Checked> {
  const given = await reading(await openSubmission(paths), year, true)
  const [thisYear, lastYear] = [[...given.counts(false)], [...given.counts(true)]]
  const upns = [...given.upns()]
  const has = [
    ...thisYear.map(([table]) => table),
    ...lastYear.map(([table]) => `lastYear.${table}` as const),
  ]
  const whole = wholeWith({ has, upns }, collectionYear(year), {})
  const found = checkChildren(given.each(whole), whole)
  const homes = [...given.homePostcodes()]
  return {
    found,
    findings: given.findings(),
    told: { thisYear, lastYear, upns, homes, children: given.children },
  }
}

describe('a return read child by child', () => {
  it('is found to have what it has when its rows are all held', async () => {
    let run = 0
    let seen = 0
    await fc.assert(
      fc.asyncProperty(someFiles, someFiles, async (now, before) => {
        run += 1
        const paths = [
          { path: await written(`${run}/this`, now), year },
          { path: await written(`${run}/last`, before), year: year - 1 },
        ]
        const held = await checkedBy(returnAtHand, paths)
        assert.deepEqual(held, await checkedBy(rowsAtHand, paths))
        seen += held.found.length + held.findings.length
      }),
      { numRuns: 150, seed: 903 },
    )
    assert.ok(seen > 5000, `${seen} findings were compared`)
  })
})

async function written(name: string, texts: Readonly<Record<string, string>>): Promise<string> {
  const path = join(folder, name)
  await mkdir(path, { recursive: true })
  for (const [file, text] of Object.entries(texts)) await writeFile(join(path, `${file}.csv`), text)
  return path
}
