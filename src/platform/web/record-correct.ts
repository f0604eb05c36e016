import { sql } from 'kysely'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isAboutAccess } from '../access/kept-in.ts'
import type { Actor } from '../access/policy.ts'
import { nameable } from '../access/reach.ts'
import { NoSuchPerson } from '../people/child.ts'
import { nameOf } from '../people/name.ts'
import type { Db } from '../db/database.ts'
import { correct } from '../record/correct.ts'
import type { Typed } from '../record/draft.ts'
import type { Field, FieldKind } from '../record/field.ts'
import { kebab } from '../record/names.ts'
import { promptsOf } from '../record/prompts.ts'
import type { AnyRecordType, Row } from '../record/record.ts'
import type { Finding } from '../record/rule.ts'
import { load } from '../record/store.ts'
import type { App } from './app.ts'
import { asTyped, errorLinks, form, posted } from './form.ts'
import { textarea } from './govuk/textarea.ts'
import { html, type Html } from './html.ts'
import { notOffered, onlyOffered } from './only-offered.ts'
import { question } from './question.ts'
import { promptsElsewhere } from './prompts.ts'
import { actorOf, requireKind } from './admit.ts'
import { mostAtOnce, noneTicked, whichIsWrong } from './record-correct-which.ts'
import { actOf } from './record-pages.ts'

interface OneRecord {
  readonly Params: { readonly childId: string; readonly kind: string; readonly recordId: string }
}
type Asked = FastifyRequest<OneRecord>

/** Where a record's form of correction is; with fields named, it asks about those alone. */
export function correctionHref(
  childId: string,
  { table }: Pick<AnyRecordType, 'table'>,
  recordId: string,
  fields: readonly string[] = [],
): string {
  const asked = new URLSearchParams(fields.map((field) => ['field', field])).toString()
  return `/children/${childId}/records/${kebab(table)}/${recordId}/correct${asked && `?${asked}`}`
}

/** The fields a person may put right by hand: all but those that only tie one record to another, and those a command settles. */
export const correctable = ({ fields }: AnyRecordType): string[] =>
  Object.entries<Field<unknown>>(fields)
    .filter(([, { kind, settled }]) => kind !== 'record' && settled !== true)
    .map(([name]) => name)

/**
 * One form of correction for every kind of record there is: what stands, a reason, and what stood before kept beside it.
 *
 * @param goesTo where to go once it is put right
 */
export function correctionPages(
  app: App,
  goesTo: (request: FastifyRequest, childId: string) => string,
): void {
  const url = '/children/:childId/records/:kind/:recordId/correct'
  const config = { audience: 'correct', shows: 'child' } as const
  app.get<OneRecord>(url, { config }, (request, reply) =>
    isTooMuch(request) ? ask(request, reply) : show(request, reply, []),
  )
  app.post<OneRecord>(url, { config }, async (request, reply) => {
    const on = kindOf(request)
    const held = (await standing(request, on)) as unknown as Readonly<Record<string, unknown>>
    const act = { ...actOf(request, request.params), recordId: request.params.recordId }
    const asks = asksOf(request, on)
    const offers = onlyOffered(on.fields, asks, await choices(request, on, asks, held), held)
    const strange = notOffered(offers, posted(request))
    if (strange.length > 0) return show(request, reply, strange)
    const outcome = await correct(app.book, on, act, asks, posted(request))
    if (outcome.kind === 'refused') return show(request, reply, outcome.findings)
    return reply.redirect(goesTo(request, act.childId), 303)
  })
}

function kindOf({ server, params }: Asked): AnyRecordType {
  const on = server.book.records.find(({ table }) => kebab(table) === params.kind)
  if (on === undefined || isAboutAccess(on.table)) throw new NoSuchPerson()
  return on
}

function asksOf({ query }: Asked, on: AnyRecordType): string[] {
  const { field = [] } = query as { readonly field?: string | readonly string[] }
  const named = [field].flat()
  const may = correctable(on)
  const asked = may.filter((name) => named.includes(name))
  return asked.length > 0 ? asked : may
}

/** Whether the record holds more than one form asks, and nobody has said yet which of it is wrong. */
function isTooMuch(request: Asked): boolean {
  const on = kindOf(request)
  const may = correctable(on)
  return may.length > mostAtOnce && asksOf(request, on).length === may.length
}

/** Which of all that is held is wrong: the form then asks about that alone. */
async function ask(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const on = kindOf(request)
  const held = (await standing(request, on)) as unknown as Readonly<Record<string, unknown>>
  const asks = correctable(on)
  const people = await choices(request, on, asks, held)
  const at = correctionHref(childId, on, recordId)
  const unanswered = 'asked' in (request.query as object)
  return reply.page(
    {
      title: `Correct: ${on.title.toLowerCase()}`,
      width: 'reading',
      masthead: await request.server.setting.masthead(request, childId),
      errors: unanswered ? [{ text: noneTicked, href: '#field' }] : [],
      body: whichIsWrong({ on, asks, held, people, at, unanswered }),
    },
    unanswered ? 422 : 200,
  )
}

