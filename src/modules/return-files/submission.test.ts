import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import {
  BrokenFile,
  HostileFile,
  openSubmission,
  type EpisodeRow,
  type Finding,
  type ReviewRow,
  type Submission,
} from './index.ts'

const folder = await mkdtemp(join(tmpdir(), 'returns-'))
after(() => rm(folder, { recursive: true }))
let made = 0

/** Writes files into a new folder and opens them as one submission. */
async function submit(
  files: Readonly<Record<string, string | Buffer>>,
  authority?: string,
): Promise<Submission> {
  const into = join(folder, String((made += 1)))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(into, name)), { recursive: true })
    await writeFile(join(into, name), text)
  }
  return openSubmission([into], authority === undefined ? {} : { authority })
}

interface Read<R> {
  readonly rows: readonly R[]
  readonly findings: readonly Finding[]
  readonly refused: number
}

async function episodesOf(submission: Submission): Promise<Read<EpisodeRow>> {
  const batches = await Array.fromAsync(submission.ssda903({ table: 'episodes' }))
  return {
    rows: batches.flatMap(({ rows }) => rows),
    findings: batches.flatMap(({ findings }) => findings),
    refused: batches.reduce((sum, { refused }) => sum + refused, 0),
  }
}

const kinds = (findings: readonly Finding[]) =>
  findings.map(({ kind }) => kind).filter((kind) => kind !== 'missing-file')

const names = 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN'
const line = 'A1,12/05/2025,S,C1,N1,U6,PR1,02/10/2025,X1,,MK9 3EP,HP22 4BW,SC035034'
const census = (header: string, children: string) =>
  `<Message><Header><CollectionDetails><Collection>CIN</Collection>${header}</CollectionDetails><Source><LEA>825</LEA></Source></Header><Children>${children}</Children></Message>`
const dated = '<Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate>'

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

test('what is no return is told in a sentence, and the returns beside it are read', async () => {
  const submission = await submit({
    'a.csv': `${names}\n${line}\n`,
    'b.csv': '',
    'c.csv': 'NAME,ADDRESS,TOWN\nx,y,z\n',
    'd.pdf': '%PDF-1.7 …',
    'e.xls': Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]),
    'f.xml':
      '<Message><Header><CollectionDetails><Collection>CSWW</Collection></CollectionDetails></Header></Message>',
    'g.xml': '<html/>',
  })
  const unknown = submission.findings.filter(({ kind }) => kind === 'unknown-file')
  assert.deepEqual(
    unknown.map(({ file }) => file),
    [1, 2, 3, 4, 5, 6],
  )
  assert.match(unknown[4]?.message ?? '', /CSWW collection/)
  assert.equal((await episodesOf(submission)).rows.length, 1)
})

test('a hostile or broken file stops the submission, and the sentence says which file', async () => {
  const bad: readonly (readonly [string | Buffer, typeof HostileFile | typeof BrokenFile])[] = [
    ['<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Message/>', HostileFile],
    [Buffer.from('CHILD,DOB,REVIEW\0,REVIEW_CODE\n'), HostileFile],
    [Buffer.from('PK\u0003\u0004 cut short'), BrokenFile],
    ['<Message><Header></Children></Message>', BrokenFile],
  ]
  for (const [bytes, refusal] of bad)
    await assert.rejects(
      submit({ 'a.csv': `${names}\n${line}\n`, b: bytes }),
      (error) => error instanceof refusal && error.message.startsWith('File 2: '),
    )
})

test('a census cut short is refused while it is read, not half read in silence', async () => {
  const whole = census(dated, '<Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers></Child>')
  const submission = await submit({ 'c.xml': whole.slice(0, -20) })
  await assert.rejects(
    Array.fromAsync(submission.cin()),
    (error) => error instanceof BrokenFile && error.message.startsWith('File 1: CIN census 2025/26: '),
  )
})

test('a census from another authority is told before it is read', async () => {
  const submission = await submit({ 'c.xml': census(dated, '') }, '941')
  assert.deepEqual(
    submission.findings.map(({ kind, given }) => [kind, given]),
    [['authority', '825']],
  )
  assert.equal(submission.files[0]?.authority, '825')
  assert.deepEqual((await submit({ 'c.xml': census(dated, '') }, '825')).findings, [])
})

test('a child of the census holds everything beneath them, wherever the layout of the year puts it', async () => {
  const child = `<Child><ChildIdentifiers><LAchildID>A1</LAchildID><GenderCurrent>1</GenderCurrent></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>AUT</Disability></Disabilities></ChildCharacteristics>
<CINdetails><CINPlanDates><CINPlanStartDate>2023-05-01</CINPlanStartDate></CINPlanDates><ReferralNFA>true</ReferralNFA>
<ChildProtectionPlans><NumberOfPreviousCPP>0</NumberOfPreviousCPP><Reviews><CPPreviewDate>2023-08-01</CPPreviewDate><CPPreviewDate>soon</CPPreviewDate></Reviews></ChildProtectionPlans>
<CINreferralDate>2023-04-03</CINreferralDate><CINreferralDate>2023-04-04</CINreferralDate><Height>2</Height></CINdetails></Child>`
  const submission = await submit({
    'c.xml': census('<Year>2024</Year><ReferenceDate>2024-03-31</ReferenceDate>', child),
  })
  const [batch] = await Array.fromAsync(submission.cin())
  const read = batch!.rows[0]!
  const episode = read.episodes[0]!
  assert.deepEqual([read.genderCurrent, read.sex, read.disabilities[0]!.disability], ['1', null, 'AUT'])
  assert.deepEqual(
    [episode.referralNfa, episode.given, episode.cinReferralDate],
    [true, { referralNfa: 'true' }, '2023-04-03'],
  )
  assert.equal(episode.cinPlans[0]!.cinPlanStartDate, '2023-05-01')
  assert.equal(episode.cpPlans[0]!.numberOfPreviousCpp, 0)
  assert.deepEqual(
    episode.cpPlans[0]!.reviews.map(({ cppReviewDate, given }) => [cppReviewDate, given]),
    [
      ['2023-08-01', null],
      [null, { cppReviewDate: 'soon' }],
    ],
  )
  assert.deepEqual(
    batch!.findings.map(({ kind, line: at, child: who, given }) => [kind, at, who, given]),
    [
      ['repeated-element', 5, 'A1', '2023-04-04'],
      ['unknown-element', 5, 'A1', '2'],
      ['unreadable-day', 4, 'A1', 'soon'],
    ],
  )
})
