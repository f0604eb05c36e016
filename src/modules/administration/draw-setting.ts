import type { FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction, type Db } from '../../platform/db/database.ts'
import type { Typed } from '../../platform/record/draft.ts'
import { whole, words } from '../../platform/record/field.ts'
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
  visitsOfEachWorker: within(
    whole({
      label: 'How many visits of each worker does their manager check each month?',
      hint: 'Drawn by lot from the month before. From 1 to 10; 2 unless the council has agreed otherwise.',
      missing: 'Enter a whole number from 1 to 10',
    }),
    1,
    10,
  ),
  entriesOfEachManager: within(
    whole({
      label: 'How many oversight entries of each manager does their own manager look at each month?',
      hint: 'Drawn by lot from the month before. From 1 to 20; 4 unless the council has agreed otherwise.',
      missing: 'Enter a whole number from 1 to 20',
    }),
    1,
    20,
  ),
  why: words({
    label: 'Why is it changed?',
    hint: 'Kept with the change. Do not name a child.',
    missing: 'Enter why it is changed',
  }),
}
const asks = ['visitsOfEachWorker', 'entriesOfEachManager', 'why'] as const
const config = { audience: 'administer', shows: 'nobody' } as const
const at = '/administration/draws'

interface Drawn {
  readonly visitsOfEachWorker: number
  readonly entriesOfEachManager: number
}

/** How much is drawn each month to be looked at: what was drawn before stays as it is. */
export function drawSettingPages(app: App): void {
  app.get(at, { config }, async (request, reply) =>
    show(request, reply, asTyped(await held(app.book.db)), []),
  )
  app.post(at, { config }, change)
}

const held = (db: Db): Promise<Drawn> =>
  db
    .selectFrom('drawSetting')
    .select(['visitsOfEachWorker', 'entriesOfEachManager'])
    .executeTakeFirstOrThrow()

async function change(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { answers, unreadable } = readAnswers(fields, asks, request.body)
  if (answers === null) return show(request, reply, posted(request), unreadable)
  const { why, ...set } = answers
  const actor = actorOf(request)
  await inTransaction(request.server.book.db, async (tx) => {
    const [before, after] = [told(await held(tx)), told(set)]
    await tx.updateTable('drawSetting').set(set).execute()
    await keepChange(tx, actor.id, { kind: 'local standard', about: 'draws', before, after, why })
  })
  return reply.redirect('/administration', 303)
}

const told = ({ visitsOfEachWorker, entriesOfEachManager }: Drawn) => ({
  'Visits of each worker': visitsOfEachWorker,
  'Entries of each manager': entriesOfEachManager,
})

const show = (
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): FastifyReply =>
  reply.page(
    {
      title: 'What is drawn each month',
      width: 'reading',
      breadcrumbs: trail(),
      errors: errorLinks(findings),
      body: form(request, questions(fields, asks, { typed, findings }), 'Save'),
    },
    findings.length > 0 ? 422 : 200,
  )
