import { sql } from 'kysely'
import type { Role } from '../../platform/access/policy.ts'
import type { Db, Tx } from '../../platform/db/database.ts'

/** Somebody the demonstration lets anyone be. */
export interface DemonstrationUser {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly team: string | null
}

/** Those who can sign in, the busiest roles first: at most four of a role and one of each other service, sixty in all. */
export async function demonstrationUsers(db: Db): Promise<DemonstrationUser[]> {
  const users = await db
    .selectFrom('staff')
    .leftJoin('team', 'team.id', 'staff.teamId')
    .select(['staff.id', 'staff.name', 'staff.role', 'team.name as team', 'team.service'])
    .where('staff.signsInAs', 'is not', null)
    .where('staff.disabledAt', 'is', null)
    .orderBy('staff.id')
    .limit(500)
    .execute()
  const some = Map.groupBy(users, ({ role }) => role)
  return [...some.values()].flatMap((ofRole) => fourAndOthers(ofRole)).slice(0, 60)
}

/** A front door's manager may do what no other manager may: whoever tries it must find them. */
function fourAndOthers<U extends { readonly service: string | null }>(ofRole: readonly U[]): U[] {
  const four = ofRole.slice(0, 4)
  const shown = new Set(four.map(({ service }) => service))
  const others = Map.groupBy(ofRole, ({ service }) => service)
  return [
    ...four,
    ...[...others].filter(([service]) => !shown.has(service)).flatMap(([, all]) => all.slice(0, 1)),
  ]
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

/** An account that signs in with a password and a code. */
export interface PasswordAccount {
  readonly staffId: string
  readonly passwordHash: string | null
  /** As the table keeps it: locked where there is something to lock it with. */
  readonly codeKey: string | null
  readonly confirmed: boolean
  /** Open, not past its last day, and used within thirty days. */
  readonly open: boolean
}

/** How long an account may lie unused: days. */
export const unusedDays = 30

const isOpen = sql<boolean>`(staff.disabled_at is null and coalesce(staff.leaves_on >= current_date, true)
  and coalesce(staff.last_signed_in_at > now() - make_interval(days => ${unusedDays}), true))`

/** The account somebody names, whether or not it may sign in; null where there is none. */
export async function passwordAccount(db: Db, signsInAs: string): Promise<PasswordAccount | null> {
  const { rows } = await sql<PasswordAccount>`
    select staff.id as staff_id, password_hash, code_key, confirmed_at is not null as confirmed,
           ${isOpen} as open
      from staff left join staff_password on staff_password.staff_id = staff.id
     where lower(staff.signs_in_as) = lower(${signsInAs})
     order by staff.signs_in_as = ${signsInAs} desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Whether an account is open. */
export async function isOpenAccount(db: Db, staffId: string): Promise<boolean> {
  const { rows } = await sql<{
    open: boolean
  }>`select ${isOpen} as open from staff where id = ${staffId}`.execute(db)
  return rows[0]?.open === true
}

/** Uses up a code's half minute: false where it, or a later one, was used before. */
export async function useStep(db: Db, staffId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('staffPassword')
    .set({ lastStep: step })
    .where('staffId', '=', staffId)
    .where('lastStep', '<', step)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Writes an attempt down; one that succeeds counts as the account being used. */
export async function attempted(
  db: Db,
  staffId: string | null,
  how: 'demonstration' | 'password' | 'openid' | 'set-up',
  letIn: boolean,
): Promise<void> {
  await db.insertInto('signIn').values({ staffId, how, letIn }).execute()
  if (letIn && staffId !== null)
    await db
      .updateTable('staff')
      .set({ lastSignedInAt: sql`now()` })
      .where('id', '=', staffId)
      .execute()
}

/** Stores a password that is not in use until its first code was typed back. */
export async function keepPassword(
  db: Db,
  staffId: string,
  passwordHash: string,
  codeKey: string,
): Promise<void> {
  await sql`insert into staff_password (staff_id, password_hash, code_key)
    values (${staffId}, ${passwordHash}, ${codeKey})
    on conflict (staff_id) do update
       set password_hash = excluded.password_hash, code_key = excluded.code_key, last_step = 0,
           confirmed_at = null`.execute(db)
}

/** The first code was typed back: the password is good from now on, and the set-up code no more. */
export async function confirmPassword(tx: Tx, staffId: string): Promise<void> {
  await sql`update staff_password set confirmed_at = now() where staff_id = ${staffId}`.execute(tx)
  await sql`delete from set_up_code where staff_id = ${staffId}`.execute(tx)
  // An account that was closed for want of use is being opened by an administrator's code.
  await sql`update staff set last_signed_in_at = now() where id = ${staffId}`.execute(tx)
}

/** What somebody types to say who they are; nothing where they have no account. */
export async function signsInAs(db: Db, staffId: string): Promise<string> {
  const found = await db.selectFrom('staff').select('signsInAs').where('id', '=', staffId).executeTakeFirst()
  return found?.signsInAs ?? ''
}

/** Another password for an account that has one: its codes stay as they are. */
export async function changedPassword(db: Db, staffId: string, passwordHash: string): Promise<void> {
  await db.updateTable('staffPassword').set({ passwordHash }).where('staffId', '=', staffId).execute()
}
