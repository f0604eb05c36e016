import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { NotAllowed, type Actor } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import type { Outcome } from '../../platform/record/record.ts'
import {
  addPerson,
  addStaff,
  addTeam,
  allocateTo,
  bookOn,
  daysAgo,
  testDay,
} from '../../platform/testing/office.ts'
import { idOf } from '../../platform/testing/outcomes.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { addDays } from '../../platform/dates/day.ts'
import { section47 } from '../strategy-and-enquiry/index.ts'
import type { Agency } from './agencies.ts'
import { invite, rebook, recordReply, requestConference } from './asking.ts'
import { bookCoreGroup, holdCoreGroup, recordCoreGroup, seenAt } from './core-groups.ts'
import { decide } from './deciding.ts'
import { duties } from './duties.ts'
import { attendedAt, dissentAt, holdConference, recordViews, viewAt } from './holding.ts'
import { takeStep, type Step } from './meeting.ts'
import { planOfProtection, reviewHistory } from './plan-of-protection.ts'
import { quoracy, scores } from './scorecard.ts'
import { settleDissent } from './settling.ts'
import { steps } from './steps.ts'

let db: Db
let book: Book
let worker: Actor
let manager: Actor
let support: Actor
let chair: Actor
let leo: string
let tyler: string

before(async () => {
  db = await freshDb()
  book = bookOn(db, [duties])
  const team = await addTeam(db, 'Team One')
  worker = await addStaff(db, 'Amira Khalil', 'SW', team)
  manager = await addStaff(db, 'Asha Patel', 'TM', team)
  support = await addStaff(db, 'Bea Stone', 'BS')
  chair = await addStaff(db, 'Rosa Osei', 'CPC')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker' })
  tyler = await addPerson(db, { givenName: 'Tyler', familyName: 'Barker' })
  for (const child of [leo, tyler]) await allocateTo(db, child, worker)
})
after(() => db.destroy())

const act = (actor: Actor, recordId = '', childId = leo) => ({ actor, childId, recordId, formKey: null })
const rules = (outcome: Outcome) =>
  outcome.kind === 'refused' ? outcome.findings.map(({ rule }) => rule) : ['done']
const step = (which: Step, actor: Actor, id: string, posted: object = {}) =>
  takeStep(book, act(actor, id), which, posted)
const rowOf = (id: string) =>
  db.selectFrom('conference').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const tylers = async (id: string) => {
  const { meetingId } = await rowOf(id)
  const row = await db
    .selectFrom('conference')
    .selectAll()
    .where('meetingId', '=', meetingId)
    .where('childId', '=', tyler)
    .executeTakeFirstOrThrow()
  return row
}
const askedOf = (conferenceId: string) =>
  db
    .selectFrom('meetingInvitation')
    .selectAll()
    .where('conferenceId', '=', conferenceId)
    .orderBy('id')
    .execute()
const planOf = (childId: string) =>
  db
    .selectFrom('cpPlan')
    .selectAll()
    .where('childId', '=', childId)
    .orderBy('startedOn', 'desc')
    .executeTakeFirst()

/** A conference booked for both, with these agencies asked. */
async function booked(agencies: readonly Agency[], kind = 'initial'): Promise<string> {
  const id = idOf(
    await requestConference(book, { ...act(worker), recordId: null }, [leo, tyler], {
      kind,
      requestedWhy: 'Both were hurt',
    }),
  )
  idOf(await step(steps.approve, manager, id))
  idOf(await step(steps.book, support, id, { bookedFor: testDay, chairId: chair.id }))
  idOf(await invite(book, act(support, id), agencies, ['Kelly']))
  return id
}

const hold = async (id: string, away: readonly string[] = [], heldOn: string = testDay) => {
  const asked = await askedOf(id)
  const said = Object.fromEntries(
    asked.map((one) => [attendedAt(one.id), away.includes(one.agency) ? 'no' : 'in person']),
  )
  return holdConference(
    book,
    act(chair, id),
    asked.map((one) => one.id),
    { heldOn, childAttended: 'advocate', parentsAttended: 'all', ...said },
  )
}
const planning = {
  decision: 'plan',
  decisionWhy: 'The harm goes on',
  category: 'NEG',
  factors: ['domestic abuse'],
  outlinePlan: 'Nan collects them',
  coreGroup: ['school', 'police'],
  nextOn: '2027-02-10',
}
const decides = (id: string, posted: object, childId = leo, actor = chair) =>
  decide(book, act(actor, id, childId), [], posted as Record<string, string>)

