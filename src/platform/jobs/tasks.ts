import { dayOf, instantOf } from '../dates/day.ts'
import { asService } from '../db/asking.ts'
import type { Book } from '../record/book.ts'
import { carryOut } from './carry-out.ts'
import { failureOf } from './failure.ts'
import type { AnyJob } from './job.ts'

const day = 24 * 60 * 60 * 1000

/** When each job that recurs is due, as the queue asks it. */
export const cronOf = (jobs: readonly AnyJob[]) =>
  jobs.flatMap(({ name, recurs, tries }) =>
    recurs === null
      ? []
      : {
          task: name,
          identifier: name,
          match: recurs.at,
          options: {
            backfillPeriod: day,
            maxAttempts: tries,
            jobKey: `${name}:recurs`,
          },
        },
  )

interface Helpers {
  readonly job: { readonly id: string; readonly attempts: number }
  readonly abortSignal?: AbortSignal | undefined
}

/** What the queue calls, by the name of the job. */
export const tasksOf = ({ book, jobs }: { readonly book: Book; readonly jobs: readonly AnyJob[] }) =>
  Object.fromEntries(
    jobs.map((each) => [
      each.name,
      async (raw: unknown, { job: { id, attempts }, abortSignal }: Helpers): Promise<void> => {
        const signal = abortSignal ?? new AbortController().signal
        try {
          await asService('a job is nobody’s question', () =>
            carryOut(book, each, asked(each, raw), { id, attempt: attempts, signal }),
          )
        } catch (fault) {
          throw new Error(failureOf(fault), { cause: fault })
        }
      },
    ]),
  )

/** What was asked: of one that came by the clock, what it is to do on the day it was due. */
function asked({ recurs }: AnyJob, raw: unknown): unknown {
  const { _cron: cron } = (raw ?? {}) as { readonly _cron?: { readonly ts: string } }
  if (cron === undefined || recurs === null) return raw
  return recurs.payload(dayOf(instantOf(Date.parse(cron.ts))))
}
