import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { openSubmission, type ReviewRow } from './index.ts'
import { episodesOf, folder, kinds, line, names, submit } from './submit.testing.ts'

test('an episode is read into typed cells, with its place in the file', async () => {
  const submission = await submit({ 'notes about Ann.csv': `${names}\n${line}\n` })
  const { rows, findings } = await episodesOf(submission)
  assert.deepEqual(rows, [
    {
      table: 'episodes',
      file: 0,
      line: 2,
      given: null,
      child: 'A1',
      decom: '2025-05-12',
      rne: 'S',
      ls: 'C1',
      cin: 'N1',
      place: 'U6',
      placeProvider: 'PR1',
      dec: '2025-10-02',
      rec: 'X1',
      reasonPlaceChange: null,
      homePost: 'MK9 3EP',
      plPost: 'HP22 4BW',
      urn: 'SC035034',
    },
  ])
  assert.deepEqual(findings, [])
  assert.deepEqual(
    submission.files.map(({ label }) => label),
    ['File 1: SSDA903 episodes 2025/26'],
  )
})

test('a table is known by its column names, in any order and case, after a mark, between any delimiter', async () => {
  const cells = line.split(',')
  const turned = (values: readonly string[], delimiter: string) => values.toReversed().join(delimiter)
  for (const delimiter of [',', ';', '\t', '|']) {
    const header = turned(names.toLowerCase().split(','), delimiter)
    const submission = await submit({ 'x.txt': `\ufeff${header}\r\n${turned(cells, delimiter)}\r\n` })
    assert.equal(submission.files[0]?.table, 'episodes')
    assert.equal((await episodesOf(submission)).rows[0]?.urn, 'SC035034')
  }
})

test('columns missing, strange or repeated are told once, and the rows are read all the same', async () => {
  const submission = await submit({
    'e.csv': `${names.replace(',URN', '')},LS,OFFICE\n${line.replace(',SC035034', '')},C2,North\n`,
  })
  const told = submission.findings.filter(({ kind }) => kind !== 'missing-file')
  assert.deepEqual(
    told.map(({ kind, column }) => [kind, column]),
    [
      ['missing-column', 'URN'],
      ['unknown-column', 'OFFICE'],
      ['repeated-column', 'LS'],
    ],
  )
  const { rows, findings } = await episodesOf(submission)
  assert.equal(rows[0]?.ls, 'C1')
  assert.deepEqual(findings, [])
})

test('rows too long, too short, without an id, or names given again, are each told with their line', async () => {
  const text = [
    names,
    `${line},,`,
    `${line},more`,
    'A2,12/05/2025',
    names,
    line.replace('A1', ' '),
    '',
    ',,,',
    line,
  ].join('\n')
  const { rows, findings, refused } = await episodesOf(await submit({ 'e.csv': text }))
  assert.deepEqual(
    findings.map((finding) => [finding.kind, finding.line, finding.given]),
    [
      ['too-many-cells', 3, 'more'],
      ['too-few-cells', 4, undefined],
      ['repeated-header', 5, undefined],
      ['missing-child-id', 6, undefined],
    ],
  )
  assert.deepEqual(
    rows.map((row) => [row.line, row.child]),
    [
      [2, 'A1'],
      [3, 'A1'],
      [4, 'A2'],
      [6, null],
      [9, 'A1'],
    ],
  )
  assert.equal(refused, 1)
})

test('what follows a quotation mark that is never closed is refused with its line, and what came before is kept', async () => {
  const { rows, findings, refused } = await episodesOf(
    await submit({ 'e.csv': `${names}\n${line}\n"A2,12/05/2025\n${line}\n` }),
  )
  assert.deepEqual(
    [rows.length, refused, findings.map((finding) => [finding.kind, finding.line])],
    [1, 1, [['unclosed-quote', 3]]],
  )
})

