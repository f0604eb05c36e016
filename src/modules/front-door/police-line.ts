import { sql } from 'kysely'
import { addHours, dayOf, momentOf, shortDay, timeOf, type Instant } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { counted } from '../../platform/people/name.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { state, type StateKind } from '../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { waited } from './waited.ts'

/** How the police's notices stand: counts and times, and nobody named. */
interface PoliceStanding {
  readonly waiting: number
  readonly oldestAt: Instant | null
  readonly late: number
  readonly lastAt: Instant | null
}

/** Read of the table itself: the chapter that keeps it opens contacts here, and so reads this one. */
export async function policeStanding(db: Db, now: Instant): Promise<PoliceStanding> {
  const { rows } = await sql<PoliceStanding>`
    select count(*)::int as waiting, min(received_at) as oldest_at,
           (count(*) filter (where due_at < ${now}))::int as late,
           (select max(received_at) from police_notice) as last_at
      from police_notice where screened_at is null
  `.execute(db)
  return rows[0] ?? { waiting: 0, oldestAt: null, late: 0, lastAt: null }
}

/** From here on a backlog is everybody's, whatever its age. */
const many = 25

/** Over every page of the front door: how many notices nobody has screened, and how long the oldest has waited. */
export function policeLine(standing: PoliceStanding, now: Instant, href: string): Html {
  const { waiting, oldestAt, late, lastAt } = standing
  if (oldestAt === null)
    return lastAt === null
      ? nothing
      : html`<p class="hf-small">${state(
          'ok',
          html`All ${link('police notices', href)} are screened. Last received ${shortDay(dayOf(lastAt))} ${timeOf(lastAt)}`,
          { wrap: true },
        )}</p>`
  const words = html`${link(
    `${counted(waiting, 'police notice')} not screened`,
    href,
  )}, the oldest ${waited(oldestAt, now)}${late > 0 && `; ${late.toLocaleString('en-GB')} late`}`
  return html`<p>${state(kindOf(standing, now), words, { wrap: true })}</p>`
}

/** One that nobody has looked at for an hour is looked to next; one past its limit, or many at once, is over. */
function kindOf({ waiting, oldestAt, late }: PoliceStanding, now: Instant): StateKind {
  if (late > 0 || waiting > many) return 'over'
  return oldestAt !== null && momentOf(addHours(oldestAt, 1)) <= momentOf(now) ? 'soon' : 'ok'
}
