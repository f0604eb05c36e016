import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { NotAllowed, type Actor } from '../../platform/access/policy.ts'
import { reachable, requireChild } from '../../platform/access/reach.ts'
import type { Db } from '../../platform/db/database.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform } from '../../platform/record/perform.ts'
import type { AnyCommand } from '../../platform/record/record.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { pages as searchPages } from '../search/index.ts'
import { commands } from './commands.ts'
import { openInEmergency } from './emergency.ts'
import { pages } from './pages.ts'

let db: Db
let book: Book
let app: App
const staff: Record<string, Actor> = {}
const of = (name: string): Actor => staff[name] ?? assert.fail(name)
before(async () => {
  db = await freshDb()
  book = bookOn(db)
  for (const [name, role, team] of [
    ['amira', 'SW', 'Riverside'],
    ['asha', 'TM', 'Riverside'],
    ['olu', 'SW', 'Hillside'],
    ['tess', 'TM', 'Hillside'],
    ['ruth', 'SM', 'Riverside'],
    ['sam', 'SM', 'Hillside'],
    ['dara', 'DIR', null],
    ['dee', 'DPO', null],
    ['bo', 'BS', null],
  ] as const)
    staff[name] = await addStaff(db, name, role, team)
  app = await serverOf(book, [pages, searchPages], async () => nothing)
})
after(async () => {
  await app.close()
  await db.destroy()
})

let made = 0
/** A child of Amira's. */
async function aChild(): Promise<string> {
  const childId = await addPerson(db, {
    givenName: 'Zephyr',
    familyName: 'Quillfeather',
    laChildId: `Z${++made}`,
  })
  await allocateTo(db, childId, of('amira'))
  return childId
}

const does = (
  who: string,
  command: AnyCommand,
  childId: string,
  answers: object,
  recordId: string | null = null,
) => perform(book, command, { actor: of(who), childId, recordId, formKey: null }, answers)

/** Who of them may read the child's record. */
async function readers(childId: string): Promise<string[]> {
  const may = await Promise.all(
    Object.keys(staff).map(async (name) => ({
      name,
      may: (await reachable(db, of(name), 'child.read', [childId])).has(childId),
    })),
  )
  return may.filter(({ may: reads }) => reads).map(({ name }) => name)
}

const why = { why: 'Her own nephew works here', ownerId: '', reviewOn: '1/6/2027' }
async function restricted(): Promise<{ childId: string; recordId: string }> {
  const childId = await aChild()
  const outcome = await does('asha', commands.askRestriction, childId, { ...why, ownerId: of('ruth').id })
  assert.equal(outcome.kind, 'done')
  return { childId, recordId: outcome.kind === 'done' ? outcome.recordId : '' }
}

describe('a restricted record', () => {
  it('is hidden at once, from all but its workers, their manager and whoever answers for it', async () => {
    const { childId } = await restricted()
    assert.deepEqual(await readers(childId), ['amira', 'asha', 'ruth'])
  })

  it('is agreed by another than who asked, and shown again when refused', async () => {
    const { childId, recordId } = await restricted()
    await assert.rejects(does('asha', commands.agreeRestriction, childId, {}, recordId), NotAllowed)
    await does('ruth', commands.refuseRestriction, childId, { answeredWhy: 'No relation' }, recordId)
    assert.ok((await readers(childId)).includes('sam'))
  })

  it('lets in who is named, once two others have agreed, and as far as their role goes', async () => {
    const { childId } = await restricted()
    const self = await does('asha', commands.askToLetIn, childId, { staffId: of('asha').id, why: 'Me' })
    assert.equal(self.kind === 'refused' && self.findings[0]?.rule, 'access-not-oneself')
    const asked = await does('asha', commands.askToLetIn, childId, {
      staffId: of('dara').id,
      why: 'The director asked',
    })
    assert.ok(asked.kind === 'done')
    const own = await does('dara', commands.letIn, childId, {}, asked.recordId)
    assert.equal(own.kind === 'refused' && own.findings[0]?.rule, 'access-not-for-oneself')
    assert.ok(!(await readers(childId)).includes('dara'))
    await does('ruth', commands.letIn, childId, {}, asked.recordId)
    assert.ok((await readers(childId)).includes('dara'))
    await does('asha', commands.endNamedAccess, childId, { endedWhy: 'Done' }, asked.recordId)
    assert.ok(!(await readers(childId)).includes('dara'))
  })

  it('is lifted by a service manager, with the reason', async () => {
    const { childId, recordId } = await restricted()
    await does('dara', commands.agreeRestriction, childId, {}, recordId)
    await does('ruth', commands.liftRestriction, childId, { liftedWhy: 'He has left' }, recordId)
    assert.ok((await readers(childId)).includes('sam'))
  })
})

