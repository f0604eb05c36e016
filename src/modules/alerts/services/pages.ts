import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { mayEver, type Permission } from '../../../platform/access/policy.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import type { Typed } from '../../../platform/record/draft.ts'
import { dayField, optional, words } from '../../../platform/record/field.ts'
import { readAnswers, StateMoved } from '../../../platform/record/perform.ts'
import type { Finding } from '../../../platform/record/rule.ts'
import { workingCalendar } from '../../../platform/record/working-calendar.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import type { App } from '../../../platform/web/app.ts'
import { errorLinks, form, posted } from '../../../platform/web/form.ts'
import { questions } from '../../../platform/web/question.ts'
import { answerService, readService, type ServiceTold } from './queries.ts'
import { serviceEntries } from './standing.ts'
import { serviceTitle, serviceView } from './views.ts'

interface One {
  readonly Params: { readonly alertId: string }
}
type Asked = FastifyRequest<One>
const config = { audience: 'my-work.read', shows: 'nobody' } as const

/** An alert about a queue, a team or a worker: read, and answered by its reader with words and a day. */
export function servicePages(app: App): void {
  app.get<One>('/inbox/services/:alertId', { config }, (request, reply) => show(request, reply, {}, []))
  app.post<One>('/inbox/services/:alertId', { config }, answer)
}

async function toldToMe(request: Asked): Promise<ServiceTold> {
  const { alertId } = request.params
  const one = z.guid().safeParse(alertId).success
    ? await readService(request.server.book.db, actorOf(request), alertId)
    : undefined
  if (one === undefined) throw new NoSuchPerson()
  return one
}

/** What is asked of one: its own words, and a day where an answer is a promise and not the thing itself. */
function fieldsOf({ entry }: ServiceTold) {
  const { asks, answerEnds } = serviceEntries[entry]
  return {
    fields: {
      answer: words({ label: asks, missing: 'Write your answer' }),
      answerByOn: optional(
        dayField({
          label: 'By when?',
          hint: 'It is told again if it still stands after that day.',
          missing: 'Enter the day',
        }),
      ),
    },
    asks: answerEnds ? (['answer'] as const) : (['answer', 'answerByOn'] as const),
  }
}

async function answer(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const one = await toldToMe(request)
  const { book } = request.server
  const { fields, asks } = fieldsOf(one)
  const { answers, unreadable } = readAnswers(fields, asks, request.body)
  if (answers === null) return show(request, reply, posted(request), unreadable)
  const byOn = 'answerByOn' in answers ? answers.answerByOn : null
  if (asks.length > 1 && (byOn === null || byOn < book.today())) {
    const late = { rule: 'answer', message: 'Enter a day from today on', at: 'answerByOn' }
    return show(request, reply, posted(request), [late])
  }
  const said = { answer: answers.answer, answerByOn: byOn, on: book.today() }
  if (!(await answerService(book.db, actorOf(request), one.id, said)))
    throw new StateMoved('this has been answered, or is over')
  return reply.redirect('/inbox', 303)
}

async function show(
  request: Asked,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { book } = request.server
  const one = await toldToMe(request)
  const { fields, asks } = fieldsOf(one)
  const reader = actorOf(request)
  const telling = {
    today: book.today(),
    calendar: await workingCalendar(book.db),
    opens: (needs: Permission) => mayEver(reader, needs),
  }
  const inside = questions(fields, asks, { typed, findings, requires: [...asks] })
  return reply.page(
    {
      title: serviceTitle(one),
      width: 'reading',
      breadcrumbs: [{ text: 'Inbox', href: '/inbox' }],
      errors: errorLinks(findings),
      body: serviceView(one, telling, form(request, inside, 'Answer')),
    },
    findings.length > 0 ? 422 : 200,
  )
}
