import { sql } from 'kysely'
import { momentOf } from '../../platform/dates/day.ts'
import { firstToEnd } from '../../platform/db/held-client.ts'
import { jobsStanding } from '../../platform/jobs/standing.ts'
import type { Book } from '../../platform/record/book.ts'
import { beforeTheFirst } from '../../platform/seals/chain.ts'
import { headOf } from '../../platform/seals/seal.ts'
import { unsealedAfter } from '../../platform/seals/verify.ts'

/** How the server stands, for whatever watches over it. Counts and seconds, and nothing of anybody. */
interface Health {
  readonly ok: boolean
  readonly database: 'answers' | 'does not answer'
  readonly seals?: { readonly unsealed: number; readonly sinceSeconds: number | null }
  /** Seconds since the witness of the seals last refused a word and took none after; null while it takes them. It stops nobody’s work. */
  readonly witnessAwaySeconds?: number | null
  readonly jobs?: { readonly oldestSeconds: number | null; readonly givenUp: number }
  /** Standbys that confirm what is written; null where none is asked to, or its role may not look (docs/operations.md). */
  readonly standbys?: number | null
  /** Whole days until the first of the certificates ends that the line to the database is locked with; left out where none is. */
  readonly certificateEndsInDays?: number
}

// What is sealed each second and worked each minute has been left for too long when it stands for these.
const mostUnsealedSeconds = 120
const mostWaitingSeconds = 1800

/** Asks everything at once; a database that does not answer is all there is to say. */
export async function healthOf(book: Book): Promise<Health> {
  try {
    const [seals, jobs, standbys] = [await sealing(book), await waiting(book), await standbysOf(book)]
    const late = seals.unsealed > 0 && (seals.sinceSeconds ?? 0) > mostUnsealedSeconds
    const slow = (jobs.oldestSeconds ?? 0) > mostWaitingSeconds
    const away = awaySeconds(book)
    return {
      ok: !late && !slow,
      database: 'answers',
      seals,
      jobs,
      standbys,
      ...away,
      ...certificateDays(book),
    }
  } catch {
    return { ok: false, database: 'does not answer' }
  }
}

function awaySeconds({ witnessAwaySince, now }: Book): { witnessAwaySeconds?: number | null } {
  if (witnessAwaySince === undefined) return {}
  const since = witnessAwaySince()
  return { witnessAwaySeconds: since === null ? null : Math.round((momentOf(now()) - since) / 1000) }
}

const dayInMilliseconds = 86_400_000

function certificateDays({ now }: Book): { certificateEndsInDays?: number } {
  const first = firstToEnd()
  if (first === null) return {}
  return { certificateEndsInDays: Math.floor((first.endsAt - momentOf(now())) / dayInMilliseconds) }
}

async function sealing({ db, now }: Book) {
  const head = await headOf(db)
  const unsealed = await unsealedAfter(db, head ?? beforeTheFirst)
  const sinceSeconds =
    head === null ? null : Math.max(0, Math.round((momentOf(now()) - head.sealedAt) / 1000))
  return { unsealed, sinceSeconds }
}

async function waiting({ db, now }: Book) {
  const standing = await jobsStanding(db)
  const oldest = standing.flatMap((one) => one.oldest ?? []).toSorted()[0]
  const oldestSeconds = oldest === undefined ? null : Math.round((momentOf(now()) - momentOf(oldest)) / 1000)
  return { oldestSeconds, givenUp: standing.reduce((sum, { given }) => sum + given, 0) }
}

// Whom it does not let look, PostgreSQL shows every standby, and of none whether it confirms: that would be told as nought.
async function standbysOf({ db }: Book): Promise<number | null> {
  const { rows } = await sql<{ known: boolean; standbys: number }>`
    select current_setting('synchronous_standby_names') <> ''
             and pg_has_role(current_user, 'pg_read_all_stats', 'usage') as known,
           (select count(*)
              from pg_stat_replication
             where sync_state in ('sync', 'quorum')) as standbys`.execute(db)
  return rows[0]?.known === true ? rows[0].standbys : null
}
