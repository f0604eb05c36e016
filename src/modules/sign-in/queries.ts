import type { Role } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'

/** Somebody the demonstration lets anyone be. */
export interface DemonstrationUser {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly team: string | null
}

/** Those who can sign in, the busiest roles first: at most four of a role, sixty in all. */
export async function demonstrationUsers(db: Db): Promise<DemonstrationUser[]> {
  const users = await db
    .selectFrom('staff')
    .leftJoin('team', 'team.id', 'staff.teamId')
    .select(['staff.id', 'staff.name', 'staff.role', 'team.name as team'])
    .where('staff.signsInAs', 'is not', null)
    .where('staff.disabledAt', 'is', null)
    .orderBy('staff.id')
    .limit(500)
    .execute()
  const some = Map.groupBy(users, ({ role }) => role)
  return [...some.values()].flatMap((ofRole) => ofRole.slice(0, 4)).slice(0, 60)
}

/** Whether this is somebody who can sign in. */
export async function canSignIn(db: Db, staffId: string): Promise<boolean> {
  const found = await db
    .selectFrom('staff')
    .select('id')
    .where('id', '=', staffId)
    .where('signsInAs', 'is not', null)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}
