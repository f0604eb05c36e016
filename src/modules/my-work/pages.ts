import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { mayEver, NotAllowed, type Actor } from '../../platform/access/policy.ts'
import { shortDay } from '../../platform/dates/day.ts'
import type { App } from '../../platform/web/app.ts'
import { html } from '../../platform/web/html.ts'
import { linkedChildren } from '../../platform/web/linked.ts'
import { workingCalendar } from '../../platform/record/working-calendar.ts'
import { helpKinds, loadOfWorker, type HelpKind } from '../allocation/index.ts'
import { waitingFor } from '../assessment/index.ts'
import type { WorkFacts } from './facts.ts'
import { asksOf } from './asked-of-me.ts'
import { childrenOf, begunBy, dutiesOf, findingsOf, whoseWork, wordsToFollow } from './queries.ts'
import { roleFacts } from './by-role.ts'
import { hasRoleView, noRole, roleView } from './by-role-views.ts'
import {
  besides as besidesRole,
  hasOwnWork,
  loadLine,
  orders,
  recordView,
  workView,
  type Order,
  type Shown,
} from './views.ts'

interface Filtered {
  readonly Querystring: Readonly<Record<string, string | undefined>>
}

const config = { audience: 'my-work.read', shows: 'children' } as const

export async function pages(app: App): Promise<void> {
  app.get<Filtered>('/my-work', { config }, showWork)
  app.get('/record', { config }, showRecord)
}

/** Only codes stand in an address, and any other is passed over. */
function shownBy(query: Filtered['Querystring']): Shown {
  const { plan = '', order = '', worker, all } = query
  return {
    plan: Object.hasOwn(helpKinds, plan) ? (plan as HelpKind) : null,
    order: Object.hasOwn(orders, order) ? (order as Order) : 'due',
    worker: z.guid().safeParse(worker).success ? (worker ?? null) : null,
    all: all === 'yes',
  }
}

async function showWork(request: FastifyRequest<Filtered>, reply: FastifyReply): Promise<FastifyReply> {
  const shown = shownBy(request.query)
  const reader = readerOf(request)
  const facts = await factsFor(request, reader, shown.worker ?? reader.id)
  const role = facts.own ? await roleFacts(request.server.book.db, reader) : noRole
  const { today, own, whose } = facts
  const work = html`${roleView(role, facts)} ${
    hasOwnWork(facts) || !hasRoleView(role) ? workView(facts, shown) : besidesRole(facts, shown)
  }`
  request.shows(linkedChildren(work))
  return reply.page({
    title: own ? 'My work' : `${whose.name}’s work`,
    ownHeading: true,
    body: html`<div class="hf-row hf-row--base hf-row--apart govuk-!-margin-bottom-5">
        <div>
          <p class="hf-eyebrow">${shortDay(today, { year: true })}</p>
          <h1 class="hf-h1">${own ? 'My work' : `${whose.name}’s work`}</h1>
        </div>
        ${loadLine(facts)}
      </div>
      ${work}`,
  })
}

const readerOf = ({ session }: FastifyRequest): Actor => {
  if (session === null) throw new NotAllowed('my-work.read')
  return session.actor
}

async function factsFor(request: FastifyRequest, reader: Actor, workerId: string): Promise<WorkFacts> {
  const { book, setting } = request.server
  const { db } = book
  const today = book.today()
  const own = workerId === reader.id
  const whose = await whoseWork(db, reader, workerId)
  if (whose === undefined) throw new NotAllowed('oversight.read')
  const children = await childrenOf(db, reader, workerId, today)
  const ids = children.map(({ id }) => id)
  return {
    whose,
    own,
    mayVisit: mayEver(reader, 'visit.write'),
    maySupervise: mayEver(reader, 'supervision.read'),
    today,
    children,
    named: (clock) => setting.clockNames.get(clock) ?? clock,
    calendar: await workingCalendar(db),
    duties: ids.length === 0 ? [] : await dutiesOf(db, ids, today),
    asks: await asksOf(db, reader, workerId),
    toFollow: await wordsToFollow(db, reader, workerId),
    ...(await begunBy(db, reader, workerId)),
    toAuthorise: own && mayEver(reader, 'assessment.authorise') ? await waitingFor(db, reader) : [],
    findings: await findingsOf(db, reader, workerId),
    load: await loadOfWorker(db, workerId),
  }
}

async function showRecord(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const reader = readerOf(request)
  const { book } = request.server
  const today = book.today()
  const children = await childrenOf(book.db, reader, reader.id, today)
  request.shows(children.map(({ id }) => id))
  const may = {
    visit: mayEver(reader, 'visit.write'),
    note: mayEver(reader, 'note.write'),
    direct: mayEver(reader, 'action.give'),
    search: mayEver(reader, 'search'),
    person: mayEver(reader, 'person.write'),
    child: mayEver(reader, 'child.read'),
    manager: mayEver(reader, 'worry.close'),
  }
  return reply.page({
    title: 'What do you want to record?',
    lead: 'Choose the child and what it is.',
    body: recordView(children, today, may),
  })
}
