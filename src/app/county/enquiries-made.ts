import { sql } from 'kysely'
import { riskTool, serviceReferral } from '../../modules/service-waits/index.ts'
import { section47, strategyDiscussion } from '../../modules/strategy-and-enquiry/index.ts'
import { notKnown } from '../../modules/unknowns/index.ts'
import { worry } from '../../modules/worries/index.ts'
import { agreementCheck, writtenAgreement } from '../../modules/written-agreements/index.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { Afterwards, type Step, type Values } from './afterwards.ts'
import { agreementOf } from './agreements-made.ts'
import type { Chance } from './chance.ts'
import type { DayNumber, Span } from './ledger.ts'
import { fromHealth, fromPolice, safe, triggers } from './enquiry-words.ts'
import { serviceOf, waitsForSafety, toolOf } from './services-made.ts'
import type { Writing } from './store.ts'
import { D, workingAfter } from './story.ts'
import { worryOf, questionOf } from './worries-made.ts'

/** A child who is being helped, as the families' stories left them. */
export interface Helped {
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
