import type { FastifyReply, FastifyRequest } from 'fastify'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { reachable } from '../../../platform/access/reach.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { hidden, posted } from '../../../platform/web/form.ts'
import { html } from '../../../platform/web/html.ts'
import { acceptUploads, takeUpload, uploadOf } from '../../../platform/web/upload.ts'
import { yearOf } from '../../return-files/index.ts'
import { childCalled } from '../generate/queries.ts'
import { checkedView, childrenView, childView, returnName, ruleName, ruleView } from './found-views.ts'
import {
  checkBy,
  childNumbered,
  childrenFound,
  findingsOfRule,
  holdCheck,
  leaveCheck,
  numberOf,
  type HeldCheck,
} from './held.ts'
import { givenIn } from './sort-files.ts'
import { names, type Download, type Told } from './told.ts'
import { checkForm, checkingView, firstYear, lastYear, refusedView } from './views.ts'

interface OfCheck {
  readonly Params: {
    readonly id: string
    readonly at?: string
    readonly number?: string
    readonly kind?: string
  }
  readonly Querystring: { readonly page?: string; readonly level?: string; readonly table?: string }
}
type Asked = FastifyRequest<OfCheck>

const uuid = '^[0-9a-fA-F-]{36}$'
const number = '^\\d{1,9}$'

/** Checking a return as it lies in files: what is shown is of the files, not of the record, until a child's own page leads to theirs. */
export async function checkPages(app: App): Promise<void> {
  const config = { audience: 'import', shows: 'nobody' } as const
  const one = `/returns/check/:id(${uuid})`
  acceptUploads(app, { permission: 'import', fields: givenIn })
  app.get('/returns/check', { config }, async (request, reply) => ask(request, reply, null))
  app.post('/returns/check', { config }, give)
  app.get<OfCheck>(one, { config }, show)
  app.post<OfCheck>(`${one}/leave`, { config }, leave)
  app.get<OfCheck>(`${one}/rules/:at(${number})`, { config }, showRule)
  app.get<OfCheck>(`${one}/children`, { config }, async (request, reply) =>
    showChildren(request, reply, null),
  )
  app.post<OfCheck>(`${one}/children`, { config }, findChild)
  app.get<OfCheck>(
    `${one}/children/:number(${number})`,
    { config: { audience: 'import', shows: 'children' } },
    showChild,
  )
  app.get<OfCheck>(`${one}/findings.:kind(^(csv|json|xlsx)$)`, { config: { ...config, stepUp: true } }, send)
}

const home = [{ text: 'Returns', href: '/returns' }]

function ask(request: FastifyRequest, reply: FastifyReply, error: string | null): FastifyReply {
  const errors = error === null ? [] : [{ text: error, href: '#files' }]
  const usual = Math.min(lastYear, Math.max(firstYear, yearOf(request.server.book.today()) - 1))
  return reply.page(
    {
      title: 'Check a return',
      width: 'reading',
      breadcrumbs: home,
      errors,
      body: checkForm(hidden(request), posted(request), error, usual),
    },
    error === null ? 200 : 422,
  )
}

async function give(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const typed = posted(request)
  const year = Number(typed['year'])
  const upload = uploadOf(request)
  const none = upload === undefined || upload.names.get('files')?.length === 0
  if (none) return ask(request, reply, 'Choose the files of the return')
  if (!Number.isInteger(year) || year < firstYear || year > lastYear)
    return ask(request, reply, 'Choose the year, and the files again')
  takeUpload(request)
  const asked = { upload, year, keepsFiles: typed['keep'] === 'yes' }
  const { id } = await holdCheck(request.server.book.db, actorOf(request), asked)
  return reply.redirect(`/returns/check/${id}`, 303)
}

const gone = (reply: FastifyReply): FastifyReply =>
  reply.page(
    {
      title: 'This check is no longer held',
      breadcrumbs: home,
      body: html`<p class="govuk-body">It was deleted, its hour is over, or Holdfast was started again. <a class="govuk-link" href="/returns/check">Give the files again</a>.</p>`,
    },
    404,
  )

