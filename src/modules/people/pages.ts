import type { FastifyReply, FastifyRequest } from 'fastify'
import { typedDay } from '../../platform/record/field.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { ageWords, nameOf } from '../../platform/people/name.ts'
import { correct } from '../../platform/record/correct.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { load } from '../../platform/record/store.ts'
import type { App } from '../../platform/web/app.ts'
import { asTyped, errorLinks, form, formKey, hidden, posted } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { textarea } from '../../platform/web/govuk/textarea.ts'
import { link, listed } from '../../platform/web/holdfast/section.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { actOf, recordPages } from '../../platform/web/record-pages.ts'
import { addChild, addRelative, commands, personAsks, relationAsks } from './commands.ts'
import { agreeMerge, proposeMerge, refuseMerge, undoMerge } from './merging.ts'
import { alike, mayBeTheSame, mergeTold, peopleNearby, type Alike, type MergeTold } from './queries.ts'
import { personRecord, relationship } from './record.ts'

interface Params {
  readonly childId: string
  readonly recordId: string
}
type Asked = FastifyRequest<{ Params: Params }>

const writing = { audience: 'person.write', shows: 'child' } as const
const correcting = { audience: 'correct', shows: 'child' } as const
const deciding = { audience: 'merge.decide', shows: 'child' } as const

export async function pages(app: App): Promise<void> {
  const family = (childId: string) => `/children/${childId}/family`
  app.get('/people/add', { config: { audience: 'person.write', shows: 'children' } }, showAddChild)
  app.post('/people/add', { config: { audience: 'person.write', shows: 'children' } }, postAddChild)
  app.get<{ Params: Params }>('/children/:childId/people/add', { config: writing }, (request, reply) =>
    showAddRelative(request, reply, []),
  )
  app.post<{ Params: Params }>('/children/:childId/people/add', { config: writing }, postAddRelative)
  app.get<{ Params: Params }>('/children/:childId/person/correct', { config: correcting }, showCorrect)
  app.post<{ Params: Params }>('/children/:childId/person/correct', { config: correcting }, postCorrect)
  app.get<{ Params: Params }>('/children/:childId/merges/:recordId', { config: deciding }, (request, reply) =>
    showMerge(request, reply, []),
  )
  app.post<{ Params: Params }>(
    '/children/:childId/merges/:recordId/agree',
    { config: deciding },
    (request, reply) => decideMerge(request, reply, agreeMerge),
  )
  app.post<{ Params: Params }>(
    '/children/:childId/merges/:recordId/undo',
    { config: deciding },
    (request, reply) => decideMerge(request, reply, undoMerge),
  )
  recordPages(app, {
    at: '/children/:childId/people',
    commands,
    people: async (request, childId) => ({
      relativeId: await peopleNearby(
        app.book.db,
        actOf(request, { childId }).actor,
        childId,
        app.book.today(),
      ),
    }),
    goesTo: family,
  })
  recordPages(app, {
    at: '/children/:childId/merges',
    commands: { propose: proposeMerge, refuse: refuseMerge },
    people: async (request, childId) => ({
      loserId: await mayBeTheSame(app.book.db, actOf(request, { childId }).actor, childId, app.book.today()),
    }),
    goesTo: family,
  })
}

/** Nobody is added before we have looked for them: the first post shows who they may be, the second adds them. */
async function postAddChild(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const typed = posted(request)
  const { actor } = actOf(request, { childId: '' })
  const found = typed['_new'] === 'yes' ? [] : await alike(book.db, actor, likeTyped(typed))
  if (found.length > 0) return addChildPage(request, reply, [], found)
  const outcome = await addChild(book, actor, formKey(request), typed)
  if (outcome.kind === 'refused') return addChildPage(request, reply, outcome.findings, [])
  return reply.redirect(`/children/${outcome.recordId}/overview`, 303)
}

const showAddChild = (request: FastifyRequest, reply: FastifyReply) => addChildPage(request, reply, [], [])

