import { sql } from 'kysely'
import { riskTool, serviceReferral } from '../../modules/service-waits/index.ts'
import { section47, strategyDiscussion } from '../../modules/strategy-and-enquiry/index.ts'
import { everyChild, notKnown } from '../../modules/unknowns/index.ts'
import { worry } from '../../modules/worries/index.ts'
import { agreementCheck, writtenAgreement } from '../../modules/written-agreements/index.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { Afterwards, type Step, type Values } from './afterwards.ts'
import type { Chance } from './chance.ts'
import type { DayNumber, Span } from './ledger.ts'
import { found, fromHealth, fromPolice, offered, promises, safe, triggers, worries } from './enquiry-words.ts'
import type { Writing } from './store.ts'
import { D, workingAfter } from './story.ts'

/** A child who is being helped, as the families' stories left them. */
interface Helped {
  readonly childId: string
  readonly name: string
  readonly workerId: string
  readonly managerId: string
  readonly outcomeId: string | null
  readonly siblingId: string | null
  readonly protected: boolean
  readonly enquiry: boolean
}

/** Strategy discussions and enquiries in every state, worries that are weighed, agreements with their checks, and waits for services. */
export async function makeEnquiries(book: Writing, span: Span, seed: number): Promise<void> {
  const telling = new Afterwards('enquiries made', span, seed)
  await inTransaction(book.db, async (tx) => {
    const helped = await whoIsHelped(tx)
    discussions(telling, helped.filter(({ enquiry }) => !enquiry).slice(0, 14))
    for (const child of helped) everydayOf(telling, child)
    waitsForSafety(telling, helped)
    for (const child of helped.slice(3, 5)) agreementOf(telling, child, true)
    const kinds = [
      strategyDiscussion,
      section47,
      worry,
      notKnown,
      writtenAgreement,
      agreementCheck,
      serviceReferral,
      riskTool,
    ]
    await telling.keep(
      tx,
      book,
      kinds,
      helped.map(({ childId }) => childId),
    )
  })
}

/** Children with a plan open and a worker, at most as many as a county has; Leo's story is told already. */
async function whoIsHelped(tx: Tx): Promise<Helped[]> {
  const { rows } = await sql<Helped>`
    select person.id as child_id, coalesce(person.known_as, person.given_name, 'the child') as name,
           lead.worker_id, manager.id as manager_id,
           (select id
              from plan_outcome
             where plan_outcome.child_id = person.id
               and state = 'open'
             order by set_on, id
             limit 1) as outcome_id,
           (select relative_id
              from relationship
              join person sibling on sibling.id = relative_id
               and sibling.kind = 'child'
               and sibling.state = 'active'
             where relationship.child_id = person.id
               and relationship.kind = 'sibling'
               and household
               and relationship.state = 'recorded'
             order by relative_id
             limit 1) as sibling_id,
           exists (select
                     from cp_plan
                    where cp_plan.child_id = person.id
                      and cp_plan.state = 'open') as protected,
           exists (select
                     from section47
                    where section47.child_id = person.id
                      and section47.state = 'open') as enquiry
      from person
      join lateral (select worker_id, team_id
                      from allocation
                     where allocation.child_id = person.id
                       and state = 'allocated'
        and role = 'lead social worker' order by from_on desc, id limit 1) lead on true
      join lateral (select id
                      from staff
                     where staff.team_id = lead.team_id
                       and role = 'TM'
                       and disabled_at is null
                     order by id
                     limit 1) manager on true
     where person.kind = 'child' and person.state = 'active' and restricted_level = 0 and died_on is null
       and la_child_id not in ('10442', '10443') and lead.worker_id is not null
       and (exists (select from cp_plan where cp_plan.child_id = person.id and cp_plan.state = 'open')
         or exists (select from cin_plan where cin_plan.child_id = person.id and cin_plan.state = 'open'))
     order by person.id
     limit 3500
  `.execute(tx)
  return rows
}

/** One discussion for each child named here, the next state each time round: what waits, and what has been decided. */
function discussions(telling: Afterwards, children: readonly Helped[]): void {
  const taken = new Set<string>()
  let stage = 0
  for (const child of children) {
    if (taken.has(child.childId)) continue
    const { siblingId } = child
    const both = siblingId === null || taken.has(siblingId) ? [child.childId] : [child.childId, siblingId]
    for (const id of both) taken.add(id)
    discussionOf(telling, child, both, stage)
    stage = (stage + 1) % 6
  }
}