async function show(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const one = checkBy(actorOf(request), request.params.id)
  if (one === undefined) return gone(reply)
  const { state } = one
  if (state.kind === 'refused')
    return reply.page({
      title: 'These files could not be checked',
      breadcrumbs: home,
      body: refusedView(state.why, state.file),
    })
  if (state.kind === 'checking') {
    const count = [...one.upload.names.values()].flat().length
    const seconds = Math.round((performance.now() - one.askedAt) / 1000)
    const body = checkingView(state.stage, count, seconds, one.id, hidden(request))
    // Without JavaScript the browser asks again by itself.
    return reply.header('refresh', '2').page({ title: 'Checking the return', breadcrumbs: home, body })
  }
  const { level = '', table = '' } = request.query
  const body = checkedView(one, state.told, { level, table }, hidden(request))
  return reply.page({ title: `Check of the ${returnName(state.told)}`, breadcrumbs: home, body })
}

/** @throws NoSuchPerson, answered as any page that is not there, where there is no such check or it is not over */
function checkedOf(request: Asked): { one: HeldCheck; told: Told } {
  const one = checkBy(actorOf(request), request.params.id)
  if (one?.state.kind !== 'checked') throw new NoSuchPerson(request.params.id)
  return { one, told: one.state.told }
}

const trail = (one: HeldCheck, told: Told) => [
  ...home,
  { text: `Check of the ${returnName(told)}`, href: `/returns/check/${one.id}` },
]

const pageAsked = ({ query }: Asked): number => Math.max(1, Math.trunc(Number(query.page ?? 1)) || 1)

async function showRule(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { one, told } = checkedOf(request)
  const at = Number(request.params.at)
  const page = pageAsked(request)
  const rule = told.byRule[at]
  const findings = await findingsOfRule(one, at, page)
  if (rule === undefined || findings === null) throw new NoSuchPerson(one.id)
  return reply.page({
    title: rule.by === 'rule' ? `Rule ${rule.rule}` : ruleName(rule),
    breadcrumbs: trail(one, told),
    body: ruleView(one, { told, rule, at, page }, findings),
  })
}

async function showChildren(
  request: Asked,
  reply: FastifyReply,
  error: string | null,
): Promise<FastifyReply> {
  const { one, told } = checkedOf(request)
  const page = pageAsked(request)
  const found = await childrenFound(one, page)
  if (found === null && told.childrenFound > 0) throw new NoSuchPerson(one.id)
  const typed = String(posted(request)['child'] ?? '')
  return reply.page(
    {
      title: 'Child by child',
      breadcrumbs: trail(one, told),
      errors: error === null ? [] : [{ text: error, href: '#child' }],
      body: childrenView(one, { told, page, error, typed }, found ?? [], hidden(request)),
    },
    error === null ? 200 : 422,
  )
}

/** By a form, so that no child's id stands in an address. */
async function findChild(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { one } = checkedOf(request)
  const typed = String(posted(request)['child'] ?? '').trim()
  if (typed === '') return showChildren(request, reply, 'Enter the id of a child')
  const found = await numberOf(one, typed)
  if (found === null)
    return showChildren(
      request,
      reply,
      'Nothing was found of a child with this id, or the return has no such child',
    )
  return reply.redirect(`/returns/check/${one.id}/children/${found}`, 303)
}

async function showChild(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { one, told } = checkedOf(request)
  const child = await childNumbered(one, Number(request.params.number))
  if (child === null) throw new NoSuchPerson(one.id)
  const { db } = request.server.book
  const called = await childCalled(db, child.child)
  const seen = called === null ? null : await reachable(db, actorOf(request), 'child.read', [called])
  const childId = called !== null && seen?.has(called) === true ? called : null
  request.shows(childId === null ? [] : [childId])
  return reply.page({
    title: `Child ${child.child}`,
    breadcrumbs: [...trail(one, told), { text: 'Child by child', href: `/returns/check/${one.id}/children` }],
    body: childView(one, told, child, childId),
  })
}

const types: Readonly<Record<Download, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

async function send(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { one, told } = checkedOf(request)
  // The address names no other kind.
  const kind = request.params.kind as Download
  return reply
    .type(types[kind])
    .header('content-disposition', `attachment; filename="${told.of}-${told.year}-findings.${kind}"`)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .send(createReadStream(join(one.upload.folder, 'made', names.download[kind])))
}

async function leave(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const one = checkBy(actorOf(request), request.params.id)
  if (one !== undefined) await leaveCheck(one)
  return reply.redirect('/returns/check', 303)
}
