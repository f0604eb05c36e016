import { sql } from 'kysely'
import { addYears, shortDay, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { counted } from '../../platform/people/name.ts'

/** What we have done about a child before, as the record holds it. */
export interface Before {
  readonly contacts: number
  readonly inYear: number
  readonly noAction: number
  readonly referrals: number
  readonly openSince: Day | null
  readonly closings: number
  readonly lastClosedOn: Day | null
  readonly assessments: number
  readonly lastAssessedOn: Day | null
  readonly plans: number
  readonly planNow: Day | null
  readonly lastPlanEndedOn: Day | null
  readonly timesInCare: number
  readonly inCareNow: boolean
  readonly lastCareEndedOn: Day | null
  readonly earlyHelp: number
  readonly stepsDown: number
  readonly wentMissing: number
}

/** The child's record before a contact came, in one statement. */
export async function historyOf(
  db: Db,
  { id, childId, receivedOn }: { readonly id: string; readonly childId: string; readonly receivedOn: Day },
): Promise<Before | undefined> {
  const { rows } = await sql<Before>`
    select c.*, e.*, a.*, p.*, k.*, h.*
      from (select count(*)::int as contacts,
                   (count(*) filter (where received_on > ${addYears(receivedOn, -1)}::date))::int as in_year,
                   (count(*) filter (where decision in ('no further action', 'advice')
                                     or (decision is null
                                         and outcome ~* 'no further action|advice')))::int as no_action
              from contact
             where child_id = ${childId}
               and id <> ${id}
               and received_on <= ${receivedOn}::date) c,
           (select count(*)::int as referrals, min(referred_on) filter (where state = 'open') as open_since,
                   (count(*) filter (where state = 'closed'))::int as closings,
                   max(closed_on) as last_closed_on
              from cin_episode where child_id = ${childId} and referred_on <= ${receivedOn}::date) e,
           (select count(*)::int as assessments, max(authorised_on) as last_assessed_on
              from assessment
             where child_id = ${childId}) a,
           (select count(*)::int as plans, min(started_on) filter (where ended_on is null) as plan_now,
                   max(ended_on) as last_plan_ended_on
              from cp_plan where child_id = ${childId}) p,
           (select (count(*) filter (where started_why in ('S', 'U')
                                     or started_why is null))::int as times_in_care,
                                        coalesce(bool_or(ended_on is null), false) as in_care_now,
                   max(ended_on) as last_care_ended_on from care_episode where child_id = ${childId}) k,
           (select (select count(*)::int from early_help_assessment where child_id = ${childId})
                   + (select count(*)::int from early_help_episode where child_id = ${childId}) as early_help,
                   (select count(*)::int
                      from step_down
                     where child_id = ${childId}
                       and accepted_on is not null) as steps_down,
                   (select count(*)::int from missing_episode where child_id = ${childId}) as went_missing) h
  `.execute(db)
  return rows[0]
}

const times = (count: number): string =>
  count === 1 ? 'once' : count === 2 ? 'twice' : `${count.toLocaleString('en-GB')} times`
const on = (at: Day): string => shortDay(at, { year: true })
const none = 'none before this'

/** The same in six lines, each short enough to read while somebody waits on the phone. */
export function historyLines(told: Before): readonly (readonly [name: string, words: string])[] {
  return [
    ['Contacts', contactsWords(told)],
    ['Referrals', referralsWords(told)],
    [
      'Assessments',
      told.assessments === 0
        ? none
        : `${told.assessments}${told.lastAssessedOn === null ? '' : `, the last authorised ${on(told.lastAssessedOn)}`}`,
    ],
    ['Child protection', planWords(told)],
    ['In our care', careWords(told)],
    ['Early help', helpWords(told)],
  ]
}

const contactsWords = ({ contacts, inYear, noAction }: Before): string =>
  contacts === 0
    ? none
    : `${contacts}, ${inYear} of them in the 12 months before${noAction > 0 ? `; ${noAction} ended in no action or advice` : ''}`

const referralsWords = ({ referrals, openSince, closings, lastClosedOn }: Before): string =>
  referrals === 0
    ? none
    : [
        counted(referrals, 'referral'),
        openSince !== null && `open since ${on(openSince)}`,
        closings > 0 &&
          `closed ${times(closings)}${lastClosedOn === null ? '' : `, last ${on(lastClosedOn)}`}`,
      ]
        .filter((part) => part !== false)
        .join(', ')

const planWords = ({ plans, planNow, lastPlanEndedOn }: Before): string =>
  plans === 0
    ? 'never on a plan'
    : `${counted(plans, 'plan')}${
        planNow !== null
          ? `, on one since ${on(planNow)}`
          : lastPlanEndedOn === null
            ? ''
            : `, the last ended ${on(lastPlanEndedOn)}`
      }`

const careWords = ({ timesInCare, inCareNow, lastCareEndedOn }: Before): string =>
  inCareNow
    ? 'in our care now'
    : timesInCare === 0
      ? 'never'
      : `${times(timesInCare)}${lastCareEndedOn === null ? '' : `, until ${on(lastCareEndedOn)}`}`

const helpWords = ({ earlyHelp, stepsDown, wentMissing }: Before): string =>
  [
    earlyHelp === 0 ? none : times(earlyHelp),
    stepsDown > 0 && `stepped down to it ${times(stepsDown)}`,
    wentMissing > 0 && `went missing ${times(wentMissing)}`,
  ]
    .filter((part) => part !== false)
    .join('; ')
