import type { FastifyReply, FastifyRequest } from 'fastify'
import { longDay } from '../../../platform/dates/day.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import type { Field } from '../../../platform/record/field.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { asTyped, errorLinks, form, hidden, posted } from '../../../platform/web/form.ts'
import { button } from '../../../platform/web/govuk/button.ts'
import { cards } from '../../../platform/web/holdfast/cards.ts'
import { section } from '../../../platform/web/holdfast/section.ts'
import { html, nothing, type Html } from '../../../platform/web/html.ts'
import { question, questions, type Shown } from '../../../platform/web/question.ts'
import { isId } from '../users/commands.ts'
import { userOf } from '../users/queries.ts'
import { at } from '../users/words.ts'
import { choose, trail } from '../views.ts'
import { absenceAsks, absenceFields, workerAsks, workerFields, type WorkerField } from './questions.ts'
import { absencesOf, keepAbsence, keepWorker, workerHeld, type Absence } from './store.ts'

interface OneUser {
  readonly Params: { readonly userId: string }
}
type Asked = FastifyRequest<OneUser>

const asService = 'who signs in, and with what, is kept from whoever has'
const config = { audience: 'administer', shows: 'nobody', asService } as const

/** What the workforce census asks of a worker, and when they were away. */
export function workforcePages(app: App): void {
  const page = `${at}/:userId/workforce`
  app.get<OneUser>(page, { config }, (request, reply) => show(request, reply, [], null))
  app.post<OneUser>(page, { config }, (request, reply) => keep(request, reply, keepWorker, workerAsks))
  app.post<OneUser>(`${page}/away`, { config }, (request, reply) =>
    keep(request, reply, keepAbsence, absenceAsks),
  )
}

type Keep = typeof keepWorker

async function keep(request: Asked, reply: FastifyReply, store: Keep, asks: readonly string[]): Promise<FastifyReply> {
  const { userId } = request.params
  requireId(userId)
  const outcome: Outcome = await store(request.server.book, actorOf(request), userId, request.body)
  return outcome.kind === 'refused'
    ? show(request, reply, outcome.findings, asks)
    : reply.redirect(`${at}/${userId}/workforce`, 303)
} // prettier-ignore

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
      breadcrumbs: trail({ text: 'Users', href: at }, { text: user.name, href: `${at}/${userId}` }),
      lead: 'What the Department for Education asks of each social worker on 30 September. Leave empty what is not known.',
      errors: errorLinks(findings),
      body: html`${form(request, html`${workerAsks.map((name) => asking(name, { typed: held, findings }))}`, 'Save')}
        ${section({ id: 'away', title: 'Days away' }, html`${awayView(await absencesOf(db, userId))}
        <form method="post" action="${at}/${userId}/workforce/away" novalidate>${hidden(request)}${questions(absenceFields, absenceAsks, { typed: away, findings })}${button({ text: 'Add days away', classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`)}`,
    },
    findings.length > 0 ? 422 : 200,
  )
} // prettier-ignore

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