const enquired = (childId: string, state: string) =>
  inOneChange(book, worker, null, async (change) => {
    const answers = { startedOn: daysAgo(9), concludedOn: daysAgo(2), outcome: 'continuing risk' }
    return {
      kind: 'done',
      recordId: await change.open(section47, { event: 'section-47.told', childId, state, answers }),
    }
  })

describe('a conference is asked for, agreed and booked (processes 40)', () => {
  it('by the social worker; a chair may not ask', async () => {
    const asks = { kind: 'initial', requestedWhy: 'Both were hurt' }
    await assert.rejects(requestConference(book, { ...act(chair), recordId: null }, [leo], asks), NotAllowed)
    assert.deepEqual(
      rules(await requestConference(book, { ...act(worker), recordId: null }, [leo], { kind: 'initial' })),
      ['answer'],
    )
  })

  it('the manager agrees once the enquiry is authorised, and business support books; not the other way round', async () => {
    const id = idOf(
      await requestConference(book, { ...act(worker), recordId: null }, [leo, tyler], {
        kind: 'initial',
        requestedWhy: 'Both were hurt',
      }),
    )
    await assert.rejects(step(steps.approve, worker, id), NotAllowed)
    assert.deepEqual(rules(await step(steps.approve, manager, id)), ['CP-31'])
    for (const child of [leo, tyler]) await enquired(child, 'authorised')
    assert.deepEqual(rules(await step(steps.approve, manager, id)), ['done'])
    await assert.rejects(step(steps.book, worker, id, {}), NotAllowed)
    assert.deepEqual(
      rules(await step(steps.book, support, id, { bookedFor: daysAgo(1), chairId: chair.id })),
      ['CP-26'],
    )
    assert.deepEqual(
      rules(await step(steps.book, support, id, { bookedFor: testDay, chairId: manager.id })),
      ['CP-32'],
    )
    assert.deepEqual(rules(await step(steps.book, support, id, { bookedFor: testDay, chairId: chair.id })), [
      'done',
    ])
    assert.deepEqual([(await rowOf(id)).state, (await tylers(id)).state], ['booked', 'booked'])
    idOf(await step(steps.cancel, support, id, { cancelledWhy: 'The family moved away' }))
  })

  it('a manager does not agree to what they asked for', async () => {
    const id = idOf(
      await requestConference(book, { ...act(manager), recordId: null }, [leo], {
        kind: 'initial',
        requestedWhy: 'Hurt',
      }),
    )
    assert.deepEqual(rules(await step(steps.approve, manager, id)), ['CP-30'])
    idOf(await step(steps.decline, manager, id, { declinedWhy: 'Not needed' }))
    assert.equal((await rowOf(id)).state, 'declined')
  })
})

let first: string
let second: string

describe('a conference with too few agencies', () => {
  it('was held, whoever stayed away: a fact', async () => {
    first = await booked(['social care', 'school', 'police'])
    assert.deepEqual(rules(await hold(first, ['police'], addDays(testDay, 1))), ['CP-25'])
    await assert.rejects(
      holdConference(book, act(worker, first), [], {
        heldOn: testDay,
        childAttended: 'no',
        parentsAttended: 'all',
      }),
      NotAllowed,
    )
    assert.deepEqual(rules(await hold(first, ['police'])), ['done'])
    assert.deepEqual([(await rowOf(first)).state, (await tylers(first)).state], ['inquorate', 'inquorate'])
  })

  it('refuses nobody protection, and ends none', async () => {
    assert.deepEqual(rules(await decides(first, { decision: 'no plan', decisionWhy: 'All is well' })), [
      'CP-10',
    ])
    await assert.rejects(decides(first, planning, leo, manager), NotAllowed)
  })

  it('is held again: whoever was asked is asked again', async () => {
    second = idOf(await rebook(book, act(support, first), { bookedFor: testDay }))
    assert.deepEqual(
      (await askedOf(second)).map(({ agency, who }) => who ?? agency),
      ['social care', 'school', 'police', 'Kelly'],
    )
  })
})

