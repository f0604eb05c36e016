import { sql } from 'kysely'
import { drawEntries } from '../../modules/oversight/index.ts'
import { addMonths, firstOfMonth, instantAt } from '../../platform/dates/day.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { Afterwards } from './afterwards.ts'
import type { DayNumber, Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { D, working } from './story.ts'

/** Somebody who is supervised, who does it, and some of the children they work with. */
interface Pair {
  readonly workerId: string
  readonly managerId: string
  readonly startedOn: DayNumber | null
  readonly children: readonly string[]
}

/** Three months of supervision of a few teams and of every team manager, a little of it late; and last month’s entries drawn, half looked at. */
export async function makeSupervision(book: Writing, span: Span, seed: number): Promise<void> {
  const made = new Afterwards('supervised', span, seed)
  await inTransaction(book.db, async (tx) => {
    const pairs = await pairsIn(tx)
    for (const pair of pairs) await sessionsOf(tx, made, pair)
    for (const those of Map.groupBy(pairs, ({ managerId }) => managerId).values())
      await group(tx, made, those)
    await sampleOf(tx, made)
  })
}

/** At most 40 workers of the first teams by name, and at most 12 team managers. */
async function pairsIn(tx: Tx): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    with workers as (
      select staff.id, manager.id as manager_id, staff.started_on, team.name as team, staff.name from staff join team on team.id = staff.team_id
        join lateral (select id from staff manager where manager.team_id = team.id and manager.role = 'TM' and manager.disabled_at is null order by id limit 1) manager on true
       where staff.role in ('SW', 'PA') and staff.disabled_at is null
       order by team.name <> 'Riverside', team.name, staff.name, staff.id limit 40
    ), managers as (
      select staff.id, head.id as manager_id, staff.started_on, team.name as team, staff.name from staff join team on team.id = staff.team_id
        join lateral (select head.id from staff head join team of_head on of_head.id = head.team_id
          where head.role = 'SM' and of_head.service = team.service and head.disabled_at is null order by head.id limit 1) head on true
       where staff.role = 'TM' and staff.disabled_at is null order by team.name <> 'Riverside', team.name, staff.id limit 12
    )
    select one.id as worker_id, one.manager_id, one.started_on - date '1970-01-01' as started_on,
           array(select allocation.child_id from allocation join person on person.id = allocation.child_id and person.restricted_level < 2
             where allocation.worker_id = one.id and allocation.state = 'allocated' order by allocation.child_id limit 6) as children
      from (select * from workers union all select * from managers) one
     order by one.team <> 'Riverside', one.team, one.name, one.id
  `.execute(tx)
  return rows
}

const reflected = [
  'What it is to knock on a door that stays shut, and to be relieved. We asked whom the relief was for.',
  'A mother who reminds her of her own. What she hears first in the room, and what she might miss.',
  'How sure we are of what we wrote in the spring. He went back to his notes and found two things he had stopped asking.',
  'Saying no to a colleague in a meeting. What made it hard, and what the child would have wanted said.',
] // prettier-ignore
const wellbeing = ['Tired since August; takes the Friday off.', 'Well. Glad of the new desk.', 'The night call is still with her. We agreed who to ring.', null] // prettier-ignore
const caseload = ['Two families more than can be seen each fortnight. One moves to a colleague by Monday.', 'Full, and steady.', null] // prettier-ignore
const learning = ['Would like to sit in on a conference as an observer.', 'Books the course on coercive control.', null] // prettier-ignore

async function sessionsOf(tx: Tx, made: Afterwards, pair: Pair): Promise<void> {
  const { chance, today } = made
  const late = chance.odds(0.12)
  let on = working(today - chance.whole(late ? 30 : 2, late ? 44 : 24))
  for (let n = 0; n < 3 && on > (pair.startedOn ?? 0); n += 1, on = working(on - chance.whole(24, 30)))
    await session(tx, made, pair, on)
  await booking(tx, made, pair)
}

/** One session with those of a manager together, three weeks ago. */
async function group(tx: Tx, made: Afterwards, those: readonly Pair[]): Promise<void> {
  const { today, span } = made
  const [first] = those
  const there = those.filter(({ startedOn }) => startedOn === null || startedOn < today - 21).slice(0, 5)
  if (first === undefined || there.length < 2) return
  const heldOn = D(working(today - 21))
  const said = { heldOn, topic: 'Seeing a child when a parent speaks for them', learned: togetherLearned }
  const workerIds = there.map(({ workerId }) => workerId)
  const id = made.id(today - 21)
  const values = { ...said, workerIds, ledBy: first.managerId }
  await tx
    .insertInto('supervisionGroup')
    .values({ ...values, id })
    .execute()
  const [childId] = there.flatMap(({ children }) => children)
  if (childId !== undefined)
    await tx.insertInto('supervisionGroupChild').values({ groupId: id, childId }).execute()
  const event = {
    type: 'supervision.group-recorded',
    aboutId: id,
    staffId: first.managerId,
    actorId: first.managerId,
  }
  await tx
    .insertInto('supervisionEvent')
    .values({ ...event, at: span.now, answers: JSON.stringify(values) })
    .execute()
}

const togetherLearned =
  'We each know one child whose own words we have not heard this month. We ask to see them alone first, and say why to the parent.'

/** The day agreed at the last session, where it is still to come. */
async function booking(tx: Tx, made: Afterwards, { workerId, managerId }: Pair): Promise<void> {
  await sql`
    insert into supervision_booking (id, worker_id, supervisor_id, state, meets_on)
    select ${made.id(made.today)}::uuid, worker_id, ${managerId}::uuid, 'booked', next_on from supervision_session
     where worker_id = ${workerId} and next_on > ${D(made.today)}::date
     order by held_on desc limit 1
  `.execute(tx)
}

async function session(tx: Tx, made: Afterwards, { workerId, managerId, children }: Pair, on: DayNumber): Promise<void> {
  const { chance } = made
  const id = made.id(on)
  const said = { reflectiveTopic: chance.of(reflected), wellbeing: chance.of(wellbeing), caseload: chance.of(caseload), learning: chance.of(learning) }
  const stood = { overdueDuties: chance.whole(0, 6), overdueDirections: chance.whole(0, 2), childrenHeld: children.length }
  const about = children.slice(0, chance.whole(1, 3))
  const values = { ...said, ...stood, workerId, supervisorId: managerId, heldOn: D(on), nextOn: D(working(on + 28)) }
  await tx.insertInto('supervisionSession').values({ ...values, id }).execute()
  if (about.length > 0) await tx.insertInto('supervisionChild').values(about.map((childId) => ({ sessionId: id, childId }))).execute()
  const answers = JSON.stringify({ ...said, ...stood, heldOn: D(on), children: about })
  await tx.insertInto('supervisionEvent').values({ type: 'supervision.recorded', aboutId: id, staffId: workerId, actorId: managerId, at: instantAt(D(on), '16:00'), answers }).execute()
} // prettier-ignore

/** Last month’s draw, as it stands: about half looked at, one in three of those lacking something. */
async function sampleOf(tx: Tx, made: Afterwards): Promise<void> {
  const drawnOn = firstOfMonth(D(made.today))
  await drawEntries(tx, { month: addMonths(drawnOn, -1), today: drawnOn, now: instantAt(drawnOn, '01:25') })
  await sql`
    with looked as (
    update oversight_drawn set analysis = case when lot < '55' then 'partly' else 'yes' end, direction = 'yes', follow_up = case when lot < '2a' then 'no' else 'yes' end,
           asked = case when lot < '55' then 'Say what you made of it, and what the last direction led to' end, looked_on = ${D(made.today)}::date, looked_by = looks.id
      from (select entry.id as entry_id, md5(entry.id::text) as lot, head.id from oversight_discussion entry
              join staff on staff.id = entry.held_by join team on team.id = staff.team_id
              join lateral (select head.id from staff head join team of_head on of_head.id = head.team_id
                where head.role = 'SM' and of_head.service = team.service and staff.role = 'TM' and head.disabled_at is null order by head.id limit 1) head on true) looks
     where looks.entry_id = oversight_drawn.discussion_id and lot < 'b0'
     returning discussion_id, draw_id, analysis, direction, follow_up, asked, looked_by)
    insert into supervision_event (type, about_id, staff_id, actor_id, at, answers)
    select 'oversight-entry.looked-at', discussion_id, manager_id, looked_by, ${made.span.now},
           json_build_object('analysis', analysis, 'direction', direction, 'followUp', follow_up, 'asked', asked)
      from looked join oversight_draw on oversight_draw.id = draw_id
  `.execute(tx)
} // prettier-ignore
