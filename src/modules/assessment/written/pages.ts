import type { FastifyReply } from 'fastify'
import { actorOf } from '../../../platform/web/admit.ts'
import { calledBy, nameOf } from '../../../platform/people/name.ts'
import { sharedAuthors } from '../../../platform/record/shared-draft.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import type { App } from '../../../platform/web/app.ts'
import { hidden } from '../../../platform/web/form.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { link, listed, section } from '../../../platform/web/holdfast/section.ts'
import { state } from '../../../platform/web/holdfast/state.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { actOf, recordPages } from '../../../platform/web/record-pages.ts'
import { onAssessments } from '../commands.ts'
import {
  at,
  family,
  may,
  mayWriteOf,
  quoting,
  reading,
  show,
  telling,
  writing,
  type Asked,
  type Params,
} from './asked.ts'
import { decidePages } from './decide-pages.ts'
import { submitAssessment, unreadable } from './deciding.ts'
import { adultsOf, draftedOf, lastOf, openVersion, versionInForce, type Drafted } from './drafted.ts'
import { noWords } from './list-view.ts'
import { partPages } from './part-pages.ts'
import { printed } from './print.ts'
import { assessmentsOf, type Member, type VersionHeld } from './queries.ts'
import { besideView, ofWhom, passages, passagesOf, passagesOfDraft } from './read-view.ts'
import { inTheWay, worthAnotherLook, type PartFinding } from './rules.ts'
import { showAll, askStart, start } from './start-pages.ts'
import { findingLink, home, partHref, tasksView } from './tasks-view.ts'
import { answerWords, daysWords, versionWords } from './words.ts'

type Route = { Params: Params; Querystring: Readonly<Record<string, string>> }

export async function pages(app: App): Promise<void> {
  app.get<Route>(at, { config: reading }, showAll)
  app.get<Route>(`${at}/start`, { config: writing }, (request, reply) => askStart(request, reply, []))
  app.post<Route>(`${at}/start`, { config: writing }, start)
  app.get<Route>(`${at}/:recordId`, { config: reading }, showOne)
  app.get<Route>(`${at}/versions/:recordId`, { config: reading }, openVersionOf)
  app.get<Route>(`${at}/:recordId/compare`, { config: reading }, compare)
  app.get<Route>(`${at}/:recordId/assessment.pdf`, { config: reading }, print)
  app.get<Route>(`${at}/:recordId/check`, { config: reading }, (request, reply) => check(request, reply, []))
  app.post<Route>(`${at}/:recordId/submit`, { config: writing }, submit)
  partPages(app)
  decidePages(app)
  recordPages(app, {
    at,
    commands: onAssessments,
    save: { steer: 'Save', steerAgain: 'Save', share: 'Save' },
    goesTo: (childId, id) => `/children/${childId}/assessments/${id}`,
  })
}

/** Being written, it opens as its list of parts; authorised, as what it says; from a return, as what came. */
async function showOne(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { member, members } = await family(request)
  const {
    params: { childId },
    server: { book },
  } = request
  if (openVersion(member) === undefined) return showStanding(request, reply, member)
  const drafted = await draftedOf(book.db, actorOf(request), members, book.today())
  const authors = await sharedAuthors(book.db, [
    drafted.togetherId,
    ...members.map(({ assessment: { id } }) => id),
  ])
  const mayWrite = may(request, 'assessment.write')
  const body = tasksView({
    drafted,
    member,
    telling: await telling(request),
    blocks: blocking(drafted),
    warns: worthAnotherLook(drafted.whole),
    authors: [...authors.values()],
    mayWrite,
    mayAuthorise: may(request, 'assessment.authorise'),
    reach: await mayWriteOf(
      request,
      book.db,
      members.map(({ who }) => who.id),
    ),
    quoting: await quoting(request, member, null),
    kept: request.query['kept'] === 'yes',
  })
  return show(request, reply, {
    title: `Assessment of ${ofWhom(members.map(({ who }) => who))}`,
    lead: link('All assessments', `/children/${childId}/assessments`),
    body,
  })
}

const blocking = (drafted: Drafted): PartFinding[] => [...unreadable(drafted), ...inTheWay(drafted.whole)]

/** The version asked for, or the one in force. */
const asked = (request: Asked, member: Member): VersionHeld | undefined =>
  member.assessment.versions.find(({ id }) => id === request.query['version']) ?? versionInForce(member)

