import { staffNames } from '../../../platform/access/staff.ts'
import type { FastifyRequest } from 'fastify'
import { actorOf, maySee } from '../../../platform/web/admit.ts'
import type { Permission } from '../../../platform/access/policy.ts'
import type { FactKind } from '../../../platform/clocks/clock.ts'
import { dayOf, type Day, type Instant } from '../../../platform/dates/day.ts'
import { workingCalendar } from '../../../platform/record/working-calendar.ts'
import { clockOfServer, stopsOf } from '../clock-book.ts'
import { relativesOf } from '../family/people.ts'
import { linkTo } from '../links.ts'
import { mastheadFacts } from '../masthead-facts.ts'
import { calledBy } from '../name.ts'
import { recordHref } from '../records.ts'
import { facesOf } from './clock-faces.ts'
import { readingsAsAt, storyAsAt, toldUpTo } from './as-at.ts'
import { readingsOn, type Told } from './readings.ts'
import { storyOf, type Story } from './story.ts'
import type { Telling } from './telling.ts'

/** Which telling is asked for: what was so on a day, or what this record said at a moment. */
export interface WhenAsked {
  readonly on: Day
  readonly asAt: Instant | null
}

/** Reads everything the overview says of one child: seven statements, or nine for what the record said then. */
export async function tell(request: FastifyRequest, childId: string, when: WhenAsked): Promise<Telling> {
  const { db } = request.server.book
  const [facts, [story, readings], relatives, calendar] = await Promise.all([
    mastheadFacts(db, actorOf(request), childId, when.on),
    when.asAt === null
      ? Promise.all([storyOf(db, childId, when.on), readingsOn(db, childId, when.on)])
      : then(request, childId, when.asAt),
    relativesOf(db, actorOf(request), childId, when.on),
    workingCalendar(db),
  ])
  const app = request.server
  return {
    childId,
    on: when.on,
    called: calledBy(facts),
    facts,
    story,
    readings,
    relatives,
    calendar,
    names: await staffNames(db, staffIn(story)),
    faces: facesOf(readings, {
      on: when.on,
      calendar,
      clockOf: clockOfServer(app.setting),
      closures: story.closures,
    }),
    stops: stopsOf(app.book.duties),
    recordHref: (kind, id) => recordHref(childId, kind, id),
    actFor: (fact) => actFor(request, childId, fact),
  }
}

async function then(request: FastifyRequest, childId: string, asAt: Instant): Promise<[Story, Told[]]> {
  const { book } = request.server
  const rows = await toldUpTo(book.db, childId, asAt)
  const on = dayOf(asAt)
  return [storyAsAt(rows, on), await readingsAsAt(book, childId, rows, on)]
}

const staffIn = ({ allocations, visits, said, unknowns, actions }: Story): (string | null)[] => [
  ...allocations.map(({ workerId }) => workerId),
  ...visits.map(({ workerId }) => workerId),
  said?.workerId ?? null,
  ...unknowns.map(({ ownerId }) => ownerId),
  ...actions.flatMap(({ ownerId, askedBy }) => [ownerId, askedBy]),
]

interface Act {
  readonly text: string
  readonly url: string
  readonly needs: Permission
}

const acts: Partial<Record<FactKind, Act>> = {
  visit: { text: 'Record visit', url: '/children/:childId/visits/record', needs: 'visit.write' },
  allocation: { text: 'Allocate', url: '/children/:childId/workers/allocate', needs: 'allocation.write' },
  action: { text: 'Directions', url: '/children/:childId/actions', needs: 'action.read' },
  'child in need plan': { text: 'Write the plan', url: '/children/:childId/plan', needs: 'plan.write' },
  'child in need review': {
    text: 'Record review',
    url: '/children/:childId/child-in-need/review',
    needs: 'plan.write',
  },
}

/** What would clear it, where this reader may do that for this child and a chapter has the page. */
function actFor(
  request: FastifyRequest,
  childId: string,
  fact: FactKind | undefined,
): { text: string; href: string } | null {
  const act = fact === undefined ? undefined : acts[fact]
  if (act === undefined || !maySee(request, act.needs)) return null
  const href = linkTo(request.server, act.url, childId)
  return href === null ? null : { text: act.text, href }
}
