import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { mayEver } from '../../platform/access/policy.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { counted as count } from '../../platform/people/name.ts'
import type { ChildChecks } from '../../platform/record/checks.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, formKey, hidden, posted } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { pagination } from '../../platform/web/govuk/pagination.ts'
import { select } from '../../platform/web/govuk/select.ts'
import { textarea } from '../../platform/web/govuk/textarea.ts'
import { link, section } from '../../platform/web/holdfast/section.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { correctionPages } from '../../platform/web/record-correct.ts'
import { explain } from './commands.ts'
import { trend } from './trend.ts'
import { ruleTold } from './kinds.ts'
import * as ask from './queries.ts'
import { about, at, list, listHref, overview, type Kinds } from './views.ts'

interface OneFinding {
  readonly Params: { readonly id: string }
}
type About = FastifyRequest<OneFinding>

/** What is wrong with what we hold: counted, listed, put right in place, given to somebody, or explained. */
export async function pages(app: App): Promise<void> {
  const reading = { audience: 'quality.read', shows: 'children' } as const
  const writing = { audience: 'quality.write', shows: 'children' } as const
  app.get(at, { config: reading }, show)
  app.post(`${at}/assign`, { config: { audience: 'quality.write', shows: 'nobody' } }, assignAll)
  app.get<OneFinding>(`${at}/findings/:id`, { config: reading }, (request, reply) =>
    showOne(request, reply, []),
  )
  app.post<OneFinding>(`${at}/findings/:id/assign`, { config: writing }, assignOne)
  app.post<OneFinding>(`${at}/findings/:id/explain`, { config: writing }, explainOne)
  correctionPages(app, afterCorrection)
}

/** Back to the finding it was corrected for, which is then seen to be put right. */
function afterCorrection({ query }: FastifyRequest, childId: string): string {
  const { finding } = query as { readonly finding?: string }
  return finding !== undefined && /^\d+$/.test(finding)
    ? `${at}/findings/${finding}`
    : `/children/${childId}/overview`
}

/** What words are made from: every record, and every check, those of a return among them. */
const kindsIn = ({ server: { book } }: FastifyRequest): Kinds => ({
  records: book.records,
  checks: [...book.checks, ...(book.childChecks ?? [])],
  atNight: new Set((book.childChecks ?? []).flatMap(askedAtNight)),
})

function askedAtNight({ rules, askedBy }: ChildChecks): string[] {
  const atSaves = askedBy(null)
  return rules.map(({ id }) => id).filter((id) => !atSaves.has(id))
}

const isId = (text: string): boolean => z.guid().safeParse(text).success

