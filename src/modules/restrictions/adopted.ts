import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Actor } from '../../platform/access/policy.ts'
import { within } from '../../platform/access/reach.ts'
import { longDay, type Day } from '../../platform/dates/day.ts'
import type { Db } from '../../platform/db/database.ts'
import { nameOf, type Named } from '../../platform/people/name.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { link, listed } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'

/** A child whose care ended by an adoption order, and whose record others than those named may still open. */
interface Adopted extends Named {
  readonly id: string
  readonly kind: string
  readonly laChildId: string | null
  readonly adoptedOn: Day
}

/**
 * Adopted children whose record is not sealed, longest first; one more than `most` where there are more. An order comes in with a return, which seals
 * nothing: to seal is a decision, and here is who waits for it.
 */
async function adoptedUnsealed(db: Db, actor: Actor, most: number): Promise<Adopted[]> {
  const { rows } = await sql<Adopted>`
    select person.id, person.kind, person.la_child_id, person.given_name, person.family_name,
           person.known_as, max(ended.ended_on) as adopted_on
      from person join care_episode ended on ended.child_id = person.id and ended.ended_why in ('E11', 'E12')
     where person.restricted_level < 3
       and person.state = 'active'
       and ${within(actor, 'seal.ask', sql.ref('person.id'))}
     group by person.id order by max(ended.ended_on), person.id limit ${most + 1}`.execute(db)
  return rows
}

const most = 100

export function adoptedPages(app: App): void {
  app.get('/sealed-records/adopted', { config: { audience: 'seal.ask', shows: 'children' } }, adopted)
}

async function adopted(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const found = await adoptedUnsealed(request.server.book.db, actorOf(request), most)
  const shown = found.slice(0, most)
  request.shows(shown.map(({ id }) => id))
  return reply.page({
    title: 'Adopted, and not sealed',
    lead: 'Once an adoption order is made, the record from before it is sealed, and the child’s new identity is a record of its own. Restrict each record first, then ask for it to be sealed.',
    body: html`${adoptedView(shown)}${
      found.length > most && html`<p class="govuk-body">The first ${most} are shown.</p>`
    }`,
  })
}

const adoptedView = (found: readonly Adopted[]): Html =>
  found.length === 0
    ? html`<p class="govuk-body">There is none: every adopted child you answer for has a sealed record.</p>`
    : listed(
        found.map(
          (one) =>
            html`<p>${link(
              nameOf(one),
              `/children/${one.id}/access`,
            )}: adopted on ${longDay(one.adoptedOn)}</p>`,
        ),
      )
