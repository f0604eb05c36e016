import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayEver } from '../../../platform/access/policy.ts'
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
    mastheadFacts(book.db, childId, on),
    relativesOf(book.db, childId, on),
    addressesOf(book.db, childId),
    formerNamesOf(book.db, childId),
  ])
  const actor = request.session?.actor
  const may = actor !== undefined && mayEver(actor, 'person.write')
  const addHref = may ? linkTo(request.server as App, '/children/:childId/people/add', childId) : null
  const body = familyView({ facts, called: calledBy(facts), relatives, addresses, formerNames, on, addHref })
  return reply.page({ title: 'Family', ownHeading: true, masthead: mastheadFor(request, facts, on), body })
}
