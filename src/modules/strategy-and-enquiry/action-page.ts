import type { FastifyReply, FastifyRequest } from 'fastify'
import { requireChild } from '../../platform/access/reach.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import { readAnswers, type Act } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { lock } from '../../platform/record/store.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, posted } from '../../platform/web/form.ts'
import { questions } from '../../platform/web/question.ts'
import { actOf } from '../../platform/web/record-pages.ts'
import { action, giveAsks, giveOne, mayBeAsked } from '../actions/index.ts'
import { strategyDiscussion } from './record.ts'

interface OneRecord {
  readonly Params: { readonly childId: string; readonly recordId: string }
}
type Asked = FastifyRequest<OneRecord>

/** Asks for what a discussion decided should be done for one child, tonight or soon: it may be for today. */
export async function askFor(
  book: Book,
  act: Act & { readonly recordId: string },
  sent: unknown,
): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(action.fields, giveAsks, sent)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  if (answers.dueOn < book.today())
    return {
      kind: 'refused',
      findings: [{ rule: 'answer', message: 'Enter today or a day ahead', at: 'dueOn' }],
    }
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'strategy.hold', act.childId)
    const { childId } = await lock(change.tx, strategyDiscussion, act.recordId)
    if (childId !== act.childId) throw new NoSuchPerson()
    const given = { fromId: act.recordId, needs: 'strategy.hold' } as const
    return { kind: 'done', recordId: await giveOne(change, childId, answers, given) }
  })
}

export function actionPage(app: App, url: string): void {
  const config = { audience: 'strategy.hold', shows: 'child' } as const
  app.get<OneRecord>(url, { config }, (request, reply) => ask(request, reply, []))
  app.post<OneRecord>(url, { config }, async (request, reply) => {
    const { childId, recordId } = request.params
    const outcome = await askFor(app.book, { ...actOf(request, request.params), recordId }, request.body)
    if (outcome.kind === 'refused') return ask(request, reply, outcome.findings)
    return reply.redirect(`/children/${childId}/strategy/${recordId}`, 303)
  })
}

async function ask(request: Asked, reply: FastifyReply, findings: readonly Finding[]): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const people = { ownerId: await mayBeAsked(book.db, childId) }
  const inside = questions(action.fields, giveAsks, { typed: posted(request), findings, people })
  return reply.page(
    {
      title: 'What will be done',
      width: 'reading',
      masthead: await setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: form(request, inside, 'Ask for it'),
    },
    findings.length > 0 ? 422 : 200,
  )
}
