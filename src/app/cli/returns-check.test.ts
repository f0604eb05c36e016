import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import exceljs from 'exceljs'
import { hasShared, sharedReturns } from '../../modules/returns/ssda903/shared.testing.ts'
import { BrokenFile, HostileFile } from '../../platform/files/refused.ts'
import { Misuse } from '../misuse.ts'
import { root, settingFrom } from '../setting.ts'
import { readArguments } from './arguments.ts'
import { returnsCheck } from './returns-check.ts'
import { exits, type Told } from './verb.ts'

const folder = await mkdtemp(join(tmpdir(), 'check-'))
after(() => rm(folder, { recursive: true }))

/** The command, in this process: what it ends with and what it says. */
async function check(...typed: readonly string[]) {
  const said: string[] = []
  const { values, words } = readArguments(returnsCheck, typed)
  const ended = await returnsCheck.run({
    words,
    values: values as Told['values'],
    json: false,
    setting: settingFrom({}),
    say: (line) => void said.push(line),
    remark: () => undefined,
    database: async () => Promise.reject(new Error('a check needs no database')),
  })
  return { ended, said }
}

const file = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, text)
  return path
}

interface Written {
  readonly findings: readonly {
    readonly rule: string
    readonly by: string
    readonly level: string
    readonly table: string
    readonly line: number
    readonly field: string
    readonly child: string
    readonly message: string
  }[]
}
const written = async (path: string): Promise<Written['findings']> =>
  (JSON.parse(await readFile(path, 'utf8')) as Written).findings

/** A hook that tells of every file that is loaded. */
const loading = `data:text/javascript,${encodeURIComponent(
  `import { registerHooks } from 'node:module'
registerHooks({ load: (url, context, next) => (console.error(url), next(url, context)) })`,
)}`

async function providerList(urn: string): Promise<string> {
  const book = new exceljs.Workbook()
  book.addWorksheet('Providers').addRows([
    ['URN', 'Placement code', 'Placement provider code', 'Setting postcode', 'Deregistration date'],
    [urn, 'U1', 'PR1', 'AA1 1AA', '-'],
  ])
  const path = join(folder, `${urn}.xlsx`)
  await book.xlsx.writeFile(path)
  return path
}

const uasc = (rows: string) => `CHILD,SEX,DOB,DUC\n${rows}\n`
const clean = uasc('1,M,01/05/2010,01/05/2028')

const census = (children: string) =>
  `<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails><Source><LEA>825</LEA></Source></Header><Children>${children}</Children></Message>`

