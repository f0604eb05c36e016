import { chromium } from 'playwright-core'
import { bookOf } from '../../../src/app/book.ts'
import { jobs } from '../../../src/app/modules.ts'
import { buildServer } from '../../../src/app/server.ts'
import { raiseAlerts } from '../../../src/modules/alerts/index.ts'
import type { Role } from '../../../src/platform/access/policy.ts'
import { day } from '../../../src/platform/dates/day.ts'
import type { Db } from '../../../src/platform/db/database.ts'
import { inTransaction } from '../../../src/platform/db/database.ts'
import { enqueue } from '../../../src/platform/jobs/enqueue.ts'
import { runJobs } from '../../../src/platform/testing/jobs.ts'
import { ownClock, type OwnClock } from './own-clock.ts'

/** Who works in this office: name, role, team and the team's service. */
export const staff = {
  screener: ['Joel Appleby', 'SCR', 'Front door', 'Front door'],
  hub: ['Nadia Cole', 'TM', 'Front door', 'Front door'],
  worker: ['Amira Khalil', 'SW', 'Riverside', 'Family help and protection'],
  manager: ['Asha Patel', 'TM', 'Riverside', 'Family help and protection'],
  service: ['Ruth Oyelaran', 'SM', 'Family help leadership', 'Family help and protection'],
  chair: ['Helen Tate', 'CPC', 'Conference and review', 'Quality and safeguarding'],
  support: ['Priya Nolan', 'BS', 'Business support', 'Support'],
  helper: ['Maya Ellis', 'EHL', 'Early help', 'Family help and protection'],
} as const satisfies Record<string, readonly [name: string, role: Role, team: string, service: string]>
export type Who = keyof typeof staff

/** The product, served on a database and a clock of the test's own, with nobody in it but those who work there. */
export interface Office {
  readonly address: string
  readonly clock: OwnClock
  /** Does what is done by itself at this time: the alerts of the quarter hour, and whatever waits. */
  readonly letWorkBeDone: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openOffice(on: string, time: string): Promise<Office> {
  const clock = await ownClock(day(on), time)
  const { db, now } = clock
  await employ(db)
  const book = bookOf(db, now)
  const app = await buildServer({ book, council: 'Exampleshire Council', demonstration: true, secure: false })
  await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT'] ?? 0) })
  const bound = app.server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  return {
    address: `http://localhost:${port}`,
    clock,
    letWorkBeDone: async () => {
      await inTransaction(db, (tx) => enqueue(tx, raiseAlerts, {}))
      await runJobs(book, jobs)
    },
    close: async () => {
      await app.close()
      await db.destroy()
    },
  }
}

async function employ(db: Db): Promise<void> {
  for (const [name, role, team, service] of Object.values(staff)) {
    const held = await db.selectFrom('team').select('id').where('name', '=', team).executeTakeFirst()
    const teamId =
      held?.id ??
      (await db.insertInto('team').values({ name: team, service }).returning('id').executeTakeFirstOrThrow())
        .id
    const signsInAs = name.toLowerCase().replaceAll(' ', '.')
    await db.insertInto('staff').values({ name, role, teamId, signsInAs }).execute()
  }
}

export const openBrowser = () =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage'.split(
      ' ',
    ),
  })
