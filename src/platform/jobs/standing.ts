import { sql } from 'kysely'
import type { Instant } from '../dates/day.ts'
import type { Db } from '../db/database.ts'

/** How the jobs of one name stand. Counts of jobs; instants null where there is none. */
export interface JobsStanding {
  readonly name: string
  /** To be taken up as soon as there is room, or at their time. */
  readonly waiting: number
  readonly running: number
  /** Failed at least once, and tried again by themselves. */
  readonly failing: number
  /** When the first of those is tried again. */
  readonly triedAgainAt: Instant | null
  /** Failed as often as they may: an administrator has to look. */
  readonly given: number
  /** Since when the oldest that could be done now has waited. */
  readonly oldest: Instant | null
  readonly lastDone: Instant | null
  /** What went wrong last, without personal data. */
  readonly lastFailure: string | null
}

/** How the jobs stand, by name; those that never ran and do not wait are not among them. At most 100 names. */
export async function jobsStanding(db: Db): Promise<JobsStanding[]> {
  const { rows } = await sql<JobsStanding>`
    with standing as (
      select task_identifier as name,
             count(*) filter (where locked_at is null and attempts = 0) as waiting,
             count(*) filter (where locked_at is not null) as running,
             count(*) filter (where locked_at is null
                              and attempts > 0
                              and attempts < max_attempts) as failing,
             min(run_at) filter (where locked_at is null
                                 and attempts > 0
                                 and attempts < max_attempts) as tried_again_at,
             count(*) filter (where locked_at is null and attempts >= max_attempts) as given,
             min(greatest(created_at, run_at)) filter (where locked_at is null
                                                       and run_at <= now()
                                                       and attempts < max_attempts) as oldest,
             (array_agg(last_error
                        order by updated_at desc) filter (where last_error is not null))[1] as last_failure
        from graphile_worker.jobs
       group by task_identifier
    ), done as (
      select name, max(done_at) as last_done from job_done group by name
    )
    select name, coalesce(waiting, 0) as waiting, coalesce(running, 0) as running,
           coalesce(failing, 0) as failing,
           coalesce(given, 0) as given, tried_again_at, oldest, last_done, last_failure
      from standing full join done using (name)
     order by name
     limit 100
  `.execute(db)
  return rows
}

/** Has the jobs of a name that were given up tried again, as if for the first time. Says how many there were. */
export async function tryAgain(db: Db, name: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select rescheduled.id
      from graphile_worker.reschedule_jobs(
             array(select id from graphile_worker.jobs
                    where task_identifier = ${name}
                      and attempts >= max_attempts
                      and locked_at is null
                    limit 1000),
             run_at => now(), attempts => 0) as rescheduled
  `.execute(db)
  return rows.length
}
