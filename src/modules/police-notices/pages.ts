import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayEver } from '../../platform/access/policy.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { words } from '../../platform/record/field.ts'
import { idPattern } from '../../platform/record/new-id.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, formKey, formVersion, hidden, posted } from '../../platform/web/form.ts'
import { button } from '../../platform/web/govuk/button.ts'
import { details } from '../../platform/web/govuk/details.ts'
import { section } from '../../platform/web/holdfast/section.ts'
import { html, nothing, type Html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { frontDoorPage } from '../front-door/index.ts'
import { api } from './api.ts'
import { filePages } from './file-pages.ts'
import { householdQuestion, noticeView, numberQuestions, whoQuestions } from './notice-view.ts'
import { overTimeView } from './over-time-view.ts'
import { earlierNotices, noticeOf, notices, peopleOf, toldOf, type Notice } from './queries.ts'
import { ageBands, delays, queueByDay, standingNow } from './queue.ts'
import { schoolAsks, screeningFields } from './screening.ts'
import { approve, close, factsOf, screen, sendBack } from './screen.ts'
import { senderPages } from './sender-pages.ts'
import { proposeByNumber, settlePeople, type Acting } from './settle.ts'
import { askedOf, home, listView } from './views.ts'

interface One {
  readonly Params: { readonly noticeId: string }
}
type Asked = FastifyRequest<One>

const at = `${home}/:noticeId(^${idPattern}$)`

export async function pages(app: App): Promise<void> {
  const reading = { audience: 'notice.read', shows: 'nobody' } as const
  const looking = { audience: 'notice.read', shows: 'children' } as const
  const screening = { audience: 'notice.screen', shows: 'children' } as const
  const approving = { audience: 'notice.approve', shows: 'children' } as const
  app.get(home, { config: reading }, list)
  app.get(`${home}/next`, { config: { audience: 'notice.screen', shows: 'nobody' } }, next)
  app.get(`${home}/over-time`, { config: { audience: 'front-door.read', shows: 'nobody' } }, overTime)
  app.get<One>(at, { config: looking }, async (request, reply) => show(request, reply, []))
  app.post<One>(at, { config: screening }, settle)
  app.get<One>(`${at}/screen`, { config: screening }, async (request, reply) =>
    showScreen(request, reply, []),
  )
  app.post<One>(`${at}/screen`, { config: screening }, doScreen)
  app.post<One>(`${at}/number`, { config: screening }, doNumber)
  app.post<One>(`${at}/approve`, { config: approving }, doApprove)
  app.post<One>(`${at}/send-back`, { config: approving }, doSendBack)
  app.post<One>(`${at}/close`, { config: screening }, doClose)
  await app.register(async (inner) => filePages(inner as App))
  await app.register(async (inner) => api(inner as App))
  senderPages(app)
}

const actingOf = (request: Asked): Acting => ({
  actor: actorOf(request),
  noticeId: request.params.noticeId,
  formKey: formKey(request),
  version: formVersion(request),
})

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, now } = request.server.book
  const asked = askedOf(request.query as Readonly<Record<string, unknown>>)
  const [standing, counts, { rows, all }] = [
    await standingNow(db, now()),
    await ageBands(db, now()),
    await notices(db, asked, now()),
  ]
  const actor = actorOf(request)
  const may = { screen: mayEver(actor, 'notice.screen'), takeIn: mayEver(actor, 'notice.take-in') }
  const titles = {
    waiting: 'Police notices',
    'to approve': 'Police notices to agree',
    'to close': 'Police notices to close',
  }
  const body = listView({ standing, counts, asked, rows, all, now: now(), may })
  return frontDoorPage(request, reply, { title: titles[asked.which], body })
}

/** The oldest that waits. */
async function next(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, now } = request.server.book
  const { rows } = await notices(db, askedOf({}), now())
  return reply.redirect(rows[0] === undefined ? home : `${home}/${rows[0].id}`, 303)
}

const daysShown = 91

async function overTime(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db, now, today } = request.server.book
  const body = overTimeView(
    await queueByDay(db, today(), daysShown),
    await delays(db, now(), daysShown),
    daysShown,
  )
  return frontDoorPage(request, reply, { title: 'Police notices over time', body })
}

async function held({ server, params }: Asked): Promise<Notice> {
  const notice = await noticeOf(server.book.db, params.noticeId)
  if (notice === undefined) throw new NoSuchPerson()
  return notice
}

const crumbs = [{ text: 'Police notices', href: home }]

