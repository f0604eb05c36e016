import { sql } from 'kysely'
import type { Day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import { choice, dayField, line, optional } from '../../../platform/record/field.ts'

/** What a member of staff tells of themselves: enough to know their own family in the record, and no more. */
export const ownFields = {
  bornOn: optional(dayField({ label: 'Your date of birth', missing: 'Enter your date of birth' })),
  lines: optional(
    line({ label: 'Where you live: house and street', missing: 'Enter your house and street' }),
  ),
  postcode: optional(line({ label: 'Postcode', missing: 'Enter your postcode' })),
  phone: optional(line({ label: 'Your own telephone number', missing: 'Enter your telephone number' })),
} as const

/** Somebody close to them. */
export const kinFields = {
  name: line({ label: 'Their full name', missing: 'Enter their full name' }),
  kinBornOn: optional(
    dayField({ label: 'Their date of birth, if you know it', missing: 'Enter their date of birth' }),
  ),
  relation: choice({
    label: 'Who are they to you?',
    options: {
      household: 'Somebody I live with',
      relative: 'A relative who lives elsewhere',
      friend: 'A close friend',
      neighbour: 'A neighbour',
    },
    missing: 'Select who they are to you',
  }),
} as const

interface Own {
  readonly bornOn: Day | null
  readonly lines: string | null
  readonly postcode: string | null
  readonly phone: string | null
}
interface Kin {
  readonly id: string
  readonly name: string
  readonly bornOn: Day | null
  readonly relation: 'household' | 'relative' | 'friend' | 'neighbour'
}

/** What somebody declared of themselves; and of those close to them, at most 50. */
export async function declaredBy(
  db: Db,
  staffId: string,
): Promise<{ readonly own: Own | null; readonly kin: readonly Kin[] }> {
  const own = await db
    .selectFrom('staffDeclaration')
    .select(['bornOn', 'lines', 'postcode', 'phone'])
    .where('staffId', '=', staffId)
    .executeTakeFirst()
  const kin = await db
    .selectFrom('staffRelative')
    .select(['id', 'name', 'bornOn', 'relation'])
    .where('staffId', '=', staffId)
    .orderBy('id')
    .limit(50)
    .execute()
  return { own: own ?? null, kin }
}

export async function declareOwn(db: Db, staffId: string, own: Own): Promise<void> {
  const { bornOn, lines, postcode, phone } = own
  await sql`insert into staff_declaration (staff_id, born_on, lines, postcode, phone)
    values (${staffId}, ${bornOn}, ${lines}, ${postcode}, ${phone})
    on conflict (staff_id) do update set born_on = excluded.born_on, lines = excluded.lines,
       postcode = excluded.postcode, phone = excluded.phone, declared_at = now()`.execute(db)
}

export const declareKin = async (
  db: Db,
  staffId: string,
  { name, bornOn, relation }: Omit<Kin, 'id'>,
): Promise<void> =>
  void (await db.insertInto('staffRelative').values({ staffId, name, bornOn, relation }).execute())

/** Takes somebody off one's own list; conflicts that were found by it stay. */
export const forgetKin = async (db: Db, staffId: string, id: string): Promise<void> =>
  void (await db.deleteFrom('staffRelative').where('staffId', '=', staffId).where('id', '=', id).execute())