function discussionOf(telling: Afterwards, child: Helped, childIds: readonly string[], stage: number): void {
  const { chance } = telling
  const concern = telling.back([1, 2, 3, 6, 13, 18][stage] ?? 1)
  const held = workingAfter(concern, chance.whole(0, 1))
  const asked = {
    concernOn: D(concern),
    trigger: chance.of(triggers),
    urgent: chance.odds(0.3),
    alsoFor: [],
    besides: [],
    askedBy: child.workerId,
  }
  let first: string | null = null
  for (const [i, childId] of childIds.entries()) {
    const steps: [Step, ...Step[]] = [['asked for', concern, child.workerId, { ...asked, togetherId: first }]]
    if (stage > 0) steps.push(['held', held, child.managerId, heard(chance, child, held, stage)])
    if (stage > 1) steps.push(['decided', held, child.managerId, decided(chance, child, held, i)])
    const id = telling.put(strategyDiscussion, childId, ...steps)
    first ??= id
    if (stage > 2) enquiryOf(telling, child, { childId, discussionId: id, started: held, stage })
  }
}

const heard = (chance: Chance, { managerId }: Helped, on: DayNumber, stage: number): Values => ({
  heldOn: D(on),
  mode: chance.of(['video', 'call', 'meeting']),
  chairedBy: managerId,
  socialCareBy: 'The team manager and the social worker',
  socialCareSaid: 'Two contacts this year, both about shouting heard at night.',
  // One discussion was held without the police: it waits for the service manager's word.
  ...(stage !== 1 && { policeBy: 'Child abuse investigation unit', policeSaid: chance.of(fromPolice) }),
  healthBy: 'Named nurse for safeguarding',
  healthSaid: chance.of(fromHealth),
})

const decided = (chance: Chance, { name, managerId }: Helped, on: DayNumber, place: number): Values => ({
  analysis:
    place === 0
      ? `${name} has been hurt, and nobody has given an account that fits.`
      : 'Not hurt so far as anybody knows, and in the same home at night.',
  thresholdMet: true,
  outcome: chance.of(['single enquiry', 'joint enquiry']),
  decisionWhy: 'There is reasonable cause to suspect significant harm.',
  safetyTonight: chance.of(safe),
  reviewOn: D(workingAfter(on, 10)),
  decidedOn: D(on),
  decidedBy: managerId,
})

interface Enquiry {
  readonly childId: string
  readonly discussionId: string
  readonly started: DayNumber
  readonly stage: number
}

function enquiryOf(
  telling: Afterwards,
  child: Helped,
  { childId, discussionId, started, stage }: Enquiry,
): void {
  const { workerId, managerId } = child
  const concluded = workingAfter(started, 8)
  const steps: [Step, ...Step[]] = [
    [
      'open',
      started,
      managerId,
      {
        discussionId,
        startedOn: D(started),
        conferenceTargetOn: D(workingAfter(started, 15)),
        enquiriesMade: [],
      },
    ],
  ]
  if (stage > 3) steps.push(['concluded', concluded, workerId, concludedSo(started, concluded, workerId)])
  if (stage > 4) {
    // The manager who had it longest agreed a day late.
    const agreed = workingAfter(concluded, 8)
    steps.push([
      'authorised',
      agreed,
      managerId,
      {
        authorisedOn: D(agreed),
        authorisedBy: managerId,
        authorisedWhy: 'Seen alone, and the account is the child’s own.',
        conferenceNotRequired: true,
      },
    ])
  }
  telling.put(section47, childId, ...steps)
}

const concludedSo = (started: DayNumber, concluded: DayNumber, workerId: string): Values => ({
  concludedOn: D(concluded),
  concludedBy: workerId,
  enquiriesMade: ['child', 'parents', 'police', 'health', 'school'],
  childSeenOn: D(started),
  seenAlone: true,
  childAccount: 'They shout and then I go under the bed.',
  medical: 'done',
  siblingsConsidered: 'Every child of the home was seen, each alone.',
  outcome: 'concern not continuing',
  evidence: 'Seen twice without warning. School, and Nan, say the same of the last month.',
  next: 'child in need',
})

/** What most children who are helped have: a worry that is weighed, questions, sometimes an agreement, a service, a tool. */
function everydayOf(telling: Afterwards, child: Helped): void {
  const { chance } = telling
  if (chance.odds(0.7)) worryOf(telling, child)
  if (chance.odds(0.4)) questionOf(telling, child)
  if (chance.odds(child.protected ? 0.12 : 0.04)) agreementOf(telling, child)
  if (chance.odds(0.35)) serviceOf(telling, child)
  if (chance.odds(0.2)) toolOf(telling, child)
}

