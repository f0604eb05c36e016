import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BrokenFile, HostileFile } from './index.ts'
import { episodesOf, line, names, submit } from './submit.testing.ts'

const census = (header: string, children: string) =>
  `<Message><Header><CollectionDetails><Collection>CIN</Collection>${header}</CollectionDetails><Source><LEA>825</LEA></Source></Header><Children>${children}</Children></Message>`
const dated = '<Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate>'

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
