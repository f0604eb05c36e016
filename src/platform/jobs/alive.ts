import type pg from 'pg'

// The first half of the advisory lock that each worker holds for as long as it lives; the second half is its own name.
const lockClass = 7203

/** The sign that a worker lives. */
export interface Alive {
  /** Gives the sign; again, where the connection that held it was lost. */
  readonly renew: () => Promise<void>
  readonly letGo: () => void
}

/** The lock that says this worker lives, once `renew` has taken it, on a connection of its own. It goes with the process, however that ends. */
export function aliveLock(pool: pg.Pool, worker: string): Alive {
  let client: pg.PoolClient | null = null
  let isLetGo = false
  const drop = (): void => {
    client?.release(true)
    client = null
  }
  const take = async (): Promise<void> => {
    if (client !== null && (await answers(client))) return
    drop()
    const fresh = await pool.connect()
    if (isLetGo) return fresh.release(true)
    client = fresh
    await fresh.query(`select pg_advisory_lock(${lockClass}, hashtext($1))`, [worker])
  }
  let taking: Promise<void> | null = null
  return {
    // Of several who ask at once, one takes it.
    renew: () => (taking ??= take().finally(() => (taking = null))),
    letGo: () => {
      isLetGo = true
      drop()
    },
  }
}

const answers = (client: pg.PoolClient): Promise<boolean> =>
  client.query('select 1').then(
    () => true,
    () => false,
  )

/**
 * Gives the jobs of workers that no longer live back to those that do, and forgets the marks of jobs long gone.
 */
export async function takeOver(pool: pg.Pool): Promise<void> {
  await pool.query(freeJobs)
  await pool.query(forgetMarks)
}

const freeJobs = `
with held as (
  select locked_by from graphile_worker._private_jobs where locked_by is not null
   union select locked_by from graphile_worker._private_job_queues where locked_by is not null
), dead as (
  select locked_by from held
   where not exists (select 1 from pg_locks
                      where locktype = 'advisory' and classid = ${lockClass}
                        and database = (select oid from pg_database where datname = current_database())
                        and objid = (hashtext(locked_by)::bigint & 4294967295)::oid)
)
select graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0`

const forgetMarks = `
delete from job_done
 where done_at < now() - interval '90 days'
   and not exists (select 1 from graphile_worker._private_jobs job where job.id = job_done.job_id)`
