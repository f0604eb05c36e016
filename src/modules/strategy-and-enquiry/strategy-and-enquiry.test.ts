import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { addDays, day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform, StateMoved, type Act } from '../../platform/record/perform.ts'
import type { AnyCommand } from '../../platform/record/record.ts'
import { addPerson, addStaff, addTeam, allocateTo, bookOn, testDay } from '../../platform/testing/office.ts'
import { idOf, refusals } from '../../platform/testing/outcomes.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { nothing } from '../../platform/web/html.ts'
import { askFor } from './action-page.ts'
import { commands } from './commands.ts'
import { coveredNow } from './deciding.ts'
import { duties } from './duties.ts'
import { pages } from './pages.ts'
import { waitingIn } from './queries.ts'

let db: Db
let book: Book
let worker: Actor
let manager: Actor
let head: Actor
let screener: Actor
let ada: string
let ben: string

before(async () => {
  db = await freshDb()
  book = bookOn(db, [duties])
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  manager = await addStaff(db, 'Asha Patel', 'TM')
  head = await addStaff(db, 'Marian Cole', 'SM')
  await addTeam(db, 'Front door', 'Front door')
  screener = await addStaff(db, 'Dev Rao', 'SCR', 'Front door')
  ada = await addPerson(db, { givenName: 'Ada', familyName: 'Larch', bornOn: day('2014-06-01') })
  ben = await addPerson(db, { givenName: 'Ben', familyName: 'Larch', bornOn: day('2017-01-09') })
  for (const childId of [ada, ben]) await allocateTo(db, childId, worker)
  const tie = { kind: 'sibling', parentalResponsibility: 'no', household: true } as const
  await db.insertInto('relationship').values({ ...tie, childId: ada, relativeId: ben }).execute() // prettier-ignore
})
after(() => db.destroy())

const act = (actor: Actor, childId: string, recordId: string | null) => ({ actor, childId, recordId, formKey: null }) as const // prettier-ignore
const does = (command: AnyCommand, actor: Actor, childId: string, id: string | null, posted: object = {}) =>
  perform(book, command, act(actor, childId, id) satisfies Act, posted) // prettier-ignore

const suspicion = { concernOn: '2026-11-20', urgent: 'no', trigger: 'A bruise the shape of a belt' }
const heard = {
  heldOn: '2026-11-20',
  mode: 'video',
  socialCareBy: 'Asha Patel',
  policeBy: 'DS Lowe',
  healthBy: 'Dr Amin, paediatrician',
  policeSaid: 'Called to the address twice this year',
}
const decision = {
  analysis: 'Ada was hit, and nobody has said by whom',
  thresholdMet: 'yes',
  outcome: 'joint enquiry',
  decisionWhy: 'An injury that needs explaining',
  safetyTonight: 'She sleeps at her grandmother’s, who will ring if her father comes',
  reviewOn: '2026-12-04',
}
const found = {
  enquiriesMade: ['child', 'police'],
  childSeenOn: '2026-11-22',
  seenAlone: 'yes',
  childAccount: 'He was cross about the cup',
  medical: 'done',
  siblingsConsidered: 'Ben was seen, and has no mark',
  outcome: 'continuing risk',
  next: 'conference',
}

async function askedFor(childId: string, also: readonly string[] = []): Promise<string> {
  return idOf(await does(commands.askForDiscussion, worker, childId, null, { ...suspicion, alsoFor: also }))
}
async function held(childId: string, more: object = {}): Promise<string> {
  const id = await askedFor(childId)
  idOf(await does(commands.recordDiscussion, manager, childId, id, { ...heard, ...more }))
  return id
}
const discussion = (id: string) => db.selectFrom('strategyDiscussion').selectAll().where('id', '=', id).executeTakeFirstOrThrow() // prettier-ignore
const enquiryOf = (childId: string) =>
  db.selectFrom('section47').selectAll().where('childId', '=', childId).orderBy('id', 'desc').executeTakeFirstOrThrow() // prettier-ignore

