import { roleNames, type Role } from '../../../platform/access/policy.ts'
import type { Instant } from '../../../platform/dates/day.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'

/** Somebody who works here, or did. */
export interface User {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly teamId: string | null
  readonly team: string | null
  /** Null for a worker named by a return, who cannot sign in. */
  readonly signsInAs: string | null
  readonly disabledAt: Instant | null
}

const asked = (db: Db | Tx) =>
  db
    .selectFrom('staff')
    .leftJoin('team', 'team.id', 'staff.teamId')
    .select(['staff.id', 'staff.name', 'role', 'teamId', 'team.name as team', 'signsInAs', 'disabledAt'])

/** What narrows the list of users; null for all. */
interface UserFilter {
  readonly role: Role | null
  readonly teamId: string | null
}

/** As many as the page lists. */
export const mostUsers = 300

/** Those who may sign in first, then by name; at most one more than `mostUsers`. */
export function users(db: Db, { role, teamId }: UserFilter): Promise<User[]> {
  const all = asked(db)
  const ofRole = role === null ? all : all.where('role', '=', role)
  const ofTeam = teamId === null ? ofRole : ofRole.where('teamId', '=', teamId)
  return ofTeam
    .orderBy(({ eb }) => eb('signsInAs', 'is', null))
    .orderBy(({ eb }) => eb('disabledAt', 'is not', null))
    .orderBy('staff.name')
    .orderBy('staff.id')
    .limit(mostUsers + 1)
    .execute()
}

/** @throws NoResultError if there is nobody of this id */
export const userOf = (db: Db | Tx, id: string): Promise<User> =>
  asked(db).where('staff.id', '=', id).executeTakeFirstOrThrow()

/** Every team, by id. */
export async function teamNames(db: Db): Promise<Readonly<Record<string, string>>> {
  const rows = await db.selectFrom('team').select(['id', 'name']).orderBy('name').execute()
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

/** How somebody stands, as a change keeps it. */
export const standingOf = ({ name, role, team, signsInAs, disabledAt }: User) => ({
  Name: name,
  Role: roleNames[role],
  Team: team,
  'Signs in as': signsInAs,
  Account: disabledAt === null ? 'open' : 'closed',
})
