import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { NotAllowed, type Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import { shortDay, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { prepared } from '../../platform/db/prepared.ts'
import { ageWords, counted, nameOf } from '../../platform/people/name.ts'
import type { App } from '../../platform/web/app.ts'
import { link, listed, section } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { helpColumns, helpWords, type Help } from './help.ts'
import { holdingRoles } from './queries.ts'

/** A child whose worker is leaving, or has left and still stands as theirs. */
interface Left extends Help {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  readonly givenName: string | null
  readonly familyName: string | null
  readonly knownAs: string | null
  readonly bornOn: Day | null
  readonly expectedOn: Day | null
  readonly diedOn: Day | null
  readonly workerId: string
  readonly worker: string
  readonly team: string | null
  /** The last day of their employment, where it is known. */
  readonly leavesOn: Day | null
}

/** How many children one page lists. */
const most = 200

/** Every child, of those this manager allocates, whose worker has given notice or has gone: those who leave soonest first. */
async function leftBy(db: Db, actor: Actor): Promise<Left[]> {
  const rows = await prepared(
    db,
    sql<Left>`
    select person.id, person.kind, la_child_id, given_name, family_name, known_as, born_on, expected_on,
           died_on,
           ${helpColumns(sql.ref('person.id'))}, staff.id as worker_id, staff.name as worker,
           team.name as team,
           coalesce(staff.leaves_on, staff.disabled_at::date) as leaves_on
      from staff
      join allocation on allocation.worker_id = staff.id
       and allocation.state = 'allocated'
       and allocation.role = any(${holdingRoles})
      join person on person.id = allocation.child_id
      left join team on team.id = staff.team_id
     where (staff.leaves_on is not null or staff.disabled_at is not null)
       and ${within(actor, 'allocation.write', sql.ref('allocation.child_id'))}
     order by leaves_on nulls first, staff.name, person.id
     limit ${sql.lit(most)}
  `,
  )
  return rows
}

export function leaversPage(app: App): void {
  app.get('/allocation/leavers', { config: { audience: 'allocation.write', shows: 'children' } }, show)
}

async function show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (request.session === null) throw new NotAllowed('allocation.write')
  const { book } = request.server
  const left = await leftBy(book.db, request.session.actor)
  request.shows(left.map(({ id }) => id))
  return reply.page({
    title: 'Children whose worker is leaving',
    width: 'reading',
    lead: 'Each needs somebody else before the day, a handover in writing, a visit together, and to be told why.',
    body: leaversView(left, book.today()),
  })
}

function leaversView(left: readonly Left[], today: Day): Html {
  const workers = [...Map.groupBy(left, ({ workerId }) => workerId).values()]
  if (workers.length === 0) return html`<p>No worker of yours who holds a child has given notice or left.</p>`
  const more =
    left.length === most && html`<p class="hf-quiet">Only the first ${most} children are shown.</p>`
  return html`${workers.map((theirs, i) => ofWorker(theirs, i, today))} ${more}`
}

function ofWorker(theirs: readonly Left[], i: number, today: Day): Html {
  const [first] = theirs
  if (first === undefined) return html``
  const items = theirs.map(
    (child) => html`<div class="hf-row hf-row--apart">
        <p><strong>${link(
          `${nameOf(child)}, ${ageWords(child, today)}`,
          `/children/${child.id}/overview`,
        )}</strong><br>
      <span class="hf-quiet hf-small">${helpWords(child)}</span></p>
      <p class="hf-row govuk-!-margin-0">${link(
        'Give another worker',
        `/children/${child.id}/workers/allocate`,
        `: ${nameOf(child)}`,
      )} ${link('Handover pack', `/children/${child.id}/handover`, `of ${nameOf(child)}`)}</p>
    </div>`,
  )
  const title = `${first.worker}${first.team === null ? '' : `, ${first.team}`}`
  return section(
    { id: `leaver-${i}`, title, aside: counted(theirs.length, 'child', 'children') },
    html`<p>${whenWords(first, today)}</p>${listed(items)}`,
  )
}

function whenWords({ leavesOn }: Left, today: Day): Html {
  if (leavesOn === null) return state('over', 'Has left', { wrap: true })
  const day = shortDay(leavesOn, { year: leavesOn.slice(0, 4) !== today.slice(0, 4) })
  return leavesOn < today
    ? state('over', `Left ${day}`, { wrap: true })
    : state('soon', `Leaves ${day}`, { wrap: true })
}
