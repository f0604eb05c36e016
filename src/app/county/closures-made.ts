import { sql } from 'kysely'
import { closure, endingDuties, endingOf, transfer } from '../../modules/closure/index.ts'
import { address } from '../../modules/people/index.ts'
import { cinEpisode } from '../../modules/referrals/index.ts'
import { worry } from '../../modules/worries/index.ts'
import type { Actor } from '../../platform/access/policy.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import { lock } from '../../platform/record/store.ts'
import { visit } from '../../modules/visits/index.ts'
import { numberOfDay, type Day } from '../../platform/dates/day.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { Afterwards, type Values } from './afterwards.ts'
import type { DayNumber, Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { D, working } from './story.ts'

/** A child with an episode of need open, and who works with them. */
interface Helped {
  readonly childId: string
  readonly episodeId: string
  readonly referredOn: Day
  readonly episodes: number
  readonly workerId: string
  readonly managerId: string
  readonly otherManagerId: string | null
}

/** An ending the stories told of, that nobody wrote down then. */
interface Ended {
  readonly childId: string
  readonly episodeId: string
  readonly closedOn: Day
  readonly reason: string | null
  readonly managerId: string
}

/** Endings in every state, one held back by what is unfinished, one whose child came back, and transfers that wait. */
export async function makeClosures(writing: Writing, span: Span, seed: number): Promise<void> {
  const book: Book = { ...writing, records: [] }
  const made = new Afterwards('closures made', span, seed)
  let ready: readonly Helped[] = []
  await inTransaction(book.db, async (tx) => {
    const helped = await helpedNow(tx)
    const [able, held] = await sorted(tx, helped, book.today())
    ready = able
    waiting(made, span.today, able, held)
    const spare = helped.filter(({ childId }) => !made.childIds.has(childId))
    cameBack(made, spare)
    ended(made, span.today, await endedLately(tx, book.today()))
    newHomes(made, span.today, await leaversNow(tx, book.today()))
    transfers(
      made,
      span.today,
      spare.filter(({ childId }) => !made.childIds.has(childId)),
    )
    await made.keep(tx, book, [cinEpisode, closure, transfer, address, visit])
  })
  for (const child of ready) await worriesOver(book, child)
}

/** A child whose ending is proposed has nothing left that we worry about. */
async function worriesOver(book: Book, { childId, managerId }: Helped): Promise<void> {
  const actor: Actor = { id: managerId, name: '', role: 'TM', teamId: null, service: null }
  await inOneChange(book, actor, null, async (change) => {
    const { tx, today } = change
    const open = await tx
      .selectFrom('worry')
      .select('id')
      .where('childId', '=', childId)
      .where('state', '<>', 'closed')
      .orderBy('id')
      .execute()
    for (const { id } of open) {
      const before = await lock(tx, worry, id)
      const answers = { closedOn: today, closedWhy: 'School, health and our own visits have seen it stop.' }
      await change.move(worry, before, { event: 'worry.closed', to: 'closed', answers })
    }
    return { kind: 'done', recordId: childId }
  })
}

async function helpedNow(tx: Tx): Promise<Helped[]> {
  const { rows } = await sql<Helped>`
    select person.id as child_id, episode.id as episode_id, episode.referred_on, lead.worker_id,
           manager.id as manager_id,
           (select count(*)::int from cin_episode every where every.child_id = person.id) as episodes,
           (select other.id from staff other join team on team.id = other.team_id
             where other.role = 'TM'
               and other.disabled_at is null
               and other.team_id <> lead.team_id
               and team.service = home.service
             order by other.id
             limit 1) as other_manager_id
      from person
      join lateral (select id, referred_on
                      from cin_episode
                     where child_id = person.id
                       and state = 'open'
                       and referred_on is not null
                     order by referred_on desc
                     limit 1) episode on true
      join lateral (select worker_id, team_id
                      from allocation
                     where child_id = person.id
                       and state = 'allocated'
                       and role = 'lead social worker'
                     order by from_on desc
                     limit 1) lead on true
      join team home on home.id = lead.team_id
      join lateral (select id
                      from staff
                     where staff.team_id = lead.team_id
                       and role = 'TM'
                       and disabled_at is null
                     order by id
                     limit 1) manager on true
     where person.kind = 'child'
       and person.state = 'active'
       and restricted_level = 0
       and died_on is null
       and la_child_id not in ('10442', '10443')
       and lead.worker_id is not null
       and lead.worker_id <> manager.id
       and episode.referred_on > person.born_on + 800
     order by home.name = 'Riverside' desc, person.id limit 160
  `.execute(tx)
  return rows
}

/** Those whose ending nothing holds back, and those of whom something is unfinished. */
async function sorted(tx: Tx, helped: readonly Helped[], today: Day): Promise<[Helped[], Helped[]]> {
  const [ready, held]: [Helped[], Helped[]] = [[], []]
  for (const child of helped) {
    const ending = await endingOf(tx, child.childId, whole(numberOfDay(today)), today)
    if (endingDuties.every((duty) => duty.holds(ending))) ready.push(child)
    else if (endingDuties.every((duty) => duty.holds(ending) || duty.id === 'CL-1')) {
      if (ready.length < 4) ready.push(child)
      else held.push(child)
    } else held.push(child)
    if (ready.length >= 4 && held.length >= 1) break
  }
  return [ready, held]
}

/** A proposal with everything said in it. */
const whole = (today: DayNumber) => ({
  reason: 'RC7' as const,
  whyWeCame: 'School told us that home had become loud and late, and that nobody slept.',
  whatWasDone: 'We visited every three weeks, met with school and the health visitor, and agreed a plan with mum.',
  whatChanged: 'Bedtime is at eight. There has been no shouting since the summer, and school is on time.',
  outcomesMet: 'met' as const,
  childView: 'I like it at home now. You can come again if you want.',
  childToldOn: D(today - 6),
  networkAgreed: true,
  partnersToldOn: D(today - 5),
  whoSees: 'Ms Ford at Mill Primary sees them every school day and rings mum on Fridays.',
  howBack: 'The family has the number of the front door, in writing, and knows they may ring themselves.',
  ifWorse: 'School rings us the same day; mum takes the children to her sister.',
  carriedBy: 'Ms Ford, Mill Primary',
  handoverNote: 'Likes to draw while talking. Was promised that somebody tells them before anyone visits again.',
}) // prettier-ignore

function waiting(
  made: Afterwards,
  today: DayNumber,
  ready: readonly Helped[],
  held: readonly Helped[],
): void {
  const states = ['proposed', 'proposed', 'proposed', 'draft'] as const
  const proposals = ready.slice(0, states.length).map((child, i) => [states[i] ?? 'proposed', child] as const)
  for (const [state, child] of [...proposals, ...held.slice(0, 1).map((one) => ['proposed', one] as const)]) {
    const on = working(today - 3)
    const asked = state === 'draft' ? {} : { proposedOn: D(on), proposedBy: child.workerId }
    made.put(closure, child.childId, [
      state,
      on,
      child.workerId,
      { begunOn: D(on - 1), episodeId: child.episodeId, ...whole(today), ...asked },
    ])
  }
}

/** A child whose work ended before, and who came back seven weeks after. */
function cameBack(made: Afterwards, spare: readonly Helped[]): void {
  const child = spare.find(({ episodes }) => episodes === 1)
  if (child === undefined) return
  const back = numberOfDay(child.referredOn)
  const [closed, referred] = [working(back - 49), working(back - 240)]
  const episodeId = made.put(cinEpisode, child.childId, [
    'closed',
    referred,
    child.workerId,
    {
      referredOn: D(referred),
      source: '2A',
      primaryNeed: 'N5',
      noFurtherAction: false,
      closedOn: D(closed),
      closureReason: 'RC7',
    },
  ])
  decided(made, { childId: child.childId, episodeId, managerId: child.managerId }, child.workerId, closed, {
    state: 'checked',
    checkedOn: D(back),
    checkedBy: child.managerId,
    found: 're-referred',
    foundWords: 'School told us again.',
  })
}

/** Endings of the stories, written down: one to be checked soon, one whose check is late. */
function ended(made: Afterwards, today: DayNumber, all: readonly Ended[]): void {
  for (const one of all) {
    const closed = numberOfDay(one.closedOn)
    const checked = closed + 90 < today - 20
    decided(
      made,
      one,
      one.managerId,
      closed,
      checked
        ? {
            state: 'checked',
            checkedOn: D(closed + 84),
            checkedBy: one.managerId,
            found: 'sustained',
            foundWords: 'School and mum say so.',
          }
        : { state: 'closed' },
    )
  }
}

interface Whose {
  readonly childId: string
  readonly episodeId: string
  readonly managerId: string
  readonly reason?: string | null
}

function decided(
  made: Afterwards,
  of: Whose,
  by: string,
  closed: DayNumber,
  { state, ...more }: Values,
): void {
  const proposed = { proposedOn: D(closed - 2), proposedBy: by === of.managerId ? null : by }
  const word = {
    outsideChecked: 'Rang school and the health visitor; nobody had anything unread or disputed.',
    decisionWhy: 'Seven months of quiet, seen by three people who see the child.',
  }
  const values = {
    ...whole(closed),
    begunOn: D(closed - 4),
    episodeId: of.episodeId,
    ...(of.reason != null && { reason: of.reason }),
    ...proposed,
    ...word,
    decidedOn: D(closed),
    decidedBy: of.managerId,
    closedOn: D(closed),
    checkOn: D(closed + 84),
    ...more,
  }
  made.put(closure, of.childId, [String(state), closed - 4, by, values])
}

async function endedLately(tx: Tx, today: Day): Promise<Ended[]> {
  const { rows } = await sql<Ended>`
    select episode.child_id, episode.id as episode_id, episode.closed_on, episode.closure_reason as reason,
           manager.id as manager_id
      from cin_episode episode
      join person on person.id = episode.child_id
       and restricted_level = 0
       and person.state = 'active'
       and died_on is null
      join lateral (select team_id
                      from allocation
                     where child_id = episode.child_id
                       and role = 'lead social worker'
                     order by to_on desc nulls last
                     limit 1) lead on true
      join lateral (select id
                      from staff
                     where staff.team_id = lead.team_id
                       and role = 'TM'
                       and disabled_at is null
                     order by id
                     limit 1) manager on true
     where episode.state = 'closed' and episode.closed_on > ${today}::date - 200
       and not exists (select
                         from cin_episode later
                        where later.child_id = episode.child_id
                          and later.referred_on > episode.closed_on)
     order by episode.closed_on desc, episode.id limit 6
  `.execute(tx)
  return rows
}

function transfers(made: Afterwards, today: DayNumber, spare: readonly Helped[]): void {
  const [out, team, here] = spare
  const on = working(today - 4)
  const said = {
    proposedOn: D(on),
    reason: 'The family moved to be near their grandparents.',
    mustKnow: 'Draws while talking. Two people if dad is home. Was promised a visit before the holidays.',
  }
  if (out !== undefined)
    made.put(transfer, out.childId, [
      'proposed',
      on,
      out.workerId,
      {
        ...said,
        kind: 'out',
        proposedBy: out.workerId,
        authority: 'Otherton',
        personThere: 'Ms Owen, front door',
        carriedBy: 'Ms Owen, Otherton',
        childToldOn: D(on),
        historySentOn: D(on),
      },
    ])
  if (team?.otherManagerId != null)
    made.put(transfer, team.childId, [
      'proposed',
      on,
      team.workerId,
      { ...said, kind: 'team', proposedBy: team.workerId, receiverId: team.otherManagerId },
    ])
  if (here !== undefined)
    made.put(transfer, here.childId, [
      'proposed',
      on,
      here.workerId,
      {
        ...said,
        kind: 'in',
        proposedBy: here.workerId,
        authority: 'Otherton',
        personThere: 'Ms Owen, front door',
        arrivedOn: D(on - 6),
      },
    ])
}

/** A young person under 21 who has left our care, and who works with them. */
interface Leaver {
  readonly childId: string
  readonly adviserId: string | null
}

async function leaversNow(tx: Tx, today: Day): Promise<Leaver[]> {
  const { rows } = await sql<Leaver>`
    select leaver.child_id,
           (select worker_id
              from allocation
             where child_id = leaver.child_id
               and state = 'allocated'
             order by from_on desc, id
             limit 1) as adviser_id
      from (select distinct child_id from leaving_care where in_touch is null or in_touch = 'YES') leaver
      join person on person.id = leaver.child_id
       and person.state = 'active'
       and died_on is null
       and restricted_level = 0
     where born_on between ${today}::date - interval '20 years 6 months' and ${today}::date - interval '18 years 4 months'
       and not exists (select from care_episode where child_id = leaver.child_id and ended_on is null)
     order by leaver.child_id limit 4
  `.execute(tx)
  return rows
}

/** Young people who have left care and moved: just now, visited in time, and not. */
function newHomes(made: Afterwards, today: DayNumber, leavers: readonly Leaver[]): void {
  const moved = [[3, null], [60, 4], [90, 30], [40, null]] as const // prettier-ignore
  for (const [i, { childId, adviserId }] of leavers.entries()) {
    const [ago, visitedAfter] = moved[i] ?? [3, null]
    const from = today - ago
    made.put(address, childId, [
      'recorded',
      from,
      adviserId,
      {
        lines: `${4 + i} Tannery Yard, Exampleton`,
        postcode: 'ZZ6 4AB',
        kind: 'home',
        confidential: false,
        fromOn: D(from),
      },
    ])
    if (visitedAfter === null) continue
    const on = D(from + visitedAfter)
    made.put(visit, childId, [
      'recorded',
      from + visitedAfter,
      adviserId,
      {
        visitedOn: on,
        workerId: adviserId,
        mode: 'face to face',
        outcome: 'completed',
        seen: true,
        seenAlone: 'yes',
        place: 'home',
        announced: true,
        purpose: 'See the new flat',
        observations: 'A bed, a kettle and a working lock.',
        childWords: 'It is quiet. I like the window.',
        difference: 'better',
      },
    ])
  }
}