describe('a decision is each child’s own', () => {
  it('a plan needs its kind of harm, what happens first, a core group and the next day', async () => {
    idOf(await hold(second, ['police']))
    assert.equal((await rowOf(second)).state, 'inquorate')
    // Nobody came from the police twice running: their manager is asked to find out why, once.
    const asked = await db
      .selectFrom('action')
      .select(['what', 'ownerId'])
      .where('childId', '=', leo)
      .execute()
    assert.deepEqual(asked, [
      { what: 'Ask Police why nobody came to two meetings running, and who comes next', ownerId: manager.id },
    ])
    second = idOf(await rebook(book, act(support, second), { bookedFor: testDay }))
    idOf(await hold(second))
    assert.equal((await rowOf(second)).state, 'held')
    assert.deepEqual(rules(await decides(second, { decision: 'plan', decisionWhy: 'The harm goes on' })), [
      'CP-13',
      'CP-14',
      'CP-15',
      'CP-16',
      'CP-17',
    ])
    assert.deepEqual(rules(await decides(second, { ...planning, nextOn: '2027-02-23' })), ['CP-18'])
  })

  it('one begins a plan, the other is not on one; the census is told by the enquiry', async () => {
    idOf(await decides(second, planning))
    idOf(
      await decides(
        (await tylers(second)).id,
        { decision: 'child in need', decisionWhy: 'He lives with his father now' },
        tyler,
      ),
    )
    const plan = await planOf(leo)
    assert.deepEqual(
      [plan?.state, plan?.startedOn, plan?.firstCategory, plan?.previousPlans],
      ['open', testDay, 'NEG', 0],
    )
    assert.equal(await planOf(tyler), undefined)
    const enquiry = await db
      .selectFrom('section47')
      .select(['conferenceOn', 'conferenceLedToPlan'])
      .where('childId', '=', leo)
      .executeTakeFirstOrThrow()
    assert.deepEqual(enquiry, { conferenceOn: testDay, conferenceLedToPlan: true })
  })

  it('and books the next conference, with whoever was asked to this', async () => {
    const next = await db
      .selectFrom('conference')
      .selectAll()
      .where('childId', '=', leo)
      .where('state', '=', 'booked')
      .executeTakeFirstOrThrow()
    assert.deepEqual([next.kind, next.bookedFor, next.chairId], ['review', '2027-02-10', chair.id])
    assert.equal((await askedOf(next.id)).length, 4)
  })

  it('is made once', async () => assert.deepEqual(rules(await decides(second, planning)), ['CP-36']))
})

describe('the record of a conference', () => {
  it('is drafted by business support, signed by the chair and then sent', async () => {
    await assert.rejects(step(steps.draftRecord, worker, second, { recordWords: 'x' }), NotAllowed)
    assert.deepEqual(rules(await step(steps.signRecord, chair, second)), ['CP-35'])
    idOf(await step(steps.draftRecord, support, second, { recordWords: 'Kelly said she wants help.' }))
    assert.deepEqual(
      rules(
        await step(steps.sendRecord, support, second, {
          recordSentOn: testDay,
          recordSentTo: 'Kelly, school',
        }),
      ),
      ['CP-34'],
    )
    await assert.rejects(step(steps.signRecord, support, second), NotAllowed)
    idOf(await step(steps.signRecord, chair, second))
    assert.deepEqual(rules(await step(steps.sendRecord, support, second, { recordSentOn: testDay })), [
      'answer',
    ])
    idOf(
      await step(steps.sendRecord, support, second, { recordSentOn: testDay, recordSentTo: 'Kelly, school' }),
    )
    idOf(await step(steps.sendDecisions, support, second, { decisionsSentOn: testDay }))
    assert.equal((await rowOf(second)).recordSignedBy, chair.id)
  })

  it('a report that social care went through with the family is the conference’s', async () => {
    const [care] = await askedOf(second)
    idOf(
      await recordReply(book, act(worker, care!.id), {
        reportReceivedOn: daysAgo(5),
        reportSharedOn: daysAgo(4),
        attended: 'in person',
      }),
    )
    assert.equal((await rowOf(second)).reportSharedOn, daysAgo(4))
    const tylersCare = (await askedOf((await tylers(second)).id))[0]
    assert.equal(tylersCare?.reportSharedOn, daysAgo(4))
  })

  it('the chair checks the plan between conferences; nobody else does', async () => {
    await assert.rejects(step(steps.check, manager, second, {}), NotAllowed)
    assert.deepEqual(
      rules(
        await step(steps.check, chair, second, {
          checkedOn: addDays(testDay, 1),
          checkStands: 'slow',
          checkFound: 'School waits',
        }),
      ),
      ['CP-25'],
    )
    idOf(
      await step(steps.check, chair, second, {
        checkedOn: testDay,
        checkStands: 'slow',
        checkFound: 'School waits',
      }),
    )
    assert.equal((await rowOf(second)).checkedBy, chair.id)
  })
})