async function find(who: string): Promise<string> {
  const { cookie, csrf } = await signIn(book, of(who))
  const posted = await app.inject({
    method: 'POST',
    url: '/search',
    payload: new URLSearchParams({ _csrf: csrf, q: 'Zephyr Quillfeather' }).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })
  return wordsOf((await app.inject({ url: String(posted.headers.location), headers: { cookie } })).body)
}

describe('a colleague with a conflict of interest', () => {
  it('has no such record, though it is allocated to them: not in lists, not by its address, not in search', async () => {
    const childId = await aChild()
    const set = await does('bo', commands.setConflict, childId, {
      staffId: of('amira').id,
      relation: 'neighbour',
    })
    assert.equal(set.kind, 'done')
    assert.ok(!(await readers(childId)).includes('amira'))
    await assert.rejects(requireChild(db, of('amira'), 'child.read', childId), NoSuchPerson)
    await assert.rejects(
      openInEmergency(book, of('amira'), childId, null, {
        reason: 'out of hours',
        why: 'I really must see this now',
        hours: '1',
      }),
      NoSuchPerson,
    )
    assert.doesNotMatch(await find('amira'), new RegExp(`Z${made}\\b`))
    assert.match(await find('asha'), new RegExp(`Z${made}\\b`))
  })

  it('is let back by somebody else than who set it', async () => {
    const childId = await aChild()
    const set = await does('ruth', commands.setConflict, childId, {
      staffId: of('amira').id,
      relation: 'friend',
    })
    const recordId = set.kind === 'done' ? set.recordId : ''
    const same = await does('ruth', commands.endConflict, childId, { endedWhy: 'Moved away' }, recordId)
    assert.equal(same.kind === 'refused' && same.findings[0]?.rule, 'conflict-two-people')
    assert.equal(
      (await does('dara', commands.endConflict, childId, { endedWhy: 'Moved away' }, recordId)).kind,
      'done',
    )
    assert.ok((await readers(childId)).includes('amira'))
  })
})

const urgent = {
  reason: 'child at immediate risk',
  why: 'Police are at the door and ask who is safe',
  hours: '1',
}

/** The book of a test stands still at noon; who may read is asked of the database, whose clock goes on. */
const fromNow = () =>
  sql`update emergency_opening set until_at = now() + (until_at - opened_at) where until_at is not null`.execute(
    db,
  )