async function show(
  request: Asked,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { db, now, today } = request.server.book
  const actor = actorOf(request)
  const notice = await held(request)
  const people = await peopleOf(db, actor, notice.id)
  const settles = notice.screenedAt === null && mayEver(actor, 'notice.screen')
  const settled = people.every((one) => one.settled !== 'waiting')
  const shown = people.flatMap(({ proposals, personId }) =>
    proposals
      .filter(({ id, kind }) => kind !== 'adult' && (settles || (settled && id === personId)))
      .map(({ id }) => id),
  )
  request.shows(shown)
  const told = { earlier: await earlierNotices(db, notice.id), told: await toldOf(db, notice.id) }
  const answering = { typed: posted(request), findings, today: today() }
  const settling = settles
    ? section(
        { id: 'who', title: 'Who each person is' },
        html`<p>The computer proposes and joins nobody. Look before you choose: twins, and people of one name, are easily taken for each other.</p>
            ${form(request, whoQuestions(people, answering), 'Save and go on to screen it', notice.version)}
            ${details({
              summaryText: 'Did you find somebody who is not proposed?',
              open: findings.some(({ at: field }) => field === 'named' || field === 'number'),
              text: to(
                request,
                'number',
                'Propose them too',
                numberQuestions(people, answering),
                notice.version,
              ),
            })}`,
      )
    : nothing
  const body = html`${noticeView({
    notice,
    people,
    ...told,
    today: today(),
    now: now(),
  })}${settling}${after(request, notice, findings)}`
  const page = {
    title: 'Police notice',
    width: 'reading',
    breadcrumbs: crumbs,
    errors: errorLinks(findings),
    body,
  } as const
  return frontDoorPage(request, reply, page, findings.length > 0 ? 422 : 200)
}

/** What comes after the screening: the manager's word, and closing. */
function after(request: Asked, notice: Notice, findings: readonly Finding[]): Html {
  const actor = actorOf(request)
  const shown = { typed: posted(request), findings }
  const why = { why: words({ label: 'If not, why?', missing: 'Enter why it is sent back' }) }
  if (notice.state === 'hub screened' && mayEver(actor, 'notice.approve'))
    return section(
      { id: 'agree', title: 'Do you agree that nothing more is done?' },
      html`${to(request, 'approve', 'Agree', nothing, notice.version)}
        ${to(
          request,
          'send-back',
          'Send it back to be screened again',
          questions(why, ['why'], shown),
          notice.version,
        )}`,
    )
  if (notice.state === 'actioned' && mayEver(actor, 'notice.screen'))
    return section(
      { id: 'close', title: 'Close it' },
      to(
        request,
        'close',
        'Close this notice',
        questions(screeningFields, schoolAsks, shown),
        notice.version,
      ),
    )
  return nothing
}

/** A form sent to another address than its page's. */
const to = (request: Asked, what: string, save: string, inside: Html, version: number): Html =>
  html`<form method="post" action="${home}/${request.params.noticeId}/${what}" novalidate>
      ${hidden(request, version)}
      ${inside}${button({ text: save, preventDoubleClick: true })}
    </form>`

async function settle(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  request.shows([])
  const outcome = await settlePeople(request.server.book, actingOf(request), posted(request))
  if (outcome.kind === 'refused') return show(request, reply, outcome.findings)
  return reply.redirect(`${home}/${request.params.noticeId}/screen`, 303)
}

async function showScreen(
  request: Asked,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { db, today } = request.server.book
  const notice = await held(request)
  if (notice.screenedAt !== null) return reply.redirect(`${home}/${notice.id}`, 303)
  const facts = await factsOf(db, actorOf(request), notice)
  if (facts.unsettled > 0) return reply.redirect(`${home}/${notice.id}`, 303)
  request.shows(facts.household.map(({ id }) => id))
  const asks = Object.keys(screeningFields).filter((name) => name !== 'withoutPolice' || facts.unscreened)
  const typed = posted(request)
  const requires = facts.unscreened ? ['withoutPolice'] : []
  const inside = html`${householdQuestion(facts.household, { typed, findings, today: today() })}
    ${questions(screeningFields, asks, { typed, findings, requires })}`
  const earlier =
    facts.earlier >= 2 &&
    html`<p>At least two notices in the 12 months before name the same people: it becomes a contact, or goes to the worker.</p>`
  const body = html`${earlier}${form(request, inside, 'Save', notice.version)}`
  const page = {
    title: 'Screen this notice',
    width: 'reading',
    breadcrumbs: [...crumbs, { text: 'Police notice', href: `${home}/${notice.id}` }],
    errors: errorLinks(findings),
    body,
  } as const
  return frontDoorPage(request, reply, page, findings.length > 0 ? 422 : 200)
}

async function doScreen(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  request.shows([])
  const outcome = await screen(request.server.book, actingOf(request), posted(request))
  if (outcome.kind === 'refused') return showScreen(request, reply, outcome.findings)
  return back(request, reply)
}

const back = (request: Asked, reply: FastifyReply): FastifyReply =>
  reply.redirect(`${home}/${request.params.noticeId}`, 303)

async function answered(request: Asked, reply: FastifyReply, outcome: Outcome): Promise<FastifyReply> {
  request.shows([])
  return outcome.kind === 'refused' ? show(request, reply, outcome.findings) : back(request, reply)
}

const doNumber = async (request: Asked, reply: FastifyReply): Promise<FastifyReply> =>
  answered(request, reply, await proposeByNumber(request.server.book, actingOf(request), posted(request)))

const doApprove = async (request: Asked, reply: FastifyReply): Promise<FastifyReply> =>
  answered(request, reply, await approve(request.server.book, actingOf(request)))

const doSendBack = async (request: Asked, reply: FastifyReply): Promise<FastifyReply> =>
  answered(request, reply, await sendBack(request.server.book, actingOf(request), posted(request)))

const doClose = async (request: Asked, reply: FastifyReply): Promise<FastifyReply> =>
  answered(request, reply, await close(request.server.book, actingOf(request), posted(request)))
