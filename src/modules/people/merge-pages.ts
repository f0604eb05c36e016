import type { FastifyReply, FastifyRequest } from 'fastify'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, hidden, posted } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { textarea } from '../../platform/web/govuk/textarea.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { actOf, recordPages } from '../../platform/web/record-pages.ts'
import { agreeMerge, proposeMerge, refuseMerge, undoMerge } from './merging.ts'
import { mayBeTheSame, mergeTold, type MergeTold } from './queries.ts'

interface Params {
  readonly childId: string
  readonly recordId: string
}
type Asked = FastifyRequest<{ Params: Params }>

const at = '/children/:childId/merges'
const config = { audience: 'merge.decide', shows: 'child' } as const

/** Proposing that two records are one person, and deciding it. */
export function mergePages(app: App): void {
  app.get<{ Params: Params }>(`${at}/:recordId`, { config }, (request, reply) =>
    showMerge(request, reply, []),
  )
  app.post<{ Params: Params }>(`${at}/:recordId/agree`, { config }, (request, reply) =>
    decideMerge(request, reply, agreeMerge),
  )
  app.post<{ Params: Params }>(`${at}/:recordId/undo`, { config }, (request, reply) =>
    decideMerge(request, reply, undoMerge),
  )
  recordPages(app, {
    at,
    commands: { propose: proposeMerge, refuse: refuseMerge },
    people: async (request, childId) => ({
      loserId: await mayBeTheSame(app.book.db, actOf(request, { childId }).actor, childId, app.book.today()),
    }),
    goesTo: (childId) => `/children/${childId}/family`,
  })
}

type Deciding = typeof agreeMerge

async function decideMerge(request: Asked, reply: FastifyReply, decide: Deciding): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const outcome = await decide(
    request.server.book,
    { ...actOf(request, request.params), recordId },
    posted(request),
  )
  if (outcome.kind === 'refused') return showMerge(request, reply, outcome.findings)
  return reply.redirect(`/children/${childId}/merges/${recordId}`, 303)
}

async function showMerge(
  request: Asked,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const told = await mergeTold(request.server.book.db, childId, recordId)
  if (told === null) throw new NoSuchPerson()
  request.shows([told.goesId])
  return reply.page(
    {
      title: 'Are these one person?',
      width: 'reading',
      masthead: await request.server.setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: mergeBody(request, told, findings),
    },
    findings.length > 0 ? 422 : 200,
  )
}

const stateWords: Readonly<Record<string, string>> = {
  proposed: 'Proposed: nothing has moved yet',
  merged: 'Merged: everything is under one record',
  refused: 'Decided: they are two people',
  undone: 'Undone: they are two people again',
}

function mergeBody(request: Asked, told: MergeTold, findings: readonly Finding[]): Html {
  const base = `/children/${request.params.childId}/merges/${told.id}`
  const about = html`<p class="govuk-body"><strong>${told.goes}</strong> would become part of <strong>${told.stays}</strong>. ${stateWords[told.state]}.</p>
    <p class="govuk-body">${told.why} <span class="hf-quiet">${told.proposedBy ?? ''}</span></p>`
  if (told.state === 'proposed')
    return html`${about}${decision(
      request,
      `${base}/agree`,
      'decidedWhy',
      'Agree that they are one person',
      findings,
    )}
      <p class="govuk-body">${link('They are two people', `${base}/refuse`)}</p>`
  return told.state === 'merged'
    ? html`${about}${decision(request, `${base}/undo`, 'undoneWhy', 'Undo the merge', findings)}`
    : about
}

const typedAt = (request: Asked, name: string): string => {
  const typed = posted(request)[name]
  return typeof typed === 'string' ? typed : ''
}

function decision(
  request: Asked,
  action: string,
  at: string,
  words: string,
  findings: readonly Finding[],
): Html {
  const wrong = findings.find((finding) => finding.at === at)
  const why = textarea({
    id: at,
    name: at,
    rows: 3,
    value: typedAt(request, at),
    label: { text: 'Why?' },
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })
  return html`<form method="post" action="${action}" novalidate>
      ${hidden(request)}
      ${why}${button({ text: words })}
    </form>`
}
