import { sql, type RawBuilder } from 'kysely'
import { addDays, type Day } from '../../platform/dates/day.ts'
import { driftingFrom } from '../plans/index.ts'
import { tooYoungFor } from '../looked-after/index.ts'
import { daysToReview, tooCalm } from '../worries/index.ts'
import { householdQuestions, newsDays } from './household-questions.ts'
import type { Rung } from './ladders.ts'
import type { OwnerKind } from './owners.ts'
import { seeingQuestions } from './seeing-questions.ts'

/** An alert that no clock runs: asked of the record as it stands. */
export interface Question {
  /** Permanent, and no clock’s. */
  readonly id: string
  readonly name: string
  readonly source: string
  readonly rung: Rung
  readonly owner: OwnerKind
  /** What ends it, in words. */
  readonly clears: string
  /** An answer is enough: what happened, happened. Otherwise it stands until the record says otherwise. */
  readonly answerEnds: boolean
  /** Told once for as long as it stands, whatever day the record gives: the day it was first found is kept. */
  readonly keepsItsDay?: boolean
  /** Rows of child_id, record_id and since_on for whom it is so on a day. */
  readonly stands: (today: Day) => RawBuilder<unknown>
}

/** From here on the service manager is told: the local standard’s second list. */
const driftOfAService = 10

export const questions: readonly Question[] = [
  ...householdQuestions,
  ...seeingQuestions,
  {
    id: 'drift',
    name: 'Help has drifted: ten points or more',
    source: 'Local standard: drift from ten points on is the service manager’s',
    rung: 'service manager',
    owner: 'service manager',
    clears: 'The rules of drift that the child meets add up to less than ten',
    answerEnds: false,
    keepsItsDay: true,
    stands: (today) => sql`
      select child_id, child_id as record_id, ${today}::date as since_on
        from (${driftingFrom(driftOfAService, today)}) drifting`,
  },
  {
    id: 'new-risk-adult',
    name: 'An adult who is a risk has joined the household',
    source: 'Local standard: the manager is told the same day',
    rung: 'team manager',
    owner: 'team manager',
    clears: 'The manager answers, or the adult no longer lives there or is no risk',
    answerEnds: true,
    stands: (today) => sql`
      select child_id, id as record_id, coalesce(from_on, recorded_at::date) as since_on
        from relationship
       where state = 'recorded' and household and risk <> 'none known' and kind <> 'child of'
         and coalesce(to_on > ${today}::date, true) and recorded_at >= ${addDays(today, -newsDays)}::date
         and coalesce(from_on,
                      recorded_at::date) between ${addDays(today, -4 * newsDays)}::date and ${today}::date`,
  },
  {
    id: 'risk-rising',
    name: 'A worry has grown twice in a row',
    source: 'Local standard: a risk that rises twice is the manager’s',
    rung: 'team manager',
    owner: 'team manager',
    clears: 'The worry is looked at again and has not grown, or it is closed',
    answerEnds: false,
    keepsItsDay: true,
    stands: (today) => sql`
      select child_id, id as record_id, coalesce(reviewed_on, ${today}::date) as since_on
        from worry
       where state = 'open'
         and times_risen >= 2`,
  },
  {
    id: 'risk-unreviewed',
    name: 'A worry has not been looked at for six weeks',
    source: 'Local standard: an open risk is looked at every six weeks',
    rung: 'owner',
    owner: 'lead',
    clears: 'The worry is looked at again, or closed',
    answerEnds: false,
    keepsItsDay: true,
    stands: (today) => sql`
      select child_id, id as record_id, coalesce(reviewed_on, since_on) + ${daysToReview}::int as since_on
        from worry
       where state = 'open'
         and coalesce(reviewed_on, since_on) < ${addDays(today, -daysToReview)}::date`,
  },
  {
    id: 'optimism',
    name: 'Three visits in a row say that nothing is wrong, and there is a child protection plan',
    source: 'Local standard: a record that is all well is checked by somebody else',
    rung: 'team manager',
    owner: 'team manager',
    clears: 'A visit says what is wrong, or the plan ends',
    answerEnds: false,
    keepsItsDay: true,
    stands: () => tooCalm(),
  },
  {
    id: 'agreement-breached',
    name: 'A written agreement was broken',
    source: 'Local standard: a broken agreement is decided about within one working day',
    rung: 'team manager',
    owner: 'team manager',
    clears: 'A manager decides what follows, or the agreement ends',
    answerEnds: false,
    keepsItsDay: true,
    stands: (today) => sql`
      select child_id, id as record_id, coalesce(breached_on, ${today}::date) as since_on
        from written_agreement
       where state = 'breached'`,
  },
  {
    id: 'under-16-unregulated',
    name: 'A child under 16 lives where no child of that age may be placed',
    source: 'Care Planning, Placement and Case Review (England) Regulations 2010 reg 27A',
    rung: 'director',
    owner: 'director',
    clears:
      'The placement ends, the home is found to be registered for the child’s age, or the child turns 16',
    answerEnds: false,
    stands: (today) => sql`
      select care_episode.child_id, care_episode.id as record_id, care_episode.started_on as since_on
        from care_episode join person on person.id = care_episode.child_id
       where care_episode.state = 'open' and care_episode.started_on <= ${today}::date
         and ${tooYoungFor({ child: 'person.id', placed: 'care_episode.placement_type', bornOn: 'person.born_on', on: sql`${today}::date` })}`,
  },
]
