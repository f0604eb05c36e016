import { sql } from 'kysely'
import {
  grantsOf,
  roleNames,
  type Actor,
  type Permission,
  type Role,
  type Scope,
} from '../../platform/access/policy.ts'
import { frontDoor } from '../../platform/access/roles.ts'
import { day, instantAt } from '../../platform/dates/day.ts'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import type { Book } from '../../platform/record/book.ts'
import { importRows } from '../../platform/record/bulk.ts'
import { addPerson, addTeam, allocateTo, daysAgo, testDay } from '../../platform/testing/office.ts'
import { chanceOf, randomAnswers, type Cast } from '../../platform/testing/random-answers.ts'
import { freshDb, ownerOf } from '../../platform/testing/world.ts'
import { bookOf } from '../book.ts'
import { records } from '../modules.ts'
import { letKeysBeMarked, letMarksIn, letStatesStandTogether } from './catalogue.testing.ts'
import { plantMarks, type Marks } from './marks.testing.ts'

/** How somebody stands to a child, as the issue names them; what each makes true is written out here and asked of no SQL. */
export const relationships = [
  'allocated',
  'same team',
  'same service',
  'other team',
  'excluded',
  'household',
  'restricted',
  'closed',
  'brother of one kept from them',
  'sealed',
  'named on a sealed record',
  'placed',
  'moved away',
] as const
export type Relationship = (typeof relationships)[number]

/** A seat in the office: where each stands to the child who is everybody's concern. */
type Seat =
  | 'allocated'
  | 'same team'
  | 'same service'
  | 'other team'
  | 'excluded'
  | 'household'
  | 'placed'
  | 'moved away'
const seats: Readonly<Record<Seat, readonly [team: string, service: string]>> = {
  allocated: ['Riverside', 'Family help'],
  'same team': ['Riverside', 'Family help'],
  'same service': ['Hillside', 'Family help'],
  'other team': ['Harbour', 'In our care'],
  excluded: ['Riverside', 'Family help'],
  household: ['Riverside', 'Family help'],
  placed: ['Harbour', 'In our care'],
  'moved away': ['Harbour', 'In our care'],
}

export interface Person {
  readonly actor: Actor
  readonly post: Role | 'HUB'
  readonly seat: Seat
}

/** Three who may not be seen by all, and a brother who may. */
interface Children {
  readonly open: string
  readonly restricted: string
  readonly closed: string
  readonly brother: string
  readonly sealed: string
  readonly mother: string
}

export interface World {
  readonly db: Db
  readonly owner: Db
  readonly book: Book
  readonly people: readonly Person[]
  readonly children: Children
  readonly marks: Marks
  /** The records of each child, by table as code names it. */
  readonly recordIds: ReadonlyMap<string, readonly { readonly childId: string; readonly id: string }[]>
}

/** An office with somebody of every post in every seat, and a family about whom every kind of record holds something. */
export async function makeWorld(states: number): Promise<World> {
  const db = await freshDb()
  const owner = ownerOf(db)
  const book = bookOf(db, () => instantAt(testDay, '12:00'))
  await letMarksIn(owner)
  await letStatesStandTogether(owner)
  const people = await addPeople(db)
  const children = await addFamily(db, people)
  await sql`insert into campaign (id, title, why, cohort, by_on, state, opened_on, opened_by)
    values (${together}, 'A look', 'Because', '{}', '2026-12-20', 'running', '2026-11-01', ${of(people, 'SM', 'same service').id})`.execute(
    owner,
  )
  // What a notice says of a child stands without the notice here: notices have their own tests.
  await sql`alter table notice_of_child alter notice_id drop not null`.execute(owner)
  await writeRecords(db, children, people, states)
  await tieStaff(owner, children, people)
  await placeWithCarers(owner, children.open, people)
  await letKeysBeMarked(owner)
  const marks = await plantMarks(owner, Object.values(children))
  await sql`update person set restricted_level = 2 where id = ${children.restricted}`.execute(owner)
  await sealOne(owner, children.sealed, people)
  return { db, owner, book, people, children, marks, recordIds: await idsOf(db, children) }
}

