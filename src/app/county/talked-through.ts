import { sql } from 'kysely'
import { oversightDiscussion, recordSummary } from '../../modules/supervision/index.ts'
import { visitCall } from '../../modules/visits/index.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { Afterwards } from './afterwards.ts'
import type { DayNumber, Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { D, working } from './story.ts'

/** A time through which a child is to be talked through, or their record summed up, and who does it. */
interface Owed {
  readonly childId: string
  readonly clock: string
  readonly since: DayNumber
  readonly until: DayNumber | null
  readonly workerId: string | null
  readonly managerId: string | null
}

/** The last day a child was seen, or their review held. */
interface Last {
  readonly childId: string
  readonly on: DayNumber
}

class Talks extends Afterwards {
  /** For whom a visit was called for already. */
  readonly called = new Set<string>()
}

/** Discussions and summaries at about their intervals, a few of them late, and a few children for whom a visit was called for. */
export async function makeTalks(book: Writing, span: Span, seed: number): Promise<void> {
  const made = new Talks('talked through', span, seed)
  await inTransaction(book.db, async (tx) => {
    for (const owed of await whatIsOwed(tx)) talk(made, owed)
    for (const kind of Object.keys(tellers)) await callsOf(tx, made, kind)
    await made.keep(tx, book, [oversightDiscussion, recordSummary, visitCall])
  })
}

/** The clocks already run from the plans and episodes: each is one stretch while nothing has been written. */
async function whatIsOwed(tx: Tx): Promise<Owed[]> {
  const { rows } = await sql<Owed>`
    select reading.child_id, reading.clock, reading.since_on - date '1970-01-01' as since, reading.ended_on - date '1970-01-01' as until,
           lead.worker_id, manager.id as manager_id
      from (select child_id from clock_reading where clock in ('case-supervision-high', 'case-supervision-other', 'case-summary')
             group by child_id order by bool_or(ended_on is null) desc, child_id limit 3500) asked
      join clock_reading reading on reading.child_id = asked.child_id and reading.clock in ('case-supervision-high', 'case-supervision-other', 'case-summary')
      left join lateral (select worker_id, team_id from allocation where allocation.child_id = reading.child_id
        order by state = 'allocated' desc, from_on desc, id limit 1) lead on true
      left join lateral (select id from staff where staff.team_id = lead.team_id and role = 'TM' order by disabled_at nulls first, id limit 1) manager on true
     order by reading.child_id, reading.clock, reading.since_on
  `.execute(tx)
  return rows
}

// Calendar days between one and the next, a little under each limit; one in twenty slips.
const every: Readonly<Record<string, readonly [number, number]>> = {
  'case-supervision-high': [21, 27],
  'case-supervision-other': [42, 54],
  'case-summary': [70, 86],
}

function talk(made: Talks, owed: Owed): void {
  const { chance, today } = made
  const [least, most] = every[owed.clock] ?? [28, 28]
  const last = Math.min(owed.until ?? today, today)
  for (let at = owed.since; ;) {
    // Whoever is seldom late is late now for one child in thirty.
    at = working(at + chance.whole(least, most) + (chance.odds(0.04) ? chance.whole(6, 20) : 0))
    if (at > last || (owed.until === null && at > today - 40 && chance.odds(0.03))) return
    if (owed.clock === 'case-summary') summed(made, owed, at)
    else talked(made, owed, at)
  }
}

const known = [
  'Seen twice since we last spoke, once alone. Sleeping better, and talks about school.',
  'Mum keeps her appointments. The flat is warm and there is food. Dad has not been there.',
  'School is worried about Mondays. Nobody has asked what happens at weekends.',
  'The plan has moved on two of its four outcomes. The child says they feel listened to.',
  'The last two visits were short, and both in the front room. Nobody has seen where the child sleeps.',
  'The health visitor met the family by herself and was told another story about the bruise.',
  'Attendance is up to nine days in ten. The child chose to show the worker their project.',
  'Nan is in hospital, so the one safe place to go is closed for now. A neighbour has been asked.',
  'The rent is paid and the threat of eviction is over. Both parents came to the last meeting.',
  'The child asked for a different time, and was seen after school instead. They talked for an hour.',
  'Two appointments were missed and two were kept. Each time it was the bus that was said to be late.',
  'There has been no call to the police for eight weeks. The older brother has moved out.',
]
const asked = [
  'What would the child say has changed? Who has seen the father this month?',
  'What would make us think we are wrong? The worker will ask the nursery what they see at the gate.',
  'Are we sure that quiet means calm? We agreed to visit without notice, and at tea time.',
  'What do we know because we saw it, and what because we were told? Half of it was told by one person.',
  'Who has not been asked? The aunt collects them on Fridays, and nobody has rung her.',
  'If nothing changed for another three months, would that be good enough? We said no, and set a day.',
  'What does the child gain by saying that all is well? We will offer somebody who is not us.',
  'Would we have written this of a child whose parents argue with us? We took out two of the words.',
]

function talked(made: Talks, { childId, managerId }: Owed, at: DayNumber): void {
  const { chance } = made
  const values = {
    heldOn: D(at),
    heldBy: managerId,
    trigger: chance.weighed([['supervision', 6], ['dip sample', 1], ['decision', 1]] as const),
    known: chance.of(known),
    challenge: chance.of(asked),
    safeNow: chance.weighed([['yes', 8], ['unsure', 1]] as const),
  } // prettier-ignore
  made.put(oversightDiscussion, childId, ['recorded', at, managerId, values])
}

const stories = [
  'The family came to us after the school and the health visitor were worried within a month of each other. Help was tried once before, and ended early.',
  'A neighbour rang about shouting at night. The police had been twice that year. Nobody had spoken to the children by themselves until then.',
  'The parents asked for help when they lost their home. They had moved three times, and the school changed each time.',
  'The hospital told us of an injury that was not explained. What happened is still told in two ways.',
]
const meanings = [
  'The child has learnt to keep quiet when adults shout. It shows at school more than at home.',
  'They look after the younger ones before themselves. It is praised, and it is too much for their age.',
  'They trust one adult outside the home and say more to her than to us. We ask before we change that.',
  'Things are calmer and they sleep through most nights. They still ask each week whether we will come back.',
  'They miss school on the mornings after a bad night, and fall behind in what they like best.',
]
const doings = [
  'A plan is in force. Nan is asked before anything changes: she is the one the child rings.',
  'We visit without notice, and the school tells us the same day when they are not there.',
  'The parents go to the group together. The worker sees the child alone, away from home, each time.',
  'We ask the family to meet and make their own plan, and stay out of the room while they do.',
  'The housing has been put right. What is left is whether it holds without us coming every week.',
]
const nth = (words: readonly string[], n: number): string => words[n % words.length] ?? ''

function summed(made: Talks, { childId, workerId }: Owed, at: DayNumber): void {
  const family = Number.parseInt(childId.slice(-4), 16)
  const values = {
    writtenOn: D(at),
    writtenBy: workerId,
    story: nth(stories, family),
    means: nth(meanings, family + at),
    doing: nth(doings, family + 2 * at),
  }
  made.put(recordSummary, childId, ['recorded', at, workerId, values])
}

// Who would say so, by what calls for a visit.
const tellers: Readonly<Record<string, string>> = {
  'asked in our care': 'The child, by text',
  'asked in private fostering': 'The child’s mother',
  'concern about the home': 'The regulator',
  'doubt about welfare': 'The social worker who visited',
  'arranged by others': 'The ward',
  'short breaks': 'The short breaks service',
  custody: 'The youth justice service',
  'long stay': 'The hospital school',
}

/** Of each kind one that was answered, one that was not before it was over, and one from today. */
async function callsOf(tx: Tx, made: Talks, kind: string): Promise<void> {
  const lasts = await lastOf(tx, kind)
  const take = (fits: (last: Last) => boolean): Last | undefined => {
    const found = lasts.find((last) => !made.called.has(last.childId) && fits(last))
    if (found !== undefined) made.called.add(found.childId)
    return found
  }
  const left = take(({ on }) => on + 230 < made.today)
  const now = take(({ on }) => on > made.today - 90 && on < made.today)
  const answered = take(({ on }) => on < made.today - 5)
  if (answered !== undefined) call(made, kind, answered.childId, answered.on - 1, answered.on + 1)
  if (left !== undefined) call(made, kind, left.childId, left.on + 1, left.on + 215)
  if (now !== undefined) call(made, kind, now.childId, made.today, null)
}

/** The children such a call could be about, with the last day they were seen or their review was held. */
async function lastOf(tx: Tx, kind: string): Promise<readonly Last[]> {
  const seen = kind !== 'doubt about welfare'
  const { rows } = await sql<Last>`
    select person.id as child_id, ${seen ? sql`max(visited_on)` : sql`max(held_on)`} - date '1970-01-01' as on
      from person
      join ${seen ? sql`visit on visit.child_id = person.id and mode = 'face to face' and outcome = 'completed' and seen` : sql`cla_review on cla_review.child_id = person.id`}
     where person.kind = 'child' and person.state = 'active' and restricted_level = 0 and died_on is null and la_child_id not in ('10442', '10443')
       and exists (select from coverage where coverage.child_id = person.id and fact = 'everything')
     group by person.id
     order by ${sql.ref(`person.id`)}
     limit 3500
  `.execute(tx)
  return rows
}

function call(made: Talks, kind: string, childId: string, from: DayNumber, until: DayNumber | null): void {
  const over = until === null ? {} : { untilOn: D(until), overWhy: 'It was settled' }
  const values = { kind, fromOn: D(from), toldBy: tellers[kind], what: null, ...over }
  made.put(visitCall, childId, [until === null ? 'standing' : 'over', from, null, values])
}
