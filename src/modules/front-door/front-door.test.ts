import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '../../platform/access/policy.ts'
import { day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { StateMoved } from '../../platform/record/perform.ts'
import { perform } from '../../platform/record/perform.ts'
import {
  addPerson,
  addStaff,
  addTeam,
  allocateTo,
  bookOn,
  daysAgo,
  testDay,
} from '../../platform/testing/office.ts'
import { idOf, refusals } from '../../platform/testing/outcomes.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { checkCommands } from './agency-checks/commands.ts'
import { commands, type Doing } from './commands.ts'
import { duties } from './duties.ts'
import { readIt, receiveContact } from './receive.ts'
import { acknowledge, doToContact } from './screening.ts'

let db: Db
let book: Book
let screener: Actor
let manager: Actor
let otherManager: Actor
let service: Actor
let support: Actor
let worker: Actor

/** Somebody of the front door's own service, whose manager decides. */
async function atTheDoor(name: string, role: Actor['role']): Promise<Actor> {
  await addTeam(db, 'Front door', 'Front door')
  return { ...(await addStaff(db, name, role, 'Front door')), service: 'Front door' }
}

before(async () => {
  db = await freshDb()
  book = bookOn(db, [duties])
  screener = await atTheDoor('Nadia Cole', 'SCR')
  manager = await atTheDoor('Ruth Adeyemi', 'TM')
  otherManager = await addStaff(db, 'Asha Patel', 'TM')
  service = await addStaff(db, 'Helen Marsh', 'SM')
  support = await addStaff(db, 'Joan Bell', 'BS')
  worker = await addStaff(db, 'Amira Khalil', 'SW')
})
after(() => db.destroy())

const told = {
  channel: 'phone',
  source: '2A',
  referrerName: 'Ms Ford, Mill Primary',
  narrative: 'She came in hungry again',
  immediateDanger: 'no',
  consent: 'given',
}
const rating = { urgency: 'amber', concerns: ['neglect'], quality: 'good' }
const deciding = { threshold: '2', decision: 'no further action', rationale: 'School is helping' }

const child = (givenName = 'Ada') =>
  addPerson(db, { givenName, familyName: 'Larch', bornOn: day('2018-06-01') })
const byText = (one: string | null, other: string | null) => (one ?? '').localeCompare(other ?? '')

interface Held {
  readonly childId: string
  readonly contactId: string
}
const receive = async (childIds: readonly string[], more = {}): Promise<Held> => {
  const outcome = await receiveContact(
    book,
    { actor: screener, childIds, formKey: null },
    { ...told, ...more },
  )
  assert.deepEqual(refusals(outcome), [])
  return { childId: childIds[0] ?? '', contactId: idOf(outcome) }
}
const does = (doing: Doing, actor: Actor, held: Held, posted: object = {}) =>
  doToContact(book, doing, { ...held, actor, formKey: null }, posted)
const rowOf = ({ contactId }: Held) =>
  db.selectFrom('contact').selectAll().where('id', '=', contactId).executeTakeFirstOrThrow()

/** Screened, and with nobody to wait for. */
async function readyToDecide(childIds: readonly string[], more = {}): Promise<Held> {
  const held = await receive(childIds, more)
  assert.deepEqual(refusals(await does('rate', screener, held, rating)), [])
  const waived = { checksWaivedWhy: 'The school told us all there is' }
  assert.deepEqual(refusals(await does('ready', screener, held, waived)), [])
  return held
}

/** An earlier contact, as it stood when it was over. */
async function earlier(childId: string, receivedOn: string, decision: 'no further action' | 'assessment') {
  const row = {
    childId,
    state: 'closed' as const,
    receivedOn: day(receivedOn),
    decidedOn: day(receivedOn),
    decision,
  }
  await db.insertInto('contact').values(row).execute()
}

describe('taking in a contact', () => {
  it('says everything that is missing at once', async () => {
    const receiving = { actor: screener, childIds: [await child()], formKey: null }
    const outcome = await receiveContact(book, receiving, { receivedOn: '2026-11-23' })
    assert.deepEqual(refusals(outcome), [
      'answer channel',
      'answer source',
      'answer narrative',
      'answer immediateDanger',
      'answer consent',
      'FD-5 receivedOn',
    ])
  })

  it('sent twice is one contact', async () => {
    const childId = await child()
    const receiving = { actor: screener, childIds: [childId], formKey: crypto.randomUUID() }
    const first = await receiveContact(book, receiving, told)
    assert.deepEqual(await receiveContact(book, receiving, told), first)
    const held = await db.selectFrom('contact').select('id').where('childId', '=', childId).execute()
    assert.equal(held.length, 1)
  })

  it('about a child we help reaches the worker and their manager at once, and is on the board until it is read', async () => {
    const childId = await child('Leo')
    await allocateTo(db, childId, worker)
    const held = await receive([childId])
    const asked = await db
      .selectFrom('action')
      .select(['what', 'ownerId', 'dueOn', 'state'])
      .where('childId', '=', childId)
      .execute()
    assert.deepEqual(
      asked.map(({ ownerId }) => ownerId).toSorted(byText),
      [worker.id, otherManager.id].toSorted(byText),
    )
    assert.ok(
      asked.every(({ what, dueOn, state }) => what === readIt && dueOn === testDay && state === 'open'),
    )
    const contacts = db.selectFrom('contact').select('readOn').where('id', '=', held.contactId)
    assert.deepEqual(await contacts.execute(), [{ readOn: null }])
    const reading = { ...held, actor: worker, formKey: null }
    assert.deepEqual(refusals(await acknowledge(book, reading, {})), ['answer answer'])
    assert.equal((await acknowledge(book, reading, { answer: 'I will see Leo today' })).kind, 'done')
    assert.deepEqual(await contacts.execute(), [{ readOn: testDay }])
    const [mine] = await db
      .selectFrom('action')
      .select(['state', 'answer'])
      .where('childId', '=', childId)
      .where('ownerId', '=', worker.id)
      .execute()
    assert.deepEqual(mine, { state: 'answered', answer: 'I will see Leo today' })
  })
})

describe('screening', () => {
  it('needs to say how urgent, about what, and what is missing where it is poor', async () => {
    const held = await receive([await child()])
    assert.deepEqual(refusals(await does('rate', screener, held, { urgency: 'amber', quality: 'poor' })), [
      'FD-1 concerns',
      'FD-2 qualityMissing',
    ])
  })

  it('leaves red red: only the manager makes it less, and says why', async () => {
    const held = await receive([await child()])
    await does('rate', screener, held, { ...rating, urgency: 'red' })
    assert.deepEqual(refusals(await does('rate', screener, held, rating)), ['FD-3 urgency'])
    assert.deepEqual(refusals(await does('downgrade', manager, held, { urgency: 'amber' })), [
      'answer downgradedWhy',
    ])
    await does('downgrade', manager, held, { urgency: 'amber', downgradedWhy: 'Seen by the police, safe' })
    assert.deepEqual([(await rowOf(held)).urgency, (await rowOf(held)).state], ['amber', 'triaged'])
  })

  it('waits for every agency asked, or says why not', async () => {
    const held = await receive([await child()])
    await does('rate', screener, held, rating)
    assert.deepEqual(refusals(await does('askOthers', screener, held, {})), ['answer agencies'])
    await does('askOthers', screener, held, { agencies: ['police', 'school'] })
    await does('askOthers', screener, held, { agencies: ['police'] })
    const checks = await db
      .selectFrom('agencyCheck')
      .select(['id', 'agency'])
      .where('contactId', '=', held.contactId)
      .orderBy('id')
      .execute()
    assert.deepEqual(
      checks.map(({ agency }) => agency),
      ['police', 'school'],
    )
    assert.deepEqual(refusals(await does('ready', screener, held, {})), ['FD-6 checksWaivedWhy'])
    for (const { id } of checks) {
      const act = { actor: screener, childId: held.childId, recordId: id, formKey: null }
      assert.equal((await perform(book, checkCommands.reply, act, { reply: 'Nothing known' })).kind, 'done')
    }
    assert.equal((await does('ready', screener, held, {})).kind, 'done')
    const clocks = await db
      .selectFrom('clockReading')
      .select(['clock', 'metOn'])
      .where('recordId', '=', held.contactId)
      .where('clock', 'like', 'mash-info-%')
      .execute()
    assert.deepEqual(clocks, [{ clock: 'mash-info-amber', metOn: testDay }])
  })

  it('asks others only with the parents’ agreement or what lets us do without', async () => {
    const held = await receive([await child()], { consent: 'refused' })
    await does('rate', screener, held, rating)
    assert.deepEqual(refusals(await does('askOthers', screener, held, { agencies: ['gp'] })), [
      'FD-13 lawfulBasis',
    ])
  })
})

describe('deciding (Working Together, chapter 3)', () => {
  it('is done by the manager within a working day, drafts the letter and closes once it is sent', async () => {
    const held = await readyToDecide([await child()])
    assert.equal((await does('decide', manager, held, deciding)).kind, 'done')
    const decided = await rowOf(held)
    assert.deepEqual(
      [decided.state, decided.decidedOn, decided.outcome],
      ['decided', testDay, 'No further action'],
    )
    assert.match(decided.feedbackWords ?? '', /^Thank you for telling us on 22 November 2026/)
    const sent = { feedbackWords: decided.feedbackWords, feedbackHow: 'letter' }
    assert.equal((await does('tellReferrer', support, held, sent)).kind, 'done')
    assert.deepEqual([(await rowOf(held)).state, (await rowOf(held)).feedbackOn], ['closed', testDay])
  })

  it('is not done by whoever screened it', async () => {
    const held = await receive([await child()])
    await does('rate', manager, held, rating)
    await does('ready', manager, held, { checksWaivedWhy: 'None needed' })
    assert.deepEqual(refusals(await does('decide', manager, held, deciding)), ['FD-12'])
  })

  it('opens a referral from the day it came, once', async () => {
    const childId = await child()
    const held = await readyToDecide([childId], { receivedOn: '2026-11-20' })
    await does('decide', manager, held, { ...deciding, decision: 'assessment' })
    const again = await readyToDecide([childId])
    await does('decide', manager, again, { ...deciding, decision: 'strategy discussion' })
    const episodes = await db
      .selectFrom('cinEpisode')
      .select(['state', 'referredOn', 'source'])
      .where('childId', '=', childId)
      .execute()
    assert.deepEqual(episodes, [{ state: 'open', referredOn: day('2026-11-20'), source: '2A' }])
  })

  it('of brothers and sisters told of together is one decision, on each of their records', async () => {
    const [ada, ben] = [await child('Ada'), await child('Ben')]
    const held = await readyToDecide([ada, ben])
    await does('decide', manager, held, { ...deciding, decision: 'early help' })
    const rows = await db
      .selectFrom('earlyHelpEpisode')
      .select(['childId', 'state'])
      .where('childId', 'in', [ada, ben])
      .orderBy('childId')
      .execute()
    assert.deepEqual(
      rows,
      [ada, ben].toSorted().map((childId) => ({ childId, state: 'waiting' })),
    )
  })

  it('of one of them that may not be, stores nothing for any', async () => {
    const [ada, ben] = [await child('Ada'), await child('Ben')]
    await earlier(ben, '2026-02-02', 'assessment')
    await earlier(ben, '2026-06-01', 'assessment')
    const held = await readyToDecide([ada, ben])
    assert.deepEqual(refusals(await does('decide', manager, held, deciding)), ['FD-7 decision'])
    const states = await db.selectFrom('contact').select('state').where('childId', 'in', [ada]).execute()
    assert.deepEqual(states, [{ state: 'awaiting decision' }])
  })

  it('needs what lets us go on where the parents did not agree', async () => {
    const held = await readyToDecide([await child()], { consent: 'not asked' })
    const help = { ...deciding, decision: 'assessment' }
    assert.deepEqual(refusals(await does('decide', manager, held, help)), ['FD-11 lawfulBasis'])
  })

  it('of a child we help is never to do nothing, whoever they are', async () => {
    const childId = await child('Leo')
    await allocateTo(db, childId, worker)
    const held = await readyToDecide([childId])
    assert.deepEqual(refusals(await does('decide', manager, held, deciding)), ['FD-9 decision'])
    assert.equal((await does('link', screener, held, { rationale: 'Amira sees Leo' })).kind, 'done')
    assert.equal((await rowOf(held)).state, 'linked')
  })

  it('passes nothing to a worker there is not', async () => {
    const held = await readyToDecide([await child()])
    assert.deepEqual(refusals(await does('link', screener, held, { rationale: 'Known' })), ['FD-14'])
    const passed = { ...deciding, decision: 'transfer to open worker' }
    assert.deepEqual(refusals(await does('decide', manager, held, passed)), ['FD-10 decision'])
  })
})

describe('a third contact', () => {
  it('in twelve months needs an assessment, or the service manager first', async () => {
    const childId = await child()
    await earlier(childId, '2025-11-22', 'assessment')
    await earlier(childId, '2026-06-01', 'assessment')
    const held = await readyToDecide([childId])
    const help = { ...deciding, decision: 'early help' }
    assert.deepEqual(refusals(await does('decide', manager, held, help)), ['FD-7 decision'])
    await assert.rejects(does('countersign', manager, held, { countersignedWhy: 'x' }), {
      name: 'NotAllowed',
    })
    await does('countersign', service, held, {
      countersignedWhy: 'School and family are doing well together',
    })
    assert.equal((await does('decide', manager, held, help)).kind, 'done')
  })

  it('a day past twelve months after the first is not the third', async () => {
    const childId = await child()
    await earlier(childId, '2025-11-21', 'assessment')
    await earlier(childId, '2026-06-01', 'assessment')
    const held = await readyToDecide([childId])
    assert.equal((await does('decide', manager, held, deciding)).kind, 'done')
  })

  it('where two ended in no action cannot end so too, however long ago', async () => {
    const childId = await child()
    await earlier(childId, '2023-02-01', 'no further action')
    await earlier(childId, '2024-06-01', 'no further action')
    const held = await readyToDecide([childId])
    assert.deepEqual(refusals(await does('decide', manager, held, deciding)), ['FD-8 decision'])
    assert.equal((await does('decide', manager, held, { ...deciding, decision: 'assessment' })).kind, 'done')
  })
})

describe('who may (the transition table)', () => {
  const after = async (...done: readonly (readonly [Doing, Actor, object])[]): Promise<Held> => {
    const held = await receive([await child()])
    for (const [doing, actor, posted] of done)
      assert.deepEqual(refusals(await does(doing, actor, held, posted)), [])
    return held
  }
  const rated = () => ['rate', screener, rating] as const
  const sent = () => ['ready', screener, { checksWaivedWhy: 'None needed' }] as const
  const decided = () => ['decide', manager, deciding] as const
  const closed = () =>
    ['withhold', support, { feedbackWithheldWhy: 'It would put the child at risk' }] as const

  const table = [
    ['received to triaged', 'rate', rating, [], 'SCR', 'SW'],
    ['triaged to checking', 'askOthers', { agencies: 'police' }, [rated], 'SCR', 'SW'],
    ['checking to awaiting decision', 'ready', { checksWaivedWhy: 'None needed' }, [rated], 'SCR', 'BS'],
    ['awaiting to decided', 'decide', deciding, [rated, sent], 'TM of the front door', 'TM of another team'],
    ['awaiting to decided, by a screener', 'decide', deciding, [rated, sent], 'TM of the front door', 'SCR'],
    [
      'decided to closed',
      'withhold',
      { feedbackWithheldWhy: 'No reply' },
      [rated, sent, decided],
      'BS',
      'SW',
    ],
    [
      'closed to disputed',
      'dispute',
      { disputedWhy: 'She is worse' },
      [rated, sent, decided, closed],
      'SCR',
      'SM',
    ],
  ] as const
  const actors = (): Readonly<Record<string, Actor>> => ({
    SCR: screener,
    SW: worker,
    BS: support,
    SM: service,
    'TM of the front door': manager,
    'TM of another team': otherManager,
  })

  for (const [name, doing, posted, path, may, mayNot] of table)
    it(`${name}: ${may}, never ${mayNot}`, async () => {
      const held = await after(...path.map((step) => step()))
      const [one, other] = [actors()[may], actors()[mayNot]]
      assert.ok(one && other)
      await assert.rejects(does(doing, other, held, posted), { name: 'NotAllowed' })
      assert.equal((await does(doing, one, held, posted)).kind, 'done')
    })

  it('nothing starts from where it does not', async () => {
    const held = await receive([await child()])
    for (const doing of [
      'ready',
      'decide',
      'tellReferrer',
      'withhold',
      'dispute',
      'countersign',
      'downgrade',
    ] as const) {
      const actor = [screener, manager, service].find((one) => one !== undefined && mayDo(one, doing))
      await assert.rejects(does(doing, actor ?? manager, held, { ...deciding, ...rating, checksWaivedWhy: 'x', feedbackWords: 'x', feedbackHow: 'letter', feedbackWithheldWhy: 'x', disputedWhy: 'x', countersignedWhy: 'x', downgradedWhy: 'x' }), StateMoved) // prettier-ignore
    }
  })

  it('a contact of one child is not another’s', async () => {
    const held = await receive([await child()])
    await assert.rejects(does('rate', screener, { ...held, childId: await child('Ben') }, rating), StateMoved)
  })
})

const mayDo = ({ role }: Actor, doing: Doing): boolean =>
  doing === 'countersign'
    ? role === 'SM'
    : doing === 'decide' || doing === 'downgrade'
      ? role === 'TM'
      : role === 'SCR'

describe('the declared commands', () => {
  it('ask at most twelve questions', () => {
    for (const { title, asks } of Object.values(commands)) assert.ok(asks.length <= 12, title)
  })
  it('counts contacts of the year before by day', async () => {
    const childId = await child()
    await earlier(childId, daysAgo(30), 'no further action')
    const held = await readyToDecide([childId])
    assert.equal((await does('decide', manager, held, deciding)).kind, 'done')
  })
})