describe('opening a record in an emergency', () => {
  it('asks for twenty letters, and lets somebody read and do nothing, for as long as they said', async () => {
    const childId = await aChild()
    const short = await openInEmergency(book, of('olu'), childId, null, { ...urgent, why: 'because' })
    assert.equal(short.kind === 'refused' && short.findings[0]?.rule, 'emergency-why')
    await assert.rejects(requireChild(db, of('olu'), 'child.read', childId), NotAllowed)
    await openInEmergency(book, of('olu'), childId, null, urgent)
    await fromNow()
    await requireChild(db, of('olu'), 'child.read', childId)
    await assert.rejects(requireChild(db, of('olu'), 'visit.write', childId), NotAllowed)
    await sql`update emergency_opening set until_at = now() - interval '1 second'`.execute(db)
    await assert.rejects(requireChild(db, of('olu'), 'child.read', childId), NotAllowed)
  })

  it('waits for a second person where the record is restricted, unless a child is at immediate risk', async () => {
    const { childId } = await restricted()
    const covering = { ...urgent, reason: 'covering' }
    const asked = await openInEmergency(book, of('olu'), childId, null, covering)
    assert.ok(asked.kind === 'done')
    await assert.rejects(requireChild(db, of('olu'), 'child.read', childId), NoSuchPerson)
    await does('dara', commands.agreeToOpen, childId, {}, asked.recordId)
    await fromNow()
    await requireChild(db, of('olu'), 'child.read', childId)
    await openInEmergency(book, of('tess'), childId, null, urgent)
    await fromNow()
    await requireChild(db, of('tess'), 'child.read', childId)
  })

  it('is told to the managers of the child and of the colleague, and to the data protection officer', async () => {
    await sql`update emergency_opening set state = 'justified', reviewed_by = ${of('dara').id}`.execute(db)
    const childId = await aChild()
    await openInEmergency(book, of('olu'), childId, null, urgent)
    for (const [who, sees] of [
      ['asha', true],
      ['tess', true],
      ['dee', true],
      ['dara', true],
      ['olu', false],
    ] as const) {
      const { cookie } = await signIn(book, of(who))
      const page = await app.inject({ url: '/emergency/to-look-into', headers: { cookie } })
      assert.equal(/Police are at the door/.test(page.body), sees, who)
      assert.doesNotMatch(page.body, /Zephyr/)
    }
  })

  it('is looked into by somebody else, who says what they found', async () => {
    const childId = await aChild()
    const opened = await openInEmergency(book, of('tess'), childId, null, urgent)
    const recordId = opened.kind === 'done' ? opened.recordId : ''
    const bare = await does('dara', commands.findNotJustified, childId, {}, recordId)
    assert.equal(bare.kind, 'refused')
    assert.equal((await does('asha', commands.findJustified, childId, {}, recordId)).kind, 'done')
  })

  it('is offered where a record is not one’s own, and says nothing of whether a number is known', async () => {
    const childId = await aChild()
    const { cookie, csrf } = await signIn(book, of('olu'))
    const refused = await app.inject({ url: `/children/${childId}/who-has-looked`, headers: { cookie } })
    assert.equal(refused.statusCode, 403)
    const { childId: hidden } = await restricted()
    const { laChildId } = await db
      .selectFrom('person')
      .select('laChildId')
      .where('id', '=', hidden)
      .executeTakeFirstOrThrow()
    const answers = await Promise.all(
      [laChildId ?? '', 'Z-unknown'].map((number) =>
        app.inject({
          method: 'POST',
          url: '/emergency',
          payload: new URLSearchParams({
            _csrf: csrf,
            ...urgent,
            reason: 'audit',
            laChildId: number,
          }).toString(),
          headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        }),
      ),
    )
    assert.equal(answers[0]?.statusCode, 200)
    assert.equal(wordsOf(answers[0]?.body ?? ''), wordsOf(answers[1]?.body ?? ''))
  })
})

describe('who has looked at a record', () => {
  it('is told to those who may ask, a line a person a day', async () => {
    const childId = await aChild()
    for (const route of ['/children/:childId', '/children/:childId/access', '/children/:childId/family'])
      await sql`insert into read_event (actor_id, child_ids, route) values (${of('olu').id}, ${[childId]}, ${route})`.execute(
        db,
      )
    const { cookie } = await signIn(book, of('asha'))
    const page = await app.inject({ url: `/children/${childId}/who-has-looked`, headers: { cookie } })
    assert.match(
      wordsOf(page.body),
      /olu Social worker, Hillside .*2026 3 .*the record, who may see it, family/,
    )
    const own = await signIn(book, of('amira'))
    const refused = await app.inject({
      url: `/children/${childId}/who-has-looked`,
      headers: { cookie: own.cookie },
    })
    assert.equal(refused.statusCode, 403)
  })
})
