import type { FastifyReply, FastifyRequest } from 'fastify'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import type { Typed } from '../../platform/record/draft.ts'
import type { Answers } from '../../platform/record/field.ts'
import { readAnswers, StateMoved } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import type { Day } from '../../platform/dates/day.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { errorLinks, form, formKey, formVersion, posted } from '../../platform/web/form.ts'
import { html } from '../../platform/web/html.ts'
import { questions } from '../../platform/web/question.ts'
import { daySaid } from '../actions/index.ts'
import { agree, bookingOf, changeBooking, move, type Booking } from './bookings.ts'
import { refused, requireManaged } from './commands.ts'
import { bookingFields, missedFields } from './fields.ts'
import { supervisedBy, type Supervised } from './queries.ts'

type OfWorker = FastifyRequest<{ Params: { readonly staffId: string } }>
const config = { audience: 'supervision.write', shows: 'nobody' } as const

/** The day agreed for the next meeting: agreed, moved, or said not to have been kept. */
export function bookingPages(app: App): void {
  const at = '/supervision/:staffId/meeting'
  app.get(at, { config }, (request: OfWorker, reply) => show(request, reply, {}, []))
  app.post(at, { config }, save)
}

/** What the form asks: once the day agreed has gone by, first why it did not take place. */
const asked = (agreed: Booking | undefined, today: Day) => {
  if (agreed === undefined) return { kind: 'agree', fields: bookingFields, asks: ['meetsOn'] } as const
  if (agreed.meetsOn < today)
    return { kind: 'missed', fields: missedFields, asks: ['reason', 'said', 'meetsOn'] } as const
  return { kind: 'move', fields: bookingFields, asks: ['meetsOn', 'movedWhy'] } as const
}

async function save(request: OfWorker, reply: FastifyReply): Promise<FastifyReply> {
  const { staffId } = request.params
  const { book } = request.server
  const version = formVersion(request)
  const outcome = await inOneChange(book, actorOf(request), formKey(request), async (change) => {
    await requireManaged(change, staffId)
    const agreed = await bookingOf(change.tx, staffId)
    if ((agreed?.version ?? null) !== version) throw new StateMoved('the booking was changed since')
    return settle(change, staffId, agreed, posted(request))
  })
  if (outcome.kind === 'refused') return show(request, reply, posted(request), outcome.findings)
  return reply.redirect(`/supervision/${staffId}`, 303)
}

async function settle(
  change: Change,
  staffId: string,
  agreed: Booking | undefined,
  typed: Typed,
): Promise<Outcome> {
  const { kind } = asked(agreed, change.today)
  if (agreed !== undefined && kind === 'missed') return didNotTakePlace(change, agreed, typed)
  const names = agreed === undefined ? (['meetsOn'] as const) : (['meetsOn', 'movedWhy'] as const)
  const { answers, unreadable } = readAnswers(bookingFields, names, typed)
  if (answers === null) return refused(unreadable)
  const { meetsOn, movedWhy = '' } = answers as Partial<Answers<typeof bookingFields>> & { meetsOn: Day }
  if (meetsOn < change.today) return refused([ahead])
  const recordId =
    agreed === undefined
      ? await agree(change, staffId, meetsOn)
      : await move(change, agreed, meetsOn, movedWhy)
  return { kind: 'done', recordId }
}

async function didNotTakePlace(change: Change, agreed: Booking, typed: Typed): Promise<Outcome> {
  const { answers, unreadable } = readAnswers(missedFields, ['reason', 'said', 'meetsOn'], typed)
  if (answers === null) return refused(unreadable)
  const { reason, said, meetsOn } = answers
  if (meetsOn !== null && meetsOn < change.today) return refused([ahead])
  const set = { state: 'did not take place', reason, said } as const
  const recordId = await changeBooking(change, agreed, 'supervision.did-not-take-place', set)
  if (meetsOn !== null) await agree(change, agreed.workerId, meetsOn)
  return { kind: 'done', recordId }
}

const ahead: Finding = {
  rule: 'SV-6',
  message: 'The day you meet must be today or later',
  at: 'meetsOn',
}

const titles = {
  agree: 'Agree a day to meet',
  move: 'Move the day you meet',
  missed: 'It did not take place',
}

async function show(
  request: OfWorker,
  reply: FastifyReply,
  typed: Typed,
  findings: readonly Finding[],
): Promise<FastifyReply> {
  const { book } = request.server
  const worker = await managed(request)
  const today = book.today()
  const agreed = await bookingOf(book.db, worker.id)
  const { kind, fields, asks } = asked(agreed, today)
  const was = agreed !== undefined && html`<p>You agreed to meet ${daySaid(agreed.meetsOn, today)}.</p>`
  const recorded =
    kind === 'missed' && html`<p class="hf-quiet">If you did meet, record the session instead.</p>`
  const inside = html`${was}${recorded}${questions(fields, asks, { typed, findings })}`
  return reply.page(
    {
      title: titles[kind],
      lead: worker.name,
      width: 'reading',
      breadcrumbs: [
        { text: 'Supervision', href: '/supervision' },
        { text: worker.name, href: `/supervision/${worker.id}` },
      ],
      errors: errorLinks(findings),
      body: form(request, inside, 'Save', agreed?.version ?? null),
    },
    findings.length > 0 ? 422 : 200,
  )
}

/** @throws NoSuchPerson if the reader does not manage them */
async function managed(request: OfWorker): Promise<Supervised> {
  const { book } = request.server
  const { staffId } = request.params
  if (!/^[0-9a-f-]{36}$/.test(staffId)) throw new NoSuchPerson()
  const [worker] = await supervisedBy(book.db, actorOf(request), book.today(), staffId)
  if (worker?.mine !== true) throw new NoSuchPerson()
  return worker
}