test('rows read are rows given out and rows refused, whatever the lines', async () => {
  const lines = fc.constantFrom(
    line,
    line.replace('C1', 'Z9'),
    line.replace('12/05/2025', 'soon'),
    `${line},x`,
    'A1',
    names,
    '"A,1",12/05/2025',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(lines, { maxLength: 30 }), async (body) => {
      const { rows, findings, refused } = await episodesOf(
        await submit({ 'e.csv': [names, ...body].join('\n') }),
      )
      assert.equal(rows.length + refused, body.length)
      assert.equal(refused, findings.filter(({ kind }) => kind === 'repeated-header').length)
      const untold = rows
        .filter(({ given }) => given !== null)
        .filter((row) => !findings.some((finding) => finding.line === row.line))
      assert.deepEqual(untold, [])
    }),
    { numRuns: 60, seed: 4 },
  )
})

test('this year and last are told apart by their folders and dated by their episodes', async () => {
  const header = (id: string) => `CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n${id},M,01/02/2012,WBRI,,,\n`
  const submission = await submit({
    'this/a.csv': `${names}\n${line}\n`,
    'this/b.csv': header('A1'),
    'last/a.csv': `${names}\n${line.replaceAll('2025', '2024')}\n`,
    'last/b.csv': header('A1').replace('WBRI', 'MWBC'),
  })
  assert.deepEqual(submission.years, [2026, 2025])
  assert.deepEqual(
    submission.files.map(({ table, year }) => [table, year]),
    [
      ['episodes', 2025],
      ['header', 2025],
      ['episodes', 2026],
      ['header', 2026],
    ],
  )
  const [only] = await Array.fromAsync(submission.ssda903({ table: 'header', year: 2025 }))
  assert.deepEqual(
    only?.rows.map(({ ethnic }) => ethnic),
    ['MWBC'],
  )
  assert.equal(submission.findings.filter(({ kind }) => kind === 'missing-file').length, 18)
})

test('a year that is stated is believed', async () => {
  const path = join(folder, 'stated.csv')
  await writeFile(path, `${names}\n${line}\n`)
  const submission = await openSubmission([{ path, year: 2024 }])
  assert.deepEqual(submission.years, [2024])
})

test('a table with no day that tells is read, with its year in doubt', async () => {
  const submission = await submit({
    'h.csv': 'CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nA1,01/02/2012,P1,825,ZZ/ZZ/2019\n',
  })
  assert.deepEqual(kinds(submission.findings), ['unsure-year'])
  const [batch] = await Array.fromAsync(submission.ssda903({ table: 'prevPerm' }))
  assert.deepEqual(batch?.rows[0]?.given, { datePerm: 'ZZ/ZZ/2019' })
  assert.deepEqual(batch?.findings, [])
})

test('the same file twice is read once', async () => {
  const submission = await submit({ 'a.csv': `${names}\n${line}\n`, 'b.csv': `${names}\n${line}\n` })
  assert.deepEqual(kinds(submission.findings), ['repeated-file'])
  assert.equal((await episodesOf(submission)).rows.length, 1)
})

test('UTF-16 and Windows-1252 are read, and told', async () => {
  const review = 'CHILD,DOB,REVIEW,REVIEW_CODE\nZoë1,01/02/2012,30/05/2025,PN1\n'
  for (const bytes of [Buffer.from(`\ufeff${review}`, 'utf16le'), Buffer.from(review, 'latin1')]) {
    const submission = await submit({ 'r.csv': bytes })
    assert.deepEqual(kinds(submission.findings), ['encoding'])
    const rows: ReviewRow[] = (await Array.fromAsync(submission.ssda903({ table: 'reviews' }))).flatMap(
      (batch) => batch.rows,
    )
    assert.deepEqual(
      rows.map(({ child, review: on }) => [child, on]),
      [['Zoë1', '2025-05-30']],
    )
  }
})

test('a file given twice is found a copy, whether or not the files are hashed for keeping', async () => {
  const path = join(folder, 'copies')
  await mkdir(path)
  const text = 'CHILD,SEX,DOB\n1,M,01/02/2015\n'
  for (const [name, body] of Object.entries({ a: text, b: text, c: text.replace('1,M', '2,F') }))
    await writeFile(join(path, `${name}.csv`), body)
  for (const hashed of [true, false]) {
    const { files } = await openSubmission([path], { hashed })
    assert.deepEqual(
      files.map(({ copyOf }) => copyOf),
      [null, 0, null],
    )
  }
})
