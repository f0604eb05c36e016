import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { bookOf } from '../../../app/book.ts'
import { records } from '../../../app/modules.ts'
import { day, instant } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { serverOf, signIn, wordsOf } from '../../../platform/testing/pages.ts'
import { filesOf } from '../../../platform/testing/returns.ts'
import { addStaff } from '../../../platform/testing/office.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import { html } from '../../../platform/web/html.ts'
import { runImport } from '../../import/index.ts'
import { openSubmission } from '../../return-files/index.ts'
import { pages } from '../pages.ts'
import { explainByLaId } from './explain.ts'
import { changesBetween, oneRun } from './queries.ts'
import { fileOfRun, runNow, signOff } from './runs.ts'
import { changedCells } from './words.ts'

const opened: Db[] = []
after(async () => {
  for (const db of opened) await db.destroy()
})

const header =
  'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\nA1,F,04/05/2015,WBRI,UN1,0,\r\nB2,M,01/02/2014,WBRI,UN1,,\r\n'
const episodes = (ls: string): string =>
  'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\r\n' +
  `A1,03/07/2025,S,${ls},N1,U4,PR1,,,,,,\r\n` +
  'B2,03/07/2025,S,C2,N1,U4,PR1,01/05/2026,E4A,,,,\r\n'

/** @param year the return the children came in */
async function office(year = 2026) {
  const db = await freshDb()
  opened.push(db)
  const book = bookOf(db, () => instant('2026-11-22T10:00:00+00:00'))
  const read = async (ls: string): Promise<void> => {
    const folder = filesOf({ 'header.csv': header, 'episodes.csv': episodes(ls) })
    await runImport(book, await openSubmission([{ path: folder, year }]))
  }
  await read('V2')
  return { db, book, read }
}

const asked = { of: 'ssda903', year: 2026, on: day('2026-03-31'), by: null } as const

describe('a return that is made', () => {
  it('says nothing of the days after its year, and is kept with a hash and what the rules found', async () => {
    const { db, book } = await office(2027)
    const id = await runNow(book, asked)
    const run = await oneRun(db, id)
    const text = String(await fileOfRun(db, id, 'episodes.csv'))
    assert.match(text, /\r\nB2,03\/07\/2025,S,C2,N1,U4,PR1,,,,,,\r\n/)
    assert.equal(run?.children, 2)
    assert.match(run?.sha256 ?? '', /^[0-9a-f]{64}$/)
    assert.ok((run?.findings.length ?? 0) > 0)
    assert.equal((await oneRun(db, await runNow(book, asked)))?.sha256, run?.sha256)
  })

  it('stays as it was made, whoever asks', async () => {
    const { db, book } = await office()
    const id = await runNow(book, asked)
    const frozen = /kept as it was made/
    await assert.rejects(
      db.updateTable('returnRun').set({ sha256: 'x' }).where('id', '=', id).execute(),
      frozen,
    )
    await assert.rejects(db.deleteFrom('returnRun').where('id', '=', id).execute(), frozen)
    await assert.rejects(
      db.updateTable('returnRunFile').set({ size: 1 }).where('runId', '=', id).execute(),
      frozen,
    )
    await assert.rejects(db.deleteFrom('returnRunChild').where('runId', '=', id).execute(), frozen)
    await assert.rejects(db.deleteFrom('returnRunFinding').where('runId', '=', id).execute(), frozen)
  })

  it('is signed off once, by name', async () => {
    const { db, book } = await office()
    const [analyst, director] = [
      await addStaff(db, 'Olu Sandhu', 'PERF'),
      await addStaff(db, 'Jo Director', 'DIR'),
    ]
    const id = await runNow(book, asked)
    assert.equal(await signOff(db, id, analyst.id), true)
    assert.equal(await signOff(db, id, director.id), false)
    assert.equal((await oneRun(db, id))?.signedOffBy, 'Olu Sandhu')
  })

  it('differs from the one before where the record does, child by child and cell by cell', async () => {
    const { db, book, read } = await office()
    const before = await runNow(book, asked)
    await read('E1')
    const now = await runNow(book, asked)
    const changes = await changesBetween(db, before, now)
    const { added, gone, changed, same } = changes
    assert.deepEqual({ added, gone, changed, same }, { added: 0, gone: 0, changed: 1, same: 1 })
    const [child] = changes.children
    assert.equal(child?.laChildId, 'A1')
    assert.deepEqual(changedCells('ssda903', child?.before ?? [], child?.now ?? []), [
      { table: 'episodes', column: 'LS', before: 'V2', now: 'E1' },
    ])
  })

  it('says of a cell which record, field and event it comes from', async () => {
    const { db, read } = await office()
    await read('E1')
    const [cell] = (await explainByLaId(db, asked, 'A1', 'LS')) ?? []
    assert.equal(cell?.text, 'E1')
    assert.deepEqual([cell?.record?.kind, cell?.record?.field], ['careEpisode', 'legalStatus'])
    assert.equal(cell?.event?.type, 'care-episode.changed-by-return')
    assert.equal(await explainByLaId(db, asked, 'nobody', null), null)
  })

  it('gives a correction made here, and no longer what came', async () => {
    const { db, book } = await office()
    const broken = filesOf({ 'header.csv': header, 'episodes.csv': episodes('XX') })
    await runImport(book, await openSubmission([{ path: broken, year: 2026 }]))
    const text = async () => String(await fileOfRun(db, await runNow(book, asked), 'episodes.csv'))
    assert.match(await text(), /\r\nA1,03\/07\/2025,S,XX,/)
    await db
      .updateTable('careEpisode')
      .set({ legalStatus: 'E1', version: 2 })
      .where('endedOn', 'is', null)
      .execute()
    assert.match(await text(), /\r\nA1,03\/07\/2025,S,E1,/)
  })
})

