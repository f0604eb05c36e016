import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import ExcelJS from 'exceljs'
import { bookOf } from '../../app/book.ts'
import { duties } from '../../app/modules.ts'
import { day, instant, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { standing } from '../../platform/clocks/clock.ts'
import { census, elements, episodesCsv, filesOf, headerCsv } from '../../platform/testing/returns.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { annexA, openSubmission, type AnnexAListName } from '../return-files/index.ts'
import { runImport } from './index.ts'

const today = day('2026-11-22')
const opened: Db[] = []
after(async () => {
  for (const db of opened) await db.destroy()
})

async function emptyBook() {
  const db = await freshDb()
  opened.push(db)
  return bookOf(db, () => instant('2026-11-22T10:00:00+00:00'))
}

/** A workbook of some lists, each row by the names of its columns. */
async function workbook(
  lists: Partial<Record<AnnexAListName, readonly Readonly<Record<string, string>>[]>>,
): Promise<string> {
  const book = new ExcelJS.Workbook()
  for (const [name, rows] of Object.entries(lists)) {
    const list = Object.values(annexA).find((one) => one.name === name) ?? assert.fail()
    const sheet = book.addWorksheet(`List ${list.number}`)
    const headers = Object.values(list.columns).map(({ header }) => header)
    sheet.addRow(headers)
    for (const row of rows) sheet.addRow(headers.map((header) => row[header] ?? ''))
  }
  const folder = filesOf({})
  await book.xlsx.writeFile(join(folder, 'annex.xlsx'))
  return folder
}

const visitClocks = new Set(
  duties.flatMap((chapter) =>
    chapter.duties.filter(({ stoppedBy }) => stoppedBy === 'visit').map(({ clock }) => clock.id),
  ),
)

/** How each visit clock of each child stands today, oldest first: the child, the clock, when it began, how it stands. */
async function visitsOwed(db: Db): Promise<(readonly [string | null, string, Day, string])[]> {
  const rows = await db
    .selectFrom('clockReading')
    .innerJoin('person', 'person.id', 'clockReading.childId')
    .selectAll('clockReading')
    .select('laChildId')
    .where('clock', 'in', [...visitClocks])
    .orderBy('laChildId')
    .orderBy('clock')
    .orderBy('sinceOn')
    .execute()
  return rows.map(({ laChildId, clock, sinceOn, dueOn: due, metOn: met, endedOn: ended, known }) => [
    laChildId,
    clock,
    sinceOn,
    standing({ due, met, ended, known }, today),
  ])
}

const planned = `${elements({ CINreferralDate: '2026-01-05', ReferralSource: '1A', PrimaryNeedCode: 'N1', ReferralNFA: '0' })}
<ChildProtectionPlans>
${elements({ CPPstartDate: '2026-02-02', InitialCategoryOfAbuse: 'NEG', LatestCategoryOfAbuse: 'NEG', NumberOfPreviousCPP: '0' })}
</ChildProtectionPlans>`

/** A child on a plan of the census, and one looked after of the yearly return. */
const yearlyReturns = () =>
  filesOf({
    'cin.xml': census(2026, [{ id: 'P1', episodes: [planned] }]),
    'header.csv': headerCsv([['C1', 'M', '09/09/2012', 'WBRI', 'UN1']]),
    'episodes.csv': episodesCsv([['C1', '01/12/2025', 'S', 'C2', 'N1', 'U1', 'PR1', '', '']]),
  })

describe('what a return can tell', () => {
  it('leaves no visit overdue where only the census and the looked-after return have come', async () => {
    const book = await emptyBook()
    await runImport(book, await openSubmission([yearlyReturns()]))
    const owed = await visitsOwed(book.db)
    assert.deepEqual([...new Set(owed.map(([child]) => child))], ['C1', 'P1'])
    assert.deepEqual([...new Set(owed.map(([, , , how]) => how))], ['not known'])
  })

  it('brings the right ones with Annex A: overdue from the last visit the list gives, running where it is recent', async () => {
    const book = await emptyBook()
    await runImport(book, await openSubmission([yearlyReturns()]))
    const both = { Gender: 'b) Female', Ethnicity: 'a) WBRI' }
    const lists = await workbook({
      childProtection: [
        {
          ...both,
          'Child Unique ID': 'P1',
          'Child Protection Plan Start Date': '02/02/2026',
          'Initial Category of Abuse': 'a) Neglect',
          'Latest Category of Abuse': 'a) Neglect',
          'Date of the Last Statutory Visit': '05/10/2026',
          'Was the Child Seen Alone?': 'a) Yes',
        },
      ],
      childrenInCare: [
        {
          ...both,
          'Child Unique ID': 'C1',
          'Date Started to be Looked After': '01/12/2025',
          "Child's Legal Status": 'b) C2',
          'Date of Last Social Work Visit': '16/11/2026',
          'Start Date of Most Recent Placement': '01/12/2025',
        },
      ],
    })
    await runImport(book, await openSubmission([lists]))
    const owed = await visitsOwed(book.db)
    const sinceThen = owed.filter(([, , since]) => since >= '2026-10-05')
    // The plan's visit of 5 October was due again by 19 October: ten working days. Nobody is late for what came before.
    assert.ok(
      sinceThen.some(
        ([child, clock, since, how]) =>
          child === 'P1' && clock === 'cp-visit' && since === '2026-10-05' && how === 'overdue',
      ),
      JSON.stringify(owed),
    )
    assert.ok(
      sinceThen.some(
        ([child, , since, how]) => child === 'C1' && since === '2026-11-16' && how === 'running',
      ),
      JSON.stringify(owed),
    )
    const late = owed.filter(([, , , how]) => how === 'overdue').map(([child, , since]) => [child, since])
    assert.deepEqual(
      late.filter(([child, since]) => child !== 'P1' || since !== '2026-10-05'),
      [],
    )
  })

  it('says when adoption was decided, which is no move to adopters: the episodes say when that was', async () => {
    const book = await emptyBook()
    const child = (id: string) => [id, 'M', '09/09/2022', 'WBRI', 'UN1']
    const folder = filesOf({
      'header.csv': headerCsv(['D1', 'D2', 'D3'].map(child)),
      'episodes.csv': episodesCsv([
        ['D1', '01/06/2025', 'S', 'E1', 'N1', 'U4', 'PR1', '', ''],
        ['D2', '01/06/2025', 'S', 'E1', 'N1', 'A5', 'PR0', '02/02/2026', 'E12'],
        ['D3', '01/06/2025', 'S', 'E1', 'N1', 'A5', 'PR0', '02/02/2026', 'E12'],
      ]),
      'placed.csv': 'CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\nD1,09/09/2022,01/09/2025,01/03/2026,RD2\nD2,09/09/2022,01/09/2025,,\n',
      'ad1.csv': 'CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\nD2,09/09/2022,01/09/2025,01/10/2025,0,2,MF,L11\nD3,09/09/2022,01/09/2025,01/10/2025,0,2,MF,L11\n',
    })
    await runImport(book, await openSubmission([folder]))
    const adoptions = await book.db
      .selectFrom('adoption')
      .innerJoin('person', 'person.id', 'adoption.childId')
      .select(['laChildId', 'adoption.state', 'decidedOn', 'matchedOn', 'placedOn', 'reversedOn', 'placedEndedWhy'])
      .orderBy('laChildId')
      .execute()
    const decided = { decidedOn: '2025-09-01', placedOn: null, reversedOn: null, placedEndedWhy: null }
    const adopted = { ...decided, state: 'adopted', matchedOn: '2025-10-01' }
    assert.deepEqual(adoptions, [
      { ...decided, laChildId: 'D1', state: 'plan changed', matchedOn: null, reversedOn: '2026-03-01', placedEndedWhy: 'RD2' },
      { ...adopted, laChildId: 'D2' },
      { ...adopted, laChildId: 'D3' },
    ])
    const placed = (await visitsOwed(book.db)).filter(([, clock]) => clock === 'adopt-visit-placed')
    assert.deepEqual([...new Set(placed.map(([child]) => child))], ['D2', 'D3'])
    assert.ok(placed.every(([, , since]) => since !== '2025-09-01'))
  }) // prettier-ignore
})