async function addPeople(db: Db): Promise<Person[]> {
  const teams = new Map<string, string>()
  for (const [team, service] of [...Object.values(seats), ['Front door', frontDoor] as const])
    teams.set(team, await addTeam(db, team, service))
  const wanted = (Object.keys(roleNames) as Role[]).flatMap((role) =>
    (Object.keys(seats) as Seat[]).map((seat) => ({
      role,
      seat,
      post: role as Person['post'],
      place: seats[seat],
    })),
  )
  const hub = (['allocated', 'other team', 'excluded'] as const).map((seat) => ({
    role: 'TM' as const,
    seat,
    post: 'HUB' as const,
    place: ['Front door', frontDoor] as const,
  }))
  const all = [...wanted, ...hub]
  const rows = await db
    .insertInto('staff')
    .values(
      all.map(({ role, seat, post, place: [team] }) => ({
        name: `${post} ${seat}`,
        role,
        teamId: teams.get(team) ?? null,
        signsInAs: `${post}.${seat}`.replaceAll(' ', '-').toLowerCase(),
        leavesOn: role === 'INSP' ? day('2099-01-01') : null,
      })),
    )
    .returning(['id', 'name', 'role', 'teamId'])
    .execute()
  // A team is overseen for the workers it has.
  await db
    .insertInto('staff')
    .values({ name: 'Door worker', role: 'SW', teamId: teams.get('Front door') ?? null })
    .execute()
  return rows.map((row, i) => {
    const { seat, post, place } = all[i] ?? assertNever()
    return { post, seat, actor: { ...row, service: place[1] } }
  })
}

const assertNever = (): never => {
  throw new RangeError('as many rows as were asked for')
}

async function addFamily(db: Db, people: readonly Person[]): Promise<Children> {
  const child = (n: number) => addPerson(db, { givenName: 'A', familyName: 'B', laChildId: `K${n}` })
  const children: Children = {
    open: await child(1),
    restricted: await child(2),
    closed: await child(3),
    brother: await child(4),
    sealed: await child(5),
    mother: await addPerson(db, { kind: 'adult', bornOn: null }),
  }
  const keeper = of(people, 'SW', 'same team')
  for (const { seat, actor } of people) {
    if (seat === 'allocated' || seat === 'excluded') await allocateTo(db, children.open, actor)
    if (seat === 'allocated') await allocateTo(db, children.sealed, actor)
    if (seat === 'same team' || seat === 'excluded' || seat === 'household')
      await allocateTo(db, children.brother, actor)
  }
  await allocateTo(db, children.restricted, of(people, 'SW', 'allocated'))
  await db
    .insertInto('allocation')
    .values({
      childId: children.closed,
      workerId: keeper.id,
      teamId: keeper.teamId,
      role: 'lead social worker',
      state: 'ended',
      fromOn: daysAgo(400),
      toOn: daysAgo(100),
    })
    .execute()
  const kin = [children.open, children.restricted, children.closed, children.sealed]
  for (const one of [...kin, children.brother]) {
    const relatives = [children.mother, ...kin, children.brother].filter((id) => id !== one)
    await db
      .insertInto('relationship')
      .values(
        relatives.map((relativeId) => ({
          childId: one,
          relativeId,
          kind: relativeId === children.mother ? ('mother' as const) : ('sibling' as const),
          state: 'recorded' as const,
          household: true,
          contactRestricted: false,
          risk: 'none known' as const,
          parentalResponsibility: 'no' as const,
        })),
      )
      .execute()
  }
  return children
}

/** The one of a post in a seat. */
function of(people: readonly Person[], post: Person['post'], seat: Seat): Actor {
  const found = people.find((one) => one.post === post && one.seat === seat)
  return found?.actor ?? assertNever()
}

const source = { importId: null, actorId: null, recordedAt: null, words: 'from a return' }
const elsewhere: ReadonlySet<string> = new Set([
  'person',
  'merge',
  'relationship',
  'allocation',
  'exclusion',
  'namedAccess',
  'restriction',
  'emergencyOpening',
  'carerAccess',
])

/** A record of every kind about each child, in as many of its states as are asked for. */
async function writeRecords(
  db: Db,
  children: Children,
  people: readonly Person[],
  states: number,
): Promise<void> {
  const chance = chanceOf(7)
  const cast: Cast = {
    people: [children.mother],
    staff: [of(people, 'SW', 'allocated').id],
    teams: [of(people, 'SW', 'allocated').teamId ?? ''],
  }
  const { mother: _, ...kids } = children
  const stored = new Map<string, string>()
  for (const on of records.filter(({ table }) => !elsewhere.has(table)))
    for (const state of on.states.slice(0, states)) {
      const rows = Object.values(kids).map((childId) => ({
        childId,
        key: state,
        state,
        values: {
          ...whole(randomAnswers(on.fields, chance, cast), on.fields),
          ...tied(on.table, on.fields, childId, stored),
          // It belongs to the child: no file stands behind it.
          ...(on.table === 'document' && { aboutKind: null, aboutId: null, fingerprint: null }),
        },
      }))
      const { ids } = await inTransaction(db, async (tx) => importRows(tx, on, source, rows))
      for (const [i, { childId }] of rows.entries()) stored.set(`${childId} ${on.table}`, ids[i] ?? '')
    }
}

