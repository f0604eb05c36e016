import { sql, type RawBuilder } from 'kysely'
import { NotAllowed, scopeOf } from '../../platform/access/policy.ts'
import { requireChild } from '../../platform/access/reach.ts'
import type { Tx } from '../../platform/db/database.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import type { Book } from '../../platform/record/book.ts'
import { inOneChange, type Change } from '../../platform/record/change.ts'
import { readAnswers, type Act } from '../../platform/record/perform.ts'
import type { Outcome } from '../../platform/record/record.ts'
import type { Finding } from '../../platform/record/rule.ts'
import { stayOf, type StayNow } from './queries.ts'
import { homeFields } from './record.ts'
import { wrongIn } from './rules.ts'
import { tellHomes, tellOf } from './tell-homes.ts'

const asksOfRegistration = [
  'standing',
  'registeredWith',
  'number',
  'fromOn',
  'toOn',
  'conditions',
  'checkedOn',
  'source',
] as const

/** What must still be asked: a home that is held is not asked for, nor a number that the return gave. */
export function asksOf({ homeId, urn }: StayNow): readonly (keyof typeof homeFields)[] {
  if (homeId !== null) return asksOfRegistration
  return urn === null ? ['name', 'urn', ...asksOfRegistration] : ['name', ...asksOfRegistration]
}

/**
 * Records what was found of the home where a child lives, and which home that is where it is not held yet. Other children
 * of ours who live there are told it by a job: whoever looked it up may not reach them all.
 *
 * @throws NotAllowed, NoSuchPerson
 */
export async function recordHome(
  book: Book,
  { actor, childId, formKey }: Act,
  posted: unknown,
): Promise<Outcome> {
  if (scopeOf(actor, 'home.write') === null) throw new NotAllowed('home.write')
  return inOneChange(book, actor, formKey, async (change) => {
    await requireChild(change.tx, actor, 'home.write', childId)
    const stay = await stayOf(change.tx, childId, change.today)
    if (stay === null) return refused([notInCare])
    const { answers, unreadable } = readAnswers(homeFields, asksOf(stay), posted)
    if (answers === null) return refused(unreadable)
    const wrong = [...nameless(stay, answers.name ?? null), ...wrongIn(answers, change.today)]
    if (wrong.length > 0) return refused(wrong)
    return { kind: 'done', recordId: await keep(change, { childId, stay, answers }) }
  })
}

const refused = (findings: readonly Finding[]): Outcome => ({ kind: 'refused', findings })
const notInCare = {
  rule: 'UH-5',
  message: 'No placement of the child is held for today',
  at: 'standing',
}

const nameless = ({ homeId }: StayNow, name: string | null): Finding[] =>
  homeId === null && name === null ? [{ rule: 'answer', message: homeFields.name.missing, at: 'name' }] : []

type Found = NonNullable<
  ReturnType<typeof readAnswers<typeof homeFields, keyof typeof homeFields>>['answers']
>

interface Keeping {
  readonly childId: string
  readonly stay: StayNow
  readonly answers: Found
}

async function keep(change: Change, { childId, stay, answers }: Keeping): Promise<string> {
  const { name, urn, ...found } = answers
  const told = { name: name ?? '', urn: stay.urn ?? urn ?? null, postcode: stay.postcode }
  const homeId = stay.homeId ?? (await homeFor(change.tx, told))
  const { id } = await change.tx
    .insertInto('homeRegistration')
    .values({ ...found, homeId, checkedBy: change.actor.id, recordedAt: change.now })
    .returning('id')
    .executeTakeFirstOrThrow()
  const recordId = await tellOf(change, childId, {
    ...found,
    homeId,
    registrationId: id,
    placedOn: stay.placedOn,
  })
  await enqueue(change.tx, tellHomes, { homeId })
  return recordId
}

interface Told {
  readonly name: string
  readonly urn: string | null
  readonly postcode: string | null
}

/** A postcode as the index of homes has it. */
const asListed = (postcode: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`coalesce(upper(replace(${postcode}, ' ', '')), '')`

/** The home of that number, or of that name at that place; a new one where none is held. */
async function homeFor(tx: Tx, told: Told): Promise<string> {
  await tx
    .insertInto('home')
    .values(told)
    .onConflict((clash) => clash.doNothing())
    .execute()
  const { rows } = await sql<{ id: string }>`
    select id from home
     where case when ${told.urn}::text is not null then urn = ${told.urn}
                else urn is null and lower(name) = lower(${told.name})
                     and ${asListed(sql.ref('postcode'))} = ${asListed(sql`${told.postcode}::text`)} end
  `.execute(tx)
  const [found] = rows
  if (found === undefined) throw new Error('a home that was just kept is there')
  return found.id
}
