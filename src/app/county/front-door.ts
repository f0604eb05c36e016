import { sql } from 'kysely'
import { action } from '../../modules/actions/index.ts'
import { earlyHelpEpisode, stepDown, stepUp } from '../../modules/early-help/index.ts'
import { agencyCheck, contact, letterAbout, readIt } from '../../modules/front-door/index.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { Afterwards, type Values } from './afterwards.ts'
import { momentOn, type DayNumber, type Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { D, working, workingAfter } from './story.ts'

/** A child a contact is about, and who works with them where somebody does. */
interface Somebody {
  readonly childId: string
  readonly name: string
  readonly workerId: string | null
  readonly managerId: string | null
  readonly siblingId: string | null
}

interface Staff {
  readonly screeners: readonly string[]
  readonly managerId: string
  readonly headId: string
  readonly leads: readonly string[]
}

/** Contacts in every state, agencies that have not replied, steps down nobody has accepted, and what was sent in today. */
export async function tellFrontDoor(book: Writing, span: Span, seed: number): Promise<void> {
  const telling = new Afterwards('front door', span, seed)
  await inTransaction(book.db, async (tx) => {
    const staff = await whoIsThere(tx)
    const quiet = await some(tx, span.today, 'quiet', 40)
    const helped = await some(tx, span.today, 'helped', 16)
    if (staff === null || quiet.length === 0) return
    contactsOf(telling, quiet, staff)
    openChildren(telling, helped.slice(0, 4), staff)
    crossings(telling, helped.slice(4), quiet.slice(-12), staff)
    await telling.keep(tx, book, [contact, agencyCheck, earlyHelpEpisode, stepUp, stepDown, action])
    await sendIn(tx, telling)
  })
}

async function whoIsThere(tx: Tx): Promise<Staff | null> {
  const { rows } = await sql<{ id: string; role: string; service: string | null }>`
    select staff.id, role, team.service from staff left join team on team.id = staff.team_id
     where role in ('SCR', 'TM', 'SM', 'EHL') and disabled_at is null order by staff.id
  `.execute(tx)
  const of = (role: string) => rows.filter((one) => one.role === role).map(({ id }) => id)
  const managerId = rows.find(({ role, service }) => role === 'TM' && service === 'Front door')?.id
  const [headId] = of('SM')
  if (managerId === undefined || headId === undefined || of('SCR').length === 0 || of('EHL').length === 0)
    return null
  return { screeners: of('SCR'), managerId, headId, leads: of('EHL') }
}

/** Children of whom something more may be told: nobody’s yet, or somebody’s. Leo’s story is told already. */
async function some(tx: Tx, today: DayNumber, kind: 'quiet' | 'helped', most: number): Promise<Somebody[]> {
  const helped = sql<boolean>`exists (select 1
                                        from cin_episode
                                       where child_id = person.id
                                         and state = 'open')`
  const { rows } = await sql<Somebody>`
    select person.id as child_id, coalesce(person.known_as, person.given_name, 'the child') as name,
           lead.worker_id,
           (select manager.id
              from staff manager
             where manager.team_id = lead.team_id
               and role = 'TM'
               and disabled_at is null
             limit 1) as manager_id,
           (select relative_id from relationship join person sibling on sibling.id = relative_id
             where relationship.child_id = person.id
               and relationship.kind = 'sibling'
               and sibling.kind = 'child'
             order by relative_id
             limit 1) as sibling_id
      from person
      left join lateral (select worker_id, team_id
                           from allocation
                          where child_id = person.id
                            and state = 'allocated'
         and role = 'lead social worker' order by from_on desc limit 1) lead on true
     where person.kind = 'child' and person.state = 'active' and restricted_level = 0 and died_on is null
       and la_child_id not in ('10442', '10443') and born_on > ${D(today - 17 * 365)}::date
       and ${
         kind === 'helped'
           ? sql<boolean>`${helped} and lead.worker_id is not null`
           : sql<boolean>`not ${helped} and lead.worker_id is null
             and not exists (select 1 from care_episode where child_id = person.id and ended_on is null)`
       }
     order by person.id desc
     limit ${most}
  `.execute(tx)
  return rows
}

const worries = [
  ['neglect', 'She came in hungry again today and asked a friend for his lunch. Her coat is too small and she was cold.'],
  ['domestic abuse', 'Neighbours heard shouting and a crash late at night. The children were seen at the window.'],
  ['parental mental ill-health', 'Mum has stopped answering the door and has not brought him in for a week.'],
  ['physical', 'A bruise on the cheek. He said he fell, and later that he did not want to go home.'],
  ['housing', 'They have had no heating since the weekend, and there is a baby in the house.'],
] as const // prettier-ignore
const days = [
  'Up before everyone, finds her own breakfast if there is some, walks to school on her own.',
  'He looks after the little ones until mum is awake.',
  'We do not know what an evening at home is like.',
]

/** What a contact says when it comes: the same for brothers and sisters told of together. */
function words({ chance }: Afterwards, on: DayNumber, minute: number): Values {
  const [about, narrative] = chance.of(worries)
  const source = chance.weighed([['2A', 5], ['6', 4], ['3B', 2], ['1B', 2], ['3E', 2], ['9', 1]] as const) // prettier-ignore
  return {
    receivedOn: D(on),
    receivedAt: momentOn(on, minute),
    source,
    channel: source === '6' ? 'police feed' : chance.of(['phone', 'portal', 'email'] as const),
    referrerName: source === '9' ? null : chance.of(['Ms Ford, Mill Primary', 'PC Hale', 'Nurse Okoro', 'A neighbour']),
    referrerReply: source === '9' ? null : '01632 960118',
    concerns: [about],
    narrative,
    dailyLife: chance.of(days),
    immediateDanger: false,
    consent: chance.weighed([['given', 6], ['not asked', 3], ['refused', 1]] as const),
    parentsInformed: chance.odds(0.6),
    openWork: false,
  } // prettier-ignore
}

type State = (typeof contact)['states'][number]

/** How many of each are at the front door today, and how many working days ago they came. */
const states = [
  ['received', 6, 0],
  ['triaged', 3, 0],
  ['checking', 6, 1],
  ['awaiting decision', 4, 1],
  ['decided', 4, 2],
  ['disputed', 1, 6],
  ['closed', 4, 4],
] as const satisfies readonly (readonly [State, number, number])[]

function contactsOf(telling: Afterwards, quiet: readonly Somebody[], staff: Staff): void {
  const queue = [...quiet]
  for (const [state, count, ago] of states)
    for (let i = 0; i < count; i += 1) {
      const child = queue.shift()
      if (child === undefined) return
      const again = state === 'closed' ? (decidedAgain[i] ?? null) : null
      const days = again === null ? ago : 16
      const on = days === 0 ? telling.today - (i > 3 ? 1 : 0) : telling.back(days + (i % 2))
      const { on: when = on, urgency } = agenciesOf(telling, state, i)
      oneContact(telling, child, staff, { state, on: when, urgency, again })
    }
}

// In how many working days it was decided again, where whoever came to us disagreed: five are allowed.
const decidedAgain = [4, 7] as const

// Each urgency waits for agencies, has waited too long, and has heard in time: so that every clock is somebody's.
function agenciesOf(telling: Afterwards, state: State, i: number): { on?: DayNumber; urgency: string } {
  const { chance, today } = telling
  const urgency = (['red', 'amber', 'green', 'red', 'amber', 'green'] as const)[i]
  if (state === 'checking' && urgency !== undefined) return { urgency, on: i < 3 ? today : telling.back(4) }
  if (state === 'awaiting decision')
    return { urgency: (['green', 'amber', 'red', 'green'] as const)[i] ?? 'green' }
  return {
    urgency: chance.weighed([
      ['red', 2],
      ['amber', 4],
      ['green', 3],
    ] as const),
  }
}

interface Came {
  readonly state: State
  readonly on: DayNumber
  readonly urgency: string
  /** In how many working days it was decided again; null where nobody disagreed, or it has not been yet. */
  readonly again: number | null
}

const isReady: ReadonlySet<State> = new Set<State>(['awaiting decision', 'decided', 'closed', 'disputed'])
const isDecided: ReadonlySet<State> = new Set<State>(['decided', 'closed', 'disputed'])

function oneContact(
  telling: Afterwards,
  child: Somebody,
  staff: Staff,
  { state, on, urgency, again }: Came,
): void {
  const { chance } = telling
  const screener = chance.of(staff.screeners)
  const minute = minuteOf(telling, on)
  const rated =
    state === 'received'
      ? {}
      : { urgency, ratedAt: momentOn(on, minute + 10), ratedBy: screener, quality: 'good' }
  const first = isDecided.has(state) ? decided(telling, staff, state, on) : {}
  const after = again === null ? first : { ...first, ...decidedOnceMore(on, again) }
  const values = {
    ...words(telling, on, minute),
    ...rated,
    ...(isReady.has(state) && { readyOn: D(on) }),
    ...after,
  }
  const id = telling.put(contact, child.childId, [state, on, screener, values])
  if (state === 'checking' || state === 'awaiting decision')
    asked(telling, child.childId, id, { on, at: minute + 15, screener, back: state !== 'checking' })
}

/** A minute of the working day; of today, an hour or more ago where the day has come so far. */
function minuteOf({ chance, span, today }: Afterwards, on: DayNumber): number {
  if (on !== today) return chance.whole(500, 640)
  return Math.max(0, Number(span.now.slice(11, 13)) * 60 - chance.whole(60, 200))
}

function decided(telling: Afterwards, staff: Staff, state: State, on: DayNumber): Values {
  const { chance, today } = telling
  const decision =
    state === 'disputed'
      ? 'no further action'
      : chance.of(['advice', 'no further action', 'other authority'] as const)
  const at = Math.min(working(on + 1), today)
  const told =
    state === 'closed' || state === 'disputed'
      ? { feedbackOn: D(Math.min(working(at + 1), today)), feedbackHow: 'letter' }
      : {}
  const disagrees = state === 'disputed' ? { disputedOn: D(today), disputedWhy: saidAgain } : {}
  const outcomes = {
    advice: 'Advice or signposting',
    'no further action': 'No further action',
    'other authority': 'Pass to another authority',
  }
  return {
    threshold: '2',
    decision,
    outcome: outcomes[decision],
    decidedOn: D(at),
    decidedBy: staff.managerId,
    rationale: 'School sees her every day and will tell us if it changes.',
    feedbackWords: letterAbout({ decision, receivedOn: D(on), receipt: null }),
    ...told,
    ...disagrees,
  }
}

/** Decided on the next working day, disagreed with two after it, and told in the second decision's own words the day it was made. */
function decidedOnceMore(on: DayNumber, days: number): Values {
  const [first, disputed] = [working(on + 1), workingAfter(on, 3)]
  const second = D(workingAfter(disputed, days))
  const feedbackWords = letterAbout({
    decision: 'advice',
    receivedOn: D(on),
    receipt: null,
    disputedOn: D(disputed),
  })
  return {
    firstDecidedOn: D(first),
    disputedOn: D(disputed),
    disputedWhy: saidAgain,
    decidedOn: second,
    decision: 'advice',
    outcome: 'Advice or signposting',
    rationale: 'We rang the school: the family said yes to the food club and breakfast club.',
    feedbackWords,
    feedbackOn: second,
  }
}

const saidAgain = 'She has come in hungry twice more since you wrote.'

interface Asking {
  readonly on: DayNumber
  /** The minute of that day. */
  readonly at: number
  readonly screener: string
  /** Whether all have replied. */
  readonly back: boolean
}

function asked(
  telling: Afterwards,
  childId: string,
  contactId: string,
  { on, at, screener, back }: Asking,
): void {
  for (const [i, agency] of (['police', 'school', 'health visitor'] as const).entries()) {
    const replied = back || (i === 0 && telling.chance.odds(0.6))
    const values = { contactId, agency, askedOn: D(on), askedAt: momentOn(on, at), askedBy: screener }
    const reply = replied
      ? {
          repliedAt: momentOn(on, at + 20 + i * 10),
          reply: i === 0 ? 'Two calls to the address this year, both for noise.' : 'Nothing known.',
        }
      : {}
    telling.put(agencyCheck, childId, [replied ? 'replied' : 'asked', on, screener, { ...values, ...reply }])
  }
}

/** Contacts about children we help: told to their workers the moment they came, and not all read. */
function openChildren(telling: Afterwards, helped: readonly Somebody[], staff: Staff): void {
  for (const [i, { childId, workerId, managerId }] of helped.entries()) {
    const on = i === 0 ? telling.today : telling.back(i)
    const screener = telling.chance.of(staff.screeners)
    const read = i === 3 ? { readOn: D(on), readBy: workerId } : {}
    const linked =
      i === 0
        ? {}
        : {
            decision: 'transfer to open worker',
            outcome: 'Linked to open work',
            decidedOn: D(on),
            decidedBy: screener,
            urgency: 'amber',
            ratedAt: momentOn(on, 620),
            ratedBy: screener,
            rationale: 'Her worker sees her this week.',
          }
    telling.put(contact, childId, [
      i === 0 ? 'received' : 'linked',
      on,
      screener,
      {
        ...words(telling, on, 480),
        openWork: true,
        openWorkerId: workerId,
        openManagerId: managerId,
        ...linked,
        ...read,
      },
    ])
    if (i < 3)
      for (const ownerId of [workerId, managerId])
        telling.put(action, childId, [
          'open',
          on,
          null,
          {
            what: readIt,
            soThat: 'what somebody saw today reaches whoever works with the child today',
            ownerId,
            askedBy: null,
            askedOn: D(on),
            dueOn: D(on),
            firstDueOn: D(on),
            direction: false,
            extended: 0,
            timesAsked: 1,
          },
        ])
  }
}

/** Steps up and down in every state: some late, some that nobody has accepted. */
function crossings(
  telling: Afterwards,
  helped: readonly Somebody[],
  quiet: readonly Somebody[],
  staff: Staff,
): void {
  const leadId = staff.leads[0] ?? null
  stepsDown(telling, helped, leadId)
  helpGoing(telling, quiet.slice(0, 6), leadId)
  stepsUp(telling, quiet.slice(6, 6 + ups.length), leadId, staff)
}

function stepsDown(telling: Afterwards, helped: readonly Somebody[], leadId: string | null): void {
  const { today } = telling
  const queue = [...helped]
  const downs = [
    ['proposed', 4],
    ['handover', 6],
    ['handover', 24],
    ['accepted', 40],
    ['accepted', 95],
    ['checked', 92],
    ['closed', 130],
  ] as const
  for (const [state, ago] of downs) {
    const child = queue.shift()
    if (child === undefined) break
    const on = Math.min(working(today - ago), telling.back(1))
    const agreed =
      state === 'proposed'
        ? {}
        : { agreedOn: D(Math.min(working(on + 2), telling.back(0))), agreedBy: child.managerId }
    const accepted =
      state === 'accepted' || state === 'checked' || state === 'closed'
        ? { acceptedOn: D(working(on + 6)), meetingOn: D(working(on + 5)) }
        : {}
    const seen =
      state === 'checked' || state === 'closed'
        ? {
            checkedOn: D(today - 1),
            checkedBy: leadId,
            found: 'sustained',
            foundWords: 'School and the family say so.',
          }
        : {}
    telling.put(stepDown, child.childId, [
      state,
      on,
      child.workerId,
      {
        proposedOn: D(on),
        proposedBy: child.workerId,
        reason: 'Home is warm, school is steady, and mum asks for help early.',
        risks: 'Money runs out before the month does.',
        managedBy: 'Early help, with the debt adviser, every two weeks.',
        familyView: 'Ready, and a little nervous.',
        childView: 'I like it now.',
        receiverId: leadId,
        ...agreed,
        ...accepted,
        ...seen,
        ...(state === 'closed' ? { closedOn: D(today - 1) } : {}),
      },
    ])
  }
}

function helpGoing(telling: Afterwards, quiet: readonly Somebody[], leadId: string | null): void {
  const { today, chance } = telling
  for (const [i, child] of quiet.entries()) {
    const on = working(today - 10 - i * 20)
    const state = i < 2 ? 'waiting' : i < 5 ? 'open' : 'closed'
    const going =
      state === 'waiting'
        ? {}
        : {
            startedOn: D(working(on + 6)),
            leadId,
            lead: 'Ms Ford, Mill Primary',
            consent: true,
            needs: 'Sleep, money and a routine.',
            familyGoals: 'A whole night, and no letters from the landlord.',
          }
    telling.put(earlyHelpEpisode, child.childId, [
      state,
      on,
      leadId,
      {
        openedOn: D(on),
        cameFrom: chance.of(['contact', 'asked'] as const),
        why: 'Tired parents, and a child who is late most days.',
        ...going,
        ...(state === 'closed' ? { closedOn: D(today - 3), closedWhy: 'needs met' } : {}),
      },
    ])
  }
}

/** Working days: so long ago, decided so long after that, disputed so long after. */
const ups = [
  { state: 'requested', ago: 1 },
  { state: 'declined', ago: 4, decided: 1 },
  { state: 'disputed', ago: 7, decided: 1, disputed: 2 },
  { state: 'declined', ago: 20, decided: 4 },
  { state: 'declined', ago: 25, disputed: 2, decided: 5 },
  { state: 'declined', ago: 40, disputed: 3, decided: 12 },
] as const

/** One of each, a child each: waiting, decided in time and late, and what early help did not agree with, looked at again in time and late. */
function stepsUp(telling: Afterwards, quiet: readonly Somebody[], leadId: string | null, staff: Staff): void {
  for (const [i, child] of quiet.entries()) {
    const { state, ago, decided, disputed } = { decided: null, disputed: null, ...(ups[i] ?? ups[0]) }
    const on = telling.back(ago)
    const answered =
      decided === null
        ? {}
        : {
            decidedOn: D(workingAfter(on, decided)),
            decidedBy: staff.managerId,
            thresholdReason: 'Level 3: early help can do this with the school.',
          }
    const against =
      disputed === null
        ? {}
        : { disputedOn: D(workingAfter(on, disputed)), disputedWhy: 'He was hit again on Friday.' }
    telling.put(stepUp, child.childId, [
      state,
      on,
      leadId,
      {
        requestedOn: D(on),
        requestedBy: leadId,
        reason: 'Things are worse at home.',
        risks: 'He has been hit.',
        familyView: 'They say it is nothing.',
        childView: 'I do not want to say.',
        ...answered,
        ...against,
      },
    ])
  }
}

/** What people outside sent today and nobody has read. */
async function sendIn(tx: Tx, telling: Afterwards): Promise<void> {
  const { span, chance } = telling
  for (const [i, children] of [
    'Sam Marsh 3 11 2019',
    'The two boys at number 9',
    'Ivy Castle, about 4\nRory Castle, a baby',
  ].entries()) {
    const [concern, narrative] = chance.of(worries)
    const answers = {
      immediateDanger: i === 1 ? 'yes' : 'no',
      source: (['school', 'friend', 'nurse'] as const)[i] ?? 'public',
      children,
      narrative,
      concerns: [concern],
      where: 'Near the mill',
    }
    const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
    const four = (): string => Array.from({ length: 4 }, () => letters[chance.whole(0, 29)] ?? 'A').join('')
    const minute = Math.max(1, Number(span.now.slice(11, 13)) * 60 - 30 - i * 55)
    await tx
      .insertInto('sentIn')
      .values({
        receipt: `HF-${four()}-${four()}`,
        formKey: telling.id(),
        state: 'waiting',
        receivedAt: momentOn(span.today, minute),
        channel: 'portal',
        answers: JSON.stringify(answers),
      } as never)
      .execute()
  }
}
