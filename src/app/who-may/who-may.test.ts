import assert from 'node:assert/strict'
import { deflateRawSync } from 'node:zlib'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { acts, type Permission } from '../../platform/access/policy.ts'
import { viewOfRecord } from '../../platform/access/kept-in.ts'
import { pdfOf } from '../../platform/web/print.ts'
import { wordsOf } from '../../platform/testing/pages.ts'
import { records } from '../modules.ts'
import { readable } from '../shown.testing.ts'
import {
  cellsOf,
  leaks,
  openOffice,
  wrongAnswer,
  wrongWith,
  type Cell,
  type Office,
} from './cells.testing.ts'
import { changes, doorsToRecords, handWritten, takenWithout, wrongWithForeign } from './foreign.testing.ts'
import { marksIn } from './marks.testing.ts'
import { standings, takenIn, tellsUs, toldAfterwards, wrongFor } from './partners.testing.ts'
import { rowsOf } from './places.testing.ts'
import { makeWorld, type World } from './world.testing.ts'

/**
 * All of it under HOLDFAST_MATRIX=full, or the third of twelve parts of it under HOLDFAST_MATRIX=3/12; else every door once, for another
 * post and standing each.
 */
const asked = process.env['HOLDFAST_MATRIX']
const full = asked !== undefined
const [part = 1, parts = 1] = asked === undefined || asked === 'full' ? [] : asked.split('/').map(Number)
const seed = Number(process.env['HOLDFAST_SEED'] ?? 5)

let world: World
let office: Office

before(async () => {
  world = await makeWorld(full ? 2 : 1)
  office = await openOffice(world)
})
after(async () => {
  await office.app.close()
  await world.owner.destroy()
  await world.db.destroy()
})

/** Forms whose permission only looks: what they post is a question, or the reader's own. */
const asking = new Set([
  '/search',
  '/measures',
  '/children/:childId/chronology/search',
  '/inbox/:alertId',
  '/inbox/services/:alertId',
  '/inbox/read',
])

describe('the matrix of roles', () => {
  it('has a place for every door, and every door asks for a permission of its place', () => {
    const outside = office.doors.filter(
      ({ url, audience }) => !rowsOf(url).includes(acts.get(audience as Permission)?.row ?? audience),
    )
    assert.deepEqual(outside, [])
    assert.ok(office.doors.length > 600, `${office.doors.length} doors`)
  })

  it('lets nobody write by a permission to look', () => {
    const writes = office.doors.filter(
      ({ method, url, audience }) =>
        method !== 'GET' && acts.get(audience as Permission)?.does === 'V' && !asking.has(url),
    )
    assert.deepEqual(writes, [])
  })

  it('says who reads every kind of record there is', () => {
    assert.deepEqual(
      records.filter(({ table }) => viewOfRecord(table) === null).map(({ table }) => table),
      [],
    )
  })
})

describe('every door, for every role, however they stand to the child', () => {
  it('answers as the matrix says, and shows nothing it keeps back', async () => {
    const all = cellsOf(world, office)
    const some = full ? all.filter((_, i) => i % parts === part - 1) : onceEach(all)
    const since = performance.now()
    const wrong: string[] = []
    const left = some.values()
    const work = async () => {
      for (const cell of left) wrong.push(...(await wrongWith(world, office, cell)))
    }
    await Promise.all([work(), work(), work(), work()])
    const seconds = ((performance.now() - since) / 1000).toFixed(1)
    console.log(
      `${some.length} of ${all.length} cells: ${office.doors.length} doors, ${new Set(some.map(({ person }) => person?.post)).size} posts, ${world.marks.at.size} marks in ${world.marks.columns} columns, ${seconds} s; ${wrong.length} wrong`,
    )
    assert.deepEqual(wrong.slice(0, 40), [])
  })

  it('leaves nothing of anybody in the log', () => {
    const lines = office.logged().trim().split('\n').length
    console.log(`${marksIn(office.logged()).size} marks in ${lines} lines of the log`)
    assert.ok(lines > 300, `${lines} lines`)
    assert.deepEqual([...marksIn(office.logged())], [])
  })

  it('leaves nothing of anybody in the metrics', async () => {
    const { body } = await office.app.inject('/metrics')
    const lines = body.trim().split('\n').length
    console.log(`${marksIn(body).size} marks in ${lines} lines of metrics`)
    assert.ok(lines > 300, `${lines} lines`)
    assert.deepEqual([...marksIn(body)], [])
  })

  it('plants a mark in every table about somebody, but those that are empty for a reason', () => {
    assert.deepEqual([...world.marks.empty].toSorted(), emptyFor.toSorted())
  })
})