/** The record, for whoever may read its kind; one that belongs to another record, for whoever may read that too. */
async function standing(request: Asked, on: AnyRecordType): Promise<Row<AnyRecordType>> {
  requireKind(request, on.table)
  const row = await load(request.server.book.db, on, request.params.recordId)
  if (row.childId !== request.params.childId) throw new NoSuchPerson()
  if ('aboutKind' in row && typeof row.aboutKind === 'string') requireKind(request, row.aboutKind)
  return row
}

async function show(
  request: Asked,
  reply: FastifyReply,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { book, setting } = request.server
  const on = kindOf(request)
  const row = await standing(request, on)
  const held = row as unknown as Readonly<Record<string, unknown>>
  const asks = asksOf(request, on)
  const typed = { ...asTyped(held), ...checklists(on, held), ...posted(request) }
  const prompts = await promptsOf(book.db, recordId)
  const people = await choices(request, on, asks, held)
  const asked = asks.map((name) =>
    question(name, withGiven(on.fields[name] as Field<unknown>, held, name), {
      typed,
      findings,
      people,
      prompts,
    }),
  )
  return reply.page(
    {
      title: `Correct: ${on.title.toLowerCase()}`,
      width: 'reading',
      masthead: await setting.masthead(request, childId),
      errors: errorLinks(findings),
      body: form(
        request,
        html`${promptsElsewhere(prompts, asks)}${asked}${whyBox(typed, findings)}`,
        'Save the correction',
        row.version,
      ),
    },
    findings.length > 0 ? 422 : 200,
  )
}

/** What a return said where it could not be kept, told beside the question. */
function withGiven(
  field: Field<unknown>,
  held: Readonly<Record<string, unknown>>,
  name: string,
): Field<unknown> {
  const given = (held['given'] as Readonly<Record<string, string>> | null)?.[name]
  if (given === undefined) return field
  return { ...field, hint: `The return said ‘${given}’. ${field.hint ?? ''}`.trim() }
}

function whyBox(typed: Typed, findings: readonly Finding[]): Html {
  const wrong = findings.find(({ at }) => at === 'reason')
  return textarea({
    id: 'reason',
    name: 'reason',
    rows: 2,
    value: typeof typed['reason'] === 'string' ? typed['reason'] : '',
    label: { text: 'Why are you correcting this?' },
    hint: { text: 'What stood before is kept, with your name and your reason.' },
    ...(wrong && { errorMessage: { text: wrong.message } }),
  })
}

/** A checklist's answers, each under its own name as its radios post it. */
const checklists = (on: AnyRecordType, held: Readonly<Record<string, unknown>>): Typed =>
  Object.fromEntries(
    Object.entries<Field<unknown>>(on.fields)
      .filter(([, { kind }]) => kind === 'checklist')
      .flatMap(([name]) =>
        Object.entries((held[name] ?? {}) as Record<string, string>).map(([check, answer]) => [
          `${name}.${check}`,
          answer,
        ]),
      ),
  )

/** Whom the questions may name, asked once a kind: staff, teams, the child's own people, and whoever is named now. */
async function choices(
  request: Asked,
  on: AnyRecordType,
  asks: readonly string[],
  held: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, Options>>> {
  const kinds = Map.groupBy(asks, (name) => (on.fields[name] as Field<unknown>).kind)
  const found: Record<string, Options> = {}
  for (const [kind, names] of kinds) {
    const now = names.flatMap((name) => (typeof held[name] === 'string' ? [held[name]] : []))
    const options = await optionsOf(request, kind, now)
    for (const name of names) found[name] = options
  }
  return found
}

type Options = Readonly<Record<string, string>>

async function optionsOf(request: Asked, kind: FieldKind, now: readonly string[]): Promise<Options> {
  const { db } = request.server.book
  if (kind === 'staff') return staffOr(db, now)
  if (kind === 'person') return familyOr(db, actorOf(request), request.params.childId, now)
  return kind === 'team' ? teamsOf(db) : {}
}

async function staffOr(db: Db, now: readonly string[]): Promise<Options> {
  const rows = await db
    .selectFrom('staff')
    .select(['id', 'name'])
    .where(sql<boolean>`disabled_at is null or id = any(${now}::uuid[])`)
    .orderBy('name')
    .limit(1000)
    .execute()
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

async function teamsOf(db: Db): Promise<Options> {
  const rows = await db.selectFrom('team').select(['id', 'name']).orderBy('name').execute()
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

async function familyOr(db: Db, actor: Actor, childId: string, now: readonly string[]): Promise<Options> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'kind', 'givenName', 'familyName', 'knownAs', 'laChildId'])
    .where(
      sql<boolean>`(id in (select relative_id from relationship where child_id = ${childId}) or id = any(${now}::uuid[]))`,
    )
    .where(nameable(actor, sql.ref('person.id')))
    .orderBy('familyName')
    .limit(60)
    .execute()
  return Object.fromEntries(rows.map((one) => [one.id, nameOf(one)]))
}