describe('a strategy discussion (Working Together, chapter 3)', () => {
  it('is asked for once for every child of the household named, and opened for each', async () => {
    const id = await askedFor(ada, [ben])
    const other = await db
      .selectFrom('strategyDiscussion')
      .selectAll()
      .where('togetherId', '=', id)
      .executeTakeFirstOrThrow()
    assert.deepEqual([other.childId, other.state, other.concernOn], [ben, 'asked for', '2026-11-20'])
    idOf(await does(commands.recordDiscussion, manager, ada, id, heard))
    const told = await discussion(other.id)
    assert.deepEqual([told.state, told.heldOn, told.policeBy], ['held', '2026-11-20', 'DS Lowe'])
  })

  it('is a fact though the police were not there: what they cannot do without them is decide', async () => {
    const id = await held(ada, { policeBy: '' })
    assert.equal((await discussion(id)).state, 'held')
    assert.deepEqual(refusals(await does(commands.decideDiscussion, manager, ada, id, decision)), [
      'SD-3 outcome',
    ])
  })

  it('is decided without them by the service manager alone, who says why', async () => {
    const id = await held(ada, { policeBy: '' })
    const why = { ...decision, withoutQuorumWhy: 'The police will not come before Monday' }
    await assert.rejects(does(commands.decideWithoutQuorum, manager, ada, id, why), { name: 'NotAllowed' })
    assert.deepEqual(refusals(await does(commands.decideWithoutQuorum, head, ada, id, decision)), [
      'answer withoutQuorumWhy',
    ])
    idOf(await does(commands.decideWithoutQuorum, head, ada, id, why))
    assert.equal((await discussion(id)).decidedBy, head.id)
  })

  it('leaves no child of the household out without a reason', async () => {
    const id = await held(ada)
    const guard = await coveredNow(db, manager, ada, id)
    assert.match(guard.says, /Ben Larch/)
    const guarded = { ...commands.decideDiscussion, rules: [...commands.decideDiscussion.rules, guard] }
    assert.deepEqual(refusals(await does(guarded, manager, ada, id, decision)), ['SD-5 notCoveredWhy'])
    idOf(await does(guarded, manager, ada, id, { ...decision, notCoveredWhy: 'Ben has lived with an aunt since May' })) // prettier-ignore
  })

  it('decides an enquiry where there is cause to suspect harm, and only there', async () => {
    const id = await held(ada)
    const none = { ...decision, outcome: 'no enquiry' }
    assert.deepEqual(refusals(await does(commands.decideDiscussion, manager, ada, id, none)), [
      'SD-4 outcome',
    ])
    idOf(await does(commands.decideDiscussion, manager, ada, id, { ...none, thresholdMet: 'no' }))
  })

  it('is asked for by the front door too, and held only by a manager', async () => {
    idOf(await does(commands.askForDiscussion, screener, ben, null, suspicion))
    const id = await askedFor(ben)
    await assert.rejects(does(commands.recordDiscussion, worker, ben, id, heard), { name: 'NotAllowed' })
    await assert.rejects(does(commands.recordDiscussion, screener, ben, id, heard), { name: 'NotAllowed' })
    await does(commands.recordDiscussion, manager, ben, id, heard)
    await assert.rejects(does(commands.decideDiscussion, worker, ben, id, decision), { name: 'NotAllowed' })
  })

  it('asks things of people, who can be told where it was decided', async () => {
    const id = await held(ben)
    const asked = { what: 'Change the locks', dueOn: '2026-11-22' }
    const on = { ...act(manager, ben, id), recordId: id }
    assert.deepEqual(refusals(await askFor(book, on, { ...asked, dueOn: '2026-11-21' })), ['answer dueOn'])
    await assert.rejects(askFor(book, { ...on, actor: worker }, asked), { name: 'NotAllowed' })
    const action = await db.selectFrom('action').selectAll().where('id', '=', idOf(await askFor(book, on, asked))).executeTakeFirstOrThrow() // prettier-ignore
    assert.deepEqual([action.fromId, action.ownerId, action.dueOn], [id, worker.id, '2026-11-22'])
  })
})

