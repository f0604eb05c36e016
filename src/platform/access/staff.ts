import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../db/database.ts'
import { prepared } from '../db/prepared.ts'
import type { Day, Instant } from '../dates/day.ts'
import type { Role } from './policy.ts'

/** Somebody who may sign in, or might once. */
interface StaffMember {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly team: string | null
  readonly signsInAs: string | null
  /** Null while the account is open. */
  readonly disabledAt: Instant | null
}

/** Who is to be added. The team is named as it stands on screen. */
interface NewStaffMember {
  readonly name: string
  readonly role: Role
  readonly signsInAs: string
  readonly team: string | null
}

/** Days an inspector's account lasts, from when it is opened or changed: an inspection and what follows it. */
export const inspectionDays = 28

/** What a role says of an account's last day: an inspector's ends on one, every other's when somebody says so. */
export const lastDayOf = (role: Role): { readonly leavesOn?: RawBuilder<Day> } =>
  role === 'INSP' ? { leavesOn: sql<Day>`current_date + ${inspectionDays}::int` } : {}

/** Everybody by name, those who have left among them. */
export const listStaff = (db: Db): Promise<StaffMember[]> =>
  db
    .selectFrom('staff')
    .leftJoin('team', 'team.id', 'staff.teamId')
    .select([
      'staff.id',
      'staff.name',
      'staff.role',
      'team.name as team',
      'staff.signsInAs',
      'staff.disabledAt',
    ])
    .orderBy('staff.name')
    .orderBy('staff.id')
    .execute()

/**
 * Adds somebody and gives their id.
 *
 * @throws NoResultError when there is no such team
 * @throws DatabaseError 23505 when somebody already signs in by that name
 */
export async function addStaff(db: Db, { name, role, signsInAs, team }: NewStaffMember): Promise<string> {
  const teamId =
    team === null
      ? null
      : (await db.selectFrom('team').select('id').where('name', '=', team).executeTakeFirstOrThrow()).id
  const { id } = await db
    .insertInto('staff')
    .values({ name, role, signsInAs, teamId, ...lastDayOf(role) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Closes an account: its sessions end at the next request. Says whether there was one open by that name. */
export async function disableStaff(db: Db, signsInAs: string, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('staff')
    .set({ disabledAt: at })
    .where('signsInAs', '=', signsInAs)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What members of staff are called, by id; those asked for as null, as a record names nobody, are left out. */
export async function staffNames(
  db: Db,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(ids.filter((id) => id !== null))]
  if (asked.length === 0) return new Map()
  const rows = await prepared(
    db,
    sql<{ id: string; name: string }>`select id, name from staff where id = any(${asked})`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