describe('returns check', () => {
  it('ends with 0 when nothing is wrong and 1 on an error', async () => {
    const right = await check('ssda903', '--year', '2026', await file('right.csv', clean))
    assert.ok(right.said.includes('Rows: 1 (UASC 1)'))
    assert.ok(!right.said.some((line) => line.includes(' error ')), right.said.join('\n'))
    assert.equal(right.ended, exits.done)
    const wrong = await check('ssda903', '--year', '2026', await file('wrong.csv', headerOf('77,M,')))
    assert.equal(wrong.ended, exits.findings)
    assert.ok(wrong.said.some((line) => /^ {2}102 +error +1 +1 /.test(line)))
  })

  it('ends with 1 on a query only where --fail-on says so', async () => {
    const path = await file('another-way.csv', uasc('1,M,2010-05-01,01/05/2028'))
    assert.equal((await check('ssda903', '--year', '2026', path)).ended, exits.done)
    assert.equal((await check('ssda903', '--year', '2026', '--fail-on', 'query', path)).ended, exits.findings)
  })

  it('writes each finding with its rule, level, table, line, column, child and what to do', async () => {
    const [path, out] = [await file('header.csv', headerOf('77,M,31/02/2018')), join(folder, 'out.json')]
    await check('ssda903', '--year', '2026', '--json', out, path)
    const found = (await written(out)).find(({ rule }) => rule === '102')
    assert.deepEqual(found && { ...found, finding: null }, {
      finding: null,
      by: 'rule',
      rule: '102',
      level: 'error',
      table: 'Header',
      ofLastYear: false,
      file: 1,
      line: 2,
      field: 'DOB',
      child: '77',
      message: 'Date of birth is blank or is not a date written dd/mm/yyyy.',
    })
    assert.ok((await written(out)).some(({ rule, by }) => rule === 'unreadable-day' && by === 'reading'))
  })

  it('tells a census its reference date from its own header', async () => {
    const right = await file('right.xml', census(''))
    const wrong = await file('wrong.xml', census('').replace('2026-03-31', '2026-03-30'))
    const rule100 = async (path: string) =>
      (await check('cin', '--year', '2026', path)).said.some((line) => line.startsWith('  100 '))
    assert.deepEqual([await rule100(right), await rule100(wrong)], [false, true])
  })

  it('takes two lists of providers after one --providers, and writes nothing a spreadsheet would work out', async () => {
    const names =
      'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN'
    const row = (urn: string): string => `=1+1,01/05/2025,S,C2,N1,U1,PR1,,,,AA1 1AA,AA1 1AA,${urn}`
    const path = await file('lists/episodes.csv', `${names}\n${row('SC1')}\n${row('SC2')}\n${row('SC3')}\n`)
    const lists = await Promise.all(['SC1', 'SC2'].map(async (urn) => providerList(urn)))
    const [csv, xlsx] = [join(folder, 'lists.csv'), join(folder, 'lists.xlsx')]
    const typed = ['--year', '2026', '--csv', csv, '--xlsx', xlsx, path, '--providers', ...lists]
    const { said } = await check('ssda903', ...typed)
    assert.ok(
      said.some((line) => /^ {2}1008 +error +1 +1 /.test(line)),
      said.join('\n'),
    )
    const [, ...lines] = (await readFile(csv, 'utf8')).trim().split('\r\n')
    assert.ok(lines.length > 0 && lines.every((line) => !/(^|,)=/.test(line)))
    assert.ok(lines.some((line) => line.includes(`,'=1+1,`)))
    const book = new exceljs.Workbook()
    await book.xlsx.readFile(xlsx)
    const cells: exceljs.Cell[] = []
    book
      .getWorksheet('Findings')
      ?.getColumn('J')
      .eachCell((cell) => void cells.push(cell))
    assert.ok(cells.some(({ value }) => value === '=1+1'))
    assert.ok(cells.every(({ type }) => type === exceljs.ValueType.String || type === exceljs.ValueType.Null))
  })

  it('loads nothing it does not need: no database, no server, no maker of workbooks', async () => {
    const path = await file('loads.csv', clean)
    const { stderr } = spawnSync(
      process.execPath,
      [
        '--import',
        loading,
        join(root, 'bin/holdfast'),
        'returns',
        'check',
        'ssda903',
        '--year',
        '2026',
        path,
      ],
      { encoding: 'utf8' },
    )
    const loaded = stderr.split('\n').filter((line) => line.startsWith('file:'))
    assert.ok(
      loaded.some((url) => url.endsWith('ssda903/packs.ts')),
      stderr,
    )
    const unneeded =
      /\/(pg|kysely|fastify|exceljs|pdfkit|pino|zod|graphile-worker)\/|\/(cin|keyboard|generate)\//
    assert.deepEqual(
      loaded.filter((url) => unneeded.test(url)),
      [],
    )
    assert.ok(loaded.length < 120, `${loaded.length} files are loaded`)
  })

  it('never passes a file over in silence', async () => {
    await file('mixed/uasc.csv', clean)
    await file('mixed/notes.csv', 'A,B\n1,2\n')
    await file('mixed/census.xml', census(''))
    const { ended, said } = await check('ssda903', '--year', '2026', join(folder, 'mixed'))
    assert.equal(ended, exits.findings)
    assert.ok(
      said.some((line) => /^ {2}unknown-file +error +2 /.test(line)),
      said.join('\n'),
    )
  })

  it('says in a sentence what is not a return, and what must not be read', async () => {
    const notes = await file('notes.csv', 'A,B\n1,2\n')
    await assert.rejects(check('ssda903', '--year', '2026', notes), (fault: Error) => {
      assert.ok(fault instanceof Misuse)
      assert.match(fault.message, /not the column names of any SSDA903 table/)
      return true
    })
    const cut = await file('cut.xml', census('<Child>').slice(0, -30))
    await assert.rejects(check('cin', '--year', '2026', cut), BrokenFile)
    const bomb = await file('bomb.xml', `<!DOCTYPE x [<!ENTITY a "b">]>${census('')}`)
    await assert.rejects(check('cin', '--year', '2026', bomb), HostileFile)
  })

  it('ends with 2 when misused and 3 when a file must not be read', async () => {
    const code = async (...words: readonly string[]): Promise<number | null> => {
      const { promise, resolve } = Promise.withResolvers<number | null>()
      const typed = [join(root, 'bin/holdfast'), 'returns', 'check', ...words]
      const child = execFile(process.execPath, typed, () => resolve(child.exitCode))
      return promise
    }
    const cut = await file('cut-again.xml', census('<Child>').slice(0, -30))
    assert.deepEqual(
      await Promise.all([code('pf1', '--year', '2026', cut), code('cin', '--year', '2026', cut)]),
      [2, 3],
    )
  })

  for (const [mistake, typed] of [
    ['no files', ['ssda903', '--year', '2026']],
    ['a year without rules', ['ssda903', '--year', '2022', '.']],
    ['a path that is not there', ['ssda903', '--year', '2026', 'nowhere.csv']],
    ['last year of a census', ['cin', '--year', '2026', '--last-year', '.', 'a.xml']],
    ['an unknown level', ['cin', '--year', '2026', '--fail-on', 'all', 'a.xml']],
    ['an authority of another form', ['ssda903', '--year', '2026', '--authority', '825', '.']],
  ] as const)
    it(`refuses ${mistake}`, async () => assert.rejects(check(...typed), Misuse))
})

