import type { FastifyReply, FastifyRequest } from 'fastify'
import { shortDay } from '../../platform/dates/day.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { nameOf } from '../../platform/people/name.ts'
import { load } from '../../platform/record/store.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { cards } from '../../platform/web/holdfast/cards.ts'
import { link } from '../../platform/web/holdfast/section.ts'
import { state } from '../../platform/web/holdfast/state.ts'
import { html, type Html } from '../../platform/web/html.ts'
import { recordPages, theirs } from '../../platform/web/record-pages.ts'
import { recordSummary, whatNext } from '../../platform/web/record-summary.ts'
import { commands } from './commands.ts'
import { mayBeCarer, openArrangements, type OpenArrangement } from './queries.ts'
import { privateFostering } from './record.ts'

const at = '/children/:childId/private-fostering'

/** What a decision rests on, and the one before it: a new one has a day and words of its own. */
const standing = [
  'spokenAloneOn',
  'notAloneWhy',
  'adultsChecked',
  'parentsContacted',
  'checks',
  'decidedOn',
  'decisionReason',
]

interface Params {
  readonly childId: string
  readonly recordId: string
}

export async function pages(app: App): Promise<void> {
  app.get(
    '/private-fostering',
    { config: { audience: 'private-fostering.read', shows: 'children' } },
    async (request, reply) => {
      const rows = await openArrangements(app.book.db, actorOf(request))
      request.shows(rows.map(({ childId }) => childId))
      return reply.page({
        title: 'Private fostering',
        body: list(rows.map((row) => rowView(row, app.book.today()))),
      })
    },
  )
  app.get<{ Params: Params }>(
    `${at}/:recordId`,
    { config: { audience: 'private-fostering.read', shows: 'child' } },
    show,
  )
  recordPages(app, {
    at,
    commands,
    people: async (request, childId) => ({ carerId: await mayBeCarer(request.server.book.db, childId) }),
    goesTo: (childId, id) => `/children/${childId}/private-fostering/${id}`,
    tells: { findSuitable: standing, setRequirements: standing, prohibit: standing, ruleOut: standing },
  })
}

async function show(request: FastifyRequest<{ Params: Params }>, reply: FastifyReply): Promise<FastifyReply> {
  const { childId, recordId } = request.params
  const { book, setting } = request.server
  const row = await load(book.db, privateFostering, recordId)
  if (row.childId !== childId) throw new NoSuchPerson()
  const names = new Map(Object.entries(await mayBeCarer(book.db, childId)))
  const href = `/children/${childId}/private-fostering/${recordId}`
  const mayDo = await theirs(request, childId, commands)
  return reply.page({
    title: 'Private fostering',
    lead: stateWords[row.state],
    masthead: await setting.masthead(request, childId),
    body: html`${recordSummary(privateFostering, row, names)}${whatNext(mayDo, row.state, href)}`,
  })
}

/** Each state in the words of the screen. */
const stateWords: Readonly<Record<(typeof privateFostering.states)[number], string>> = {
  notified: 'We have been told: not yet assessed',
  assessed: 'Assessed: waiting for a decision',
  suitable: 'Suitable',
  requirements: 'Suitable, if the carer does what was required',
  prohibited: 'Prohibited',
  'not private fostering': 'Not private fostering',
  ended: 'Ended',
}

function rowView(row: OpenArrangement, today: string) {
  const { childId, id, carer, nextDueOn } = row
  const due = nextDueOn === null ? 'Nothing due' : shortDay(nextDueOn)
  return {
    child: link(nameOf(row), `/children/${childId}/private-fostering/${id}`),
    carer: carer ?? 'Not recorded',
    standing: stateWords[row.state as keyof typeof stateWords],
    due: nextDueOn !== null && nextDueOn < today ? state('over', `Was due ${due}`) : due,
  }
}

function list(rows: readonly ReturnType<typeof rowView>[]): Html {
  if (rows.length === 0)
    return html`<p class="govuk-body">No child you work with is privately fostered. When we are told of one, record it from the child’s page.</p>`
  return cards({
    caption: 'Children living with somebody who is not a close relative, by private arrangement',
    columns: ['Child', 'Carer', 'Where it stands', 'Next visit'],
    rows: rows.map(({ child, carer, standing, due }) => ({ head: child, cells: [carer, standing, due] })),
  })
}
