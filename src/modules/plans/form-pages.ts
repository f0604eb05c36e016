import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Typed } from '../../platform/record/draft.ts'
import type { Fields } from '../../platform/record/field.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { App } from '../../platform/web/app.ts'
import { asTyped, errorLinks, form, formKey, posted } from '../../platform/web/form.ts'
import { questions } from '../../platform/web/question.ts'
import { actOf } from '../../platform/web/record-pages.ts'
import { action, giveAsks, mayBeAsked } from '../actions/index.ts'
import { outcomeAsks } from './commands.ts'
import { askFor, draftActionFields, proposeAction, proposeOutcome, startPlan } from './drafting.ts'
import { endPlan } from './ending.ts'
import type { PlanOf } from './plan-of.ts'
import { plan, planOutcome } from './record.ts'

interface Params {
  readonly childId: string
  readonly recordId: string
}
type Asked = FastifyRequest<{ Params: Params; Querystring: { replaces?: string } }>

/** One form whose command touches more than one record. */
interface FormPage {
  readonly url: string
  readonly title: string
  readonly save: string
  readonly needs: 'plan.write' | 'plan.authorise' | 'action.give'
  readonly fields: Fields
  readonly asks: readonly string[]
  readonly requires?: readonly string[]
  readonly names?: 'ownerId'
  /** What the form begins with. */
  readonly begins?: (request: Asked) => Promise<Typed>
  readonly does: (request: Asked) => Promise<Outcome>
  readonly goesTo: (childId: string, recordId: string) => string
}

const at = '/children/:childId/plan'
const home = (childId: string): string => `/children/${childId}/plan`
const onRecord = (request: Asked) => ({
  ...actOf(request, request.params),
  recordId: request.params.recordId,
})
const opening = (request: Asked) => actOf(request, { childId: request.params.childId })

/** The record a proposal is meant to say anew, where the address names one. */
const replacing = ({ query }: Asked): string | null =>
  z.guid().safeParse(query.replaces).success ? (query.replaces ?? null) : null

async function asItStands(request: Asked): Promise<Typed> {
  const id = replacing(request)
  if (id === null) return {}
  const row = await request.server.book.db
    .selectFrom('planOutcome')
    .select(outcomeAsks)
    .where('id', '=', id)
    .where('childId', '=', request.params.childId)
    .executeTakeFirst()
  return row === undefined ? {} : asTyped(row)
}

export function formPages(app: App, kinds: readonly PlanOf[]): void {
  const pages: readonly FormPage[] = [
    {
      url: `${at}/start`,
      title: 'Begin a plan',
      save: 'Begin',
      needs: 'plan.write',
      fields: plan.fields,
      asks: ['kind'],
      does: (request) => startPlan(app.book, opening(request), request.body),
      goesTo: (childId, id) => `${home(childId)}/${id}`,
    },
    {
      url: `${at}/:recordId/outcomes/add`,
      title: 'Something that must change',
      save: 'Put it in the draft',
      needs: 'plan.write',
      fields: planOutcome.fields,
      asks: outcomeAsks,
      begins: asItStands,
      does: (request) => proposeOutcome(app.book, onRecord(request), replacing(request), request.body),
      goesTo: (childId) => `${home(childId)}/draft`,
    },
    {
      url: `${at}/outcomes/:recordId/actions/add`,
      title: 'An action for the draft',
      save: 'Put it in the draft',
      needs: 'plan.write',
      fields: draftActionFields,
      asks: ['what', 'ownerId', 'doneBy', 'dueOn'],
      names: 'ownerId',
      does: (request) => proposeAction(app.book, opening(request), request.params.recordId, request.body),
      goesTo: (childId) => `${home(childId)}/draft`,
    },
    {
      url: `${at}/outcomes/:recordId/ask`,
      title: 'Ask for an action',
      save: 'Ask for it',
      needs: 'action.give',
      fields: action.fields,
      asks: giveAsks,
      names: 'ownerId',
      does: (request) =>
        askFor(
          app.book,
          { actor: opening(request).actor, formKey: formKey(request) },
          { childId: request.params.childId, outcomeId: request.params.recordId },
          request.body,
        ),
      goesTo: (childId) => home(childId),
    },
    {
      url: `${at}/:recordId/end`,
      title: 'End the plan',
      save: 'End the plan',
      needs: 'plan.authorise',
      fields: plan.fields,
      asks: ['endedWhy'],
      requires: ['endedWhy'],
      does: (request) => endPlan(app.book, onRecord(request), kinds, request.body),
      goesTo: (childId) => home(childId),
    },
  ]
  for (const page of pages) routes(app, page)
}

function routes(app: App, page: FormPage): void {
  const config = { audience: page.needs, shows: 'child' } as const
  type Route = { Params: Params; Querystring: { replaces?: string } }
  app.get<Route>(page.url, { config }, async (request, reply) =>
    ask(request, reply, page, (await page.begins?.(request)) ?? {}, []),
  )
  app.post<Route>(page.url, { config }, async (request, reply) => {
    const outcome = await page.does(request)
    if (outcome.kind === 'refused') return ask(request, reply, page, posted(request), outcome.findings)
    return reply.redirect(page.goesTo(request.params.childId, outcome.recordId), 303)
  })
}

async function ask(
  request: Asked,
  reply: FastifyReply,
  page: FormPage,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const people = page.names === undefined ? {} : { [page.names]: await mayBeAsked(book.db, childId) }
  const inside = questions(page.fields, page.asks, {
    typed,
    findings,
    people,
    requires: page.requires ?? [],
  })
  return reply.page(
    {
      title: page.title,
      width: 'reading',
      masthead: await setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: form(request, inside, page.save),
    },
    findings.length > 0 ? 422 : 200,
  )
}
