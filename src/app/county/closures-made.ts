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
import { Afterwards } from './afterwards.ts'
import { whole, cameBack, ended, endedLately } from './closures-ended.ts'
import { leaversNow, newHomes } from './leavers-homes.ts'
import type { DayNumber, Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { D, working } from './story.ts'
import { transfers } from './transfers-made.ts'

/** A child with an episode of need open, and who works with them. */
export interface Helped {
  readonly childId: string
  readonly episodeId: string
  readonly referredOn: Day
  readonly episodes: number
  readonly workerId: string
  readonly managerId: string
  readonly otherManagerId: string | null
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

// prettier-ignore

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
