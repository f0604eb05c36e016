import { argv } from 'node:process'
import pg from 'pg'
import { z } from 'zod'
import { connect } from '../db/database.ts'
import { bookOn } from './office.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { job, type Job } from '../jobs/job.ts'
import { workOnce } from '../jobs/worker.ts'

/** Adds two teams, and asks for a third in a job of its own. */
export const killable: Job<{ name: string }> = job({
  name: 'killable',
  says: 'Adds teams',
  payload: z.object({ name: z.string() }),
  run: async (tx, { name }) => {
    const add = (each: string) =>
      tx.insertInto('team').values({ name: each, service: 'Family help' }).execute()
    if (name.endsWith('-last')) return void (await add(name))
    await add(`${name}a`)
    await enqueue(tx, killable, { name: `${name}-last` })
    await add(`${name}b`)
  },
})

/** Dies, as if the power failed, before the nth statement sent once a job has been taken up. */
export function dieBefore(nth: number): void {
  const send = Reflect.get(pg.Client.prototype, 'query') as (...given: unknown[]) => unknown
  let sent = 0
  let takenUp = false
  const counted = function (this: pg.Client, ...given: unknown[]): unknown {
    if (takenUp) sent += 1
    if (sent >= nth) process.kill(process.pid, 'SIGKILL')
    takenUp ||= JSON.stringify(given[0]).includes('attempts + 1')
    return send.apply(this, given)
  }
  pg.Client.prototype.query = counted as typeof pg.Client.prototype.query
}

const url = process.env['JOBS_URL']
if (import.meta.main && url !== undefined) {
  dieBefore(Number(argv[2]))
  const db = connect(url, { idleMayEnd: true })
  await workOnce({ url, book: bookOn(db), jobs: [killable], remark: () => undefined })
  await db.destroy()
}