describe('an enquiry (Children Act 1989 s47)', () => {
  let childId: string
  before(async () => {
    childId = await addPerson(db, { givenName: 'Cal', familyName: 'Moss', bornOn: day('2016-02-02') })
    await allocateTo(db, childId, worker)
  })

  /** An enquiry into a new discussion, any that was open having been ended. */
  async function opened(heldOn = '2026-11-20'): Promise<string> {
    await db.updateTable('section47').set({ state: 'authorised' }).where('childId', '=', childId).execute()
    const id = idOf(await does(commands.askForDiscussion, worker, childId, null, { ...suspicion, concernOn: heldOn })) // prettier-ignore
    idOf(await does(commands.recordDiscussion, manager, childId, id, { ...heard, heldOn }))
    idOf(await does(commands.decideDiscussion, manager, childId, id, decision))
    return (await enquiryOf(childId)).id
  }
  const concluded = async (more: object = {}, heldOn?: string): Promise<string> => {
    const id = await opened(heldOn)
    idOf(await does(commands.conclude, worker, childId, id, { ...found, ...more }))
    return id
  }
  const agrees = { authorisedWhy: 'Ada was seen alone and the account is hers' }

  it('starts the day the discussion was held, and its conference is due 15 working days on', async () => {
    await opened()
    const { state, startedOn, conferenceTargetOn } = await enquiryOf(childId)
    assert.deepEqual([state, startedOn, conferenceTargetOn], ['open', '2026-11-20', '2026-12-11'])
  })

  it('goes on when it is discussed again: no second one is opened', async () => {
    const id = await opened()
    const again = idOf(await does(commands.askForDiscussion, worker, childId, null, suspicion))
    idOf(await does(commands.recordDiscussion, manager, childId, again, heard))
    idOf(await does(commands.decideDiscussion, manager, childId, again, decision))
    assert.equal((await enquiryOf(childId)).id, id)
  })

  it('is not concluded until the child has been seen and the other children considered', async () => {
    const id = await opened()
    const said = { ...found, childSeenOn: '', siblingsConsidered: '', seenAlone: 'no', enquiriesMade: [] }
    assert.deepEqual(refusals(await does(commands.conclude, worker, childId, id, said)), [
      'answer childSeenOn',
      'answer siblingsConsidered',
      'EN-2 enquiriesMade',
      'EN-1 notAloneWhy',
    ])
    await assert.rejects(does(commands.conclude, screener, childId, id, found), { name: 'NotAllowed' })
  })

  it('is agreed to by a manager, and the conference is asked for there and then', async () => {
    const id = await concluded()
    await assert.rejects(does(commands.authorise, worker, childId, id, agrees), { name: 'NotAllowed' })
    idOf(await does(commands.authorise, manager, childId, id, agrees))
    const enquiry = await enquiryOf(childId)
    assert.deepEqual([enquiry.state, enquiry.authorisedOn, enquiry.conferenceNotRequired], ['authorised', testDay, false]) // prettier-ignore
    const action = await db.selectFrom('action').selectAll().where('fromId', '=', id).executeTakeFirstOrThrow() // prettier-ignore
    assert.deepEqual([action.what, action.dueOn, action.ownerId], ['Book the initial child protection conference', '2026-11-23', worker.id]) // prettier-ignore
    await assert.rejects(does(commands.authorise, manager, childId, id, agrees), StateMoved)
  })

  it('goes back to the worker for what must still be done', async () => {
    const id = await concluded()
    await assert.rejects(does(commands.sendBackEnquiry, worker, childId, id, { returnedWhy: 'See Ben' }), { name: 'NotAllowed' }) // prettier-ignore
    idOf(await does(commands.sendBackEnquiry, manager, childId, id, { returnedWhy: 'See Ben' }))
    const enquiry = await enquiryOf(childId)
    assert.deepEqual([enquiry.state, enquiry.concludedOn, enquiry.returnedWhy], ['open', null, 'See Ben'])
  })

  it('says that the risk does not go on only where it says how we know', async () => {
    const id = await concluded({ outcome: 'concern not continuing', next: 'child in need' })
    assert.deepEqual(refusals(await does(commands.authorise, manager, childId, id, agrees)), [
      'EN-5 authorisedWhy',
    ])
  })

  it('ends with nothing more within five working days only by the service manager', async () => {
    const nothing = { outcome: 'no concern', next: 'no further action' }
    const id = await concluded(nothing)
    assert.deepEqual(refusals(await does(commands.authorise, manager, childId, id, agrees)), [
      'EN-6 authorisedWhy',
    ])
    await assert.rejects(does(commands.authoriseEarly, manager, childId, id, agrees), { name: 'NotAllowed' })
    idOf(await does(commands.authoriseEarly, head, childId, id, agrees))
    // Friday 13 to Friday 20 November is five working days.
    const later = await concluded({ ...nothing, childSeenOn: '2026-11-14' }, '2026-11-13')
    const onFriday = bookOn(db, [duties], addDays(testDay, -2))
    idOf(await perform(onFriday, commands.authorise, act(manager, childId, later), agrees))
  })

  it('is nobody’s own to agree to', async () => {
    const id = await concluded()
    await db.updateTable('section47').set({ concludedBy: manager.id }).where('id', '=', id).execute()
    assert.deepEqual(refusals(await does(commands.authorise, manager, childId, id, agrees)), [
      'EN-4 authorisedWhy',
    ])
  })

  it('stands in the list of what waits, with its day, for those who may read the child', async () => {
    const id = await concluded()
    const waits = (await waitingIn(db, manager)).filter(({ recordId }) => recordId === id)
    assert.deepEqual(waits.map(({ what, state, dueOn }) => [what, state, dueOn]), [['enquiry', 'concluded', '2026-12-11']]) // prettier-ignore
    const elsewhere = await addStaff(db, 'Rob Finn', 'SW', 'Hillside')
    assert.deepEqual(await waitingIn(db, elsewhere), [])
  })
})

describe('the pages', () => {
  it('say who was missing and which child is not covered, and refuse the decision at its field', async () => {
    const id = await held(ada, { policeBy: '', healthBy: '' })
    const server = await serverOf(book, [pages], async () => nothing)
    const { cookie, csrf } = await signIn(book, manager)
    const at = `/children/${ada}/strategy/${id}`
    const page = wordsOf((await server.inject({ url: at, headers: { cookie } })).body)
    assert.match(page, /Held without the police and health/)
    assert.match(page, /Ben Larch lives here and is not part of it/)
    assert.match(page, /Decide for this child/)
    assert.doesNotMatch(page, /Decide without an agency/)
    const typed = { ...decision, _csrf: csrf }
    const refused = await server.inject({
      method: 'POST',
      url: `${at}/decide-discussion`,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(typed).toString(),
    })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /href="#notCoveredWhy"/)
    assert.match(refused.body, /href="#outcome"/)
    assert.match(refused.body, /She sleeps at her grandmother/)
    await server.close()
  })

  it('ask at most 12 questions each', () => {
    for (const { title, asks } of Object.values(commands)) assert.ok(asks.length <= 12, title)
  })
})
