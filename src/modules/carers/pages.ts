import type { FastifyReply, FastifyRequest } from 'fastify'
import { NoSuchPerson } from '../../platform/people/child.ts'
import { nameOf } from '../../platform/people/name.ts'
import { kebab } from '../../platform/record/names.ts'
import { actorOf } from '../../platform/web/admit.ts'
import type { App } from '../../platform/web/app.ts'
import { recordPages, theirs } from '../../platform/web/record-pages.ts'
import { daySaid } from '../actions/index.ts'
import { commands } from './commands.ts'
import * as held from './queries.ts'
import { livesThere } from './rules.ts'
import { accessView, askView, childrenView, childView } from './views.ts'

type OfChild = FastifyRequest<{ Params: { readonly childId: string } }>

const at = '/children/:childId/carers'
/** The clocks that say when each must be done next, by how their names begin. */
const clocks = {
  visits: ['cla-visit-%'],
  reviews: ['cla-review-%'],
  health: ['iha', 'rha-%'],
  school: ['pep-%'],
} as const

/** What a foster carer is shown, and who of them may sign in for a child. */
export async function pages(app: App): Promise<void> {
  const own = { audience: 'placed.read', shows: 'children' } as const
  app.get('/children-with-me', { config: own }, showChildren)
  app.get('/children-with-me/:childId', { config: { ...own, shows: 'child' } }, showChild)
  app.get(at, { config: { audience: 'care.read', shows: 'child' } }, showCarers)
  recordPages(app, {
    at,
    commands,
    goesTo: (childId) => `/children/${childId}/carers`,
    people: (request, childId) => offered(request, childId),
    guards: async (request, name, { childId, recordId }) => {
      const { db, today } = request.server.book
      if (name !== 'agreeCarer' || recordId === null) return []
      return (await held.standsStill(db, childId, recordId, today())) ? [] : [livesThere]
    },
  })
}

/** The carers and the one stay that may be named: none, where the child lives with no foster carer. */
async function offered({ server: { book } }: FastifyRequest, childId: string) {
  const stay = await held.stayOf(book.db, childId, book.today())
  const said =
    stay === null ? {} : { [stay.id]: `With a foster carer since ${daySaid(stay.since, book.today())}` }
  return { carerId: stay === null ? {} : await held.carersFor(book.db, childId), stayId: said }
}

async function showChildren(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const children = await held.placedWith(book.db, actorOf(request))
  request.shows(children.map(({ id }) => id))
  return reply.page({
    title: 'Children who live with me',
    width: 'reading',
    body: childrenView(children, book.today()),
  })
}

async function showChild(request: OfChild, reply: FastifyReply): Promise<FastifyReply> {
  const { book } = request.server
  const { childId } = request.params
  const child = (await held.placedWith(book.db, actorOf(request))).find(({ id }) => id === childId)
  if (child === undefined) throw new NoSuchPerson()
  const owed = async (what: keyof typeof clocks) => held.owedOf(book.db, childId, clocks[what])
  const today = book.today()
  return reply.page({
    title: nameOf(child),
    width: 'reading',
    breadcrumbs: [{ text: 'Children who live with me', href: '/children-with-me' }],
    body: childView({
      child,
      today,
      since: await held.cameTo(book.db, childId, actorOf(request).id),
      workers: await held.workersOf(book.db, childId),
      owed: { visits: await owed('visits'), reviews: await owed('reviews') },
      health: { done: await held.checksOf(book.db, childId), owed: await owed('health') },
      school: { last: await held.educationOf(book.db, childId), owed: await owed('school') },
    }),
  })
}

async function showCarers(request: OfChild, reply: FastifyReply): Promise<FastifyReply> {
  const { childId } = request.params
  const { book, setting } = request.server
  const [today, may] = [book.today(), await theirs(request, childId, commands)]
  const doing = ({ id, state }: held.Access) =>
    Object.entries(may)
      .filter(([, { from }]) => (from as readonly string[] | null)?.includes(state) === true)
      .map(([name, { title }]) => ({ text: title, href: `/children/${childId}/carers/${id}/${kebab(name)}` }))
  const ask = askView(childId, 'askForCarer' in may, (await held.stayOf(book.db, childId, today)) !== null)
  return reply.page({
    title: 'Foster carers who may sign in',
    width: 'reading',
    masthead: await setting.masthead(request, childId),
    body: accessView(await held.accessOf(book.db, childId), doing, ask, today),
  })
}
