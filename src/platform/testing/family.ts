import type { Actor } from '../access/policy.ts'
import { day, type Day } from '../dates/day.ts'
import type { Db } from '../db/database.ts'
import { addPerson, addStaff, addTeam } from './office.ts'

/** The Barkers, who are invented: a boy of six with all a record can hold, and those round him. Told on `testDay`. */
export interface Barkers {
  readonly leo: string
  readonly tyler: string
  readonly kelly: string
  readonly carl: string
  readonly dean: string
  readonly jean: string
  /** Leo's social worker since 21 August 2026. */
  readonly amira: Actor
  /** Her manager. */
  readonly asha: Actor
  /** The visit of 5 November 2026, the last in which Leo was seen. */
  readonly lastVisit: string
}

/** Stores the Barkers, without events: a test's starting point. */
export async function addBarkers(db: Db): Promise<Barkers> {
  const [amira, asha] = [await addStaff(db, 'Amira Khalil', 'SW'), await addStaff(db, 'Asha Patel', 'TM')]
  const people = await addPeople(db)
  await addHelp(db, people.leo)
  await addWorkers(db, people.leo, amira)
  await addTalk(db, people.leo, amira, asha)
  return { ...people, amira, asha, lastVisit: await addVisits(db, people.leo, amira) }
}

const named = (
  db: Db,
  givenName: string,
  bornOn: Day | null,
  kind: 'child' | 'adult' = 'adult',
): Promise<string> => addPerson(db, { givenName, familyName: 'Barker', bornOn, kind })

async function addPeople(db: Db) {
  const leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker', laChildId: '10442' })
  const tyler = await named(db, 'Tyler', day('2012-05-01'), 'child')
  const [kelly, carl] = [await named(db, 'Kelly', day('1994-01-09')), await named(db, 'Carl', null)]
  const [dean, jean] = [await named(db, 'Dean', null), await named(db, 'Jean', null)]
  await db
    .updateTable('person')
    .set({
      sex: 'M',
      nhsNumber: '9434765919',
      school: 'Mill Primary, Ms Ford',
      firstLanguage: 'English',
      workerRisk: 'Two dogs. Ring first.',
    })
    .where('id', '=', leo)
    .execute()
  await db.updateTable('person').set({ phone: '07700 900118' }).where('id', '=', jean).execute()
  const tie = {
    childId: leo,
    state: 'recorded' as const,
    contactRestricted: false,
    risk: 'none known' as const,
  }
  await db
    .insertInto('relationship')
    .values([
      {
        ...tie,
        relativeId: kelly,
        kind: 'mother',
        parentalResponsibility: 'yes',
        household: true,
        spokenToOn: day('2026-11-05'),
      },
      {
        ...tie,
        relativeId: dean,
        kind: 'partner of parent',
        parentalResponsibility: 'no',
        household: true,
        fromOn: day('2026-09-02'),
      },
      { ...tie, relativeId: tyler, kind: 'sibling', parentalResponsibility: 'no', household: true },
      { ...tie, relativeId: carl, kind: 'father', parentalResponsibility: 'yes', household: false },
      {
        ...tie,
        relativeId: jean,
        kind: 'grandparent',
        parentalResponsibility: 'no',
        household: false,
        safeToCall: true,
        about: 'Leo has stayed with her.',
      },
    ])
    .execute()
  await db
    .insertInto('address')
    .values({
      childId: leo,
      lines: '4 Mill Road',
      postcode: 'ZZ1 1AA',
      kind: 'home',
      state: 'recorded',
      fromOn: day('2026-06-02'),
    })
    .execute()
  return { leo, tyler, kelly, carl, dean, jean }
}

/** Help that ended in January 2024 and began again in April, a plan in 2021, and one since 4 September 2026. */
async function addHelp(db: Db, childId: string): Promise<void> {
  await db
    .insertInto('cinEpisode')
    .values([
      {
        childId,
        state: 'closed',
        referredOn: day('2020-11-02'),
        source: '2A',
        closedOn: day('2024-01-30'),
        closureReason: 'RC7',
      },
      { childId, state: 'open', referredOn: day('2024-04-10'), source: '2A', primaryNeed: 'N1' },
    ])
    .execute()
  await db
    .insertInto('cpPlan')
    .values([
      {
        childId,
        state: 'ended',
        startedOn: day('2021-03-01'),
        endedOn: day('2021-12-10'),
        firstCategory: 'NEG',
        latestCategory: 'NEG',
      },
      { childId, state: 'open', startedOn: day('2026-09-04'), firstCategory: 'NEG', latestCategory: 'NEG' },
    ])
    .execute()
  const outcome = { childId, state: 'open' as const, setOn: day('2026-09-11') }
  await db
    .insertInto('planOutcome')
    .values([
      {
        ...outcome,
        what: 'Leo has breakfast and lunch every day',
        progress: 'yes',
        movedOn: day('2026-11-18'),
      },
      {
        ...outcome,
        what: 'Home is warm and safe to sleep in',
        progress: 'no change',
        movedOn: day('2026-10-20'),
        byOn: day('2026-12-02'),
        ifNot: 'Legal gateway meeting.',
      },
    ])
    .execute()
  await db
    .insertInto('worry')
    .values({
      childId,
      state: 'open',
      what: 'Leo is hungry at school',
      source: 'School',
      sinceOn: day('2026-11-18'),
    })
    .execute()
}

