import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { databaseUse } from '../../platform/db/counted.ts'
import { jobsStanding } from '../../platform/jobs/standing.ts'
import { momentOf } from '../../platform/dates/day.ts'
import type { Book } from '../../platform/record/book.ts'
import { healthOf } from './health.ts'

/**
 * Whether a watcher may read the figures: who brings the token (HOLDFAST_METRICS_TOKEN), or, where none is set, who asks from this
 * machine itself and not through a balancer.
 */
export function mayWatch({ headers, socket, server }: FastifyRequest): boolean {
  const { metricsToken, proxies } = server.setting
  if (metricsToken === undefined)
    return (
      proxies === undefined && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(socket.remoteAddress ?? '')
    )
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${metricsToken}`))
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** What stands in the database and in this process, as lines of figures: nothing of anybody. */
export async function figures(book: Book): Promise<string[]> {
  const { statements, open, idle, waiting } = databaseUse()
  const health = await healthOf(book)
  return [
    ...line('holdfast_statements_total', 'counter', statements),
    ...line('holdfast_connections_open', 'gauge', open),
    ...line('holdfast_connections_idle', 'gauge', idle),
    ...line('holdfast_connections_waited_for', 'gauge', waiting),
    ...line('holdfast_well', 'gauge', health.ok ? 1 : 0),
    ...line('holdfast_unsealed_rows', 'gauge', health.seals?.unsealed),
    ...line('holdfast_seal_age_seconds', 'gauge', health.seals?.sinceSeconds),
    ...line('holdfast_witness_away_seconds', 'gauge', health.witnessAwaySeconds),
    ...line('holdfast_standbys_confirming', 'gauge', health.standbys),
    ...line('holdfast_database_certificate_days', 'gauge', health.certificateEndsInDays),
    ...(health.database === 'answers' ? await jobLines(book) : []),
  ]
}

// A figure that is not known is left out: nought would be an answer.
const line = (name: string, type: 'counter' | 'gauge', value: number | null | undefined): string[] =>
  value === null || value === undefined ? [] : [`# TYPE ${name} ${type}`, `${name} ${value}`]

async function jobLines({ db, now }: Book): Promise<string[]> {
  const standing = await jobsStanding(db)
  const states = ['waiting', 'running', 'failing', 'given'] as const
  return [
    '# TYPE holdfast_jobs gauge',
    ...standing.flatMap((one) =>
      states.map((state) => `holdfast_jobs{job="${one.name}",state="${state}"} ${one[state]}`),
    ),
    '# TYPE holdfast_job_oldest_seconds gauge',
    ...standing.flatMap(({ name, oldest }) =>
      oldest === null
        ? []
        : [`holdfast_job_oldest_seconds{job="${name}"} ${(momentOf(now()) - momentOf(oldest)) / 1000}`],
    ),
  ]
}
