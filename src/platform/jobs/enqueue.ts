import { sql } from 'kysely'
import type { Instant } from '../dates/day.ts'
import type { Tx } from '../db/database.ts'
import type { Job, Payload } from './job.ts'

/** How a job is asked for. */
interface Asking {
  /** Of two with one key that wait, the later takes the place of the earlier; one that runs already is left to end. */
  readonly key?: string
  /** Not before; at once if not said. */
  readonly at?: Instant
}

/**
 * Asks for a job in the caller's transaction: if that is not kept, the job was never asked for.
 *
 * @throws Error where the payload holds words: ids, days, codes and counts alone are written there
 * @example await enqueue(tx, rebuildClocks, { rebuild: 7, after: null })
 */
export async function enqueue<P extends Payload>(
  tx: Tx,
  job: Job<P>,
  payload: P,
  { key, at }: Asking = {},
): Promise<void> {
  holdsNoWords(job.name, payload)
  await sql`
    select graphile_worker.add_job(
      ${job.name}::text, ${JSON.stringify(job.payload.parse(payload))}::json,
      run_at => ${at ?? null}::timestamptz,
      max_attempts => ${job.tries}::integer,
      job_key => ${key === undefined ? null : `${job.name}:${key}`}::text)
  `.execute(tx)
}

function holdsNoWords(name: string, payload: Payload): void {
  const wordy = Object.entries(payload).find(([, value]) => typeof value === 'string' && !code.test(value))
  if (wordy !== undefined)
    throw new Error(`the job ${name} was given words in ${wordy[0]}: a payload holds ids, days and codes`)
}

const code = /^[\w.:-]{1,64}$/
