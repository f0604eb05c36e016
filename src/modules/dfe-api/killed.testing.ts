import { argv } from 'node:process'
import pg from 'pg'
import { connect } from '../../platform/db/database.ts'
import { workOnce } from '../../platform/jobs/worker.ts'
import { bookOn } from '../../platform/testing/office.ts'
import { jobsFor } from './jobs.ts'
import type { DfeService } from './service.ts'

/** Dies, as if the power failed, before the nth thing done once a job has been taken up: a statement, a question to the collection, or hearing its answer. */
function dieBefore(nth: number): void {
  let done = 0
  let takenUp = false
  const step = (): void => {
    if (takenUp) done += 1
    if (done >= nth) process.kill(process.pid, 'SIGKILL')
  }
  const query = Reflect.get(pg.Client.prototype, 'query') as (...given: unknown[]) => unknown
  const counted = function (this: pg.Client, ...given: unknown[]): unknown {
    step()
    takenUp ||= JSON.stringify(given[0]).includes('attempts + 1')
    return query.apply(this, given)
  }
  pg.Client.prototype.query = counted as typeof pg.Client.prototype.query
  const asked = globalThis.fetch
  globalThis.fetch = async (...given) => {
    step()
    const answer = await asked(...given)
    step()
    return answer
  }
}

const url = process.env['JOBS_URL']
if (import.meta.main && url !== undefined) {
  const service = JSON.parse(process.env['DFE'] ?? '') as DfeService
  dieBefore(Number(argv[2]))
  const db = connect(url, { idleMayEnd: true })
  await workOnce({ url, book: bookOn(db), jobs: jobsFor(service), remark: () => undefined })
  await db.destroy()
}