/** The codes of an address; what is none of them narrows nothing. */
const codes = z.object({
  rule: z.string().max(80).nullable().catch(null).default(null),
  owner: z
    .string()
    .refine((text) => text === 'none' || text === 'any' || isId(text))
    .nullable()
    .catch(null)
    .default(null),
  child: z.string().refine(isId).nullable().catch(null).default(null),
  state: z.enum(['open', 'explained']).nullable().catch(null).default(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

function asked({ query }: FastifyRequest): { filter: ask.Filter; page: number; narrowed: boolean } {
  const { rule, owner, child, state, page } = codes.parse(query)
  const narrowed = rule !== null || owner !== null || child !== null || state !== null
  const filter = { rule, child, owner: owner === 'any' ? null : owner, state: state ?? 'open' } as const
  return { filter, page, narrowed }
}

async function show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (asked(request).narrowed) return showList(request, reply)
  const { db, today } = request.server.book
  const kinds = kindsIn(request)
  const actor = actorOf(request)
  const counts = await ask.counted(db, actor)
  const merges = await ask.mergesWaiting(db, actor)
  request.shows(merges.flatMap(({ childId, loserId }) => [childId, loserId]))
  return reply.page({
    title: 'Data quality',
    body: overview(counts, merges, kinds, today(), await trend(db)),
  })
}

async function showList(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { filter, page } = asked(request)
  const { db } = request.server.book
  const kinds = kindsIn(request)
  const actor = actorOf(request)
  const found = await ask.findings(db, actor, filter, page)
  const shown = found.slice(0, ask.onePage)
  const all = await ask.countOf(db, actor, filter)
  request.shows(shown.flatMap(({ childId }) => (childId === null ? [] : [childId])))
  const mayWrite = mayEver(actor, 'quality.write')
  const giving = mayWrite && filter.state === 'open' && all.findings > 0
  return reply.page({
    title: filter.rule === null ? 'Findings' : ruleTold(filter.rule, kinds.checks).words,
    lead: `${count(all.findings, 'finding')} about ${count(all.children, 'child', 'children')}${filter.owner === 'none' ? ', which nobody owns' : ''}`,
    breadcrumbs: [{ text: 'Data quality', href: at }],
    body: html`${giving && (await giveAll(request, filter, all.findings))}${list(shown, kinds, mayWrite)}
      ${turning(filter, page, found.length > ask.onePage)}`,
  })
}

/** Hands the whole list to somebody at once. */
async function giveAll(request: FastifyRequest, filter: ask.Filter, many: number): Promise<Html> {
  const owners = await ask.mayOwn(request.server.book.db, actorOf(request), null)
  const action = `${at}/assign${listHref(filter).slice(at.length)}`
  return html`<form class="hf-filter" method="post" action="${action}">${hidden(request)}
    ${whom({ lead: 'Each child’s own worker', ...owners })}${button({
      text: many === 1 ? 'Give it to them' : `Give all ${many} to them`,
      classes: 'govuk-button--secondary',
      preventDoubleClick: true,
    })}
    </form>`
}

const whom = (options: Readonly<Record<string, string>>, value = ''): Html =>
  select({
    id: 'owner',
    name: 'owner',
    label: { text: 'Who is to put it right?' },
    value,
    items: Object.entries(options).map(([code, text]) => ({ value: code, text })),
  })

function turning(filter: ask.Filter, page: number, more: boolean): Html {
  if (page === 1 && !more) return nothing
  return pagination({
    ...(page > 1 && { previous: { href: listHref({ ...filter, owner: filter.owner ?? 'any' }, page - 1) } }),
    ...(more && { next: { href: listHref({ ...filter, owner: filter.owner ?? 'any' }, page + 1) } }),
    landmarkLabel: 'Pages of findings',
  })
}

/** Whom the form names: null for each child's own worker. Somebody who cannot be chosen is nobody. */
async function chosen(request: FastifyRequest, childId: string | null): Promise<string | null> {
  const { owner } = posted(request)
  if (owner === 'lead') return null
  const may = await ask.mayOwn(request.server.book.db, actorOf(request), childId)
  if (typeof owner !== 'string' || !Object.hasOwn(may, owner)) throw new NoSuchPerson()
  return owner
}

async function assignAll(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { filter } = asked(request)
  await ask.assign(request.server.book.db, actorOf(request), filter, await chosen(request, null))
  return reply.redirect(at, 303)
}

async function findingFor(request: About, may: 'quality.read' | 'quality.write'): Promise<ask.FindingTold> {
  const id = Number(request.params.id)
  const found = Number.isSafeInteger(id)
    ? await ask.findingOf(request.server.book.db, actorOf(request), id, may)
    : null
  if (found === null) throw new NoSuchPerson()
  request.shows(found.childId === null ? [] : [found.childId])
  return found
}

async function showOne(
  request: About,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const one = await findingFor(request, 'quality.read')
  const { db } = request.server.book
  const kinds = kindsIn(request)
  const writes = one.state === 'open' && mayEver(actorOf(request), 'quality.write')
  const owners = writes ? await ask.mayOwn(db, actorOf(request), one.childId) : {}
  const masthead =
    one.childId === null ? undefined : await request.server.setting.masthead(request, one.childId)
  return reply.page(
    {
      title: ruleTold(one.rule, kinds.checks).words,
      width: 'reading',
      masthead,
      errors: errorLinks(findings),
      body: html`${about(one, kinds)}${
        writes && html`${giving(request, one, owners)}${explaining(request, one, findings)}`
      }
        <p class="govuk-body">${link(
          'All findings of this kind',
          listHref({ rule: one.rule }),
        )}, or ${link('all of data quality', at)}</p>`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

const giving = (
  request: About,
  { id, ownerId }: ask.FindingTold,
  owners: Readonly<Record<string, string>>,
): Html =>
  section(
    { id: 'give', title: 'Give it to somebody' },
    html`<form class="hf-filter" method="post" action="${at}/findings/${id}/assign">
        ${hidden(request)}
        ${whom(
          { ...(ownerId === null && { lead: 'The child’s own worker' }), ...owners },
          ownerId ?? '',
        )}${button({ text: 'Give it to them', classes: 'govuk-button--secondary' })}
      </form>`,
  )

function explaining(request: About, { id }: ask.FindingTold, findings: readonly Finding[]): Html {
  const [wrong] = findings
  const { explained } = posted(request)
  const box = textarea({
    id: 'explained',
    name: 'explained',
    rows: 3,
    value: typeof explained === 'string' ? explained : '',
    label: { text: 'Why is it right?' },
    hint: { text: 'Kept in the child’s history with your name, and not asked about again.' },
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })
  return section(
    { id: 'explain', title: 'It is right as it stands' },
    html`<form method="post" action="${at}/findings/${id}/explain" novalidate>
        ${hidden(request)}
        ${box}${button({
          text: 'Keep the explanation',
          classes: 'govuk-button--secondary',
          preventDoubleClick: true,
        })}
      </form>`,
  )
}

async function assignOne(request: About, reply: FastifyReply): Promise<FastifyReply> {
  const one = await findingFor(request, 'quality.write')
  const { db } = request.server.book
  const owner = await chosen(request, one.childId)
  await ask.assignOne(db, actorOf(request), one.id, owner)
  return reply.redirect(`${at}/findings/${one.id}`, 303)
}

async function explainOne(request: About, reply: FastifyReply): Promise<FastifyReply> {
  const one = await findingFor(request, 'quality.write')
  const { explained } = posted(request)
  const words = typeof explained === 'string' ? explained : ''
  const outcome = await explain(request.server.book, actorOf(request), one.id, formKey(request), words)
  if (outcome.kind === 'refused') return showOne(request, reply, outcome.findings)
  return reply.redirect(`${at}/findings/${one.id}`, 303)
}
