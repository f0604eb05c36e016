import { askWhy } from '../../modules/child-protection/index.ts'
import { addDays, numberOfDay } from '../../platform/dates/day.ts'
import type { Chance } from './chance.ts'
import type { Meeting } from './conferences-held.ts'
import type { DayNumber } from './ledger.ts'
import { D, workingAfter } from './story.ts'

/** An agency at one child's meeting. */
export interface Stayed {
  readonly childId: string
  readonly workerId: string | null
  readonly agency: string
  readonly on: DayNumber
  readonly came: boolean
}

/** Of agencies that stayed away twice running, the two in three that have said why since. */
export function answersOf(stayed: readonly Stayed[], today: DayNumber): Stayed[] {
  const byAgency = Map.groupBy(stayed, ({ childId, agency }) => `${childId} ${agency}`)
  return [...byAgency.values()].flatMap((newestFirst) => {
    const each = newestFirst.toSorted((one, other) => one.on - other.on)
    return each.filter(
      ({ came, on }, i) =>
        !came &&
        each[i - 1]?.came === false &&
        each[i - 2]?.came !== false &&
        on % 3 > 0 &&
        workingAfter(on, 8) < today,
    )
  })
}

/** Asked the day of the second meeting; half of the answers come after their five days. */
export function whyAnswered({ agency, on, workerId }: Stayed) {
  const due = D(workingAfter(on, 5))
  const answeredOn = D(workingAfter(on, on % 2 === 0 ? 3 : 7))
  return {
    what: askWhy(agency),
    soThat: 'Every agency of the plan is there',
    ownerId: workerId,
    askedBy: null,
    askedOn: D(on),
    dueOn: due,
    firstDueOn: due,
    direction: false,
    extended: 0,
    timesAsked: 1,
    answer: 'Two posts are empty. A deputy who can decide comes from now on.',
    evidence: 'Their letter to the chair',
    answeredOn,
    answeredBy: workerId,
  }
}

/** One invitation: how it stands and what it holds. */
export interface Asked {
  readonly agency: string
  readonly invited: DayNumber
  readonly state: string
  readonly values: Readonly<Record<string, unknown>>
}

/** Of ten meetings, how many each agency stays away from: two of them have a habit of it. */
const usual = [
  ['social care', 0],
  ['school', 1],
  ['public health', 2],
  ['police', 4],
  ['mental health', 6],
] as const

export function askedTo(meeting: Meeting, today: DayNumber, chance: Chance): Asked[] {
  const on = numberOfDay(meeting.heldOn ?? meeting.bookedFor ?? D(today))
  const invited = Math.min(on - chance.whole(6, 16), today)
  const agencies = usual.slice(0, meeting.what === 'conference' ? 5 : 4)
  return agencies.map(([agency, away]) => {
    if (meeting.heldOn === null) return stillToCome(agency, invited, chance)
    const stays =
      meeting.state === 'inquorate' ? agency !== 'social care' && agency !== 'school' : chance.odds(away / 10)
    // A conference that decided had enough: the first three of these came.
    const came = meeting.state === 'held' && meeting.what === 'conference' && away < 3 ? true : !stays
    return came ? there(meeting, agency, { on, invited }, chance) : away_(agency, invited, chance)
  })
}

const stillToCome = (agency: string, invited: DayNumber, chance: Chance): Asked =>
  chance.odds(0.5)
    ? {
        agency,
        invited,
        state: 'replied',
        values: { response: chance.of(['attending', 'attending', 'report only', 'deputy']) },
      }
    : { agency, invited, state: 'invited', values: {} }

// oxlint-disable-next-line eslint/complexity -- what an agency that came did, a line for each
function there(
  meeting: Meeting,
  agency: string,
  { on, invited }: { on: DayNumber; invited: DayNumber },
  chance: Chance,
): Asked {
  const sent = meeting.what === 'conference' && chance.odds(agency === 'social care' ? 0.95 : 0.6)
  const otherwise =
    meeting.what === 'conference' && meeting.state === 'held' && agency === 'school' && chance.odds(0.1)
  const values = {
    response: 'attending',
    attended: chance.of(['in person', 'in person', 'video']),
    ...(sent && { reportReceivedOn: D(on - chance.whole(1, 8)) }),
    ...(sent && chance.odds(0.6) && { reportSharedOn: D(on - chance.whole(0, 5)) }),
    ...(meeting.what === 'conference' && { view: otherwise ? 'no plan' : 'plan' }),
    ...(otherwise && {
      dissent: 'School sees the children settled and fed, and thinks help without a plan would do more.',
    }),
    ...(meeting.what === 'core group' &&
      (agency === 'police' ? { neverSeen: true } : { lastSeenOn: addDays(D(on), -chance.whole(0, 12)) })),
  }
  return { agency, invited, state: 'attended', values }
}

const away_ = (agency: string, invited: DayNumber, chance: Chance): Asked => ({
  agency,
  invited,
  state: 'absent',
  values: chance.odds(0.5)
    ? { attended: 'no', response: 'none' }
    : { attended: 'no', response: 'report only', apologyReason: 'Nobody to cover' },
})
