import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayEver, roleNames } from '../../../platform/access/policy.ts'
import { longDay } from '../../../platform/dates/day.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import type { Field } from '../../../platform/record/field.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { asTyped, errorLinks, form, hidden, posted } from '../../../platform/web/form.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { details } from '../../../platform/web/govuk/details.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { filterLine } from '../../../platform/web/holdfast/filter-panel.ts'
import { link, section } from '../../../platform/web/holdfast/section.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { question, questions, type Shown } from '../../../platform/web/question.ts'
import { isId } from '../users/commands.ts'
import { teamNames, userOf } from '../users/queries.ts'
import { at } from '../users/words.ts'
import { choose, trail } from '../views.ts'
import {
  absenceAsks,
  absenceFields,
  folded,
  workerAsks,
  workerFields,
  type WorkerField,
} from './questions.ts'
import {
  absencesOf,
  keepAbsence,
  keepWorker,
  mostWorkers,
  workerHeld,
  workforce,
  type Absence,
  type Worker,
} from './store.ts'

interface OneUser {
  readonly Params: { readonly userId: string }
}
type Asked = FastifyRequest<OneUser>

const asService = 'who signs in, and with what, is kept from whoever has'
const config = { audience: 'workforce.write', shows: 'nobody', asService } as const

/** What the workforce census asks of a worker, and when they were away. */
export function workforcePages(app: App): void {
  const page = `${at}/:userId/workforce`
  app.get('/workforce', { config }, list)
  app.get<OneUser>(page, { config }, (request, reply) => show(request, reply, [], null))
  app.post<OneUser>(page, { config }, (request, reply) => keep(request, reply, keepWorker, workerAsks))
  app.post<OneUser>(`${page}/away`, { config }, (request, reply) =>
    keep(request, reply, keepAbsence, absenceAsks),
  )
}

/** Everybody who works here, and what is held of them: a name opens what the census asks. */
async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  const { team = '' } = request.query as { readonly team?: string }
  const teamId = isId(team) ? team : null
  const found = await workforce(db, teamId)
  const narrow = choose('team', 'Team', { '': 'Any team', ...(await teamNames(db)) }, teamId ?? '')
  return reply.page({
    title: 'Workforce',
    lead: 'What the workforce census asks of each colleague, and when they were away. No child is named here.',
    body: html`${filterLine({ action: '/workforce', method: 'get', questions: narrow })} ${listView(found)}`,
  })
}

function listView(found: readonly Worker[]): Html {
  if (found.length === 0) return html`<p class="govuk-body">Nobody is of that team.</p>`
  const missing = html`<span class="hf-quiet">Not written down</span>`
  return html`${
    found.length > mostWorkers &&
    html`<p class="govuk-body">The first ${mostWorkers} are shown. Choose a team to see the rest.</p>`
  }
    ${cards({
      caption: 'Colleagues, by name',
      columns: ['Name', 'Role', 'Team', 'Social Work England number', 'Started on'],
      rows: found.slice(0, mostWorkers).map((one) => ({
        head: link(one.name, `${at}/${one.id}/workforce`),
        cells: [
          roleNames[one.role],
          one.team ?? html`<span class="hf-quiet">No team</span>`,
          one.externalId ?? missing,
          one.startedOn === null ? missing : longDay(one.startedOn),
        ],
      })),
    })}`
}

/** An administrator comes from the user; human resources, who keep no accounts, from the workforce. */
function wayBack(request: Asked, { id, name }: { readonly id: string; readonly name: string }) {
  return mayEver(actorOf(request), 'administer')
    ? trail({ text: 'Users', href: at }, { text: name, href: `${at}/${id}` })
    : [{ text: 'Workforce', href: '/workforce' }]
}

type Keep = typeof keepWorker

async function keep(
  request: Asked,
  reply: FastifyReply,
  store: Keep,
  asks: readonly string[],
): Promise<FastifyReply> {
  const { userId } = request.params
  requireId(userId)
  const outcome: Outcome = await store(request.server.book, actorOf(request), userId, request.body)
  return outcome.kind === 'refused'
    ? show(request, reply, outcome.findings, asks)
    : reply.redirect(`${at}/${userId}/workforce`, 303)
}

function requireId(userId: string): void {
  if (!isId(userId)) throw new NoSuchPerson(userId)
}

/** What is typed stays in the form it was typed in; the other shows what is held. */
async function show(
  request: Asked,
  reply: FastifyReply,
  findings: readonly Finding[],
  asked: readonly string[] | null,
): Promise<FastifyReply> {
  const { userId } = request.params
  requireId(userId)
  const { db } = request.server.book
  const user = await userOf(db, userId)
  const typed = posted(request)
  const held = asked === workerAsks ? typed : asTyped(await workerHeld(db, userId))
  const away = asked === absenceAsks ? typed : {}
  return reply.page(
    {
      title: `${user.name}, for the workforce census`,
      width: 'reading',
      breadcrumbs: wayBack(request, user),
      lead: 'What the Department for Education asks of each social worker on 30 September. Leave empty what is not known.',
      errors: errorLinks(findings),
      body: html`${form(request, allAsked({ typed: held, findings }), 'Save')}
        ${section(
          { id: 'away', title: 'Days away' },
          html`${awayView(await absencesOf(db, userId))}
        <form method="post" action="${at}/${userId}/workforce/away" novalidate>
          ${hidden(request)}
          ${questions(absenceFields, absenceAsks, { typed: away, findings })}
          ${button({ text: 'Add days away', classes: 'govuk-button--secondary', preventDoubleClick: true })}
        </form>`,
        )}`,
    },
    findings.length > 0 ? 422 : 200,
  )
}

/** The questions in their order; those of a heading together, folded away unless one of them has a fault. It says whether anything is there. */
function allAsked(shown: Shown): Html {
  const inFold = new Set(folded.flatMap(({ asks }) => asks))
  const folds = folded.map(({ title, asks }) =>
    details({
      summaryText: asks.some((name) => isSaid(name, shown.typed)) ? `${title} (written down)` : title,
      text: html`${asks.map((name) => asking(name, shown))}`,
      open: shown.findings.some(({ at: place }) => asks.some((name) => name === place)),
    }),
  )
  return html`${workerAsks.filter((name) => !inFold.has(name)).map((name) => asking(name, shown))}${folds}`
}

/** A day is typed in three boxes. */
const isSaid = (name: WorkerField, typed: Shown['typed']): boolean =>
  Object.entries(typed).some(
    ([box, value]) => (box === name || box.startsWith(`${name}-`)) && value !== '' && value !== null,
  )

/** Radios cannot be emptied again, and twenty of them are a long way down a telephone. */
const mostRadios = 4

function asking(name: WorkerField, { typed, findings }: Shown): Html {
  const field: Field<unknown> = workerFields[name]
  const value = typed[name]
  if (field.kind !== 'choice' || Object.keys(field.options ?? {}).length < mostRadios)
    return question(name, field, { typed, findings })
  const options = { '': 'Not written down', ...field.options }
  return choose(name, `${field.label} (optional)`, options, typeof value === 'string' ? value : '', findings)
}

const whyAway: Readonly<Record<string, string>> = absenceFields.absentWhy.options ?? {}

function awayView(absences: readonly Absence[]): Html {
  if (absences.length === 0) return nothing
  return cards({
    caption: 'Days away, the latest first',
    columns: ['From', 'To', 'Why'],
    rows: absences.map(({ fromOn, toOn, why }) => ({
      head: longDay(fromOn),
      cells: [toOn === null ? 'Still away' : longDay(toOn), whyAway[why] ?? why],
    })),
  })
}
