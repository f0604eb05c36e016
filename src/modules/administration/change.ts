import { sql } from 'kysely'
import type { Instant } from '../../platform/dates/day.ts'
import type { Db, Tx } from '../../platform/db/database.ts'

export type Kind = 'user' | 'team' | 'local standard' | 'bank holiday'
type Stood = Readonly<Record<string, unknown>>

/** What an administrator changed: what it is about by its id or key, how it stood and stands, and why. */
interface SettingChange {
  readonly kind: Kind
  readonly about: string
  /** Null for what is new, or is no more. */
  readonly before: Stood | null
  readonly after: Stood | null
  readonly why: string
}

/** Writes a change down, in the transaction that makes it. It is never altered. */
export async function keepChange(tx: Tx, actorId: string, change: SettingChange): Promise<void> {
  const { before, after, ...rest } = change
  const json = (stood: Stood | null): string | null => (stood === null ? null : JSON.stringify(stood))
  await tx
    .insertInto('settingChange')
    .values({ ...rest, before: json(before), after: json(after), changedBy: actorId })
    .execute()
}

/** A change as it is told. */
export interface ChangeTold extends SettingChange {
  readonly id: number
  /** The name of what it is about, where it has one that its key does not say. */
  readonly named: string | null
  readonly by: string
  readonly at: Instant
}

/** The latest changes, newest first: of one kind and thing, or of all; at most 100. */
export async function changes(
  db: Db,
  of: { readonly kind: Kind; readonly about: string } | null,
): Promise<ChangeTold[]> {
  const { rows } = await sql<ChangeTold>`
    select change.id, change.kind, change.about, change.before, change.after, change.why, staff.name as by,
           change.changed_at as at, coalesce(who.name, team.name) as named
      from setting_change change
      join staff on staff.id = change.changed_by
      left join staff who on change.kind = 'user' and who.id::text = change.about
      left join team on change.kind = 'team' and team.id::text = change.about
     where ${of === null ? sql`true` : sql`change.kind = ${of.kind} and change.about = ${of.about}`}
     order by change.id desc
     limit 100
  `.execute(db)
  return rows
}