/** Tables about somebody in which this world writes nothing; each is met elsewhere, as its line says. */
const emptyFor = [
  'dfe_change', 'dfe_held', // what was sent to the DfE: read by no page of a child; dfe-api/pages.test.ts
  'emergency_opening', 'named_access', 'restriction', // who may see a record: restrictions.test.ts
  'conflict_proposal', 'outside_look', 'reading_flag', // who looked and should not have: who-looked has tests of its own
  'merge', 'notice_match', 'notice_person', // people not yet said to be one: merge.test.ts, police-notices.test.ts
  'return_row', 'return_run_child', // rows of a return, by number: returns/rows, behind `import` alone
  'withdrawn_record', // what an import brought and was taken back: read by no page
] // prettier-ignore

/** Each door once, each time for another who stands otherwise. */
function onceEach(all: readonly Cell[]): Cell[] {
  return [...Map.groupBy(all, ({ door }) => door).values()].flatMap(
    (cells, i) => cells[(seed + i * 37) % cells.length] ?? [],
  )
}

describe('a partner, who has no account and two numbers', () => {
  it('is told what became of what they sent in, of no child, and of what another sent nothing', async () => {
    const [own, other] = [await tellsUs(office), await tellsUs(office)]
    await takenIn(world, own)
    const told = async (who: typeof own, standing: (typeof standings)[number], another: typeof own) =>
      toldAfterwards(office, who, standing, another)
    const mine = await told(own, 'partner’s own', other)
    assert.deepEqual([mine.status, mine.marks], [200, []])
    assert.match(mine.body, /a manager has decided/)
    const theirs = await told(other, 'partner’s other', own)
    const nobodys = await told(other, 'partner’s other', { receipt: 'HF-AAAA-AAAA', second: '' })
    assert.equal(theirs.status, 422)
    assert.equal(wordsOf(theirs.body), wordsOf(nobodys.body))
  })

  it('is let in at no door but those for anybody, whatever numbers they send along', async () => {
    const who = await tellsUs(office)
    const asked = office.doors.filter(({ url }, i) => url !== '/tell-us' && (full || (seed + i) % 6 === 0))
    const wrong: string[] = []
    for (const door of asked) wrong.push(...(await wrongFor(world, office, door, who)))
    assert.ok(asked.length > 100)
    assert.deepEqual(wrong, [])
  })
})

describe('another child’s record, in the address of a child whom one may open', () => {
  const written = async () =>
    (await sql`select count(*) as n from event where child_id = ${world.children.open}`.execute(world.owner))
      .rows

  it('is shown by no door and changed by none', async () => {
    const before = await written()
    const asked = doorsToRecords(office).filter((_, i) => full || (seed + i) % 12 === 0)
    const wrong: string[] = []
    for (const one of asked)
      for (const post of full ? (['SW', 'TM', 'SM', 'EHL', 'LEG', 'VS'] as const) : (['SM'] as const))
        wrong.push(...(await wrongWithForeign(world, office, one, post)))
    assert.ok(asked.length > 40, `${asked.length}`)
    assert.deepEqual(wrong, [])
    assert.deepEqual(await written(), before)
  })

  it('nor a child out of reach, is taken from a form written by hand: it names what it did not offer', async () =>
    assert.deepEqual(await handWritten(world, office), {
      'another child’s plan': '422 outcomeId',
      'no plan': '303',
      'a child of another team as a relative': '422 relativeId',
      'such a child by a correction': '422 relativeId',
      'such a child as the same one': '422 loserId',
    }))
})

