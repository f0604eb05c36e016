import { setTimeout as wait } from 'node:timers/promises'
import type { Runner } from 'graphile-worker'
import type pg from 'pg'
import { isLost } from '../db/driver.ts'
import { NoPrimary, openPool } from '../db/servers.ts'
import type { Book } from '../record/book.ts'
import { aliveLock, takeOver, type Alive } from './alive.ts'
import type { AnyJob } from './job.ts'
import { cronOf, tasksOf } from './tasks.ts'

/** What works the jobs, for as long as the server runs. */
interface Worker {
  /** Takes up no more, lets what runs come to an end (five seconds at most) and closes its connections. */
  readonly stop: () => Promise<void>
}

/** How the jobs are worked. */
interface Working {
  /** The database, in the application's role: the worker keeps connections of its own. */
  readonly url: string
  readonly book: Book
  readonly jobs: readonly AnyJob[]
  /** Told, without any personal data, when the worker itself had to begin again. */
  readonly remark: (line: string) => void
}

const concurrency = 2
const secondsBetweenLooks = 60

/**
 * Starts working the jobs. A worker that loses its database begins again by itself; the jobs of one that was killed are
 * taken over within a minute.
 *
 * @throws Error when the database cannot be reached now
 */
export async function startWorker(working: Working): Promise<Worker> {
  const pool = poolOf(working.url)
  const stopping = new AbortController()
  await takeOver(pool)
  const alive = new Set<Alive>()
  let runner = await running(pool, working, alive)
  // A database that does not answer now is asked again at the next look.
  const watch = setInterval(() => void look(pool, alive).catch(() => undefined), secondsBetweenLooks * 1000)
  const unheard = hearWhatIsLost(() => void runner.stop())
  const kept = (async () => {
    while (!stopping.signal.aborted) {
      await runner.ended
      if (stopping.signal.aborted) return
      working.remark('The jobs lost their database, and begin again.')
      runner = await again(pool, () => running(pool, working, alive), stopping.signal).catch(() => runner)
      // Asked to stop while it began: nobody else knows of this one.
      if (stopping.signal.aborted) await runner.stop()
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      clearInterval(watch)
      unheard()
      await runner.stop()
      await kept
      await pool.end()
    },
  }
}

/**
 * When the database goes away under it, the queue's package lets promises of its own fail with nobody to hear them; by Node's rule that
 * would end the server. The worker is stopped in place of it, and begins again. Any other fault nobody hears still ends the process.
 *
 * @returns what ends the hearing
 */
function hearWhatIsLost(lost: () => void): () => void {
  const hear = (fault: unknown): void => {
    if (!saysLost(fault)) throw fault
    lost()
  }
  process.on('unhandledRejection', hear)
  return () => process.removeListener('unhandledRejection', hear)
}

/**
 * Whether a fault says that the database went away, or that none of several servers takes writes now. Where pg gives no code it says so in
 * these words; an error of our own has neither.
 */
export const saysLost = (fault: unknown): boolean =>
  fault instanceof NoPrimary ||
  (fault instanceof Error &&
    ('code' in fault
      ? isLost(fault)
      : /connection (terminated|error)|not queryable|^timeout e/i.test(fault.message)))

async function look(pool: pg.Pool, alive: ReadonlySet<Alive>): Promise<void> {
  for (const { renew } of alive) await renew()
  await takeOver(pool)
}

/** Does everything that is due now, and what that asks for, and ends: for tests and for one-off commands. */
export async function workOnce(working: Working): Promise<void> {
  const pool = poolOf(working.url)
  const alive = new Set<Alive>()
  try {
    await takeOver(pool)
    const { runOnce } = await import('graphile-worker')
    const options = await optionsFor(pool, working, alive)
    await runOnce({ ...options, taskList: tasksOf(working) })
  } finally {
    for (const { letGo } of alive) letGo()
    await pool.end()
  }
}

const poolOf = (url: string): pg.Pool =>
  openPool(url, { max: concurrency + 4, application_name: 'holdfast jobs' })

interface Running {
  readonly ended: Promise<void>
  readonly stop: () => Promise<void>
}

async function again(pool: pg.Pool, start: () => Promise<Running>, signal: AbortSignal): Promise<Running> {
  for (;;)
    try {
      await wait(2000, undefined, { signal })
      // What the one before had in hand when it was cut off would wait a minute for the next look.
      await takeOver(pool)
      return await start()
    } catch (fault) {
      if (signal.aborted) throw fault
    }
}

async function running(pool: pg.Pool, working: Working, alive: Set<Alive>): Promise<Running> {
  const { run, parseCronItems } = await import('graphile-worker')
  const options = await optionsFor(pool, working, alive)
  const runner = await run({
    ...options,
    taskList: tasksOf(working),
    parsedCronItems: parseCronItems(cronOf(working.jobs)),
  })
  beginsAgainWhereLookingFails(runner)
  const ended = runner.promise
    .catch(() => undefined)
    .then(() => {
      for (const { letGo } of alive) letGo()
      alive.clear()
    })
  return {
    ended,
    stop: async () => {
      await runner.stop().catch(() => undefined)
      await ended
    },
  }
}

/** Looks for a job that may fail, one after the other, before the worker is taken to be past helping itself. */
const mostFailures = 4

/**
 * The queue's package asks once what its tasks are called, and keeps the answer: where the database went away just then it keeps that
 * fault, and every look fails for ever after. Such a worker is stopped, and begins again.
 */
function beginsAgainWhereLookingFails(runner: Runner): void {
  let failures = 0
  const found = (): void => void (failures = 0)
  runner.events.on('worker:getJob:empty', found)
  runner.events.on('job:start', found)
  runner.events.on('worker:getJob:error', () => {
    failures += 1
    if (failures === mostFailures) void runner.stop().catch(() => undefined)
  })
}

async function optionsFor(pool: pg.Pool, { jobs }: Working, alive: Set<Alive>) {
  const { Logger } = await import('graphile-worker')
  if (jobs.length === 0) throw new Error('there is no job to work')
  const known = new Map<string, Alive>()
  const sayAlive = async (worker: string): Promise<void> => {
    const lock = known.get(worker) ?? aliveLock(pool, worker)
    known.set(worker, lock)
    // Among them before it is held: where the database goes away just now, the next look takes it, and whoever ends lets it go.
    alive.add(lock)
    await lock.renew()
  }
  return {
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    // The package writes the words of an error to the console; what failed stands in the queue, without them.
    logger: new Logger(() => () => undefined),
    preset: {
      plugins: [
        {
          name: 'HoldfastAlive',
          version: '1.0.0',
          worker: {
            hooks: {
              startWorker: (
                _context: unknown,
                event: { readonly worker: { readonly workerPool: { readonly id: string } } },
              ) => sayAlive(event.worker.workerPool.id),
            },
          },
        },
      ],
    },
  }
}