const text = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : ''
}
const likeTyped = (typed: Typed) => ({
  name: `${text(typed, 'givenName')} ${text(typed, 'familyName')}`.trim(),
  bornOn: typedDay(text(typed, 'bornOn')),
  not: null,
})

function addChildPage(
  request: FastifyRequest,
  reply: FastifyReply,
  findings: readonly Finding[],
  found: readonly Alike[],
): FastifyReply {
  request.shows(found.map(({ id }) => id))
  const asks = questions(personRecord.fields, personAsks, { typed: posted(request), findings })
  const body = html`${found.length > 0 && mayBe(found, request.server.book.today())}${form(request, asks, found.length > 0 ? 'None of these: add a new child' : 'Add the child')}`
  return reply.page(
    { title: 'Add a child', width: 'reading', errors: errorLinks(findings), body },
    findings.length > 0 ? 422 : 200,
  )
}

const mayBe = (found: readonly Alike[], today: Parameters<typeof ageWords>[1]): Html =>
  html`<div class="hf-note"><p><strong>Is it one of these?</strong></p>${listed(
    found.map(
      (one) =>
        html`<p>${link(`${nameOf(one)}, ${ageWords(one, today)}`, `/children/${one.id}/overview`)} <span class="hf-quiet hf-small">${one.why}</span></p>`,
    ),
  )}</div><input type="hidden" form="form" name="_new" value="yes">`

async function showAddRelative(
  request: Asked,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { childId } = request.params
  const shown = { typed: posted(request), findings }
  const asks = html`${questions(personRecord.fields, personAsks, shown)}${questions(relationship.fields, relationAsks, shown)}`
  return reply.page(
    {
      title: 'Add somebody to the family',
      width: 'reading',
      masthead: await request.server.setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: html`<p class="govuk-body">Already on the record? ${link('Choose them instead', `/children/${childId}/people/relate`)}</p>${form(request, asks, 'Add to the family')}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

async function postAddRelative(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const outcome = await addRelative(
    request.server.book,
    actOf(request, { childId: request.params.childId }),
    posted(request),
  )
  if (outcome.kind === 'refused') return showAddRelative(request, reply, outcome.findings)
  return reply.redirect(`/children/${request.params.childId}/family`, 303)
}

const correctable = Object.keys(personRecord.fields) as (keyof typeof personRecord.fields)[]

async function showCorrect(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const row = await load(request.server.book.db, personRecord, request.params.childId)
  return correctPage(request, reply, asTyped(row), [], row.version)
}

async function postCorrect(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const act = { ...actOf(request, { childId }), recordId: childId }
  const outcome = await correct(request.server.book, personRecord, act, correctable, posted(request))
  if (outcome.kind === 'refused')
    return correctPage(request, reply, posted(request), outcome.findings, act.version ?? null)
  return reply.redirect(`/children/${childId}/overview`, 303)
}

async function correctPage(
  request: Asked,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
  version: number | null,
): Promise<FastifyReply> {
  const { childId } = request.params
  const wrong = findings.find(({ at }) => at === 'reason')
  const why = textarea({
    id: 'reason',
    name: 'reason',
    rows: 2,
    value: text(typed, 'reason'),
    label: { text: 'Why are you correcting this?' },
    hint: { text: 'What stood before is kept, with your reason.' },
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })
  return reply.page(
    {
      title: 'Correct who this is',
      width: 'reading',
      masthead: await request.server.setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: form(
        request,
        html`${questions(personRecord.fields, correctable, { typed, findings })}${why}`,
        'Save the correction',
        version,
      ),
    },
    findings.length > 0 ? 422 : 200,
  )
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
    return html`${about}${decision(request, `${base}/agree`, 'decidedWhy', 'Agree that they are one person', findings)}<p class="govuk-body">${link('They are two people', `${base}/refuse`)}</p>`
  return told.state === 'merged'
    ? html`${about}${decision(request, `${base}/undo`, 'undoneWhy', 'Undo the merge', findings)}`
    : about
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
    value: text(posted(request), at),
    label: { text: 'Why?' },
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })
  return html`<form method="post" action="${action}" novalidate>${hidden(request)}${why}${button({ text: words })}</form>`
}
