import type { FastifyReply, FastifyRequest } from 'fastify'
import { requireChild } from '../../platform/access/reach.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange } from '../../platform/record/change.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { names, type Fields } from '../../platform/record/field.ts'
import { readAnswers, type Act } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import { findings, type Finding } from '../../platform/record/rule.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, posted } from '../../platform/web/form.ts'
import { questions } from '../../platform/web/question.ts'
import { actOf } from '../../platform/web/record-pages.ts'
import { mayBeAsked } from '../actions/index.ts'
import { notAskedYet } from './queries.ts'
import { everyChild, notKnown } from './record.ts'
import { dayAhead } from './rules.ts'

const fields = {
  ask: names({ label: 'Which of these does nobody know?', missing: 'Select at least one question' }),
  ownerId: notKnown.fields.ownerId,
  byOn: notKnown.fields.byOn,
} satisfies Fields
const asks = ['ask', 'ownerId', 'byOn'] as const

/** Asks some of the questions that are asked of every child, each a question of its own from then on. */
export async function askOfEveryChild(book: Book, act: Act, sent: Typed): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(fields, asks, sent)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const chosen = everyChild.filter((question) => answers.ask.includes(question))
  const wrong = [...lacking(chosen, answers), ...findings([dayAhead], { answers, today: book.today() })]
  if (wrong.length > 0) return { kind: 'refused', findings: wrong }
  return inOneChange(book, act.actor, act.formKey, async (change) => {
    await requireChild(change.tx, act.actor, 'worry.write', act.childId)
    const { ownerId, byOn } = answers
    const ids: string[] = []
    for (const question of chosen) {
      const told = { question, ownerId, byOn, askedOn: change.today }
      ids.push(
        await change.open(notKnown, {
          event: 'unknown.asked',
          childId: act.childId,
          state: 'open',
          answers: told,
        }),
      )
    }
    return { kind: 'done', recordId: ids[0] ?? '' }
  })
}

function lacking(
  chosen: readonly string[],
  answers: { ownerId: string | null; byOn: string | null },
): Finding[] {
  const empty = { ask: chosen.length === 0, ownerId: answers.ownerId === null, byOn: answers.byOn === null }
  return asks.filter((at) => empty[at]).map((at) => ({ rule: 'answer', message: fields[at].missing, at }))
}

interface OneChild {
  readonly Params: { readonly childId: string }
}

export function everyChildPage(app: App, url: string): void {
  const config = { audience: 'worry.write', shows: 'child' } as const
  app.get<OneChild>(url, { config }, (request, reply) => show(request, reply, []))
  app.post<OneChild>(url, { config }, async (request, reply) => {
    const { childId } = request.params
    const outcome = await askOfEveryChild(app.book, actOf(request, { childId }), posted(request))
    if (outcome.kind === 'refused') return show(request, reply, outcome.findings)
    return reply.redirect(`/children/${childId}/worries`, 303)
  })
}

async function show(
  request: FastifyRequest<OneChild>,
  reply: FastifyReply,
  wrong: readonly Finding[],
): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const left = await notAskedYet(book.db, childId)
  const people = {
    ask: Object.fromEntries(left.map((question) => [question, question])),
    ownerId: await mayBeAsked(book.db, childId),
  }
  const shown = { typed: posted(request), findings: wrong, people, requires: asks }
  return reply.page(
    {
      title: 'What is asked of every child',
      lead: left.length === 0 ? 'All of it has been asked' : undefined,
      width: 'reading',
      masthead: await setting.masthead(request, childId),
      errors: errorLinks(wrong),
      body: form(request, questions(fields, asks, shown), 'Ask them'),
    },
    wrong.length > 0 ? 422 : 200,
  )
}
