import type { FastifyReply, FastifyRequest } from 'fastify'
import { holds, reachable } from '../../../platform/access/reach.ts'
import { NoSuchPerson } from '../../../platform/people/child.ts'
import type { Permission } from '../../../platform/access/policy.ts'
import type { Db } from '../../../platform/db/database.ts'
import { workingCalendar } from '../../../platform/record/working-calendar.ts'
import { actorOf } from '../../../platform/web/admit.ts'
import { hidden } from '../../../platform/web/form.ts'
import { actOf } from '../../../platform/web/record-pages.ts'
import type { Page } from '../../../platform/web/layout.ts'
import { sharedAnswers } from '../../../platform/record/shared-draft.ts'
import { knownOf, quotedAt } from './known.ts'
import type { Quoting } from './known-view.ts'
import { membersOf, type Member } from './queries.ts'
import { home } from './tasks-view.ts'
import type { Telling } from './words.ts'

export interface Params {
  readonly childId: string
  readonly recordId: string
  readonly part: string
  readonly adultId: string
}
export type Asked = FastifyRequest<{ Params: Params; Querystring: Readonly<Record<string, string>> }>

export const at = '/children/:childId/assessments'
export const reading = { audience: 'assessment.read', shows: 'child' } as const
export const writing = { audience: 'assessment.write', shows: 'child' } as const
export const deciding = { audience: 'assessment.authorise', shows: 'child' } as const

export const may = (request: FastifyRequest, permission: Permission): boolean =>
  request.session !== null &&
  request.relation !== null &&
  holds(request.session.actor, permission, request.relation)

export const telling = async ({ server: { book } }: FastifyRequest): Promise<Telling> => ({
  today: book.today(),
  calendar: await workingCalendar(book.db),
})

/**
 * The child's assessment an address names, with those assessed together whom the reader may see: the child's own first of all.
 *
 * @param shown whose names the answer holds: all of them, or the child's own alone
 */
export async function family(
  request: Asked,
  shown: 'all' | 'own' = 'all',
): Promise<{ member: Member; members: Member[] }> {
  const { db } = request.server.book
  const { childId, recordId } = request.params
  const { actor } = actOf(request, { childId })
  const all = await membersOf(db, recordId)
  const reach = await reachable(
    db,
    actor,
    'assessment.read',
    all.map(({ who }) => who.id),
  )
  const members = all.filter(({ who }) => who.id === childId || reach.has(who.id))
  const member = members.find(({ who, assessment }) => who.id === childId && assessment.id === recordId)
  if (member === undefined) throw new NoSuchPerson()
  if (shown === 'all') request.shows(members.map(({ who }) => who.id))
  return { member, members }
}

/** What is known of the child, for these parts of the assessment or all of them. */
export async function quoting(request: Asked, member: Member, part: string | null): Promise<Quoting> {
  const { db, today } = request.server.book
  const [known, answers] = await Promise.all([
    knownOf(db, actorOf(request), member.who.id, member.assessment.startedOn),
    sharedAnswers(db, [member.assessment.id]),
  ])
  return {
    childId: member.who.id,
    // What other records say is quoted to those who read those too.
    known: known.filter(
      ({ key }) =>
        may(request, 'chronology.read') && (part === null || quotedAt[key]?.parts.includes(part) === true),
    ),
    right: answers,
    today: today(),
    asks: may(request, 'assessment.write') ? { at: `${home(member)}/right`, hidden: hidden(request) } : null,
  }
}

/** A page of one child, under their masthead. */
export const show = async (
  request: Asked,
  reply: FastifyReply,
  page: Page,
  status = 200,
): Promise<FastifyReply> =>
  reply.page(
    { ...page, masthead: await request.server.setting.masthead(request, request.params.childId) },
    status,
  )

/** Whom of these children the actor may write about. */
export const mayWriteOf = (request: Asked, db: Db, ids: readonly string[]): Promise<Set<string>> =>
  reachable(db, actOf(request, request.params).actor, 'assessment.write', ids)
