import type { FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction } from '../../platform/db/database.ts'
import { isDay, type Day } from '../../platform/dates/day.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { dayField } from '../../platform/record/field.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { hidden, posted } from '../../platform/web/form.ts'
import type { ErrorLink } from '../../platform/web/govuk/error-summary.ts'
import { checkPages } from './check-page/pages.ts'
import { isReturnMade, isReturnYear, usualDay, wrongWithDay, type ReturnMade } from './generate/asked.ts'
import { explainChild } from './generate/explain.ts'
import { makeReturnJob } from './generate/job.ts'
import { listsGiven } from './lists/held.ts'
import {
  changesBetween,
  childrenOfRun,
  foundOfRule,
  listRuns,
  oneRun,
  runsBefore,
  type Run,
} from './generate/queries.ts'
import { askRun, fileOfRun, signOff } from './generate/runs.ts'
import { runTitle } from './generate/words.ts'
import { ssdPages } from './ssd/pages.ts'
import { changesView, childView } from './changes-view.ts'
import { madeView, notMadeView, returnsView, ruleView, waitingView } from './pages-view.ts'

interface OfRun {
  readonly Params: {
    readonly id: string
    readonly rule?: string
    readonly other?: string
    readonly at?: string
  }
}
type Asked = FastifyRequest<OfRun>

const uuid = '^[0-9a-fA-F-]{36}$'

/** Making a return, what the rules find in it, what is otherwise than before, signing it off, and taking it out: the analyst's. */
export async function pages(app: App): Promise<void> {
  const asService = 'a return holds every child'
  const counting = { audience: 'import', shows: 'nobody', asService } as const
  const showing = { audience: 'import', shows: 'children', asService } as const
  const takingOut = { audience: 'import', shows: 'children', asService, stepUp: true } as const
  const run = `/returns/:id(${uuid})`
  await app.register(async (inner) => checkPages(inner as App))
  ssdPages(app)
  app.get('/returns', { config: counting }, (request, reply) => list(request, reply, []))
  app.post('/returns', { config: counting }, ask)
  app.get<OfRun>(run, { config: counting }, show)
  app.post<OfRun>(`${run}/sign-off`, { config: counting }, sign)
  app.get<OfRun>(`${run}/files/:at(^\\d{1,2}$)`, { config: takingOut }, sendFile)
  app.get<OfRun>(`${run}/rules/:rule`, { config: showing }, showRule)
  app.get<OfRun>(`${run}/changes/:other(${uuid})`, { config: showing }, showChanges)
  app.get<OfRun>(`${run}/children/:other(${uuid})`, { config: showing }, showChild)
}

async function list(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: readonly ErrorLink[],
): Promise<FastifyReply> {
  const { book } = request.server
  const runs = await listRuns(book.db)
  const lists = await listsGiven(book.db)
  const body = returnsView({ runs, lists }, hidden(request), posted(request), errors, book.today())
  return reply.page({ title: 'Returns', errors, body }, errors.length === 0 ? 200 : 422)
}

/** What was asked for, or everything that is wrong with it. */
function readAsked(
  request: FastifyRequest,
): { of: ReturnMade; year: number; on: Day } | readonly ErrorLink[] {
  const today = request.server.book.today()
  const typed = posted(request)
  const [of, year, on] = [
    String(typed['return'] ?? ''),
    Number(typed['year']),
    String(typed['on'] ?? '').trim(),
  ]
  const errors: ErrorLink[] = []
  if (!isReturnMade(of)) errors.push({ text: 'Select the return to make', href: '#return' })
  if (!isReturnYear(year)) errors.push({ text: 'Select the year', href: '#year' })
  if (!isReturnMade(of) || !isReturnYear(year)) return errors
  const day = on === '' ? usualDay(of, year, today) : dayTyped(on)
  const wrong =
    day === null ? 'Enter a real day, like 31/3/2026, or leave it empty' : wrongWithDay(of, year, day, today)
  if (wrong !== null || day === null) return [{ text: wrong ?? '', href: '#on' }]
  return { of, year, on: day }
}

