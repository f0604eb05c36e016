import type { FastifyReply } from 'fastify'
import { calledBy, counted, nameOf } from '../../../platform/people/name.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { workingDaysBetween } from '../../../platform/dates/calendar.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { errorLinks, form, hidden, posted } from '../../../platform/web/form.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html } from '../../../platform/web/html.ts'
import { question } from '../../../platform/web/question.ts'
import { actOf } from '../../../platform/web/record-pages.ts'
import { assessment } from '../record.ts'
import { at, deciding, family, show, telling, writing, type Asked, type Params } from './asked.ts'
import { authoriseAssessment, decidingOf, sendBackAssessment } from './deciding.ts'
import { draftedOf, openVersion } from './drafted.ts'
import { passages, passagesOfDraft } from './read-view.ts'
import { assessmentVersion } from './record.ts'
import { decidingFindings, isLate } from './deciding-rules.ts'
import { worthAnotherLook } from './rules.ts'
import { beginVersion } from './starting.ts'
import { home } from './tasks-view.ts'
import { waitingFor } from './waiting.ts'

type Route = { Params: Params; Querystring: Readonly<Record<string, string>> }

/** Reading what was sent, authorising it or sending it back, and beginning the next version. */
export function decidePages(app: App): void {
  const one = `${at}/:recordId`
  app.get<Route>(`${one}/decide`, { config: deciding }, (request, reply) => decide(request, reply, []))
  app.post<Route>(`${one}/decide`, { config: deciding }, authorise)
  app.get<Route>(`${one}/send-back`, { config: deciding }, (request, reply) =>
    reason(request, reply, sendingBack, []),
  )
  app.post<Route>(`${one}/send-back`, { config: deciding }, async (request, reply) => {
    const outcome = await sendBackAssessment(app.book, onIt(request), request.body)
    if (outcome.kind === 'refused') return reason(request, reply, sendingBack, outcome.findings)
    return reply.redirect(`/children/${request.params.childId}/assessments/${request.params.recordId}`, 303)
  })
  app.get<Route>(`${one}/new-version`, { config: writing }, (request, reply) =>
    reason(request, reply, beginning, []),
  )
  app.post<Route>(`${one}/new-version`, { config: writing }, async (request, reply) => {
    const outcome = await beginVersion(app.book, onIt(request), request.body)
    if (outcome.kind === 'refused') return reason(request, reply, beginning, outcome.findings)
    return reply.redirect(`/children/${request.params.childId}/assessments/${request.params.recordId}`, 303)
  })
  app.get(
    '/assessments-to-authorise',
    { config: { audience: 'assessment.authorise', shows: 'children' } },
    async (request, reply) => {
      const { book } = request.server
      const { today, calendar } = await telling(request)
      const waiting = await waitingFor(book.db, actorOf(request))
      request.shows(waiting.map(({ childId }) => childId))
      const rows = waiting.map((held) => {
        const days = workingDaysBetween(held.submittedOn, today, calendar)
        const waits =
          days === 0 ? 'Sent today, or since the last working day' : `Waiting ${counted(days, 'working day')}`
        return html`<p>${state(days > 2 ? 'over' : 'soon', waits, { wrap: true })} <strong>${link(
          nameOf(held),
          `/children/${held.childId}/assessments/${held.assessmentId}/decide`,
        )}</strong></p>
        <p class="hf-quiet hf-small">Version ${held.number}${
          held.submitter !== null && `, from ${held.submitter}`
        }</p>`
      })
      return reply.page({
        title: 'Assessments to authorise',
        lead: waiting.length === 0 ? undefined : counted(waiting.length, 'assessment'),
        body: waiting.length === 0 ? html`<p>No assessment waits to be authorised.</p>` : listed(rows),
      })
    },
  )
}

const onIt = (request: Asked) => ({ ...actOf(request, request.params), recordId: request.params.recordId })

/** What was sent, of every child, with what is worth another look; a comment, and the two ways on. */
async function decide(
  request: Asked,
  reply: FastifyReply,
  refused: readonly Finding[],
): Promise<FastifyReply> {
  const { member, members } = await family(request)
  const { book } = request.server
  if (openVersion(member)?.state !== 'submitted') return reply.redirect(home(member), 303)
  const drafted = await draftedOf(book.db, actorOf(request), members, book.today())
  const about = await decidingOf(
    { tx: book.db as never, today: book.today() },
    { actor: onIt(request).actor },
    members,
    null,
  )
  const late = isLate(about)
  const ahead = refused.length > 0 ? [] : decidingFindings(about).filter((one) => one.at === 'decide')
  const warns = worthAnotherLook(drafted.whole)
  const { family: shared, children } = passagesOfDraft(drafted.whole, book.today())
  const typed = { typed: posted(request), findings: refused }
  const inside = html`${
    late && question('lateWhy', assessment.fields.lateWhy, { ...typed, requires: ['lateWhy'] })
  }${question('managerComment', assessmentVersion.fields.managerComment, typed)}`
  const stops =
    ahead.length > 0 &&
    section(
      { id: 'stops', title: 'What stands in your way' },
      listed(ahead.map(({ message }) => html`<p>${state('over', message, { wrap: true })}</p>`)),
    )
  const looks =
    warns.length > 0 &&
    section(
      { id: 'looks', title: 'Worth another look' },
      listed(warns.slice(0, 30).map(({ message }) => html`<p>${state('soon', message, { wrap: true })}</p>`)),
    )
  const body = html`${stops}${looks}${passages(shared, 'family')}${children.map(
    ({ called, own }, i) => html`<h2 class="hf-h1">${called}</h2>${passages(own, `own-${i}`)}`,
  )}
    <div id="decide">
      ${section(
        { id: 'decision', title: 'Your decision' },
        html`${form(request, inside, 'Authorise')}${sendBackForm(request, home(member))}`,
      )}
    </div>`
  return show(
    request,
    reply,
    {
      title: `Assessment of ${members.map(({ who }) => calledBy(who)).join(', ')}`,
      lead: link('Back to the assessment', home(member)),
      errors: errorLinks(refused),
      body,
    },
    refused.length > 0 ? 422 : 200,
  )
}

/** On the same page, so that to return it with a comment is one page too. */
const sendBackForm = (request: Asked, base: string) =>
  html`<form method="post" action="${base}/send-back" novalidate>
      ${hidden(request)}
      ${question('returnedWhy', assessmentVersion.fields.returnedWhy, {
        typed: {},
        findings: [],
        requires: ['returnedWhy'],
      })}${button({ text: 'Send it back', classes: 'govuk-button--secondary', preventDoubleClick: true })}
    </form>`

async function authorise(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const outcome = await authoriseAssessment(request.server.book, onIt(request), request.body)
  if (outcome.kind === 'refused') return decide(request, reply, outcome.findings)
  return reply.redirect(`/children/${request.params.childId}/assessments/${request.params.recordId}`, 303)
}

const sendingBack = { title: 'Send the assessment back', asks: 'returnedWhy', save: 'Send it back' } as const
const beginning = { title: 'Write a new version', asks: 'changedWhy', save: 'Begin' } as const

/** A form that asks one reason. */
async function reason(
  request: Asked,
  reply: FastifyReply,
  { title, asks, save }: typeof sendingBack | typeof beginning,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  await family(request)
  const inside = question(asks, assessmentVersion.fields[asks], {
    typed: posted(request),
    findings,
    requires: [asks],
  })
  const page = {
    title,
    width: 'reading',
    errors: errorLinks(findings),
    body: form(request, inside, save),
  } as const
  return show(request, reply, page, findings.length > 0 ? 422 : 200)
}
