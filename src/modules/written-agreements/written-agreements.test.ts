import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { addDays, day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform, StateMoved, type Act } from '../../platform/record/perform.ts'
import type { AnyCommand } from '../../platform/record/record.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo, testDay } from '../../platform/testing/office.ts'
import { idOf, refusals } from '../../platform/testing/outcomes.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { readingsOf, said } from '../../platform/testing/readings.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { nothing } from '../../platform/web/html.ts'
import { commands } from './commands.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'
import { gravestWorry } from './queries.ts'
import { agreementCheck, writtenAgreement } from './record.ts'
import { notGrave, overRelied } from './rules.ts'

let db: Db
let book: Book
let worker: Actor
let manager: Actor
let head: Actor
let ada: string
let ben: string

before(async () => {
  db = await freshDb()
  book = bookOn(db, [duties])
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  manager = await addStaff(db, 'Asha Patel', 'TM')
  head = await addStaff(db, 'Marian Cole', 'SM')
  ada = await addPerson(db, { givenName: 'Ada', familyName: 'Larch', bornOn: day('2014-06-01') })
  ben = await addPerson(db, { givenName: 'Ben', familyName: 'Larch', bornOn: day('2017-01-09') })
  for (const childId of [ada, ben]) await allocateTo(db, childId, worker)
})
after(() => db.destroy())

const act = (actor: Actor, recordId: string | null, childId = ada): Act => ({ actor, childId, recordId, formKey: null }) // prettier-ignore
const does = (command: AnyCommand, actor: Actor, id: string | null, posted: object = {}) =>
  perform(book, command, act(actor, id), posted)
const rowOf = (id: string) => db.selectFrom('writtenAgreement').selectAll().where('id', '=', id).executeTakeFirstOrThrow() // prettier-ignore

const terms = {
  madeWith: 'Kelly Larch',
  expectations: 'Kelly rings the school herself if Dean comes to the gate',
  whoChecks: 'Mrs Ford',
  howChecked: 'She watches the gate at three',
  howOften: 'Every school day',
  risks: 'Dean taking Ada',
  otherMeasures: 'A court order that Dean may not come near',
  soleSafeguard: 'no',
  asksVictim: 'no',
  interpreter: 'not needed',
}
const signature = { signedOn: '2026-11-20', signedBy: 'Kelly Larch', reviewOn: '2026-12-18', approvedWhy: 'The order stands beside it' } // prettier-ignore
const seen = {
  checkedOn: '2026-11-22',
  independent: 'yes',
  working: 'yes',
  checkFound: 'Mrs Ford saw nobody',
}

const proposed = async (more: object = {}) => idOf(await does(commands.proposeAgreement, worker, null, { ...terms, ...more })) // prettier-ignore
async function active(more: object = {}): Promise<string> {
  const id = await proposed(more)
  idOf(await does(commands.approveAgreement, manager, id, signature))
  return id
}

describe('a written agreement', () => {
  it('is proposed for each child it is about', async () => {
    const id = await proposed({ alsoFor: [ben] })
    const other = await db.selectFrom('writtenAgreement').selectAll().where('togetherId', '=', id).executeTakeFirstOrThrow() // prettier-ignore
    assert.deepEqual([other.childId, other.state, other.madeWith], [ben, 'proposed', 'Kelly Larch'])
  })

  it('comes into force when a manager, who did not propose it, agrees', async () => {
    const id = await proposed()
    await assert.rejects(does(commands.approveAgreement, worker, id, signature), { name: 'NotAllowed' })
    idOf(await does(commands.approveAgreement, manager, id, signature))
    const { state, approvedBy, signedBy } = await rowOf(id)
    assert.deepEqual([state, approvedBy, signedBy], ['active', manager.id, 'Kelly Larch'])
    const own = idOf(await does(commands.proposeAgreement, manager, null, terms))
    assert.deepEqual(refusals(await does(commands.approveAgreement, manager, own, signature)), ['AG-4 approvedWhy']) // prettier-ignore
  })

  it('is never the only thing that keeps a child safe, whoever would agree to it', async () => {
    for (const more of [{ otherMeasures: '' }, { soleSafeguard: 'yes' }]) {
      const id = await proposed(more)
      assert.deepEqual(refusals(await does(commands.approveAgreement, manager, id, signature)), ['AG-1 approvedWhy']) // prettier-ignore
      assert.deepEqual(refusals(await does(commands.approveAsHead, head, id, signature)), [
        'AG-1 approvedWhy',
      ])
    }
  })

  it('asks somebody who is abused to keep the other away only by the service manager’s word', async () => {
    const id = await proposed({ asksVictim: 'yes' })
    assert.deepEqual(refusals(await does(commands.approveAgreement, manager, id, signature)), ['AG-2 approvedWhy']) // prettier-ignore
    await assert.rejects(does(commands.approveAsHead, manager, id, signature), { name: 'NotAllowed' })
    idOf(await does(commands.approveAsHead, head, id, signature))
  })

  it('is the service manager’s where a worry is grave', async () => {
    const other = {
      childId: ada,
      state: 'open',
      what: 'Dean',
      source: 'Police',
      sinceOn: daysAgo(9),
    } as const
    const { id } = await db.insertInto('worry').values({ ...other, score: 15 }).returning('id').executeTakeFirstOrThrow() // prettier-ignore
    const guard = notGrave(await gravestWorry(db, ada), 15)
    const guarded = { ...commands.approveAgreement, rules: [...commands.approveAgreement.rules, guard] }
    assert.deepEqual(refusals(await does(guarded, manager, await proposed(), signature)), [
      'AG-3 approvedWhy',
    ])
    await db.updateTable('worry').set({ score: 14 }).where('id', '=', id).execute()
    assert.equal(notGrave(await gravestWorry(db, ada), 15).holds({}), true)
  })

  it('may be refused by a manager, and by nobody else', async () => {
    const id = await proposed()
    const no = { declinedWhy: 'Kelly cannot stop him, and should not be asked to' }
    await assert.rejects(does(commands.declineAgreement, worker, id, no), { name: 'NotAllowed' })
    idOf(await does(commands.declineAgreement, manager, id, no))
    await assert.rejects(does(commands.approveAgreement, manager, id, signature), StateMoved)
  })
})

