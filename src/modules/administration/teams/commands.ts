import { sql } from 'kysely'
import { requireEver, type Actor } from '../../../platform/access/policy.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { line } from '../../../platform/record/field.ts'
import { readAnswers } from '../../../platform/record/perform.ts'
import type { Outcome } from '../../../platform/record/record.ts'
import { keepChange } from '../change.ts'

export const teamFields = {
  name: line({ label: 'Name of the team', missing: 'Enter the name of the team' }),
  service: line({
    label: 'Service',
    hint: 'Its service manager sees the children of every team of the service.',
    missing: 'Enter the service it belongs to',
  }),
  why: line({ label: 'Why', missing: 'Enter why' }),
}

/** A team and how many people and children it has. */
interface Team {
  readonly id: string
  readonly name: string
  readonly service: string
  readonly people: number
  readonly children: number
}

/** Every team, by service and name. */
export async function teams(db: Db): Promise<Team[]> {
  const { rows } = await sql<Team>`
    select team.id, team.name, team.service,
           (select count(*)::int from staff where team_id = team.id and disabled_at is null) as people,
           (select count(distinct child_id)::int
              from allocation
             where team_id = team.id
               and state = 'allocated') as children
      from team order by service, name
  `.execute(db)
  return rows
}

/** @throws NoResultError if there is no such team */
export const teamOf = (db: Db | Tx, id: string) =>
  db.selectFrom('team').select(['id', 'name', 'service']).where('id', '=', id).executeTakeFirstOrThrow()

/**
 * Adds a team, or changes one: its name everywhere, its service for who may see its children.
 *
 * @param teamId null to add one
 * @throws NoResultError if there is no such team
 */
export async function saveTeam(
  book: Book,
  actor: Actor,
  teamId: string | null,
  posted: unknown,
): Promise<Outcome> {
  requireEver(actor, 'administer')
  const { answers, unreadable } = readAnswers(teamFields, ['name', 'service', 'why'], posted)
  if (answers === null) return { kind: 'refused', findings: unreadable }
  const { why, ...team } = answers
  return inTransaction(book.db, async (tx): Promise<Outcome> => {
    const before = teamId === null ? null : await teamOf(tx, teamId)
    const same = await tx.selectFrom('team').select('id').where('name', '=', team.name).executeTakeFirst()
    if (same !== undefined && same.id !== teamId) {
      const message = 'There is a team of this name already. Enter another name'
      return { kind: 'refused', findings: [{ rule: 'administration', message, at: 'name' }] }
    }
    const id =
      teamId ?? (await tx.insertInto('team').values(team).returning('id').executeTakeFirstOrThrow()).id
    if (teamId !== null) await tx.updateTable('team').set(team).where('id', '=', teamId).execute()
    await keepChange(tx, actor.id, {
      kind: 'team',
      about: id,
      before: before && { Name: before.name, Service: before.service },
      after: { Name: team.name, Service: team.service },
      why,
    })
    return { kind: 'done', recordId: id }
  })
}