async function showStanding(request: Asked, reply: FastifyReply, member: Member): Promise<FastifyReply> {
  const { today } = request.server.book
  const { assessment: held } = member
  const version = asked(request, member)
  const days = daysWords(held, await telling(request))
  const top = html`<p>${days && state(days.state, days.words, { wrap: true })}</p>
    ${held.lateWhy !== null && html`<p><strong>Why it took longer:</strong> ${held.lateWhy}</p>`}`
  if (version === undefined)
    return show(request, reply, {
      title: 'Assessment',
      body: html`${top}<p>${noWords(held)}</p>${asItCame(member, request)}`,
    })
  const all = passagesOf(version, await adultsOf(request.server.book.db, version), today())
  const comment =
    version.managerComment !== null &&
    section({ id: 'manager', title: 'What the manager says' }, html`<p>${version.managerComment}</p>`)
  return show(request, reply, {
    title: `Assessment of ${calledBy(member.who)}`,
    lead: versionWords(version, today()),
    body: html`${top}${doing(request, member, version)}${passages(all, 'said')}${comment}${othersOf(member, version, today())}`,
  })
}

/** What a return gave, and nothing made up. */
function asItCame({ assessment: held }: Member, request: Asked): Html {
  const today = request.server.book.today()
  const told = [
    ['What it found', answerWords('factors', held.factors, today)],
    ['Needs our support', answerWords('supportNeeded', held.supportNeeded, today)],
    ['Seen', held.childSeen === null ? null : ({ yes: 'Yes', no: 'No' }[held.childSeen] ?? 'Not known')],
  ] as const
  const start = held.state === 'started' && may(request, 'assessment.write')
  return html`${listed(
    told.map(([what, answer]) => html`<p><strong>${what}:</strong> ${answer ?? 'Not held'}</p>`),
  )}
    ${
      start &&
      button({ text: 'Write it here', href: `/children/${request.params.childId}/assessments/start` })
    }`
}

function doing(request: Asked, member: Member, version: VersionHeld): Html {
  const base = home(member)
  const { sharedOn, versions } = member.assessment
  const write = may(request, 'assessment.write')
  const links = [
    ...(versions.length > 1
      ? [link('Compare with the version before', `${base}/compare?version=${version.id}`)]
      : []),
    link('Print it', `${base}/assessment.pdf?version=${version.id}`),
    ...(write && version.state === 'authorised' ? [link('Write a new version', `${base}/new-version`)] : []),
    ...(write && sharedOn === null ? [link('Say when it was shared with the family', `${base}/share`)] : []),
  ]
  const shared =
    sharedOn === null
      ? 'Not shared with the family yet.'
      : `Shared with the family ${answerWords('begunOn', sharedOn, request.server.book.today())}.`
  return html`<p>${shared}</p>
    <p>${links.map((one, i) => html`${i > 0 && ' · '}${one}`)}</p>
    ${
      version.changedWhy !== null &&
      html`<p><strong>What changed, and why:</strong> ${version.changedWhy}</p>`
    }`
}

function othersOf(member: Member, shown: VersionHeld, today: Parameters<typeof versionWords>[1]): Html {
  const others = member.assessment.versions.filter(({ id }) => id !== shown.id)
  if (others.length === 0) return nothing
  return section(
    { id: 'versions', title: 'Other versions' },
    listed(
      others.map(
        (one) => html`<p>${link(versionWords(one, today), `${home(member)}?version=${one.id}`)}</p>`,
      ),
    ),
  )
}

/** A version is shown by its assessment: this finds which. */
async function openVersionOf(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const all = await assessmentsOf(request.server.book.db, childId)
  const held = all.find(({ versions }) => versions.some(({ id }) => id === recordId))
  const to = held === undefined ? '' : `/${held.id}?version=${recordId}`
  return reply.redirect(`/children/${childId}/assessments${to}`, 303)
}

