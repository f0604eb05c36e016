import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { whole, words } from '../../platform/record/field.ts'
import { readAnswers } from '../../platform/record/perform.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, posted } from '../../platform/web/form.ts'
import { questions } from '../../platform/web/question.ts'
import { keepChange } from './change.ts'
import { trail } from './views.ts'

const fields = {
  alikeFrom: whole({
    label: 'From how many per cent alike is the writer warned?',
    hint: 'A plan is compared with those of brothers and sisters, the children’s names left out. From 50 to 100.',
    missing: 'Enter a whole number from 50 to 100',
  }),
  why: words({
    label: 'Why is it changed?',
    hint: 'Kept with the change. Do not name a child.',
    missing: 'Enter why it is changed',
  }),
}
const asks = ['alikeFrom', 'why'] as const
const config = { audience: 'administer', shows: 'nobody' } as const

/** The one setting of how alike two children's plans may be before the writer is warned. */
export function planTextPages(app: App): void {
  app.get('/administration/plan-text', { config }, async (request, reply) =>
    show(request, reply, { alikeFrom: String(await alikeFrom(app.book.db)) }, []),
  )
  app.post('/administration/plan-text', { config }, change)
}

async function change(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { answers, unreadable } = readAnswers(fields, asks, request.body)
  const out = answers !== null && (answers.alikeFrom < 50 || answers.alikeFrom > 100)
  if (answers === null || out) {
    const range = { rule: 'answer', message: fields.alikeFrom.missing, at: 'alikeFrom' }
    return show(request, reply, posted(request), out ? [range] : unreadable)
  }
  const actor = actorOf(request)
  const { alikeFrom: after, why } = answers
  await inTransaction(request.server.book.db, async (tx) => {
    const before = await alikeFrom(tx)
    await sql`insert into authority (name, demonstration, plan_alike) values ('Your council', false, ${after})
      on conflict (id) do update set plan_alike = ${after}`.execute(tx)
    const told = { before: { perCent: before }, after: { perCent: after }, why }
    await keepChange(tx, actor.id, { kind: 'local standard', about: 'plan-alike', ...told })
  })
  return reply.redirect('/administration', 303)
}

async function alikeFrom(db: Db): Promise<number> {
  const row = await db.selectFrom('authority').select('planAlike').executeTakeFirst()
  return row?.planAlike ?? 80
}

const show = (
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): FastifyReply =>
  reply.page(
    {
      title: 'How alike two plans may be',
      width: 'reading',
      breadcrumbs: trail(),
      errors: errorLinks(findings),
      body: form(request, questions(fields, asks, { typed, findings }), 'Save'),
    },
    findings.length > 0 ? 422 : 200,
  )
