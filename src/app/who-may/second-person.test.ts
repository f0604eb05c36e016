import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { decide } from '../../platform/access/decide.ts'
import { grantsOf, type Actor } from '../../platform/access/policy.ts'
import { relationTo } from '../../platform/access/reach.ts'
import { daysAgo, addPerson, addStaff, allocateTo } from '../../platform/testing/office.ts'
import { signIn } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { Db } from '../../platform/db/database.ts'
import type { App } from '../../platform/web/app.ts'
import { bookOf } from '../book.ts'
import { buildServer } from '../server.ts'

const again: string[] = []
let db: Db
let app: App
let amira: Actor
let olu: Actor
let ines: Actor
let childId: string

before(async () => {
  db = await freshDb()
  app = await buildServer(
    { book: bookOf(db), council: 'Exampleshire Council', demonstration: false, secure: false },
    ({ method, url, config }) => {
      for (const one of [method].flat()) if (config?.stepUp === true) again.push(`${one} ${url}`)
    },
  )
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  olu = await addStaff(db, 'Olu Bankole', 'SW', 'Hillside')
  ines = await addStaff(db, 'Ines Moor', 'INSP', null)
  childId = await addPerson(db, { restrictedLevel: 2 })
  await allocateTo(db, childId, amira)
})
after(async () => {
  await app.close()
  await db.destroy()
})

describe('who may see a restricted record', () => {
  it('is not changed by the correction of a record that says so: that needs two people', async () => {
    const asked = {
      childId,
      staffId: ines.id,
      state: 'in force' as const,
      why: 'Inspection',
      askedOn: daysAgo(2),
    }
    const { id } = await db.insertInto('namedAccess').values(asked).returning('id').executeTakeFirstOrThrow()
    const { cookie, csrf } = await signIn(bookOf(db), amira)
    const url = `/children/${childId}/records/named-access/${id}/correct?field=staffId`
    assert.equal((await app.inject({ url, headers: { cookie } })).statusCode, 404)
    const payload = { _csrf: csrf, staffId: olu.id, reason: 'Wrong colleague' }
    assert.equal((await app.inject({ method: 'POST', url, headers: { cookie }, payload })).statusCode, 404)
    const held = await db.selectFrom('namedAccess').select('staffId').where('id', '=', id).executeTakeFirst()
    assert.equal(held?.staffId, ines.id)
  })

  it('is told with its reason, and with what goes with it', async () => {
    const of = async (who: Actor) => decide(who, 'visit.read', await relationTo(db, who, childId))
    assert.deepEqual(await of(amira), { allowed: true, because: 'own', answer: 'shown', obligations: ['write down'] })
    assert.deepEqual(await of(olu), { allowed: false, because: 'restricted', answer: 'nothing there', obligations: ['ask reason', 'second person'] })
    await sql`update person set restricted_level = 0 where id = ${childId}`.execute(db)
    assert.deepEqual(await of(olu), { allowed: false, because: 'relation', answer: 'refused', obligations: ['ask reason'] })
    await sql`insert into emergency_opening (child_id, staff_id, state, reason, why, hours, asked_at, opened_at, until_at)
      values (${childId}, ${olu.id}, 'open', 'covering', 'Nobody else is here to do it', '1', now(), now(), now() + interval '1 hour')`.execute(db)
    assert.deepEqual(await of(olu), { allowed: true, because: 'emergency', answer: 'shown', obligations: ['write down', 'read only', 'notify'] })
    await sql`update person set restricted_level = 2 where id = ${childId}`.execute(db)
  }) // prettier-ignore
})

describe('what takes children’s records out, or opens one in an emergency', () => {
  it('asks somebody who came in a while ago to show again that it is them', async () => {
    const wanted = [
      'GET /returns/:id/files/:at',
      'GET /returns/check/:id/findings.:kind',
      'GET /returns/ssd/:view.csv',
      'GET /continuity/pack',
      'POST /continuity/passphrase',
      'POST /emergency',
      'POST /children/:childId/open-in-emergency',
      'POST /account/sessions/end',
    ]
    const plain = again
      .filter((door) => !door.startsWith('HEAD'))
      .map((door) => door.replaceAll(/\(\^.*?\$\)/g, ''))
    assert.deepEqual(plain.toSorted(), wanted.toSorted())
    const { cookie, csrf } = await signIn(bookOf(db), olu)
    await sql`update session set shown_at = now() - interval '16 minutes' where staff_id = ${olu.id}`.execute(
      db,
    )
    const url = '/emergency'
    const answer = await app.inject({ method: 'POST', url, headers: { cookie, 'x-csrf': csrf }, payload: {} })
    assert.match(String(answer.headers.location), /^\/sign-in\/again/)
  })
})

describe('an inspector', () => {
  it('writes nothing, whatever the record: every permission of theirs only looks', () => {
    const writes = Object.keys(grantsOf('INSP')).filter(
      (permission) => !permission.endsWith('.read') && permission !== 'search',
    )
    assert.deepEqual(writes, [])
    assert.ok('looked.read' in grantsOf('INSP'))
  })
})
