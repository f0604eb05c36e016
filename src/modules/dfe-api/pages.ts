import type { FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import type { App } from '../../platform/web/app.ts'
import { hidden } from '../../platform/web/form.ts'
import { jobsFor } from './jobs.ts'
import { childrenNotThere, latestPosts, latestSearches, standingOf } from './queries.ts'
import { logView, notThereView } from './views.ts'

const [search] = jobsFor(null)

/** The log of what was sent: the analyst's, with the children it did not reach, and the administrator's, without. */
export async function pages(app: App): Promise<void> {
  const analyst = { audience: 'import', shows: 'nobody' } as const
  const administrator = { audience: 'administer', shows: 'nobody' } as const
  app.get('/returns/dfe', { config: analyst }, (request, reply) =>
    show(request, reply, 'Returns', '/returns'),
  )
  app.post('/returns/dfe', { config: analyst }, searchNow)
  app.get('/returns/dfe/children', { config: { audience: 'import', shows: 'children' } }, showChildren)
  app.get('/administration/dfe', { config: administrator }, (request, reply) =>
    show(request, reply, 'Administration', '/administration'),
  )
  app.post('/administration/dfe', { config: administrator }, searchNow)
}

const title = 'DfE daily collection'

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
  href: string,
): Promise<FastifyReply> {
  const { book, setting } = request.server
  const [standing, posts, searches] = await Promise.all([
    standingOf(book.db),
    latestPosts(book.db),
    latestSearches(book.db),
  ])
  const childrenAt = href === '/returns' ? '/returns/dfe/children' : null
  const isOn = setting.sendsToDfe === true
  return reply.page({
    title,
    breadcrumbs: [{ text, href }],
    body: logView({ isOn, standing, posts, searches, childrenAt }, hidden(request)),
  })
}

async function searchNow(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book, setting } = request.server
  const by = request.session?.actor.id ?? null
  if (setting.sendsToDfe === true)
    await inTransaction(book.db, (tx) =>
      enqueue(tx, search, { on: book.today(), search: null, after: null, by }, { key: 'now' }),
    )
  return reply.redirect(request.url, 303)
}

async function showChildren(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const all = await childrenNotThere(request.server.book.db)
  request.shows(all.map(({ childId }) => childId))
  return reply.page({
    title: 'Children not there as they should be',
    breadcrumbs: [
      { text: 'Returns', href: '/returns' },
      { text: title, href: '/returns/dfe' },
    ],
    body: notThereView(all),
  })
}
