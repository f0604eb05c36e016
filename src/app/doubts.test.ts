import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runImport } from '../modules/import/index.ts'
import { openSubmission } from '../modules/return-files/index.ts'
import type { Actor } from '../platform/access/policy.ts'
import type { Db } from '../platform/db/database.ts'
import type { Book } from '../platform/record/book.ts'
import { correct } from '../platform/record/correct.ts'
import { kebab } from '../platform/record/names.ts'
import { newId } from '../platform/record/new-id.ts'
import { addPerson, addStaff, allocateTo, testDay } from '../platform/testing/office.ts'
import { signIn, wordsOf } from '../platform/testing/pages.ts'
import { census, elements, episodesCsv, filesOf, headerCsv } from '../platform/testing/returns.ts'
import { freshDb } from '../platform/testing/world.ts'
import type { App } from '../platform/web/app.ts'
import { instant } from '../platform/dates/day.ts'
import { bookOf } from './book.ts'
import { checks } from './modules.ts'
import { buildServer } from './server.ts'

let db: Db
let book: Book
let app: App
let amira: Actor

before(async () => {
  db = await freshDb()
  book = bookOf(db, () => instant(`${testDay}T10:00:00+00:00`))
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  app = await buildServer({ book, council: 'Exampleshire', demonstration: true, secure: false })
})
after(async () => {
  await app.close()
  await db.destroy()
})

type Rows = readonly (readonly [table: string, values: Readonly<Record<string, unknown>>])[]

/** What is right, the one answer that makes it wrong, and what would put it right again. */
interface Doubt {
  readonly rule: string
  /** Records as they stand; the last is the one that is corrected. */
  readonly held: Rows
  readonly field: string
  readonly wrong: string
  /** Null where no answer of this record alone does. */
  readonly right: string | null
}

const held = (heldOn: string, more = {}) => ({ state: 'held', heldOn, ...more })
const placed = (startedOn: string, endedOn: string | null) => ({ state: endedOn === null ? 'open' : 'ended', startedOn, endedOn, legalStatus: 'C2' }) // prettier-ignore

const doubts: readonly Doubt[] = [
  { rule: 'PE-1', held: [], field: 'nhsNumber', wrong: '9990000019', right: '9990000018' },
  { rule: 'PE-2', held: [], field: 'upn', wrong: 'B123456789012', right: 'A123456789012' },
  { rule: 'PE-3', held: [], field: 'diedOn', wrong: '2020-03-02', right: '' },
  {
    rule: 'LA-1',
    held: [
      ['careEpisode', placed('2025-01-06', '2025-09-01')],
      ['careEpisode', placed('2025-09-01', null)],
    ],
    field: 'startedOn',
    wrong: '2025-08-31',
    right: '2025-09-01',
  },
  {
    rule: 'LA-2',
    held: [['careEpisode', placed('2025-01-06', null)]],
    field: 'startedOn',
    wrong: '2020-03-02',
    right: '2025-01-06',
  },
  { rule: 'LA-3', held: [['claReview', held('2026-01-06')]], field: 'heldOn', wrong: '2026-11-23', right: '2026-11-22' }, // prettier-ignore
  {
    rule: 'LA-4',
    held: [
      ['careEpisode', placed('2025-01-06', null)],
      ['claReview', held('2025-02-03')],
    ],
    field: 'heldOn',
    wrong: '2025-01-05',
    right: '2025-01-06',
  },
  {
    rule: 'CP-1',
    held: [
      ['cpPlan', { state: 'open', startedOn: '2025-01-06' }],
      ['cpPlan', { state: 'open', startedOn: '2025-06-02' }],
    ],
    // Two plans that are open are so before anything is corrected.
    field: 'startedOn',
    wrong: '2025-06-03',
    right: null,
  },
  {
    rule: 'CP-2',
    held: [
      ['conference', held('2025-01-06', { kind: 'initial' })],
      ['conference', held('2025-04-01', { kind: 'review' })],
    ],
    field: 'heldOn',
    wrong: '2025-01-05',
    right: '2025-01-06',
  },
  {
    rule: 'CP-4',
    held: [
      ['cpPlan', { state: 'open', startedOn: '2025-01-06' }],
      ['conference', held('2025-04-01', { kind: 'review' })],
    ],
    field: 'heldOn',
    wrong: '2025-01-05',
    right: '2025-01-06',
  },
  {
    rule: 'CIN-6',
    held: [
      ['cinPlan', { state: 'open', startedOn: '2025-01-06' }],
      ['cinReview', held('2025-04-01')],
    ],
    field: 'heldOn',
    wrong: '2025-01-05',
    right: '2025-01-06',
  },
]