const shared = process.env['HOLDFAST_SHARED'] ?? join(import.meta.dirname, '../../../../../shared')
const elements = join(shared, 'returns/cin-elements.csv')

describe('the census of 2027', () => {
  it(
    'has the module of pre-proceedings after the child protection plans, its elements in order',
    { skip: !existsSync(elements) },
    async () => {
      const { book, db } = await office()
      const { childId } = await db
        .selectFrom('careEpisode')
        .select('childId')
        .limit(1)
        .executeTakeFirstOrThrow()
      await db
        .insertInto('cinEpisode')
        .values({ childId, state: 'open', referredOn: day('2026-05-01'), source: '6' })
        .execute()
      await db
        .insertInto('cpPlan')
        .values({ childId, state: 'open', startedOn: day('2026-06-01'), firstCategory: 'NEG' })
        .execute()
      await db
        .insertInto('preProceedings')
        .values({
          childId,
          state: 'open',
          startedOn: day('2026-07-01'),
          letterSentOn: day('2026-07-02'),
          fgdmOffered: true,
          fgdmHeld: false,
          firstMeetingOn: day('2026-07-10'),
          reviewMeetings: 2,
          decidedOn: day('2026-09-01'),
          outcome: 'A',
          appliedOn: day('2026-09-02'),
          letterInitialOn: day('2026-09-03'),
        })
        .execute()
      const xml = String(
        await fileOfRun(
          db,
          await runNow(book, { of: 'cin', year: 2027, on: day('2026-11-22'), by: null }),
          'cin.xml',
        ),
      )
      const module =
        /<\/ChildProtectionPlans>\s*<PreProceedingsandFGDM>([\s\S]*?)<\/PreProceedingsandFGDM>/.exec(
          xml,
        )?.[1] ?? ''
      const named = readFileSync(elements, 'utf8')
        .split('\n')
        .flatMap((line) => (line.includes('/PreProceedingsandFGDM/') ? [line.split(',')[1] ?? ''] : []))
      assert.equal(named.length, 10)
      assert.deepEqual(
        [...module.matchAll(/<(\w+)>/g)].map(([, name]) => name),
        named,
      )
      assert.match(module, /<FGDMMeetingOffer>1<.*\n.*<FGDMMeetingFac>0</)
    },
  )
})