/** Which kind of record a question of another record names, where it is not the same of them all. */
const named: Readonly<Record<string, string>> = {
  episodeId: 'cinEpisode', contactId: 'contact', assessmentId: 'assessment', versionId: 'assessmentVersion', discussionId: 'strategyDiscussion', conferenceId: 'conference',
  coreGroupId: 'coreGroup', agreementId: 'writtenAgreement', outcomeId: 'planOutcome', underId: 'cpPlan', actionId: 'action',
  'cinReview.planId': 'cinPlan', 'cinDecision.planId': 'cinPlan', 'conference.planId': 'cpPlan', 'coreGroup.planId': 'cpPlan', 'planOutcome.planId': 'plan',
} // prettier-ignore
/** What is done for brothers and sisters together is one thing: nothing of one may stand in what another's readers see. */
const together = '00000000-0000-7000-8000-00000000aaaa'

const tied = (
  table: string,
  fields: object,
  childId: string,
  stored: ReadonlyMap<string, string>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields as Record<string, { kind: string }>)
      .filter(([, { kind }]) => kind === 'record')
      .map(([name]) => {
        if (name === 'togetherId' || name === 'meetingId' || name === 'campaignId') return [name, together]
        return [name, stored.get(`${childId} ${named[`${table}.${name}`] ?? named[name] ?? ''}`) ?? null]
      }),
  )

const stand: Readonly<Record<string, string>> = {
  line: 'Words to mark',
  words: 'Words to mark',
  day: daysAgo(10),
  instant: `${daysAgo(10)}T10:30:00+00:00`,
}

/** Words and days that are asked for and were left out by chance stand too. */
const whole = (answers: Record<string, unknown>, fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(answers).map(([name, value]) => {
      const { kind } = (fields as Record<string, { kind: string }>)[name] ?? { kind: '' }
      return [name, value ?? stand[kind] ?? null]
    }),
  )

/** Conflicts of interest, as the record keeps them; and an alert, a draft and a finding about each child. */
async function tieStaff(owner: Db, children: Children, people: readonly Person[]): Promise<void> {
  const kept = people.filter(({ seat }) => seat === 'excluded' || seat === 'household')
  const setBy = of(people, 'SM', 'same service').id
  for (const childId of [children.open, children.restricted, children.closed])
    await owner
      .insertInto('exclusion')
      .values(
        kept.map(({ actor, seat }) => ({
          childId,
          staffId: actor.id,
          state: 'in force' as const,
          relation: seat === 'household' ? ('self' as never) : ('friend' as never),
          setOn: daysAgo(9),
          setBy,
        })),
      )
      .execute()
  for (const childId of [children.open, children.restricted, children.closed, children.sealed]) {
    await owner
      .insertInto('draft')
      .values({
        command: 'visit.recorded',
        childId,
        authorId: of(people, 'SW', 'allocated').id,
        answers: '{"observations":"Words to mark"}',
      })
      .execute()
    await sql`insert into alert (entry, child_id, record_id, since_on, rung, to_id, state, raised_on, answer)
      select 'cp-visit', ${childId}, staff.id, '2026-11-01', 'owner', staff.id, 'open', '2026-11-20', 'Words to mark' from staff where signs_in_as is not null`.execute(
      owner,
    )
    await owner
      .insertInto('finding')
      .values({ childId, rule: 'visit-purpose', message: 'Words to mark', state: 'open' } as never)
      .execute()
  }
}

/** Two carers agreed to: the child lives with the second of them, and has left the first. */
async function placeWithCarers(owner: Db, childId: string, people: readonly Person[]): Promise<void> {
  await owner.deleteFrom('careEpisode').where('childId', '=', childId).execute()
  for (const [seat, ago, state] of [
    ['moved away', 90, 'ended'],
    ['placed', 30, 'open'],
  ] as const) {
    const stay = { childId, startedOn: daysAgo(ago), startedWhy: 'P', placementType: 'U3', state } as const
    const over = state === 'ended' ? { endedOn: daysAgo(30), endedWhy: 'X1' as const } : {}
    const { id: stayId } = await owner
      .insertInto('careEpisode')
      .values({ ...stay, ...over })
      .returning('id')
      .executeTakeFirstOrThrow()
    const carerId = of(people, 'CARER', seat).id
    await owner
      .insertInto('carerAccess')
      .values({ childId, carerId, stayId, state: 'in force', askedOn: daysAgo(ago) })
      .execute()
  }
}

