import { sql } from 'kysely'
import { mostFor } from '../../platform/access/brake.ts'
import { roleNames, type Role } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'

/** What a role may open in an hour: its own number, or what a setting says and why. */
interface LimitTold {
  readonly role: Role
  readonly most: number
  readonly why: string | null
}

export async function limits(db: Db): Promise<LimitTold[]> {
  const set = new Map(
    (await db.selectFrom('readingLimit').select(['role', 'most', 'why']).execute()).map((one) => [
      one.role,
      one,
    ]),
  )
  return (Object.keys(roleNames) as Role[]).map((role) => ({
    role,
    most: set.get(role)?.most ?? mostFor(role),
    why: set.get(role)?.why ?? null,
  }))
}

export async function setLimit(
  db: Db,
  actorId: string,
  { role, most, why }: { role: Role; most: number; why: string },
): Promise<void> {
  await sql`insert into reading_limit (role, most, set_by, why) values (${role}, ${most}, ${actorId}, ${why})
    on conflict (role) do update set most = excluded.most, set_by = excluded.set_by, set_at = now(),
       why = excluded.why`.execute(db)
}