function dayTyped(text: string): Day | null {
  const read = dayField({ label: '', missing: '' }).schema.safeParse(text)
  return read.success && isDay(read.data) ? read.data : null
}

async function ask(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const asked = readAsked(request)
  if (!('of' in asked)) return list(request, reply, asked)
  const by = actorOf(request).id
  const id = await inTransaction(request.server.book.db, async (tx) => {
    const run = await askRun(tx, { ...asked, by })
    await enqueue(tx, makeReturnJob, { run })
    return run
  })
  return reply.redirect(`/returns/${id}`, 303)
}

async function runOf({ server, params }: Asked): Promise<Run> {
  const run = await oneRun(server.book.db, params.id)
  // Answered as any page that is not there.
  if (run === null) throw new NoSuchPerson(params.id)
  return run
}

const back = (run: Run) => [
  { text: 'Returns', href: '/returns' },
  { text: runTitle(run), href: `/returns/${run.id}` },
]

async function show(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const run = await runOf(request)
  const title = runTitle(run)
  const breadcrumbs = [{ text: 'Returns', href: '/returns' }]
  // Without JavaScript the browser asks again by itself.
  if (run.state === 'being made')
    return reply.header('refresh', '2').page({ title, breadcrumbs, body: waitingView() })
  if (run.state === 'not made') return reply.page({ title, breadcrumbs, body: notMadeView(run) })
  const before = await runsBefore(request.server.book.db, run)
  return reply.page({ title, breadcrumbs, body: madeView(run, before, hidden(request)) })
}

async function sign(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const run = await runOf(request)
  await signOff(request.server.book.db, run.id, actorOf(request).id)
  return reply.redirect(`/returns/${run.id}`, 303)
}

/** A return holds everybody in it: whoever takes it out has looked at them. */
async function sendFile(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  const run = await runOf(request)
  const file = run.files[Number(request.params.at) - 1]
  const bytes = file === undefined ? null : await fileOfRun(db, run.id, file.name)
  if (file === undefined || bytes === null) throw new NoSuchPerson(run.id)
  request.shows(await childrenOfRun(db, run.id))
  return reply
    .type(typeOf(file.name))
    .header('content-disposition', `attachment; filename="${file.name.replace(/^.*\//, '')}"`)
    .header('cache-control', 'no-store')
    .send(bytes)
}

const types: Readonly<Record<string, string>> = {
  xml: 'application/xml; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
const typeOf = (name: string): string => types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'

async function showRule(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const run = await runOf(request)
  const rule = request.params.rule ?? ''
  const told = run.findings.find((one) => one.rule === rule)
  if (told === undefined) throw new NoSuchPerson(run.id)
  const found = await foundOfRule(request.server.book.db, run.id, rule)
  request.shows(found.flatMap(({ childId }) => childId ?? []))
  return reply.page({ title: `Rule ${rule}`, breadcrumbs: back(run), body: ruleView(run, told, found) })
}

async function showChanges(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = request.server.book
  const run = await runOf(request)
  const before = await oneRun(db, request.params.other ?? '')
  if (before === null || before.of !== run.of) throw new NoSuchPerson(run.id)
  const changes = await changesBetween(db, before.id, run.id)
  request.shows(changes.children.flatMap(({ childId }) => childId ?? []))
  return reply.page({
    title: 'What is not as it was',
    breadcrumbs: back(run),
    body: changesView(run, before, changes),
  })
}

/** Of a list there is no year; the workforce census has no children. */
async function showChild(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const run = await runOf(request)
  const { of, year, on } = run
  const childId = request.params.other ?? ''
  const cells = of === 'csww' ? null : await explainChild(request.server.book.db, { of, year, on }, childId)
  if (cells === null) throw new NoSuchPerson(childId)
  request.shows([childId])
  return reply.page({
    title: 'Where each cell comes from',
    breadcrumbs: back(run),
    body: childView(childId, cells, request.server.book.records),
  })
}