/** A sealed record on which those of the other team are named; a seal and an opening of it wait, so that the director is at the door. */
async function sealOne(owner: Db, childId: string, people: readonly Person[]): Promise<void> {
  await sql`update person set restricted_level = 3 where id = ${childId}`.execute(owner)
  await sql`insert into restriction (child_id, state, why, asked_on) values (${childId}, 'seal asked', 'A test', '2026-11-01')`.execute(
    owner,
  )
  await sql`insert into emergency_opening (child_id, state, staff_id, reason, why, hours, asked_at)
    select ${childId}, 'waiting', id, 'audit', 'Nobody else is here to do it', '1', now() from staff where name = 'Door worker'`.execute(
    owner,
  )
  const named = people.filter(({ seat }) => seat === 'other team')
  await sql`insert into named_access (child_id, state, staff_id, why, asked_on)
    select ${childId}, 'in force', id, 'A test', '2026-11-01' from unnest(${named.map(({ actor }) => actor.id)}::uuid[]) id`.execute(
    owner,
  )
}

async function idsOf(db: Db, children: Children): Promise<Map<string, { childId: string; id: string }[]>> {
  const ids = new Map<string, { childId: string; id: string }[]>()
  for (const { table } of records.filter((one) => one.table !== 'person')) {
    const rows = await db
      .selectFrom(table as 'note')
      .select(['id', 'childId'])
      .where('childId', 'in', Object.values(children))
      .orderBy('id')
      .execute()
    ids.set(table, rows)
  }
  return ids
}

/** What each relationship makes true of a child, in words. */
export interface Stands {
  readonly child: keyof Children
  readonly own: boolean
  readonly team: boolean
  readonly service: boolean
  readonly open: boolean
  readonly known: boolean
  /** The child lives with a foster carer who is asked about here. */
  readonly placed?: true
  /** Only those named may know of it; to them it is open. */
  readonly sealed?: true
}

/** How each relationship is played: by whom, about whom, and what is then so. */
export const played: Readonly<Record<Relationship, Stands & { readonly seat: Seat }>> = {
  allocated: {
    seat: 'allocated',
    child: 'open',
    own: true,
    team: true,
    service: true,
    open: true,
    known: true,
  },
  'same team': {
    seat: 'same team',
    child: 'open',
    own: false,
    team: true,
    service: true,
    open: true,
    known: true,
  },
  'same service': {
    seat: 'same service',
    child: 'open',
    own: false,
    team: false,
    service: true,
    open: true,
    known: true,
  },
  'other team': {
    seat: 'other team',
    child: 'open',
    own: false,
    team: false,
    service: false,
    open: true,
    known: true,
  },
  excluded: {
    seat: 'excluded',
    child: 'open',
    own: true,
    team: true,
    service: true,
    open: true,
    known: false,
  },
  household: {
    seat: 'household',
    child: 'open',
    own: false,
    team: true,
    service: true,
    open: true,
    known: false,
  },
  restricted: {
    seat: 'same team',
    child: 'restricted',
    own: false,
    team: true,
    service: true,
    open: false,
    known: true,
  },
  'brother of one kept from them': {
    seat: 'excluded',
    child: 'brother',
    own: true,
    team: true,
    service: true,
    open: true,
    known: true,
  },
  sealed: {
    seat: 'allocated',
    child: 'sealed',
    own: true,
    team: true,
    service: true,
    open: false,
    known: true,
    sealed: true,
  },
  'named on a sealed record': {
    seat: 'other team',
    child: 'sealed',
    own: false,
    team: false,
    service: false,
    open: true,
    known: true,
    sealed: true,
  },
  // Whose child it is by a foster carer's account: of anybody else as of another team.
  placed: {
    seat: 'placed',
    child: 'open',
    own: false,
    team: false,
    service: false,
    open: true,
    known: true,
    placed: true,
  },
  'moved away': {
    seat: 'moved away',
    child: 'open',
    own: false,
    team: false,
    service: false,
    open: true,
    known: true,
  },
  // Left with nobody, the child stays with the team that had them, and is the concern of every service.
  closed: {
    seat: 'other team',
    child: 'closed',
    own: false,
    team: false,
    service: true,
    open: true,
    known: true,
  },
}

const keptDoors: ReadonlySet<Permission> = new Set([
  'restrict.agree',
  'seal.agree',
  'seal.vouch',
  'emergency.review',
])

/** Whether the matrix lets a post do this to a child who stands so: its own words, and no code of the product's. */
export function may(post: Person['post'], permission: Permission, stands: Stands): boolean {
  const scope = grantsOf(post)[permission] ?? (post === 'HUB' ? grantsOf('TM')[permission] : undefined)
  if (scope === undefined || !stands.known) return false
  if (scope === 'authority' && keptDoors.has(permission)) return true
  return stands.sealed === true ? stands.open && permission !== 'restrict.agree' : near(scope, stands)
}

function near(scope: Scope, stands: Stands): boolean {
  if (scope === 'placed') return stands.placed === true && stands.open
  if (stands.own) return true
  return stands.open && (scope === 'authority' || (scope !== 'own' && stands[scope]))
}
