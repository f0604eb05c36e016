import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../../platform/access/policy.ts'
import { within } from '../../../platform/access/reach.ts'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { prepared } from '../../../platform/db/prepared.ts'
import type { Who } from './queries.ts'

/** An assessment that waits for a manager. */
export interface Waiting extends Who {
  readonly childId: string
  readonly assessmentId: string
  readonly number: number
  readonly submittedOn: Day
  readonly submitter: string | null
}

/** Assessments sent to be authorised that this manager may decide about, the longest waiting first; at most 100. */
export const waitingFor = (db: Db, actor: Actor): Promise<Waiting[]> =>
  prepared(
    db,
    sql<Waiting>`
    select person.id, person.kind, la_child_id, given_name, family_name, known_as,
           assessment_version.child_id, assessment_id, number,
           submitted_on, sender.name as submitter
      from assessment_version
      join person on person.id = assessment_version.child_id
      left join staff sender on sender.id = submitted_by
     where assessment_version.state = 'submitted' and submitted_on is not null
       and ${within(actor, 'assessment.authorise', sql.ref('assessment_version.child_id'))}
     order by submitted_on, assessment_version.id limit 100`,
  )

/** An assessment somebody is writing, or that came back to them. */
export interface Writing extends Who {
  readonly childId: string
  readonly assessmentId: string
  readonly state: 'started' | 'returned'
  readonly startedOn: Day | null
  readonly returnedOn: Day | null
  readonly returnedWhy: string | null
  readonly returner: string | null
  /** The day the 45 working days count from. */
  readonly since: Day | null
  /** 2 and on: a new version of one that was authorised, begun on `begunOn`; no working day of 45 is counted for it. */
  readonly version: number
  readonly begunOn: Day | null
  readonly mayWrite: boolean
}

/** The assessments of children somebody has, being written or sent back: those sent back first; at most 60. For a `select` of its own, or inside another. */
export const beingWrittenBy = (reader: Actor, workerId: string): RawBuilder<Writing> => sql<Writing>`
    select person.id, person.kind, la_child_id as "laChildId", given_name as "givenName",
           family_name as "familyName", known_as as "knownAs", assessment_version.child_id as "childId",
           assessment_id as "assessmentId",
           assessment_version.state, assessment.started_on as "startedOn", returned_on as "returnedOn",
           returned_why as "returnedWhy", back.name as returner,
           coalesce(referred_on, assessment.started_on) as since, coalesce(number, 1) as version,
           begun_on as "begunOn",
           ${within(reader, 'assessment.write', sql.ref('assessment_version.child_id'))} as "mayWrite"
      from assessment_version
      join person on person.id = assessment_version.child_id
      join assessment on assessment.id = assessment_id
      left join cin_episode on cin_episode.id = assessment.episode_id
      left join staff back on back.id = returned_by
     where assessment_version.state in ('started', 'returned')
       and exists (select 1
                     from allocation mine
                    where mine.child_id = assessment_version.child_id
                      and mine.state = 'allocated'
                      and mine.worker_id = ${workerId})
       and ${within(reader, 'assessment.read', sql.ref('assessment_version.child_id'))}
     order by assessment_version.state, since, person.id limit 60`
