import type { FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { optional, whole, words } from '../../platform/record/field.ts'
import { readAnswers } from '../../platform/record/perform.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { asTyped, errorLinks, form, posted } from '../../platform/web/form.ts'
import { questions } from '../../platform/web/question.ts'
import { keepChange } from './change.ts'
import { trail } from './views.ts'
import { within } from './within.ts'

const fields = {
  population: optional(
    within(
      whole({
        label: 'How many children of 0 to 17 live in the area?',
        hint: 'For rates of every 10,000 children. Left empty, it is the published estimate for the council’s own number; an invented county has none.',
        missing: 'Enter a whole number above nought, or leave it empty',
      }),
      1,
      20_000_000,
    ),
  ),
  smallNumber: within(
    whole({
      label: 'Up to which count is a number not shown in what leaves the building?',
      hint: '5, unless the council has agreed otherwise: a count from 1 to this is taken out of files. From 0 to 20.',
      missing: 'Enter a whole number from 0 to 20',
    }),
    0,
    20,
  ),
  why: words({
    label: 'Why is it changed?',
    hint: 'Kept with the change. Do not name a child.',
    missing: 'Enter why it is changed',
  }),
}
const asks = ['population', 'smallNumber', 'why'] as const
const config = { audience: 'administer', shows: 'nobody' } as const
const at = '/administration/measures'

/** What measures are worked out and let out with. */
export function measureSettingPages(app: App): void {
  app.get(at, { config }, async (request, reply) =>
    show(request, reply, asTyped(await held(app.book.db)), []),
  )
  app.post(at, { config }, change)
}

async function held(db: Db): Promise<{ population: number | null; smallNumber: number }> {
  return db.selectFrom('measureSetting').select(['population', 'smallNumber']).executeTakeFirstOrThrow()
}

async function change(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { answers, unreadable } = readAnswers(fields, asks, request.body)
  if (answers === null) return show(request, reply, posted(request), unreadable)
  const { why, ...after } = answers
  const actor = actorOf(request)
  await inTransaction(request.server.book.db, async (tx) => {
    const before = await held(tx)
    await tx.updateTable('measureSetting').set(after).execute()
    await keepChange(tx, actor.id, {
      kind: 'local standard',
      about: 'measures',
      before: told(before),
      after: told(after),
      why,
    })
  })
  return reply.redirect('/administration', 303)
}

const told = ({ population, smallNumber }: { population: number | null; smallNumber: number }) => ({
  'Children in the area': population,
  'Not shown up to': smallNumber,
})

const show = (
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): FastifyReply =>
  reply.page(
    {
      title: 'How measures are worked out',
      width: 'reading',
      breadcrumbs: trail(),
      errors: errorLinks(findings),
      body: form(request, questions(fields, asks, { typed, findings }), 'Save'),
    },
    findings.length > 0 ? 422 : 200,
  )
