import { action } from '../../modules/actions/index.ts'
import { agencyCheck, contact, letterAbout, readIt } from '../../modules/front-door/index.ts'
import { Afterwards, type Values } from './afterwards.ts'
import type { Somebody, Staff } from './front-door.ts'
import { momentOn, type DayNumber } from './ledger.ts'
import { D, working, workingAfter } from './story.ts'

export const worries = [
  [
    'neglect',
    'She came in hungry again today and asked a friend for his lunch. Her coat is too small and she was cold.',
  ],
  [
    'domestic abuse',
    'Neighbours heard shouting and a crash late at night. The children were seen at the window.',
  ],
  ['parental mental ill-health', 'Mum has stopped answering the door and has not brought him in for a week.'],
  ['physical', 'A bruise on the cheek. He said he fell, and later that he did not want to go home.'],
  ['housing', 'They have had no heating since the weekend, and there is a baby in the house.'],
] as const

// prettier-ignore
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

export function contactsOf(telling: Afterwards, quiet: readonly Somebody[], staff: Staff): void {
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

export function decided(telling: Afterwards, staff: Staff, state: State, on: DayNumber): Values {
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
export function openChildren(telling: Afterwards, helped: readonly Somebody[], staff: Staff): void {
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
