import { sql } from 'kysely'
import { action } from '../../modules/actions/index.ts'
import { campaignCheck } from '../../modules/campaigns/index.ts'
import { cinDecision } from '../../modules/child-in-need/index.ts'
import { plan, planOutcome } from '../../modules/plans/index.ts'
import { numberOfDay, type Day } from '../../platform/dates/day.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { Afterwards, type Step, type Values } from './afterwards.ts'
import { runCampaign } from './campaign-made.ts'
import type { DayNumber, Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { changes, ifNots, jobs, leoSays, leoWorries, needed, others, sayings, worried } from './plan-words.ts'
import { D, workingAfter } from './story.ts'

/** A child with a plan open today, as the families' stories left them: what must change, and who works with them. */
export interface Open {
  readonly childId: string
  readonly kind: 'child in need' | 'child protection'
  readonly underId: string
  readonly startedOn: Day
  readonly name: string
  readonly leo: boolean
  readonly workerId: string | null
  readonly managerId: string
  readonly outcomes: readonly { readonly id: string; readonly setOn: Day; readonly ifNot: string | null }[]
}

export interface Staff {
  readonly chairId: string
  readonly headId: string
  /** Managers of family help, who look at each other's children. */
  readonly managers: readonly string[]
}

/**
 * Gives the children of a county plans in every state, with versions and actions, and one review campaign that is running:
 * over what their stories told, by a stream of chance of its own, so that no story moves.
 */
export async function makePlans(book: Writing, span: Span, seed: number): Promise<void> {
  const made = new Afterwards('plans made', span, seed)
  await inTransaction(book.db, async (tx) => {
    const open = await openPlans(tx)
    const staff = await whoDoes(tx)
    if (open.length === 0 || staff === null) return
    const waiting = firstOfEach(open)
    for (const child of open) planOf(made, child, staff, waiting.has(child))
    await runCampaign(tx, made, open, staff)
    await made.keep(
      tx,
      book,
      [plan, planOutcome, action, cinDecision, campaignCheck],
      open.map(({ childId }) => childId),
    )
  })
}

/** At most 3,500, as many as a county has open. */
async function openPlans(tx: Tx): Promise<Open[]> {
  const { rows } = await sql<Open>`
    select opened.child_id, opened.kind, opened.id as under_id, opened.started_on,
           coalesce(person.known_as, person.given_name, 'the child') as name,
           person.la_child_id = '10442' as leo, lead.worker_id, manager.id as manager_id,
           (select coalesce(json_agg(json_build_object('id', id, 'setOn', set_on, 'ifNot', if_not)
                                     order by id), '[]')
              from plan_outcome
             where plan_outcome.child_id = opened.child_id and plan_outcome.state = 'open') as outcomes
      from (select child_id, 'child in need' as kind, id, started_on
              from cin_plan
             where state = 'open'
               and started_on is not null
             union all select child_id, 'child protection', id, started_on
              from cp_plan
             where state = 'open'
               and started_on is not null) opened
      join person on person.id = opened.child_id
      join lateral (select worker_id, team_id
                      from allocation
                     where allocation.child_id = opened.child_id
                       and state = 'allocated'
        and role = 'lead social worker' order by from_on desc, id limit 1) lead on true
      join lateral (select id
                      from staff
                     where staff.team_id = lead.team_id
                       and role = 'TM'
                       and disabled_at is null
                     order by id
                     limit 1) manager on true
     where not (opened.kind = 'child in need'
                and exists (select from cp_plan where cp_plan.child_id = opened.child_id and state = 'open'))
     order by opened.id
     limit 3500
  `.execute(tx)
  return rows
}

async function whoDoes(tx: Tx): Promise<Staff | null> {
  const { rows } = await sql<{ id: string; role: string; service: string | null }>`
    select staff.id, role, service from staff left join team on team.id = staff.team_id
     where disabled_at is null and role in ('CPC', 'SM', 'TM') order by staff.id
  `.execute(tx)
  const of = (role: string) => rows.filter((one) => one.role === role)
  const [chair, head] = [of('CPC')[0], of('SM')[0]]
  if (chair === undefined || head === undefined) return null
  const managers = of('TM')
    .filter(({ service }) => service === head.service)
    .map(({ id }) => id)
  return { chairId: chair.id, headId: head.id, managers: managers.slice(0, 4) }
}

/** How far the plan has come. */
type Stage = 'live' | 'second' | 'redrafted' | 'sent' | 'drafted' | 'none'

/** One child in need of each manager, whose plan has been sent: on whatever day a county is made, each has one to authorise. */
function firstOfEach(open: readonly Open[]): ReadonlySet<Open> {
  const may = open.filter(
    ({ kind, leo, workerId, managerId }) =>
      kind === 'child in need' && !leo && workerId !== null && workerId !== managerId,
  )
  return new Set(new Map(may.toReversed().map((child) => [child.managerId, child])).values())
}

function planOf(made: Afterwards, child: Open, staff: Staff, waiting: boolean): void {
  const { chance } = made
  const began = numberOfDay(child.startedOn)
  const drawn: Stage = child.leo
    ? 'second'
    : chance.weighed([
        ['live', 45],
        ['second', 25],
        ['redrafted', 8],
        ['sent', 7],
        ['drafted', 8],
        ['none', 7],
      ] as const)
  const stage = waiting ? 'sent' : drawn
  if (stage === 'none' || child.workerId === null || child.workerId === child.managerId) return
  if (stage === 'sent' || stage === 'drafted') unauthorised(made, child, staff, stage)
  else authorisedPlan(made, child, staff, { stage, began })
  const long = child.kind === 'child in need' && made.today - began > 300
  if (long && chance.odds(0.5)) decided(made, child, staff, began)
}

/** A first version that nobody has authorised yet, in which something is missing. */
function unauthorised(made: Afterwards, child: Open, staff: Staff, stage: 'sent' | 'drafted'): void {
  const drafted = made.today - made.chance.whole(1, 9)
  const planId = version(made, child, staff, {
    drafted,
    authorised: made.today,
    stage,
    number: 1,
    before: null,
    replaced: Infinity,
  })
  proposeOne(made, child, planId, { stage, on: drafted })
}

/** A first version in force, and the next where there is one: in its place, or a draft beside it. */
function authorisedPlan(
  made: Afterwards,
  child: Open,
  staff: Staff,
  { stage, began }: { stage: Stage; began: DayNumber },
): void {
  const authorised = Math.min(workingAfter(began, made.chance.whole(0, 7)), made.today)
  const next = stage === 'second' || stage === 'redrafted' ? later(made, stage, authorised) : null
  const replaced = next?.stage === 'live' ? next.authorised : Infinity
  const before = version(made, child, staff, {
    drafted: began,
    authorised,
    stage,
    number: 1,
    before: null,
    replaced,
  })
  if (!child.leo) asks(made, child, authorised)
  if (next !== null) version(made, child, staff, { ...next, number: 2, before, replaced: Infinity })
}

interface Version {
  readonly drafted: DayNumber
  readonly authorised: DayNumber
  readonly stage: Stage
  readonly number: number
  readonly before: string | null
  /** When the next took its place. */
  readonly replaced: DayNumber
}

function version(made: Afterwards, child: Open, staff: Staff, of: Version): string {
  const { chance } = made
  const { drafted, authorised, stage, number, replaced } = of
  const [worker, manager] = [child.workerId, child.managerId]
  const words = writtenFor(made, child, number)
  const sentOn = stage === 'drafted' ? Infinity : Math.min(drafted + chance.whole(0, 1), authorised)
  const first: Step = [
    'draft',
    drafted,
    worker,
    {
      ...words,
      kind: child.kind,
      number,
      replacesId: of.before,
      underId: child.underId,
      draftedOn: D(drafted),
      draftedBy: worker,
      ...(stage === 'drafted' ? { ifNot: null } : {}),
    },
  ]
  const sent: Step = [
    'sent',
    sentOn,
    worker,
    sentOn === Infinity ? {} : { sentOn: D(sentOn), sentBy: worker },
  ]
  const live: Step = [
    'live',
    stage === 'sent' ? Infinity : authorised,
    manager,
    { authorisedOn: D(authorised), authorisedBy: manager },
  ]
  const agreed =
    child.kind === 'child protection' && chance.odds(0.7)
      ? Math.min(authorised + chance.whole(1, 6), made.today)
      : Infinity
  const verified: Step = [
    'live',
    agreed,
    staff.chairId,
    agreed === Infinity ? {} : { verifiedOn: D(agreed), verifiedBy: staff.chairId },
  ]
  const gone: Step = ['replaced', replaced, manager, replaced === Infinity ? {} : { replacedOn: D(replaced) }]
  const steps: [Step, ...Step[]] =
    stage === 'drafted' || stage === 'sent'
      ? [first, sent]
      : [first, sent, live, ...(agreed < replaced ? [verified] : []), gone]
  return made.put(plan, child.childId, ...steps)
}

/** The next version: in force, or still a draft beside the first; none where the first is too young. */
function later(
  { chance, today }: Afterwards,
  stage: 'second' | 'redrafted',
  authorised: DayNumber,
): Pick<Version, 'drafted' | 'authorised' | 'stage'> | null {
  const room = today - authorised
  if (room < 8) return null
  if (stage === 'redrafted')
    return { drafted: today - chance.whole(1, 6), authorised: today, stage: 'drafted' }
  const drafted = authorised + chance.whole(3, room - 4)
  return { drafted, authorised: Math.min(workingAfter(drafted, chance.whole(1, 3)), today), stage: 'live' }
}

function writtenFor({ chance, today }: Afterwards, child: Open, number: number): Values {
  const say = (text: string): string => text.replaceAll('{name}', child.name)
  return {
    worries: child.leo ? leoWorries : say(chance.of(worried)),
    needs: say(chance.of(needed)),
    childSays: child.leo ? leoSays : chance.odds(0.75) ? chance.of(sayings) : null,
    parentsAgree: chance.weighed([
      ['yes', 6],
      ['partly', 3],
      ['no', 1],
    ] as const),
    ifNot: child.outcomes[0]?.ifNot ?? chance.of(ifNots),
    ifNotOn: child.leo ? null : D(today + chance.whole(20, 80)),
    consent: child.kind === 'child in need' ? 'given' : 'not needed',
    seesId: child.workerId,
    visitEvery: child.kind === 'child in need' ? 20 : 10,
    nextReviewOn: D(today + chance.whole(5, 70)),
    agencies: chance.of([
      'School, health visitor, Nan',
      'School and the school nurse',
      'Nursery, GP, recovery service',
    ]),
    changedWhy: number > 1 ? chance.of(changes) : null,
  }
}

/** What is asked for each outcome of a plan in force, and what came of it. */
function asks(made: Afterwards, child: Open, authorised: DayNumber): void {
  const { chance, today } = made
  const start = chance.whole(0, jobs.length - 1)
  const job = (i: number): string => jobs[(start + i) % jobs.length] ?? ''
  for (const [i, outcome] of child.outcomes.slice(0, 4).entries()) {
    const asked = Math.max(authorised, numberOfDay(outcome.setOn))
    if (asked > today || chance.odds(0.15)) continue
    const due = workingAfter(asked, chance.whole(8, 60))
    const extended = chance.weighed([[0, 70], [1, 18], [2, 12]] as const) // prettier-ignore
    const last = due + extended * 14
    const soon = chance.odds(0.7)
    // What is three months over has been done since.
    const answered =
      soon && last < today ? last - chance.whole(0, 6) : last + 91 < today ? last + 70 : Infinity
    const verified = chance.odds(0.8) ? answered + chance.whole(1, 9) : Infinity
    const why = { extendedWhy: 'The family needed more time' }
    const steps: [Step, ...Step[]] = [
      [
        'open',
        asked,
        child.managerId,
        {
          what: job(i).replaceAll('{name}', child.name),
          outcomeId: outcome.id,
          ownerId: child.workerId,
          doneBy: chance.odds(0.5) ? chance.of(others) : null,
          askedBy: child.managerId,
          askedOn: D(asked),
          dueOn: D(due),
          firstDueOn: D(due),
          direction: false,
          extended: 0,
          timesAsked: 1,
        },
      ],
      ...Array.from({ length: extended }, (_, i): Step => [
        'open',
        Math.min(due - 1 + i * 14, today),
        child.managerId,
        { dueOn: D(due + (i + 1) * 14), extended: i + 1, ...why },
      ]),
      [
        'answered',
        answered,
        child.workerId,
        answered === Infinity
          ? {}
          : {
              answer: 'Done, and seen',
              evidence: 'Note of the visit',
              answeredOn: D(answered),
              answeredBy: child.workerId,
            },
      ],
      [
        'verified',
        verified,
        child.managerId,
        verified === Infinity
          ? {}
          : {
              verifiedOn: D(verified),
              verifiedBy: child.managerId,
              difference: `It is better for ${child.name}`,
            },
      ],
    ]
    made.put(action, child.childId, ...steps)
  }
}

/** A draft's own outcome and action: of a child in need's they are whole once it is sent, and others lack something for the checks to say. */
function proposeOne(
  made: Afterwards,
  child: Open,
  planId: string,
  { stage, on }: { stage: Stage; on: DayNumber },
): void {
  const { chance } = made
  const whole = stage === 'sent' && child.kind === 'child in need'
  const measure = chance.odds(0.5) || whole ? 'What school sees on ten days running' : null
  const values = {
    what: `${child.name} is at school by nine every day`,
    measure,
    planId,
    setOn: D(on),
    byOn: D(made.today + 60),
    progress: 'not started',
  }
  const outcomeId = made.put(planOutcome, child.childId, ['proposed', on, child.workerId, values])
  const asked = {
    what: chance.of(['Engage with school', 'Agree with school who rings when late']),
    outcomeId,
    ownerId: chance.odds(0.6) ? child.workerId : null,
    doneBy: null,
    direction: false,
    extended: 0,
    timesAsked: 1,
    ...(whole && { ownerId: child.workerId, dueOn: D(made.today + 30) }),
  }
  made.put(action, child.childId, ['proposed', on, child.workerId, asked])
}

function decided(made: Afterwards, child: Open, staff: Staff, began: DayNumber): void {
  const { chance, today } = made
  const on = Math.min(began + 274 + chance.whole(-8, 20), today)
  const decision = chance.weighed([
    ['go on', 6],
    ['step down', 3],
    ['step up', 1],
  ] as const)
  const values = {
    planId: child.underId,
    decidedOn: D(on),
    decidedBy: staff.headId,
    decision,
    reason: 'Two of the outcomes have moved, and one has not',
    considered: 'Stepping up, and ending the plan',
    differently:
      decision === 'go on' ? 'An end day, told to the family, and a review each month until then' : null,
  }
  made.put(cinDecision, child.childId, ['decided', on, staff.headId, values])
}