function worryOf(
  telling: Afterwards,
  { childId, name, workerId, managerId, protected: planned }: Helped,
): void {
  const { chance } = telling
  const since = telling.back(chance.whole(25, 110))
  const [what, harm, source] = chance.of(worries)
  const [likelihood, impact] = [chance.whole(2, planned ? 5 : 4), chance.whole(2, 4)]
  const weighed = (how: number, much: number) => ({
    likelihood: String(how),
    impact: String(much),
    score: how * much,
  })
  const steps: [Step, ...Step[]] = [
    [
      'open',
      since,
      workerId,
      {
        what: what.replaceAll('{name}', name),
        harm,
        source,
        sinceOn: D(since),
        reliesOn: ['agency'],
        ownerId: workerId,
        timesRisen: 0,
        ...weighed(likelihood, impact),
      },
    ],
  ]
  const reviews = chance.weighed([[0, 3], [1, 4], [2, 3]] as const) // prettier-ignore
  let how = likelihood
  for (let i = 0, rose = 0; i < reviews; i += 1) {
    const at = since + Math.round(((telling.today - since) * (i + 1)) / (reviews + 1))
    const next = Math.min(5, Math.max(1, how + chance.of([-1, 0, 0, 1])))
    rose = next > how ? rose + 1 : 0
    const direction = next > how ? 'increasing' : next < how ? 'reducing' : 'unchanged'
    steps.push([
      'open',
      at,
      workerId,
      {
        ...weighed(next, impact),
        scoreBefore: how * impact,
        direction,
        timesRisen: rose,
        reliesOn: ['seen', 'child'],
        reviewFound: chance.of(found),
        changeWhy: next === how ? null : 'What was seen at the last two visits',
        reviewedOn: D(at),
        reviewedBy: workerId,
      },
    ])
    how = next
  }
  if (reviews === 2 && how * impact < 6)
    steps.push([
      'closed',
      telling.back(2),
      managerId,
      {
        closedOn: D(telling.back(2)),
        closedBy: managerId,
        closedWhy: `${name} has slept and eaten well for two months: school and Nan both see it.`,
        reliesOn: ['agency', 'seen'],
      },
    ])
  telling.put(worry, childId, ...steps)
}

function questionOf(telling: Afterwards, { childId, workerId }: Helped): void {
  const { chance } = telling
  const asked = telling.back(chance.whole(3, 60))
  const by = workingAfter(asked, 15)
  const first: Step = [
    'open',
    asked,
    workerId,
    {
      question: chance.of([...everyChild]),
      ownerId: chance.odds(0.9) ? workerId : null,
      askedOn: D(asked),
      byOn: D(by),
    },
  ]
  const answered: Step = [
    'answered',
    Math.min(by, telling.today),
    workerId,
    {
      answer: 'Her aunt, who has the spare key and comes when asked.',
      howKnown: 'The aunt, and school',
      answeredOn: D(Math.min(by, telling.today)),
      answeredBy: workerId,
    },
  ]
  telling.put(notKnown, childId, first, ...(by < telling.today && chance.odds(0.6) ? [answered] : []))
}

function agreementOf(telling: Afterwards, child: Helped, recent = false): void {
  const { chance } = telling
  const { childId, workerId } = child
  const signed = telling.back(recent ? 6 : chance.whole(4, 75))
  const alone = !recent && chance.odds(0.25)
  const often = chance.weighed([['proposed', 2], ['active', 5], ['breached', 1], ['ended', 2]] as const) // prettier-ignore
  const stands = recent ? 'active' : alone ? 'proposed' : often
  const terms = termsOf(chance, { alone, on: signed, workerId })
  if (stands === 'proposed') {
    telling.put(writtenAgreement, childId, ['proposed', signed, workerId, terms])
    return
  }
  const check = chance.odds(0.7) ? checkOf(telling, signed) : null
  const checked: Step[] =
    check === null
      ? []
      : [
          [
            'active',
            check.on,
            workerId,
            {
              ...check.said,
              checkFound: check.found,
              independentOn: check.said.independent ? D(check.on) : null,
            },
          ],
        ]
  const id = telling.put(
    writtenAgreement,
    childId,
    ['proposed', signed, workerId, terms],
    signedSo(child, signed),
    ...checked,
    ...overSo(telling, child, stands),
  )
  if (check !== null)
    telling.put(agreementCheck, childId, [
      'recorded',
      check.on,
      workerId,
      { ...check.said, found: check.found, agreementId: id, checkedBy: workerId },
    ])
}