/** A version beside the one before; one being written beside the last that was authorised. */
async function compare(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { member, members } = await family(request)
  const { db, today } = request.server.book
  const on = today()
  const told = async (version: VersionHeld | null | undefined) =>
    version == null ? [] : passagesOf(version, await adultsOf(db, version), on)
  const open = openVersion(member)
  if (open !== undefined && request.query['version'] === undefined) {
    const last = await lastOf(db, member)
    const { whole } = await draftedOf(db, actorOf(request), members, on)
    const mine = whole.children.filter(({ assessmentId }) => assessmentId === member.assessment.id)
    const { family: shared, children } = passagesOfDraft({ ...whole, children: mine }, on)
    const own = children[0]?.own ?? []
    const now = [...shared, ...own].map(({ title, said }) => ({
      title,
      said: said.filter(([, answer]) => answer !== null),
    }))
    return show(request, reply, {
      title: 'Beside the last assessment',
      lead: link('Back to the assessment', home(member)),
      body: besideView(await told(last), now, ['Last time', 'Now']),
    })
  }
  const newer = asked(request, member)
  const older = member.assessment.versions.find(
    ({ number }) => number !== null && newer?.number !== null && number < (newer?.number ?? 0),
  )
  const columns = [`Version ${older?.number ?? '–'}`, `Version ${newer?.number ?? '–'}`] as const
  return show(request, reply, {
    title: 'Two versions of the assessment',
    lead: link('Back to the assessment', home(member)),
    body: besideView(await told(older), await told(newer), columns),
  })
}

async function print(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { member } = await family(request, 'own')
  const { db, today } = request.server.book
  const version = asked(request, member)
  if (version?.authorisedOn == null) return reply.redirect(home(member), 303)
  const pdf = await printed({
    name: nameOf(member.who),
    standing: versionWords(version, today()),
    writtenBy: version.writtenBy ?? [],
    passages: passagesOf(version, await adultsOf(db, version), today()),
    managerComment: version.managerComment,
    by: actOf(request, request.params).actor.name,
    on: today(),
  })
  return reply
    .type('application/pdf')
    .header('content-disposition', 'inline; filename="assessment.pdf"')
    .send(pdf)
}

/** Everything that was written, what is still wanted, and what is worth another look; and the button that sends it. */
async function check(
  request: Asked,
  reply: FastifyReply,
  refused: readonly Finding[],
): Promise<FastifyReply> {
  const { member, members } = await family(request)
  const { book } = request.server
  const drafted = await draftedOf(book.db, actorOf(request), members, book.today())
  const open = openVersion(member)
  if (open === undefined) return reply.redirect(home(member), 303)
  const { family: shared, children } = passagesOfDraft(drafted.whole, book.today())
  const blocks = blocking(drafted)
  const errors =
    refused.length === 0
      ? []
      : blocks.map((one) => ({ text: one.message, href: partHref(one, drafted, member) }))
  const mayWrite = may(request, 'assessment.write') && open.state !== 'submitted'
  const reach = mayWrite
    ? await mayWriteOf(
        request,
        book.db,
        members.map(({ who }) => who.id),
      )
    : new Set<string>()
  const told = (one: PartFinding): Html => findingLink(one, drafted, member, reach)
  const send =
    mayWrite &&
    html`<form method="post" action="${home(member)}/submit">
        ${hidden(request)}
        ${button({ text: 'Send to be authorised', preventDoubleClick: true })}
      </form>`
  const body = html`${found('Still wanted', blocks, 'soon', told)}${found(
    'Worth another look',
    worthAnotherLook(drafted.whole),
    'soon',
    told,
  )}
    ${passages(shared, 'family')}${children.map(
      ({ called, own }, i) => html`<h2 class="hf-h1">${called}</h2>${passages(own, `own-${i}`)}`,
    )}${send}`
  return show(
    request,
    reply,
    { title: 'Check the assessment', lead: link('Back to the assessment', home(member)), errors, body },
    refused.length > 0 ? 422 : 200,
  )
}

const found = (
  title: string,
  all: readonly PartFinding[],
  kind: 'soon',
  told: (one: PartFinding) => Html,
): Html =>
  all.length === 0
    ? nothing
    : section(
        { id: title.toLowerCase().replaceAll(' ', '-'), title },
        listed(all.slice(0, 60).map((one) => html`<p>${state(kind, told(one), { wrap: true })}</p>`)),
      )

async function submit(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const outcome = await submitAssessment(request.server.book, { ...actOf(request, { childId }), recordId })
  if (outcome.kind === 'refused') return check(request, reply, outcome.findings)
  return reply.redirect(`/children/${childId}/assessments/${recordId}`, 303)
}