describe('a form that is not ours', () => {
  it('is taken at no door, from nobody, by no way of sending it', async () => {
    const forms = office.doors.filter(
      ({ method, audience }, i) =>
        method === 'POST' && audience !== 'anyone' && (full || (seed + i) % 30 === 0),
    )
    const before = await changes(world)
    const taken: string[] = []
    for (const door of forms) taken.push(...(await takenWithout(world, office, door)))
    assert.ok(forms.length > 5, `${forms.length}`)
    assert.deepEqual(taken, [])
    assert.equal(await changes(world), before)
  })
})

describe('what looks for leaks finds each kind that is planted', () => {
  /** A mark of the restricted child, and somebody who may not see it. */
  const planted = () => {
    const [mark = ''] =
      [...world.marks.at].find(
        ([, { childId, table }]) => childId === world.children.restricted && table === 'visit',
      ) ?? []
    const person = world.people.find(({ post, seat }) => post === 'SW' && seat === 'other team') ?? null
    return { mark, found: (body: string) => leaks(world, person, '/x', marksIn(body)).length }
  }

  it('in a page, in JSON and in CSV', () => {
    const { mark, found } = planted()
    assert.equal(found(readable('text/html', Buffer.from(`<p>${mark}</p>`))), 1)
    assert.equal(found(readable('application/json', Buffer.from(JSON.stringify({ said: mark })))), 1)
    assert.equal(found(readable('text/csv', Buffer.from(`a,"${mark}"`))), 1)
    assert.equal(found(readable('text/html', Buffer.from('<p>Nothing</p>'))), 0)
  })

  it('in a PDF, and in a workbook or a document', async () => {
    const { mark, found } = planted()
    assert.equal(
      found(
        readable('application/pdf', await pdfOf('A plan', [{ as: 'P', size: 11, words: mark } as never])),
      ),
      1,
    )
    assert.equal(
      found(readable('application/zip', zipOf(`<w:t>${mark.slice(0, 4)}</w:t><w:t>${mark.slice(4)}</w:t>`))),
      1,
    )
  })

  it('in an answer that lets somebody in, or keeps them out, against the matrix', () => {
    const door = { method: 'GET', url: '/children/:childId/visits', audience: 'visit.read' }
    assert.equal(wrongAnswer('nothing there', door, 403, undefined), 'nothing there was due, 403 came')
    assert.equal(wrongAnswer('refused', door, 200, undefined), 'refused was due, 200 came')
    assert.equal(wrongAnswer('admitted', door, 500, undefined), 'admitted was due, 500 came')
    assert.equal(wrongAnswer('sign in', door, 200, undefined), 'sign in was due, 200 came')
    assert.equal(wrongAnswer('admitted', door, 200, undefined), null)
  })

  it('in a door that shows a child to whom it should not: one is opened here, and found', async () => {
    const person =
      world.people.find(({ post, seat }) => post === 'SW' && seat === 'excluded') ?? assert.fail()
    const cell: Cell = {
      door: { method: 'GET', url: '/children/:childId/visits', audience: 'visit.read' },
      person,
      relationship: 'excluded',
    }
    assert.deepEqual(await wrongWith(world, office, cell), [])
    await sql`update exclusion set state = 'ended' where staff_id = ${person.actor.id}`.execute(world.owner)
    const wrong = await wrongWith(world, office, cell)
    await sql`update exclusion set state = 'in force' where staff_id = ${person.actor.id}`.execute(
      world.owner,
    )
    assert.match(wrong.join('\n'), /nothing there was due, 200 came/)
    assert.match(wrong.join('\n'), /shows .*of the open/)
  })
})

/** The smallest archive with one part in it. */
function zipOf(part: string): Buffer {
  const packed = deflateRawSync(Buffer.from(part))
  const local = Buffer.alloc(31)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(1, 26)
  local.write('a', 30)
  const head = Buffer.alloc(47)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(8, 10)
  head.writeUInt32LE(packed.length, 20)
  head.writeUInt16LE(1, 28)
  head.write('a', 46)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(31 + packed.length, 16)
  return Buffer.concat([local, packed, head, end])
}
