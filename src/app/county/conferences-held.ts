import { sql } from 'kysely'
import { action } from '../../modules/actions/index.ts'
import { conference, meetingInvitation } from '../../modules/child-protection/index.ts'
import { numberOfDay, type Day } from '../../platform/dates/day.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { importRows, type Incoming, type Source } from '../../platform/record/bulk.ts'
import { clockSetting, refreshClocks } from '../../platform/record/readings.ts'
import type { AnyRecordType } from '../../platform/record/record.ts'
import { chanceOf } from './chance.ts'
import { meetingOf } from './conference-words.ts'
import { Ledger, type DayNumber, type Span } from './ledger.ts'
import { answersOf, whyAnswered, askedTo, type Stayed, type Asked } from './meetings-answered.ts'
import type { Writing } from './store.ts'
import { D, working } from './story.ts'

/** A meeting of a child, as the stories left it. */
export interface Meeting {
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