async function childWith(rows: Rows): Promise<{ childId: string; kind: string; recordId: string }> {
  const childId = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  await allocateTo(db, childId, amira)
  let [kind, recordId] = ['person', childId]
  for (const [table, values] of rows) {
    ;[kind, recordId] = [table, newId()]
    await db
      .insertInto(table as 'note')
      .values({ id: recordId, childId, ...values } as never)
      .execute()
  }
  return { childId, kind, recordId }
}

const told = (childId: string, rule: string) =>
  db
    .selectFrom('finding')
    .select(['field', 'state', 'ownerId', 'recordId'])
    .where('childId', '=', childId)
    .where('rule', '=', rule)
    .execute()

describe('what may be true though wrong, when it is typed', () => {
  for (const { rule, held: rows, field, wrong, right } of doubts)
    it(`${rule} is stored, is its worker’s finding, stands beside the field, and clears when it is put right`, async () => {
      const { childId, kind, recordId } = await childWith(rows)
      const on = book.records.find(({ table }) => table === kind) ?? assert.fail(kind)
      const put = (answer: string) =>
        correct(book, on, { actor: amira, childId, recordId, formKey: null }, [field], { [field]: answer, reason: 'Typed again' }) // prettier-ignore
      assert.equal((await put(wrong)).kind, 'done')
      assert.deepEqual(await told(childId, rule), [{ field, state: 'open', ownerId: amira.id, recordId }])
      const { cookie } = await signIn(book, amira)
      const url = `/children/${childId}/records/${kebab(kind)}/${recordId}/correct?field=${field}`
      const page = wordsOf((await app.inject({ url, headers: { cookie } })).body)
      const says = checks.flatMap((each) => each.rules).find(({ id }) => id === rule)?.says ?? assert.fail()
      assert.ok(page.includes(wordsOf(says)), page)
      if (right === null) return
      await put(right)
      assert.deepEqual((await told(childId, rule)).map(({ state }) => state), ['cleared'])
    }) // prettier-ignore

  it('is asked again when the other record changes', async () => {
    const { childId, recordId } = await childWith([['cinReview', held('2025-04-01')]])
    const planId = newId()
    await db.insertInto('cinPlan').values({ id: planId, childId, state: 'open', startedOn: '2025-01-06' as never }).execute() // prettier-ignore
    const on = book.records.find(({ table }) => table === 'cinPlan') ?? assert.fail()
    const act = { actor: amira, childId, recordId: planId, formKey: null }
    await correct(book, on, act, ['startedOn'], { startedOn: '2025-04-02', reason: 'As agreed' })
    assert.deepEqual(await told(childId, 'CIN-6'), [{ field: 'heldOn', state: 'open', ownerId: amira.id, recordId }]) // prettier-ignore
  })
})

describe('what may be true though wrong, when it comes with a return', () => {
  it('is stored, and is a finding of the same rule', async () => {
    const referred = elements({ CINreferralDate: '2025-06-02', ReferralSource: '1A', PrimaryNeedCode: 'N1', ReferralNFA: '0' }) // prettier-ignore
    const plan = elements({ CPPstartDate: '2025-07-07', InitialCategoryOfAbuse: 'NEG', LatestCategoryOfAbuse: 'NEG', NumberOfPreviousCPP: '0' }) // prettier-ignore
    const reviews = `<Reviews>${elements({ CPPreviewDate: '2025-07-01' })}</Reviews>`
    const folder = filesOf({
      'cin.xml': census(2026, [{ id: 'P1', episodes: [`${referred}<ChildProtectionPlans>${plan}${reviews}</ChildProtectionPlans>`] }]), // prettier-ignore
      'header.csv': headerCsv([['C1', 'M', '09/09/2012', 'WBRI', 'UN1']]),
      'episodes.csv': episodesCsv([
        ['C1', '01/06/2025', 'S', 'C2', 'N1', 'U1', 'PR1', '', ''],
        ['C1', '01/12/2025', 'P', 'C2', 'N1', 'U1', 'PR1', '', ''],
      ]),
      'reviews.csv': 'CHILD,DOB,REVIEW,REVIEW_CODE\nC1,09/09/2012,01/05/2025,PN1\n',
    })
    await runImport(book, await openSubmission([folder]))
    const found = await db
      .selectFrom('finding')
      .innerJoin('person', 'person.id', 'finding.childId')
      .select(['laChildId', 'rule', 'field'])
      .where('laChildId', 'in', ['P1', 'C1'])
      .where('rule', 'not like', 'return.%')
      .orderBy('rule')
      .execute()
    assert.deepEqual(found, [
      { laChildId: 'P1', rule: 'CP-4', field: 'heldOn' },
      { laChildId: 'C1', rule: 'LA-1', field: 'startedOn' },
      { laChildId: 'C1', rule: 'LA-4', field: 'heldOn' },
    ])
  })
})