describe('the pages of returns', () => {
  it('are the analyst’s, keep what was typed, and write down who took a return out', async () => {
    const { db, book } = await office()
    const app = await serverOf({ ...book, records }, [pages], async () => html``)
    const analyst = await signIn(book, await addStaff(db, 'Olu Sandhu', 'PERF'))
    const worker = await signIn(book, await addStaff(db, 'A Worker', 'SW'))
    const get = (url: string, who: { readonly cookie: string }) =>
      app.inject({ url, headers: { cookie: who.cookie } })
    assert.equal((await get('/returns', worker)).statusCode, 403)
    const wrong = await app.inject({
      method: 'POST',
      url: '/returns',
      headers: { cookie: analyst.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        _csrf: analyst.csrf,
        return: 'cin',
        year: '2026',
        on: '31/2/2026',
      }).toString(),
    })
    assert.equal(wrong.statusCode, 422)
    assert.match(wordsOf(wrong.body), /Enter a real day, like 31\/3\/2026/)
    assert.match(wrong.body, /value="31\/2\/2026"/)
    const id = await runNow(book, asked)
    const page = await get(`/returns/${id}`, analyst)
    assert.match(wordsOf(page.body), /Holds 2 children, 4 rows/)
    const at = page.body.match(/\/returns\/[^"]+\/files\/\d+(?=">header\.csv)/)?.[0] ?? ''
    const file = await get(at, analyst)
    assert.equal(file.headers['content-disposition'], 'attachment; filename="header.csv"')
    assert.equal(file.body, header)
    const [read] = await db
      .selectFrom('readEvent')
      .select(['childIds', 'route'])
      .orderBy('id', 'desc')
      .limit(1)
      .execute()
    assert.equal(read?.childIds.length, 2)
    assert.match(read.route, /^\/returns\/:id.*\/files\//)
    assert.equal((await get('/returns/01900000-0000-7000-8000-00000000dead', analyst)).statusCode, 404)
  })
  it('takes the Standard Safeguarding Dataset out a view at a time, and is written down for it', async () => {
    const { db, book } = await office()
    const app = await serverOf({ ...book, records }, [pages], async () => html``)
    const { cookie } = await signIn(book, await addStaff(db, 'Olu Sandhu', 'PERF'))
    const get = async (url: string) => app.inject({ url, headers: { cookie } })
    assert.match((await get('/returns/ssd')).body, /href="\/returns\/ssd\/ssd_person\.csv"/)
    const file = await get('/returns/ssd/ssd_person.csv')
    assert.equal(file.headers['content-disposition'], 'attachment; filename="ssd_person.csv"')
    assert.match(file.body, /^pers_[\s\S]*\r\nA1,[\s\S]*B2,/)
    const [read] = await db.selectFrom('readEvent').select(['childIds', 'route']).orderBy('id', 'desc').limit(1).execute()
    assert.equal(read?.childIds.length, 2)
    assert.match(read.route, /ssd/)
    for (const none of ['ssd_nothing', 'person']) assert.equal((await get(`/returns/ssd/${none}.csv`)).statusCode, 404)
    const worker = await signIn(book, await addStaff(db, 'A Worker', 'SW'))
    assert.equal((await app.inject({ url: '/returns/ssd/ssd_person.csv', headers: { cookie: worker.cookie } })).statusCode, 403)
  }) // prettier-ignore

  it('fills every field of the workforce census that is written down, of those in post and those who left', async () => {
    const { db, book } = await office()
    const social = async (name: string, staff: object, census: object): Promise<string> => {
      const { id } = await addStaff(db, name, 'SW')
      await db.updateTable('staff').set({ registered: true, ...staff }).where('id', '=', id).execute()
      await db.insertInto('staffCensus').values({ staffId: id, ...census }).execute()
      return id
    }
    const held = { fullTime: 60, bornOn: day('1980-02-03'), gender: '2', ethnicity: 'BCRB', qualifiedAt: 'Leeds', qualifiedAs: '2', stepUp: false, frontline: true, worksAs: '5', careerStage: '2', cameFrom: '1' } as const
    const amira = await social('Amira Khalil', { externalId: 'SW1', startedOn: day('2020-09-01') }, held)
    await social('Omar Reid', { externalId: 'SW2', startedOn: day('2019-01-07'), leavesOn: day('2026-06-30') }, { wentTo: '3', leftWhy: '1', contractWeeks: 13 })
    // Friday 25 September to Wednesday the 30th, and Thursday 27 August to Tuesday 1 September but for the bank holiday: four and three.
    await db.insertInto('staffAbsence').values([
      { staffId: amira, fromOn: day('2026-09-25'), why: 'SIC' },
      { staffId: amira, fromOn: day('2026-08-27'), toOn: day('2026-09-01'), why: 'SIC' },
    ]).execute()
    const id = await runNow(book, { of: 'csww', year: 2026, on: day('2026-09-30'), by: null })
    const [names = [], ...workers] = String(await fileOfRun(db, id, 'csww-workers.csv')).trimEnd().split('\r\n').map((line) => line.split(','))
    const [one, other] = ['SW1', 'SW2'].map((number) => {
      const cells = workers.find((each) => each[names.indexOf('SWENo')] === number) ?? []
      return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']).filter(([, text]) => text !== ''))
    })
    assert.deepEqual(one, { AgencyWorker: '0', SWENo: 'SW1', FTE: '0.60', PersonBirthDate: '1980-02-03', GenderCurrent: '2', Ethnicity: 'BCRB', QualInst: 'Leeds', QualLevel: '2', StepUpGrad: '0', OrgRole: '5', RoleStartDate: '2020-09-01', StartOrigin: '1', FTE30: '0.60', Cases30: '0', WorkingDaysLost: '7.00', FrontlineGrad: '1', Absat30Sept: '1', ReasonAbsence: 'SIC', CFKSSstatus: '2' })
    assert.deepEqual(other, { AgencyWorker: '0', SWENo: 'SW2', RoleStartDate: '2019-01-07', RoleEndDate: '2026-06-30', LeaverDestination: '3', ReasonLeave: '1', WorkingDaysLost: '0.00', ContractWeeks: '13.0' })
  }) // prettier-ignore
})