describe('a core group', () => {
  let group: string
  const inGroup = () =>
    db.selectFrom('meetingInvitation').selectAll().where('coreGroupId', '=', group).orderBy('id').execute()
  it('is held, and its record is finished when each agency has said when it last saw the child', async () => {
    await assert.rejects(
      bookCoreGroup(book, { ...act(chair), recordId: null }, [leo], {
        bookedFor: testDay,
        agency: ['school'],
      }),
      NotAllowed,
    )
    group = idOf(
      await bookCoreGroup(book, { ...act(worker), recordId: null }, [leo], {
        bookedFor: testDay,
        agency: ['school', 'police'],
      }),
    )
    const asked = await inGroup()
    const came = Object.fromEntries(
      asked.map((one) => [attendedAt(one.id), one.agency === 'police' ? 'no' : 'video']),
    )
    idOf(
      await holdCoreGroup(
        book,
        act(worker, group),
        asked.map(({ id }) => id),
        { heldOn: testDay, ...came },
      ),
    )
    const shown = { asked, outcomeIds: [] }
    const [school, police] = asked
    assert.deepEqual(
      rules(
        await recordCoreGroup(book, act(worker, group), shown, { decisions: 'Ring Nan', planUpdated: 'yes' }),
      ),
      ['CP-37', 'CP-37'],
    )
    idOf(
      await recordCoreGroup(book, act(worker, group), shown, {
        decisions: 'Ring Nan',
        planUpdated: 'yes',
        [seenAt(school!.id)]: daysAgo(1),
        [seenAt(police!.id)]: 'not seen',
      }),
    )
    assert.deepEqual(
      (await inGroup()).map(({ lastSeenOn, neverSeen }) => [lastSeenOn, neverSeen]),
      [
        [daysAgo(1), false],
        [null, true],
      ],
    )
  })

  it('meets the clock of the first core group', async () => {
    const reading = await db
      .selectFrom('clockReading')
      .select('metOn')
      .where('childId', '=', leo)
      .where('clock', '=', 'core-group-first')
      .executeTakeFirstOrThrow()
    assert.equal(reading.metOn, testDay)
  })
})

describe('how each agency takes part', () => {
  const stretch = { from: daysAgo(30), to: testDay }
  it('counts a meeting about brothers once, and each agency’s own coming', async () => {
    const all = await scores(db, chair, stretch)
    const of = (agency: string) =>
      all
        .filter((one) => one.agency === agency)
        .map(({ kind, asked, came, away, reports }) => [kind, asked, came, away, reports])
    assert.deepEqual(of('police'), [
      ['conference', 3, 1, 2, 0],
      ['core group', 1, 0, 1, 0],
    ])
    assert.deepEqual(of('social care'), [['conference', 3, 3, 0, 1]])
    assert.deepEqual(await quoracy(db, chair, stretch), { held: 3, quorate: 1, dissents: 0 })
  })
})

