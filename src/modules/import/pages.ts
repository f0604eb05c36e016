import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayEver } from '../../platform/access/policy.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { hidden, posted } from '../../platform/web/form.ts'
import { html } from '../../platform/web/html.ts'
import { acceptUploads, takeUpload, uploadOf } from '../../platform/web/upload.ts'
import { takeChecked } from '../returns/index.ts'
import { commit, heldBy, hold, leave } from './held.ts'
import { listImports, oneImport, ourAuthority, progressNow } from './queries.ts'
import {
  demonstrationWarning,
  importsView,
  matchesView,
  previewView,
  summaryView,
  uploadForm,
  waitingView,
  withdrawalView,
} from './views.ts'
import { agreeWithdrawal, askWithdrawal, NotWithdrawn } from './withdraw.ts'

interface One {
  readonly Params: { readonly id: string }
}
type Asked = FastifyRequest<One>

// Whoever may withdraw may look: the second person need not be an analyst. Giving files is for those who import.
const asService = 'an import meets every child there is'
const looking = { audience: 'import.withdraw', shows: 'children', asService } as const
const giving = { audience: 'import', shows: 'nobody', asService } as const
const uuid = '^[0-9a-fA-F-]{36}$'

export async function pages(app: App): Promise<void> {
  acceptUploads(app, { permission: 'import', fields: ['files'] })
  app.get('/import', { config: looking }, async (request, reply) => list(request, reply, null))
  app.post('/import', { config: giving }, give)
  app.post<One>(`/import/checked/:id(${uuid})`, { config: giving }, giveChecked)
  app.get<One>(`/import/given/:id(${uuid})`, { config: giving }, showGiven)
  app.post<One>(`/import/given/:id(${uuid})/commit`, { config: giving }, commitGiven)
  app.post<One>(`/import/given/:id(${uuid})/leave`, { config: giving }, leaveGiven)
  app.get<One>(`/import/:id(${uuid})`, { config: looking }, async (request, reply) =>
    show(request, reply, null),
  )
  app.post<One>(`/import/:id(${uuid})/withdraw`, { config: looking }, askToWithdraw)
  app.post<One>(`/import/:id(${uuid})/agree`, { config: looking }, agreeToWithdraw)
}

async function list(
  request: FastifyRequest,
  reply: FastifyReply,
  error: string | null,
): Promise<FastifyReply> {
  const { db } = request.server.book
  request.shows([])
  const own = await ourAuthority(db)
  const upload = mayEver(actorOf(request), 'import')
    ? html`${own?.demonstration === true && demonstrationWarning}${uploadForm(hidden(request), error)}`
    : null
  const errors = error === null ? [] : [{ text: error, href: '#files' }]
  const body = importsView(await listImports(db), upload)
  return reply.page({ title: 'Import', errors, body }, error === null ? 200 : 422)
}

async function give(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const given = uploadOf(request)
  if (given === undefined || given.names.get('files')?.length === 0)
    return list(request, reply, 'Choose the files to read in')
  takeUpload(request)
  const { id } = hold(request.server.book, actorOf(request), given)
  return reply.redirect(`/import/given/${id}`, 303)
}

/** Files that were checked on the Check page, and held for this. */
async function giveChecked(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const actor = actorOf(request)
  const given = await takeChecked(actor, request.params.id)
  if (given === null) return gone(reply)
  const { id } = hold(request.server.book, actor, given)
  return reply.redirect(`/import/given/${id}`, 303)
}

async function showGiven(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const one = heldBy(actorOf(request), request.params.id)
  if (one === undefined) return gone(reply)
  const { state } = one
  if (state.kind === 'done') return reply.redirect(`/import/${state.importId}`, 303)
  if (state.kind === 'refused')
    return reply.page({
      title: 'These files were not read in',
      body: html`<p class="govuk-body">${state.why}</p>
        <p class="govuk-body">Nothing of them was kept. <a class="govuk-link" href="/import">Give files again</a>.</p>`,
    })
  if (state.kind === 'previewed')
    return reply.page({
      title: 'What these files would bring',
      body: previewView(state.summary, one.id, hidden(request)),
    })
  const progress = await progressNow(request.server.book.db, one.id)
  const title = state.kind === 'reading' ? 'Working out what these files would bring' : 'Reading the files in'
  // Without JavaScript the browser asks again by itself.
  return reply.header('refresh', '2').page({ title, body: waitingView(progress) })
}

const gone = (reply: FastifyReply): FastifyReply =>
  reply.page(
    {
      title: 'These files are no longer held',
      body: html`<p class="govuk-body">They were left, or Holdfast was started again. <a class="govuk-link" href="/import">Give them again</a>.</p>`,
    },
    404,
  )

async function commitGiven(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const one = heldBy(actorOf(request), request.params.id)
  if (one === undefined) return gone(reply)
  commit(request.server.book, one)
  return reply.redirect(`/import/given/${one.id}`, 303)
}

async function leaveGiven(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const one = heldBy(actorOf(request), request.params.id)
  if (one !== undefined && one.state.kind === 'previewed') await leave(one)
  return reply.redirect('/import', 303)
}

async function show(request: Asked, reply: FastifyReply, error: string | null): Promise<FastifyReply> {
  const actor = actorOf(request)
  const one = await oneImport(request.server.book.db, request.params.id)
  if (one === null) return gone(reply)
  const matches = mayEver(actor, 'import') ? (one.summary?.matches ?? []) : []
  request.shows(matches.map(({ stays }) => stays.childId))
  const errors = error === null ? [] : [{ text: error, href: '#why' }]
  return reply.page(
    {
      title: 'What was read in',
      breadcrumbs: [{ text: 'Import', href: '/import' }],
      errors,
      body: html`${one.summary && summaryView(one.summary)}
        ${one.summary && matches.length > 0 && matchesView(one.summary)}
        ${withdrawalView(one, actor.id, hidden(request), error)}`,
    },
    error === null ? 200 : 422,
  )
}

const askToWithdraw = (request: Asked, reply: FastifyReply): Promise<FastifyReply> =>
  orSaying(request, reply, () =>
    askWithdrawal(
      request.server.book,
      request.params.id,
      actorOf(request).id,
      String(posted(request)['why'] ?? ''),
    ),
  )

const agreeToWithdraw = (request: Asked, reply: FastifyReply): Promise<FastifyReply> =>
  orSaying(request, reply, () => agreeWithdrawal(request.server.book, request.params.id, actorOf(request).id))

async function orSaying(
  request: Asked,
  reply: FastifyReply,
  work: () => Promise<unknown>,
): Promise<FastifyReply> {
  try {
    await work()
    return await reply.redirect(`/import/${request.params.id}`, 303)
  } catch (fault) {
    if (!(fault instanceof NotWithdrawn)) throw fault
    return show(request, reply, fault.message)
  }
}
