import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { action } from '../../modules/actions/index.ts'
import { askWhy, conference, meetingInvitation } from '../../modules/child-protection/index.ts'
import { addDays, numberOfDay, type Day } from '../../platform/dates/day.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { importRows, type Incoming, type Source } from '../../platform/record/bulk.ts'
import { clockSetting, refreshClocks } from '../../platform/record/readings.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import { chanceOf, type Chance } from './chance.ts'
import { Ledger, type DayNumber, type Span } from './ledger.ts'
import type { Writing } from './store.ts'
import { D, working, workingAfter } from './story.ts'

/** One meeting about brothers and sisters has one id, which moves nobody's chance. */
export function meetingOf(
  firstChildId: string,
  on: DayNumber,
  what: 'conference' | 'booked' | 'core group',
): string {
  const hex = createHash('sha256').update(`${firstChildId} ${on} ${what}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

interface HeldSo {
  readonly on: DayNumber
  readonly kind: 'initial' | 'review'
  readonly quorate: boolean
  readonly chairId: string
}

/** What a conference said beside its decision: the same words for the same day, in every county. */
export function conferenceSaid({ on, kind, quorate, chairId }: HeldSo) {
  const pick = <T>(list: readonly T[]): T | null => list[on % list.length] ?? null
  const decided = quorate
    ? {
        decidedOn: D(on),
        decidedBy: chairId,
        decisionWhy: pick(whys),
        factors: pick([
          ['domestic abuse', 'mental health'],
          ['neglect', 'alcohol'],
          ['domestic abuse'],
          ['drugs', 'neglect'],
        ] as const),
        coreGroup: ['social care', 'school', 'public health'] as const,
        ...(kind === 'initial' && { outlinePlan: pick(firsts) }),
      }
    : {}
  return {
    ...decided,
    chairId,
    mode: pick(['in person', 'both', 'in person'] as const),
    childAttended: pick(['advocate', 'views', 'yes', 'no'] as const),
    parentsAttended: pick(['all', 'some', 'all', 'none'] as const),
    riskSummary: pick(worries),
  }
}

/** A step of a conference after its day, at a minute that moves nobody's chance. */
interface After {
  readonly state: 'held' | 'inquorate'
  readonly on: DayNumber
  readonly by: string
  readonly minute: number
  readonly values: Partial<
    Record<'decisionsSentOn' | 'recordDraftedOn' | 'recordSignedOn' | 'recordSentOn', Day>
  > & {
    readonly recordWords?: string
    readonly recordDraftedBy?: string
    readonly recordSignedBy?: string
    readonly recordSentTo?: string
  }
}

/** What follows a conference: its decisions are sent, one in five of them late, and its record, one in four of them late. */
export function afterConference({ on, quorate, chairId }: HeldSo): After[] {
  const decisions = workingAfter(on, on % 5 === 0 ? 2 + (on % 9) : 1)
  const record = workingAfter(on, on % 4 === 0 ? 21 + (on % 23) : 11 + (on % 9))
  const signed = workingAfter(record, -2)
  const step = (at: DayNumber, values: After['values']): After => ({
    state: quorate ? 'held' : 'inquorate',
    on: at,
    by: chairId,
    minute: 16 * 60,
    values,
  })
  return [
    step(decisions, { decisionsSentOn: D(decisions) }),
    step(signed, {
      recordWords: records[on % records.length] ?? '',
      recordDraftedOn: D(workingAfter(signed, -3)),
      recordDraftedBy: chairId,
      recordSignedOn: D(signed),
      recordSignedBy: chairId,
    }),
    step(record, { recordSentOn: D(record), recordSentTo: 'Mum, Nan, school and the health visitor' }),
  ]
}

const records = [
  'Everybody heard the report read. Mum said which part of it she did not agree with, and why; that is written beside it.',
  'School, the health visitor and the social worker said what they see. What the children asked for was read to all.',
  'What was agreed last time was gone through line by line: what was done, by whom, and what was not.',
]

const whys = [
  'The harm has happened more than once, and nothing yet shows that it will stop.',
  'Mum has asked for help and is not safe enough to take it on her own.',
  'What was agreed at the last conference is half done.',
]
const firsts = [
  'Nan collects the children from school. School rings the social worker the day one of them is away.',
  'The health visitor comes each week. No visit to the house by the father before the next core group.',
]
const worries = [
  'The children hear shouting at night and are tired in school. Nan is close and they trust her.',
  'There is little food on Fridays. School sees that mum is warm with them.',
  'Nobody knows who stays at the house at weekends. The children say they feel safe at their aunt’s.',
]

/** A meeting of a child, as the stories left it. */
interface Meeting {
  readonly id: string
  readonly childId: string
  readonly what: 'conference' | 'core group'
  readonly meetingId: string
  readonly state: string
  readonly heldOn: Day | null
  readonly bookedFor: Day | null
  readonly workerId: string | null
}

/** Children who are being helped and whom a conference may be asked for. */
interface ToAsk {
  readonly childId: string
  readonly workerId: string
  readonly managerId: string
}

// Above every other teller's ids.
const afterEveryFamily = 1_000_011

/** Meetings as many as a reader's county needs: the newest of children who have a plan. */
const mostMeetings = 4000

/** Who was asked to each conference and core group of the last year, and came; and conferences that are asked for. */
export async function makeMeetings(book: Writing, span: Span, seed: number): Promise<void> {
  const ledger = new Ledger(span)
  ledger.turnTo(afterEveryFamily)
  const chance = chanceOf(seed, afterEveryFamily)
  const invitations: Incoming<AnyRecordType>[] = []
  const asks: Incoming<AnyRecordType>[] = []
  const tell = (began: DayNumber, by: string | null) => ({
    id: ledger.id(began, chance),
    recordedAt: ledger.stamp(began, chance),
    recordedBy: by,
    later: [],
  })
  await inTransaction(book.db, async (tx) => {
    const meetings = await meetingsLately(tx, book.today())
    const came = new Map<string, readonly Asked[]>()
    const stayed: Stayed[] = []
    for (const meeting of meetings) {
      const asked = came.get(meeting.meetingId) ?? askedTo(meeting, span.today, chance)
      came.set(meeting.meetingId, asked)
      for (const one of asked) {
        const { invited, ...values } = one
        if (meeting.heldOn !== null)
          stayed.push({
            childId: meeting.childId,
            workerId: meeting.workerId,
            agency: one.agency,
            on: numberOfDay(meeting.heldOn),
            came: one.state !== 'absent',
          })
        const ids = meeting.what === 'conference' ? { conferenceId: meeting.id } : { coreGroupId: meeting.id }
        const answers = {
          ...values.values,
          ...ids,
          meetingId: meeting.meetingId,
          agency: one.agency,
          invitedOn: D(invited),
        }
        invitations.push({
          childId: meeting.childId,
          key: `meetings made ${invitations.length}`,
          state: values.state,
          values: answers,
          told: tell(invited, meeting.workerId),
        })
      }
    }
    for (const [i, child] of (await toAsk(tx)).entries()) {
      const on = working(span.today - 2 - i)
      const agreed = i % 3 === 2
      const values = {
        kind: 'initial',
        requestedOn: D(on),
        requestedBy: child.workerId,
        requestedWhy: 'The enquiry found that the harm goes on, and the family agree that it must stop.',
        meetingId: meetingOf(child.childId, on, 'booked'),
        ...(agreed && { approvedOn: D(on), approvedBy: child.managerId }),
      }
      asks.push({
        childId: child.childId,
        key: `conference asked ${i}`,
        state: agreed ? 'approved' : 'requested',
        values,
        told: tell(on, child.workerId),
      })
    }
    const told = answersOf(stayed, span.today)
    const answered = told.map((one, i) => ({
      childId: one.childId,
      key: `agency answered ${i}`,
      state: 'answered',
      values: whyAnswered(one),
      told: tell(one.on, one.workerId),
    }))
    const source: Source = {
      importId: null,
      actorId: null,
      recordedAt: span.now,
      words: 'the invented county of Exampleshire',
    }
    await importRows<AnyRecordType>(tx, conference, source, asks)
    await importRows<AnyRecordType>(tx, meetingInvitation, source, invitations)
    await importRows<AnyRecordType>(tx, action, source, answered)
    const childIds = [...new Set([...invitations, ...asks].map(({ childId }) => childId))]
    const reading = { setting: await clockSetting(tx), today: book.today() }
    for (let i = 0; i < childIds.length; i += 200)
      await refreshClocks(tx, book.duties, childIds.slice(i, i + 200), reading)
  })
}

/** An agency at one child's meeting. */
interface Stayed {
  readonly childId: string
  readonly workerId: string | null
  readonly agency: string
  readonly on: DayNumber
  readonly came: boolean
}

/** Of agencies that stayed away twice running, the two in three that have said why since. */
function answersOf(stayed: readonly Stayed[], today: DayNumber): Stayed[] {
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
function whyAnswered({ agency, on, workerId }: Stayed) {
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
interface Asked {
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

function askedTo(meeting: Meeting, today: DayNumber, chance: Chance): Asked[] {
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

async function meetingsLately(tx: Tx, today: Day): Promise<Meeting[]> {
  const { rows } = await sql<Meeting>`
    select met.*, lead.worker_id from (
      select id, child_id, 'conference' as what, meeting_id, state, held_on, booked_for from conference
       where meeting_id is not null and state in ('booked', 'held', 'inquorate')
       union all
      select id, child_id, 'core group', meeting_id, state, held_on, booked_for
        from core_group
       where meeting_id is not null) met
      left join lateral (select worker_id
                           from allocation
                          where allocation.child_id = met.child_id
                            and state = 'allocated'
        and role = 'lead social worker' order by from_on desc, id limit 1) lead on true
     where coalesce(held_on, booked_for) > ${today}::date - 365
       and exists (select from person where person.id = met.child_id)
       and exists (select from allocation where allocation.child_id = met.child_id and state = 'allocated')
     order by coalesce(held_on, booked_for) desc, met.id
     limit ${sql.lit(mostMeetings)}
  `.execute(tx)
  return rows
}

/** Six children in an enquiry, or being helped, whom no conference has been about. */
async function toAsk(tx: Tx): Promise<ToAsk[]> {
  const { rows } = await sql<ToAsk>`
    select person.id as child_id, lead.worker_id, manager.id as manager_id
      from person
      join lateral (select worker_id, team_id
                      from allocation
                     where allocation.child_id = person.id
                       and state = 'allocated'
                       and role = 'lead social worker'
                     order by from_on desc, id
                     limit 1) lead on true
      join lateral (select id
                      from staff
                     where staff.team_id = lead.team_id
                       and role = 'TM'
                       and disabled_at is null
                     order by id
                     limit 1) manager on true
     where lead.worker_id is not null and lead.worker_id <> manager.id and person.restricted_level = 0
       and exists (select
                     from section47
                    where section47.child_id = person.id
                      and section47.outcome = 'continuing risk')
       and not exists (select from cp_plan where cp_plan.child_id = person.id and state = 'open')
       and not exists (select
                         from conference
                        where conference.child_id = person.id
                          and state in ('booked', 'requested', 'approved'))
     order by person.id
     limit 6
  `.execute(tx)
  return rows
}
