import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/web/admit.ts'
import type { Permission } from '../../../platform/access/policy.ts'
import { reachable } from '../../../platform/access/reach.ts'
import type { App } from '../../../platform/web/app.ts'
import { linkTo } from '../links.ts'
import { mastheadFor } from '../masthead.ts'
import { mastheadFacts } from '../masthead-facts.ts'
import { calledBy } from '../name.ts'
import { addressesOf, formerNamesOf } from './addresses.ts'
import { relativesOf } from './people.ts'
import { familyView } from './views.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}

/** Who is in a child's life, and where they have lived. */
export function familyPages(app: App): void {
  const config = { audience: 'child.read', shows: 'child' } as const
  app.get<OneChild>('/children/:childId/family', { config }, show)
}

async function show(request: FastifyRequest<OneChild>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book } = request.server
  const on = book.today()
  const [facts, relatives, addresses, formerNames] = await Promise.all([
    mastheadFacts(book.db, actorOf(request), childId, on),
    relativesOf(book.db, actorOf(request), childId, on),
    addressesOf(book.db, childId),
    formerNamesOf(book.db, childId),
  ])
  const actor = request.session?.actor
  const may = async (permission: Permission): Promise<boolean> =>
    actor !== undefined && (await reachable(book.db, actor, permission, [childId])).has(childId)
  const app = request.server
  const mayWrite = await may('person.write')
  const addHref = mayWrite ? linkTo(app, '/children/:childId/people/add', childId) : null
  const twiceHref = (await may('merge.propose'))
    ? linkTo(app, '/children/:childId/merges/propose', childId)
    : null
  const body = familyView({
    facts,
    called: calledBy(facts),
    relatives,
    addresses,
    formerNames,
    on,
    addHref,
    twiceHref,
    mayWrite,
  })
  return reply.page({ title: 'Family', ownHeading: true, masthead: mastheadFor(request, facts, on), body })
}
