import { sql } from 'kysely'
import { action } from '../../modules/actions/index.ts'
import { actionCheck } from '../../modules/visits/index.ts'
import { addMonths, day, numberOfDay, type Day } from '../../platform/dates/day.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { Afterwards, type Step } from './afterwards.ts'
import { chanceOf } from './chance.ts'
import type { DayNumber, Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { D, workerOn, workingAfter, type Story, type Told } from './story.ts'

const firstOf = (on: Day): Day => day(`${on.slice(0, 7)}-01`)

/** What a manager says of a visit, by how clear they found its purpose. */
const said = {
  outstanding: ['It is plain why you went, what you hoped for and what the child made of it. Please show the team.'],
  good: ['A clear purpose, and the child’s own words.', 'You went for what the plan asks. Say next time how far it got.', 'I can see why you went, and what you found.'],
  'requires improvement': ['Say which part of the plan you went for.', 'What was different afterwards? The child’s words are missing where they matter.'],
  inadequate: ['I cannot tell why you went. Plan the next visit with me first.'],
} as const // prettier-ignore

const ratings = [['outstanding', 8], ['good', 56], ['requires improvement', 28], ['inadequate', 8]] as const // prettier-ignore

/**
 * The check of one visit in seven, in the month after it: by a chance of the child's and the day's own, so that no story moves. None
 * where the manager went themselves, or the check has not come yet.
 */
export function checkOf(story: Story, child: Told, visited: DayNumber, written: DayNumber) {
  const chance = chanceOf(Number.parseInt(child.id.slice(-8), 16), visited)
  const { manager } = story.team
  const on = workingAfter(numberOfDay(addMonths(firstOf(D(visited)), 1)), chance.whole(1, 18))
  if (!chance.odds(1 / 7) || on <= written || on > story.ledger.span.today) return []
  if (workerOn(story, visited).id === manager.id) return []
  const purposeRating = chance.weighed(ratings)
  const values = { purposeRating, checkSays: chance.of<string>(said[purposeRating]), sampledOn: D(on), sampledBy: manager.id } // prettier-ignore
  return [{ state: 'checked' as const, on, by: manager.id, values, minute: chance.whole(540, 1050) }]
}

/** A visit to a child with a plan, and the actions that were open on its day. */
interface Visited {
  readonly id: string
  readonly childId: string
  readonly visitedOn: Day
  readonly workerId: string
  readonly managerId: string
  readonly actions: readonly { readonly id: string; readonly answeredOn: Day | null }[]
}

/** What visits found of the plan and asked for, and which visits were drawn to be checked, of the months that are over. */
export async function makeVisitChecks(book: Writing, span: Span, seed: number): Promise<void> {
  const made = new Afterwards('visits checked', span, seed)
  const asked = new Set<string>()
  await inTransaction(book.db, async (tx) => {
    for (const one of await visitsOfPlans(tx, D(span.today))) if (checksActions(made, one)) asked.add(one.childId)
    await made.keep(tx, book, [action, actionCheck], asked)
    for (let back = 6; back > 0; back -= 1) await drawnOf(tx, addMonths(firstOf(D(span.today)), -back), back)
  })
} // prettier-ignore

/** Of the last five months, at most 2,000: newest first. */
async function visitsOfPlans(tx: Tx, today: Day): Promise<Visited[]> {
  const { rows } = await sql<Visited>`
    select visit.id, visit.child_id, visit.visited_on, visit.worker_id, manager.id as manager_id, open.actions
      from visit
      join person on person.id = visit.child_id and coalesce(la_child_id, '') not in ('10442', '10443')
      join lateral (select json_agg(json_build_object('id', id, 'answeredOn', answered_on) order by due_on, id) as actions from action
        where action.child_id = visit.child_id and outcome_id is not null and asked_on <= visit.visited_on
          and coalesce(answered_on >= visit.visited_on, state = 'open')) open on open.actions is not null
      join lateral (select team_id from allocation where allocation.child_id = visit.child_id and state = 'allocated' and role = 'lead social worker'
        order by from_on desc, id limit 1) lead on true
      join lateral (select id from staff where staff.team_id = lead.team_id and role = 'TM' order by disabled_at nulls first, id limit 1) manager on true
     where visit.seen and visit.state in ('recorded', 'checked') and visit.visited_on > ${today}::date - 150 and visit.worker_id <> manager.id
     order by visit.visited_on desc, visit.id
     limit 2000
  `.execute(tx)
  return rows
}

const inTheWay = ['Nobody answers the telephone there', 'Mum wants to wait until after half term', 'They have a waiting list until the spring'] // prettier-ignore
const asks = ['Ring the landlord about the damp', 'Ask school how mornings are', 'Take the bus pass round', 'Send Nan the dates of the next visits', 'Ask the health visitor to weigh the baby'] // prettier-ignore

/** Two visits in five look at the plan; one in ten asks somebody for something more. Says whether it did. */
function checksActions(made: Afterwards, one: Visited): boolean {
  const { chance } = made
  const on = numberOfDay(one.visitedOn)
  const looks = chance.odds(0.4)
  for (const { id, answeredOn } of one.actions.slice(0, looks ? chance.whole(1, 3) : 0)) {
    const done = answeredOn !== null && numberOfDay(answeredOn) - on < 14
    const found = done ? 'done' : chance.weighed([['under way', 60], ['not begun', 25], ['in the way', 15]] as const) // prettier-ignore
    const foundWhat = found === 'in the way' ? chance.of(inTheWay) : null
    made.put(actionCheck, one.childId, ['recorded', on, one.workerId, { visitId: one.id, actionId: id, checkedOn: one.visitedOn, found, foundWhat }]) // prettier-ignore
  }
  if (!chance.odds(0.1)) return false
  asksFor(made, one, on)
  return true
}

function asksFor(made: Afterwards, { id, childId, workerId, managerId }: Visited, on: DayNumber): void {
  const { chance, today } = made
  const due = workingAfter(on, chance.whole(3, 20))
  const answered = chance.odds(0.9) && due < today ? Math.max(on + 1, due - chance.whole(0, 4)) : Infinity
  const agreed = answered + chance.whole(1, 12)
  const steps: [Step, ...Step[]] = [
    ['open', on, workerId, { what: chance.of(asks), fromId: id, ownerId: workerId, askedBy: null, askedOn: D(on), dueOn: D(due), firstDueOn: D(due), direction: false, extended: 0, timesAsked: 1 }],
    ['answered', answered, workerId, answered === Infinity ? {} : { answer: 'Done', evidence: 'Note of the call', answeredOn: D(answered), answeredBy: workerId }],
    ['verified', agreed, managerId, agreed === Infinity ? {} : { verifiedOn: D(agreed), verifiedBy: managerId, difference: 'One thing less to wait for' }],
  ] // prettier-ignore
  made.put(action, childId, ...steps)
}

/**
 * A month's draw as it stands long after: two of each worker, most of them checked since; of the month just over, more are left. Those that were
 * checked come first, since their managers' checks were told before anything was drawn.
 */
async function drawnOf(tx: Tx, month: Day, back: number): Promise<void> {
  const drawnOn = addMonths(month, 1)
  await sql`
    with made as (
      select visit.id, visit.worker_id, visit.state, held.team_id, md5(${month}::date::text || visit.id::text) as lot,
             row_number() over (partition by coalesce(visit.together_id, visit.id) order by visit.state = 'checked' desc, visit.id) as of_occasion
        from visit join staff on staff.id = visit.worker_id and staff.role not in ('TM', 'SM')
        join person on person.id = visit.child_id and person.restricted_level < 2
        join lateral (select allocation.team_id from allocation where allocation.child_id = visit.child_id and allocation.team_id is not null
          order by allocation.state = 'allocated' desc, allocation.from_on desc nulls last, allocation.id limit 1) held on true
       where visit.visited_on >= ${month} and visit.visited_on < ${drawnOn} and visit.seen and visit.state in ('recorded', 'checked')
         and visit.finished_at::date < ${drawnOn}
    ), turned as (
      select *, row_number() over (partition by team_id, worker_id order by state = 'checked' desc, lot) as turn from made where of_occasion = 1
    ), draw as (
      insert into visit_draw (month, team_id, drawn_at, drawn_on, of_many)
      select ${month}, team_id, ${`${drawnOn}T01:15:00Z`}, ${drawnOn}, count(*) from turned group by team_id returning id, team_id
    )
    insert into visit_drawn (visit_id, draw_id)
    select turned.id, draw.id from turned join draw on draw.team_id = turned.team_id
     where turn <= 2 and (state = 'checked' or ${back === 1} or lot < '08')
  `.execute(tx)
} // prettier-ignore