describe('an agreement in force', () => {
  it('is renewed and ended only on a check that rests on more than the word of those who signed', async () => {
    const id = await active()
    const on = { reviewOn: '2026-12-30', renewedWhy: 'It holds' }
    const over = { endedWhy: 'The order is for life' }
    assert.deepEqual(refusals(await does(commands.renewAgreement, manager, id, on)), ['AG-7'])
    idOf(await does(commands.checkAgreement, worker, id, { ...seen, independent: 'no' }))
    assert.deepEqual(refusals(await does(commands.endAgreement, manager, id, over)), ['AG-7'])
    idOf(await does(commands.checkAgreement, worker, id, seen))
    assert.equal((await rowOf(id)).independentOn, testDay)
    await assert.rejects(does(commands.renewAgreement, worker, id, on), { name: 'NotAllowed' })
    idOf(await does(commands.renewAgreement, manager, id, on))
    await assert.rejects(does(commands.endAgreement, worker, id, over), { name: 'NotAllowed' })
    idOf(await does(commands.endAgreement, manager, id, over))
    assert.deepEqual([(await rowOf(id)).state, (await rowOf(id)).renewals], ['ended', 1])
  })

  it('is renewed a third time only by the service manager', async () => {
    const id = await active()
    const on = { reviewOn: '2026-12-30', renewedWhy: 'It holds' }
    idOf(await does(commands.checkAgreement, worker, id, seen))
    for (const _ of [1, 2]) idOf(await does(commands.renewAgreement, manager, id, on))
    assert.deepEqual(refusals(await does(commands.renewAgreement, manager, id, on)), ['AG-8 renewedWhy'])
    await assert.rejects(does(commands.renewAsHead, manager, id, on), { name: 'NotAllowed' })
    idOf(await does(commands.renewAsHead, head, id, on))
  })

  it('once broken asks the manager who agreed to it to decide, within a working day', async () => {
    const id = await active()
    idOf(await does(commands.recordBreach, worker, id, { breachedOn: '2026-11-21', breachWhat: 'Dean was let in' })) // prettier-ignore
    const action = await db
      .selectFrom('action')
      .selectAll()
      .where('fromId', '=', id)
      .executeTakeFirstOrThrow()
    assert.deepEqual([action.ownerId, action.dueOn], [manager.id, '2026-11-23'])
    const what = { escalation: 'strategy discussion', escalatedWhy: 'He has a key' }
    await assert.rejects(does(commands.escalate, worker, id, what), { name: 'NotAllowed' })
    idOf(await does(commands.escalate, manager, id, what))
    idOf(await does(commands.endAgreement, manager, id, { endedWhy: 'Ada is at her aunt’s' }))
  })

  it('is reviewed every 20 working days, from the day it was signed', () => {
    const one = [writtenAgreement, { id: 'agreement', signedOn: '2026-03-02', state: 'active' }] as const
    const check = [agreementCheck, { agreementId: 'agreement', checkedOn: '2026-03-20' }] as const
    assert.deepEqual(said(readingsOf(duties, [one]), 'written-agreement-review'), ['2026-03-02 due 2026-03-30 open']) // prettier-ignore
    assert.deepEqual(said(readingsOf(duties, [one, check]), 'written-agreement-review'), [
      '2026-03-02 due 2026-03-30 met 2026-03-20',
      // Good Friday and Easter Monday, 3 and 6 April, are not worked.
      '2026-03-20 due 2026-04-21 open',
    ])
  })

  it('says when it is relied on too much', () => {
    const one = { signedOn: daysAgo(91), independentOn: daysAgo(7), soleSafeguard: false, otherMeasures: 'An order' } // prettier-ignore
    assert.deepEqual(overRelied(one, 1, testDay), ['In force for more than 90 days'])
    assert.deepEqual(overRelied({ ...one, signedOn: daysAgo(90) }, 2, testDay), ['One of 2 in force'])
    const unchecked = { ...one, signedOn: daysAgo(60), independentOn: addDays(testDay, -40) }
    assert.deepEqual(overRelied(unchecked, 1, testDay), ['Nobody has checked it for 20 working days'])
    assert.deepEqual(overRelied({ ...unchecked, signedOn: daysAgo(3) }, 1, testDay), [])
  })

  it('stands on its page in plain words, and in the managers’ list', async () => {
    const id = await active()
    const server = await serverOf(book, [pages], async () => nothing)
    const get = async (actor: Actor, url: string) => {
      const { cookie } = await signIn(book, actor)
      return server.inject({ url, headers: { cookie } })
    }
    assert.match(wordsOf((await get(worker, `/children/${ada}/agreements/${id}`)).body), /Kelly rings the school herself/) // prettier-ignore
    assert.match(wordsOf((await get(manager, '/agreements')).body), /Ada Larch/)
    assert.equal((await get(worker, '/agreements')).statusCode, 403)
    await server.close()
  })
})
