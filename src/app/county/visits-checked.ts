import { sql } from 'kysely'
import { action } from '../../modules/actions/index.ts'
import { actionCheck, drawVisits } from '../../modules/visits/index.ts'
import { addMonths, firstOfMonth, instantAt, numberOfDay, type Day } from '../../platform/dates/day.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { Afterwards, type Step } from './afterwards.ts'
import { momentOn, type DayNumber, type Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { D, workingAfter } from './story.ts'

/** What a manager says of a visit, by how clear they found its purpose. */
const said = {
  outstanding: [
    'It is plain why you went, what you hoped for and what the child made of it. Please show the team.',
  ],
  good: [
    'A clear purpose, and the child’s own words.',
    'You went for what the plan asks. Say next time how far it got.',
    'I can see why you went, and what you found.',
  ],
  'requires improvement': [
    'Say which part of the plan you went for.',
    'What was different afterwards? The child’s words are missing where they matter.',
  ],
  inadequate: ['I cannot tell why you went. Plan the next visit with me first.'],
} as const

const ratings = [['outstanding', 8], ['good', 56], ['requires improvement', 28], ['inadequate', 8]] as const // prettier-ignore

/** A visit to a child with a plan, and the actions that were open on its day. */
interface Visited {
  readonly id: string
  readonly childId: string
  readonly visitedOn: Day
  readonly workerId: string
  readonly managerId: string
  readonly actions: readonly { readonly id: string; readonly answeredOn: Day | null }[]
}

/** What visits found of the plan and asked for; and of twelve months, which visits were drawn to be checked, and what was made of them. */
export async function makeVisitChecks(book: Writing, span: Span, seed: number): Promise<void> {
  const made = new Afterwards('visits checked', span, seed)
  const asked = new Set<string>()
  await inTransaction(book.db, async (tx) => {
    for (const one of await visitsOfPlans(tx, D(span.today)))
      if (checksActions(made, one)) asked.add(one.childId)
    await made.keep(tx, book, [action, actionCheck], asked)
    for (let back = 12; back > 0; back -= 1) await draw(tx, addMonths(firstOfMonth(D(span.today)), -back))
    await check(tx, made)
  })
}

/** Of the last five months, at most 2,000: newest first. */
async function visitsOfPlans(tx: Tx, today: Day): Promise<Visited[]> {
  const { rows } = await sql<Visited>`
    select visit.id, visit.child_id, visit.visited_on, visit.worker_id, manager.id as manager_id, open.actions
      from visit
      join person on person.id = visit.child_id and coalesce(la_child_id, '') not in ('10442', '10443')
      join lateral (select json_agg(json_build_object('id', id, 'answeredOn', answered_on)
                                    order by due_on, id) as actions
                      from action
        where action.child_id = visit.child_id and outcome_id is not null and asked_on <= visit.visited_on
          and coalesce(answered_on >= visit.visited_on, state = 'open')) open on open.actions is not null
      join lateral (select team_id
                      from allocation
                     where allocation.child_id = visit.child_id
                       and state = 'allocated'
                       and role = 'lead social worker'
        order by from_on desc, id limit 1) lead on true
      join lateral (select id
                      from staff
                     where staff.team_id = lead.team_id
                       and role = 'TM'
                     order by disabled_at nulls first, id
                     limit 1) manager on true
     where visit.seen
       and visit.state in ('recorded', 'checked')
       and visit.visited_on > ${today}::date - 150
       and visit.worker_id <> manager.id
     order by visit.visited_on desc, visit.id
     limit 2000
  `.execute(tx)
  return rows
}

const inTheWay = [
  'Nobody answers the telephone there',
  'Mum wants to wait until after half term',
  'They have a waiting list until the spring',
]
const asks = [
  'Ring the landlord about the damp',
  'Ask school how mornings are',
  'Take the bus pass round',
  'Send Nan the dates of the next visits',
  'Ask the health visitor to weigh the baby',
]

/** Two visits in five look at the plan; one in ten asks somebody for something more. Says whether it did. */
function checksActions(made: Afterwards, one: Visited): boolean {
  const { chance } = made
  const on = numberOfDay(one.visitedOn)
  const looks = chance.odds(0.4)
  for (const { id, answeredOn } of one.actions.slice(0, looks ? chance.whole(1, 3) : 0)) {
    const done = answeredOn !== null && numberOfDay(answeredOn) - on < 14
    const found = done ? 'done' : chance.weighed([['under way', 60], ['not begun', 25], ['in the way', 15]] as const) // prettier-ignore
    const foundWhat = found === 'in the way' ? chance.of(inTheWay) : null
    made.put(actionCheck, one.childId, [
      'recorded',
      on,
      one.workerId,
      { visitId: one.id, actionId: id, checkedOn: one.visitedOn, found, foundWhat },
    ])
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
    [
      'open',
      on,
      workerId,
      {
        what: chance.of(asks),
        fromId: id,
        ownerId: workerId,
        askedBy: null,
        askedOn: D(on),
        dueOn: D(due),
        firstDueOn: D(due),
        direction: false,
        extended: 0,
        timesAsked: 1,
      },
    ],
    [
      'answered',
      answered,
      workerId,
      answered === Infinity
        ? {}
        : { answer: 'Done', evidence: 'Note of the call', answeredOn: D(answered), answeredBy: workerId },
    ],
    [
      'verified',
      agreed,
      managerId,
      agreed === Infinity
        ? {}
        : { verifiedOn: D(agreed), verifiedBy: managerId, difference: 'One thing less to wait for' },
    ],
  ]
  made.put(action, childId, ...steps)
}

/** A visit that was drawn, and the manager of the team it was drawn for. */
interface Drawn {
  readonly id: string
  readonly finished: DayNumber
  readonly drawn: DayNumber
  readonly managerId: string
}

/** A month, as the night after it would have drawn it. */
async function draw(tx: Tx, month: Day): Promise<void> {
  const drawnOn = addMonths(month, 1)
  await drawVisits(tx, { month, today: drawnOn, now: instantAt(drawnOn, '01:15') })
}

/** Most of what was drawn was checked; of the month just over, about half. */
async function check(tx: Tx, made: Afterwards): Promise<void> {
  const checks = (await drawnVisits(tx)).flatMap((one) => checkOf(made, one))
  const told = (name: keyof (typeof checks)[number]): string[] => checks.map((one) => one[name])
  await sql`
    with told as (
      select *
        from unnest(${told('id')}::uuid[], ${told('purposeRating')}::text[], ${told('checkSays')}::text[],
                    ${told('sampledOn')}::date[],
                           ${told('sampledBy')}::uuid[],
                           ${told('at')}::timestamptz[]) as told (id, purpose_rating, check_says, sampled_on, sampled_by, at)
    ), moved as (
      update visit
         set state = 'checked', version = version + 1, purpose_rating = told.purpose_rating,
             check_says = told.check_says,
             sampled_on = told.sampled_on, sampled_by = told.sampled_by
        from told where visit.id = told.id
      returning visit.id, visit.child_id, told.at, told.sampled_by,
                jsonb_build_object('state', 'checked', 'purposeRating', told.purpose_rating, 'checkSays',
                                   told.check_says, 'sampledOn', told.sampled_on, 'sampledBy',
                                   told.sampled_by) as answers
    )
    insert into event (type, child_id, record_kind, record_id, actor_id, recorded_at, answers, before)
    select 'visit.checked', child_id, 'visit', id, sampled_by, at, answers,
           '{"state":"recorded","purposeRating":null,"checkSays":null,"sampledOn":null,"sampledBy":null}'
      from moved order by at, id
  `.execute(tx)
}

async function drawnVisits(tx: Tx): Promise<Drawn[]> {
  const { rows } = await sql<Drawn>`
    select visit.id, coalesce(visit.finished_at::date, visit.visited_on) - date '1970-01-01' as finished,
           drawn_on - date '1970-01-01' as drawn, manager.id as manager_id
      from visit_drawn join visit_draw on visit_draw.id = draw_id join visit on visit.id = visit_id
      join lateral (select id
                      from staff
                     where staff.team_id = visit_draw.team_id
                       and role = 'TM'
                     order by disabled_at nulls first, id
                     limit 1) manager on true
     where manager.id <> visit.worker_id
     order by visit.id
     limit 20000
  `.execute(tx)
  return rows
}

/** The check of one visit, where it was made by now. */
function checkOf({ chance, today }: Afterwards, one: Drawn) {
  const on = workingAfter(Math.max(one.drawn, one.finished), chance.whole(1, 18))
  const purposeRating = chance.weighed(ratings)
  const checkSays = chance.of<string>(said[purposeRating])
  const minute = chance.whole(540, 1050)
  if (!chance.odds(today - one.drawn < 31 ? 0.6 : 0.9) || on >= today) return []
  return [
    {
      id: one.id,
      purposeRating,
      checkSays,
      sampledOn: D(on),
      sampledBy: one.managerId,
      at: momentOn(on, minute),
    },
  ]
}