const headerOf = (row: string) => `CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n${row},WBRI,UN1,,\n`

const wholeFile = join(sharedReturns, 'conformance/whole-file')
const postcodes = ['--postcodes', join(wholeFile, 'postcodes.csv')]

describe('500 children without a defect, by the command', () => {
  const skip = !hasShared(2)

  it('SSDA903: five care leavers and one episode, and nothing in reading', { skip }, async () => {
    const at = join(wholeFile, '500-clean/903')
    const last = ['--last-year', join(at, 'last_year')]
    const { ended, said } = await check(
      'ssda903',
      '--year',
      '2026',
      ...last,
      ...postcodes,
      join(at, 'this_year'),
    )
    assert.equal(ended, exits.findings)
    assert.equal(said[0], 'SSDA903 2025/26: 500 children')
    assert.match(said[1] ?? '', /^Rows: 3,309 \(Header 500, Episodes 858, Reviews 743, /)
    assert.match(said[2] ?? '', /^Last year’s rows: 2,358 /)
    assert.ok(
      said.includes('The authority is taken to be E06000060, where most of the children’s homes are.'),
    )
    const from = said.indexOf('Found: 6 errors and 0 queries, of 6 children.')
    assert.deepEqual(
      said.slice(from + 2).map((line) => line.trim().split(/ +/, 4)),
      [
        ['435', 'error', '1', '1'],
        ['1001', 'error', '5', '5'],
      ],
    )
  })

  it('census: nothing', { skip }, async () => {
    const { ended, said } = await check('cin', '--year', '2026', join(wholeFile, '500-clean/cin/cin.xml'))
    assert.deepEqual([ended, said.at(-1)], [exits.done, 'Nothing was found.'])
    assert.match(said[1] ?? '', /^Rows: 3,797 \(Child 500, Disability 545, Episode of need 500, /)
  })
})
