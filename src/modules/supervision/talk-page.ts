import type { FastifyReply, FastifyRequest } from 'fastify'
import { dropDraft, findDraft, keepDraft, type DraftOf, type Typed } from '../../platform/record/draft.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, formKey, posted } from '../../platform/web/form.ts'
import { errorMessage } from '../../platform/web/govuk/error-message.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { actOf } from '../../platform/web/record-pages.ts'
import { commands } from './commands.ts'
import { answerable, directionOf, goneFrom } from './earlier.ts'
import { earlierView } from './earlier-views.ts'
import { directionsOpen, evidenceFor, type DirectionOpen } from './queries.ts'
import { answeredMeanwhile, inPages, lookAt, recordTalk } from './talk.ts'

interface OneChild {
  readonly Params: { readonly childId: string }
}
type Asked = FastifyRequest<OneChild>

const { recordDiscussion } = commands
const at = '/children/:childId/discussions/record-discussion'
const config = { audience: recordDiscussion.needs, shows: 'child' } as const

/** The form of a discussion: earlier directions are answered in it, one by one, and all is saved together. */
export function talkPage(app: App): void {
  app.get<OneChild>(at, { config }, async (request, reply) => {
    const draft = await findDraft(app.book.db, draftOf(request))
    return show(request, reply, { typed: draft ?? {}, findings: [], page: 0, kept: draft !== null })
  })
  app.post<OneChild>(`${at}/draft`, { config: { ...config, shows: 'nobody' } }, async (request, reply) => {
    const typed = Object.entries(posted(request)).filter(([name]) => !name.startsWith('_'))
    await keepDraft(app.book.db, draftOf(request), Object.fromEntries(typed), formKey(request))
    return reply.code(204).send()
  })
  app.post<OneChild>(at, { config }, send)
}

const draftOf = (request: Asked): DraftOf => {
  const { actor, childId } = actOf(request, request.params)
  return { command: recordDiscussion.event, childId, authorId: actor.id }
}

/** A page before the last goes on to the next; the last saves, or says what is wrong on the first page where something is. */
async function send(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const act = actOf(request, request.params)
  const typed = posted(request)
  const pages = inPages(answerable(await directionsOpen(book.db, act.childId), act.actor))
  const page = pageAsked(typed, pages.length - 1)
  if (page < pages.length - 1) {
    const findings = await lookAt(book, act, typed, new Set(pages[page]?.map(({ id }) => id)))
    return show(request, reply, { typed, findings, page: findings.length > 0 ? page : page + 1 })
  }
  const outcome = await recordTalk(book, act, typed)
  if (outcome.kind === 'refused')
    return show(request, reply, { typed, findings: outcome.findings, page: null })
  await dropDraft(book.db, draftOf(request))
  return reply.redirect(`/children/${act.childId}/discussions`, 303)
}

/** The page of the form that was sent; the last, where it does not say. */
function pageAsked({ _page: said }: Typed, last: number): number {
  const page = Number(said ?? last)
  return Number.isInteger(page) && page >= 0 && page < last ? page : last
}

interface Showing {
  readonly typed: Typed
  readonly findings: readonly Finding[]
  /** Null for the first page on which something is wrong. */
  readonly page: number | null
  readonly kept?: boolean
}

async function show(request: Asked, reply: FastifyReply, showing: Showing): Promise<FastifyReply> {
  const { childId } = request.params
  const { inside, last, told } = await pageOfForm(request, showing)
  const keeping = { draftAt: `/children/${childId}/discussions/record-discussion/draft` }
  return reply.page(
    {
      title: recordDiscussion.title,
      width: 'reading',
      masthead: await request.server.setting.masthead(request, childId),
      errors: errorLinks(told),
      body: form(request, inside, last ? 'Save' : 'Continue', null, {
        ...keeping,
        kept: showing.kept ?? false,
      }),
    },
    showing.findings.length > 0 ? 422 : 200,
  )
}

interface PageOfForm {
  readonly inside: Html
  readonly last: boolean
  /** Of what is wrong, what is wrong here. */
  readonly told: readonly Finding[]
}

async function pageOfForm(request: Asked, { typed, findings, page }: Showing): Promise<PageOfForm> {
  const { db, today } = request.server.book
  const { actor, childId } = actOf(request, request.params)
  const open = await directionsOpen(db, childId)
  const asked = answerable(open, actor)
  const pages = inPages(asked)
  const number = Math.min(page ?? firstWrong(findings, pages), pages.length - 1)
  const last = number === pages.length - 1
  const here = pages[number] ?? []
  const told = findings.filter((finding) => isOn(finding, here, last))
  const waiting = number === 0 ? open.filter((one) => !asked.includes(one)) : []
  const shown = { typed, findings: told, requires: (recordDiscussion.requires ?? []) as string[] }
  const evidence = await evidenceFor(db, childId, asked)
  const inside = html`${whichPage(number, pages.length)}${meanwhile(findings, typed, asked)}
    ${earlierView(here, waiting, { childId, actor, today: today(), shown, evidence })}
    ${last && questions(recordDiscussion.on.fields, recordDiscussion.asks, shown)}
    ${carried(typed, { here, last, asked })}`
  return { inside, last, told }
}

const whichPage = (page: number, of: number): Html =>
  html`<input type="hidden" name="_page" value="${page}">
    ${of > 1 && html`<p class="hf-quiet">Page ${page + 1} of ${of}. Nothing is saved before the last.</p>`}`

/** The first page on which something is wrong. */
function firstWrong(findings: readonly Finding[], pages: readonly (readonly DirectionOpen[])[]): number {
  const wrong = new Set(findings.map((finding) => directionOf(finding.at ?? '')))
  const first = pages.findIndex((page) => page.some(({ id }) => wrong.has(id)))
  return first === -1 ? pages.length - 1 : first
}

function isOn({ at: field = '' }: Finding, here: readonly DirectionOpen[], last: boolean): boolean {
  const about = directionOf(field)
  return about === null ? last || field === answeredMeanwhile.at : here.some(({ id }) => id === about)
}

interface Pages {
  readonly here: readonly DirectionOpen[]
  readonly last: boolean
  readonly asked: readonly DirectionOpen[]
}

/** Answers given on other pages of the form, and kept until the last. */
function carried(typed: Typed, { here, last, asked }: Pages): Html {
  const elsewhere = new Set(asked.filter((one) => !here.includes(one)).map(({ id }) => id))
  const own: readonly string[] = last ? [] : recordDiscussion.asks
  const kept = Object.entries(typed).filter(
    ([name]) => own.includes(name) || elsewhere.has(directionOf(name) ?? ''),
  )
  return html`${kept.map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${String(value)}">`,
  )}`
}

/** What was typed of a direction that somebody else answered meanwhile: told once more, and not kept. */
function meanwhile(
  findings: readonly Finding[],
  typed: Typed,
  asked: readonly DirectionOpen[],
): Html | false {
  if (!findings.includes(answeredMeanwhile)) return false
  const gone = new Set(goneFrom(typed, asked))
  const words = Object.entries(typed).filter(
    ([name, value]) => gone.has(directionOf(name) ?? '') && inOwnWords.test(name) && value !== '',
  )
  return html`<div id="meanwhile" tabindex="-1">
    ${errorMessage({ id: 'meanwhile-error', text: answeredMeanwhile.message })}
    ${words.length > 0 && html`<p>You had written:</p>`}
    ${words.map(([, value]) => html`<p>${String(value)}</p>`)}
  </div>`
}

const inOwnWords = /\.(evidence|difference|extendedWhy|stoppedWhy)$/