describe('an agency that does not agree with what was decided', () => {
  it('stands as unsettled until a manager says how it was settled; saying something else opens it again', async () => {
    const { id, conferenceId } = await db
      .selectFrom('meetingInvitation')
      .select(['id', 'conferenceId'])
      .where('childId', '=', leo)
      .where('agency', '=', 'school')
      .where('conferenceId', 'is not', null)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    const says = (dissent: string) =>
      recordViews(book, act(chair, conferenceId ?? ''), [id], {
        [viewAt(id)]: 'plan',
        [dissentAt(id)]: dissent,
      })
    const settled = { dissentSettledOn: daysAgo(1), dissentSettledHow: 'Met Ms Ford: she sees Leo daily' }
    await assert.rejects(settleDissent(book, act(manager, id), settled), { name: 'StateMoved' })
    idOf(await says('They are not safe at home'))
    await assert.rejects(settleDissent(book, act(worker, id), settled), NotAllowed)
    assert.deepEqual(rules(await settleDissent(book, act(manager, id), {})), ['answer', 'answer'])
    const early = { ...settled, dissentSettledOn: addDays(testDay, 1) }
    assert.deepEqual(rules(await settleDissent(book, act(manager, id), early)), ['CP-39'])
    idOf(await settleDissent(book, act(manager, id), settled))
    await assert.rejects(settleDissent(book, act(manager, id), settled), { name: 'StateMoved' })
    idOf(await says('They are not safe at school either'))
    const [row] = await db.selectFrom('meetingInvitation').selectAll().where('id', '=', id).execute()
    assert.deepEqual([row?.dissentSettledOn, row?.dissentSettledHow], [null, null])
    idOf(await settleDissent(book, act(manager, id), settled))
  })
})

describe('a plan ends at a conference, and nowhere else', () => {
  it('the written plan is not ended by a manager while the child is on one', async () => {
    const found = await inOneChange(book, manager, null, async (change) => ({
      kind: 'refused',
      findings: await planOfProtection.keeps(change, { childId: leo } as never),
    }))
    assert.deepEqual(rules(found), ['CP-38'])
  })

  it('nor at a conference before the child was seen, every agency heard and each worry closed', async () => {
    const next = await db
      .selectFrom('conference')
      .select('id')
      .where('childId', '=', leo)
      .where('state', '=', 'booked')
      .executeTakeFirstOrThrow()
    idOf(await hold(next.id))
    const ending = { decision: 'end', decisionWhy: 'Kelly keeps them safe' }
    assert.deepEqual(rules(await decides(next.id, ending)), ['CP-22', 'CP-23'])
    await db
      .insertInto('visit')
      .values({
        childId: leo,
        state: 'recorded',
        visitedOn: daysAgo(3),
        mode: 'face to face',
        outcome: 'completed',
        seen: true,
      })
      .execute()
    await db
      .insertInto('worry')
      .values({ childId: leo, state: 'open', what: 'Dean comes back', source: 'Nan', sinceOn: daysAgo(9) })
      .execute()
    const asked = (await askedOf(next.id)).filter(({ agency }) => agency !== 'family')
    idOf(
      await recordViews(
        book,
        act(chair, next.id),
        asked.map(({ id }) => id),
        Object.fromEntries(asked.map(({ id }) => [viewAt(id), 'no plan'])),
      ),
    )
    assert.deepEqual(rules(await decides(next.id, ending)), ['CP-24'])
    await db.updateTable('worry').set({ state: 'closed' }).where('childId', '=', leo).execute()
    assert.deepEqual(rules(await decides(next.id, ending)), ['done'])
    assert.deepEqual([(await planOf(leo))?.state, (await planOf(leo))?.endedOn], ['ended', testDay])
  })

  it('a plan that comes again is looked at by a manager, and not by the worker', async () => {
    const id = await booked(['social care', 'school', 'gp'], 'review')
    idOf(await hold(id))
    idOf(await decides(id, planning))
    const plan = await db
      .selectFrom('cpPlan')
      .selectAll()
      .where('childId', '=', leo)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow()
    assert.equal(plan.previousPlans, 1)
    await assert.rejects(reviewHistory(book, act(worker, plan.id), { historyFound: 'x' }), NotAllowed)
    idOf(await reviewHistory(book, act(manager, plan.id), { historyFound: 'Nan was never asked' }))
    const reading = await db
      .selectFrom('clockReading')
      .select('metOn')
      .where('childId', '=', leo)
      .where('clock', '=', 'cp-repeat-plan')
      .executeTakeFirstOrThrow()
    assert.equal(reading.metOn, testDay)
  })
})