const termsOf = (
  chance: Chance,
  { alone, on, workerId }: { readonly alone: boolean; readonly on: DayNumber; readonly workerId: string },
): Values => ({
  alsoFor: [],
  madeWith: 'Mum and her partner',
  expectations: chance.of(promises),
  whoChecks: 'The health visitor and Nan',
  howChecked: 'Calling without notice',
  howOften: 'Twice a week',
  risks: 'Being alone with somebody who has hurt them',
  otherMeasures: alone ? null : 'Nan stays the night',
  soleSafeguard: alone,
  asksVictim: chance.odds(0.2),
  interpreter: 'not needed',
  proposedOn: D(on),
  proposedBy: workerId,
  renewals: 0,
})

const signedSo = ({ managerId }: Helped, on: DayNumber): Step => [
  'active',
  on,
  managerId,
  {
    signedOn: D(on),
    signedBy: 'Mum and her partner',
    reviewOn: D(workingAfter(on, 20)),
    approvedOn: D(on),
    approvedBy: managerId,
    approvedWhy: 'Beside Nan, it says who does what.',
  },
]

function checkOf({ chance, today }: Afterwards, signed: DayNumber) {
  const on = Math.min(workingAfter(signed, chance.whole(3, 19)), today)
  const said = { checkedOn: D(on), independent: chance.odds(0.6), working: chance.of(['yes', 'partly']) }
  return { on, said, found: 'Nobody there who should not be.' }
}

/** How it stands now, where it is no longer in force. */
function overSo(
  telling: Afterwards,
  { workerId, managerId }: Helped,
  stands: 'active' | 'breached' | 'ended',
): Step[] {
  const on = telling.back(1)
  if (stands === 'active') return []
  return stands === 'breached'
    ? [
        [
          'breached',
          on,
          workerId,
          { breachedOn: D(on), breachWhat: 'He was in the kitchen when the health visitor called.' },
        ],
      ]
    : [
        [
          'ended',
          on,
          managerId,
          { endedOn: D(on), endedBy: managerId, endedWhy: 'The order made last week does what it did.' },
        ],
      ]
}

function serviceOf(telling: Afterwards, { childId, workerId, outcomeId }: Helped): void {
  const { chance } = telling
  const referred = telling.back(chance.whole(3, 150))
  const [service, provider, forWhom, need] = chance.of(offered)
  const wait = chance.whole(10, 160)
  const first: Step = [
    'referred',
    referred,
    workerId,
    {
      service,
      provider,
      forWhom,
      need,
      outcomeId: chance.odds(0.7) ? outcomeId : null,
      referredOn: D(referred),
      meanwhile: chance.odds(0.6) ? chance.of(safe) : null,
    },
  ]
  const steps: [Step, ...Step[]] = [first]
  const accepted = referred + 9
  if (accepted < telling.today && chance.odds(0.8))
    steps.push(['accepted', accepted, workerId, { acceptedOn: D(accepted) }])
  const after = referred + wait
  if (after < telling.today)
    steps.push(
      chance.odds(0.75)
        ? ['started', after, workerId, { startedOn: D(after) }]
        : ['declined', after, workerId, { endedOn: D(after), declinedWhy: 'No room before the spring.' }],
    )
  telling.put(serviceReferral, childId, ...steps)
}

/** Three waits for a domestic abuse service: one that is young, one that ended in time, one that did not. */
function waitsForSafety(telling: Afterwards, [first, second, third]: readonly Helped[]): void {
  const wait = (child: Helped | undefined, ago: number, days: number): void => {
    if (child === undefined) return
    const [service, provider, forWhom, need] = offered[0]
    const referred = telling.today - ago
    const asked: Step = [
      'referred',
      referred,
      child.workerId,
      {
        service,
        provider,
        forWhom,
        need,
        referredOn: D(referred),
        outcomeId: child.outcomeId,
        meanwhile: safe[0],
      },
    ]
    const begun: Step = ['started', referred + days, child.workerId, { startedOn: D(referred + days) }]
    telling.put(serviceReferral, child.childId, asked, ...(days < ago ? [begun] : []))
  }
  wait(first, 12, Infinity)
  wait(second, 60, 21)
  wait(third, 90, 50)
}

function toolOf(telling: Afterwards, { childId, workerId }: Helped): void {
  const { chance } = telling
  const on = telling.back(chance.whole(5, 120))
  const values = {
    tool: chance.of(['graded care profile', 'dash']),
    completedOn: D(on),
    completedBy: workerId,
    withWhom: 'Mum and the health visitor',
    level: chance.of(['low', 'medium', 'high']),
    found: 'Food and warmth come and go with the money.',
  }
  telling.put(riskTool, childId, ['completed', on, workerId, values])
}