async function addWorkers(db: Db, childId: string, amira: Actor): Promise<void> {
  const teamId = await addTeam(db, 'Riverside')
  const [grace, paul] = [await addStaff(db, 'Grace Mbeki', 'SW'), await addStaff(db, 'Paul Irvine', 'SW')]
  const lead = { childId, teamId, role: 'lead social worker' as const }
  await db
    .insertInto('allocation')
    .values([
      {
        ...lead,
        state: 'ended',
        workerId: grace.id,
        fromOn: day('2025-02-03'),
        toOn: day('2026-03-20'),
        endReason: 'team transfer',
      },
      {
        ...lead,
        state: 'ended',
        workerId: paul.id,
        fromOn: day('2026-04-04'),
        toOn: day('2026-08-21'),
        endReason: 'agency ended',
        childToldOn: day('2026-08-14'),
      },
      { ...lead, state: 'allocated', workerId: amira.id, fromOn: day('2026-08-21') },
    ])
    .execute()
}

async function addTalk(db: Db, childId: string, amira: Actor, asha: Actor): Promise<void> {
  await db
    .insertInto('note')
    .values([
      {
        childId,
        state: 'recorded',
        kind: 'call',
        happenedOn: day('2026-11-18'),
        line: '“Hungry again”, call from Ms Ford',
        whoWith: 'Mill Primary',
        significant: true,
        impact: 'Third time this week.',
        recordedBy: amira.id,
      },
      {
        childId,
        state: 'recorded',
        kind: 'message',
        happenedOn: day('2026-11-17'),
        line: 'Kelly asked to move the visit',
        significant: false,
        recordedBy: amira.id,
      },
      {
        childId,
        state: 'recorded',
        kind: 'event',
        happenedOn: day('2026-11-12'),
        line: 'Police called to an argument, children upstairs',
        significant: true,
        recordedBy: amira.id,
      },
    ])
    .execute()
  await db
    .insertInto('unknown')
    .values({
      childId,
      state: 'open',
      question: 'Dean’s background',
      ownerId: amira.id,
      askedOn: day('2026-09-02'),
      whoToAsk: 'His last social worker',
    })
    .execute()
  await db
    .insertInto('action')
    .values({
      childId,
      state: 'open',
      what: 'Check Dean’s history with Northshire',
      askedBy: asha.id,
      ownerId: amira.id,
      askedOn: day('2026-10-12'),
      dueOn: day('2026-11-05'),
      firstDueOn: day('2026-10-19'),
      direction: true,
      timesAsked: 2,
    })
    .execute()
}

/** Five attempts since July, with 72 days between two times alone, and the clock of the child protection visit. */
async function addVisits(db: Db, childId: string, amira: Actor): Promise<string> {
  const visit = {
    childId,
    state: 'recorded' as const,
    workerId: amira.id,
    mode: 'face to face' as const,
    outcome: 'completed' as const,
    seen: true,
    seenAlone: 'yes' as const,
  }
  const stored = await db
    .insertInto('visit')
    .values([
      { ...visit, visitedOn: day('2026-07-05'), place: 'home' },
      { ...visit, visitedOn: day('2026-08-09'), place: 'home', seenAlone: 'no' },
      { ...visit, visitedOn: day('2026-09-15'), place: 'school' },
      { ...visit, visitedOn: day('2026-10-12'), outcome: 'no access', seen: false, seenAlone: 'no' },
      {
        ...visit,
        visitedOn: day('2026-11-05'),
        place: 'home',
        bedroomSeen: true,
        purpose: 'Sleep',
        childWords: 'I like Nan’s because it’s warm.',
      },
    ])
    .returning('id')
    .execute()
  const lastVisit = stored.at(-1)?.id ?? ''
  const reading = { childId, clock: 'cp-visit', recordId: lastVisit, known: true }
  await db
    .insertInto('clockReading')
    .values([
      { ...reading, sinceOn: day('2026-10-20'), dueOn: day('2026-11-03'), metOn: day('2026-11-05') },
      { ...reading, sinceOn: day('2026-11-05'), dueOn: day('2026-11-19') },
      { ...reading, clock: 'core-group', sinceOn: day('2026-10-30'), dueOn: day('2026-11-27') },
      { ...reading, clock: 'cin-review', sinceOn: day('2026-10-30'), dueOn: day('2026-11-20'), known: false },
    ])
    .execute()
  return lastVisit
}
