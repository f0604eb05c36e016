import { sql } from 'kysely'
import { copyInto } from '../../platform/db/copy.ts'
import type { Tx } from '../../platform/db/database.ts'
import { childOf, type Child } from '../../platform/people/child.ts'
import { momentOf, type Source } from '../../platform/record/bulk.ts'
import type { Batch } from '../../platform/record/bulk-batch.ts'
import { givenAnew, keepGiven, type GivenAnew } from '../../platform/record/bulk-change.ts'
import { newId } from '../../platform/record/new-id.ts'
import { snake } from '../../platform/record/names.ts'
import type { Doubt } from '../../platform/record/received.ts'
import type { PersonReceived, PersonSaid } from './from-returns.ts'
import { personRecord } from './record.ts'

/** What became of one child of a return. */
export interface PersonStored {
  /** The child's record: that of another, where two were found to be one person before. */
  readonly childId: string
  /** Whose rows these were before the two were made one; null for the child themselves. */
  readonly formerly: string | null
  readonly outcome: 'stored' | 'changed' | 'unchanged' | 'differs'
  readonly doubts: readonly Doubt[]
}

const saidFields = [
  'bornOn',
  'expectedOn',
  'diedOn',
  'sex',
  'ethnicity',
  'disabilities',
  'upn',
  'formerUpn',
  'upnUnknown',
] as const satisfies readonly (keyof PersonSaid)[]
type SaidField = (typeof saidFields)[number]

/** Who somebody is: where two sources say it differently the first stands, and a person finds out which is right. */
const identity: ReadonlySet<SaidField> = new Set(['bornOn', 'sex'])

interface HeldPerson extends PersonSaid {
  readonly id: string
  readonly kind: 'child' | 'adult' | 'unborn'
  readonly laChildId: string | null
  readonly mergedInto: string | null
  readonly state: string
  readonly version: number
  readonly importId: string | null
  readonly given: unknown
}

/**
 * Stores the children of a return, one person by the authority's own child id, one event a person. The bulk form of
 * adding and correcting a person: what a worker has put right here is never written over.
 *
 * @param received several sources' words on the same child stand one after the other, the oldest first
 * @param batch what they are stored together with: it stores the events of those who are new
 */
export async function receivePeople(
  tx: Tx,
  source: Source,
  received: readonly PersonReceived[],
  batch: Batch,
): Promise<Map<string, PersonStored>> {
  const byId = Map.groupBy(received, ({ laChildId }) => laChildId)
  const held = await heldPeople(tx, [...byId.keys()])
  const stored = new Map<string, PersonStored>()
  const fresh: NewPerson[] = []
  const changes: Change[] = []
  const again: GivenAnew[] = []
  for (const [laChildId, words] of byId) {
    const before = held.get(laChildId)
    const told = allSaid(before ?? null, words)
    if (before === undefined) {
      const id = newId()
      fresh.push({ id, laChildId, ...told })
      stored.set(laChildId, { childId: id, formerly: null, outcome: 'stored', doubts: told.doubts })
    } else {
      if (told.changed.length > 0 || before.state === 'archived') changes.push({ before, ...told })
      if (!isTouched(before)) again.push(...givenAnew(told.given, before))
      stored.set(laChildId, storedAs(before, told))
    }
  }
  await storeNew(tx, source, fresh, batch)
  for (const change of changes) await storeChange(tx, source, change)
  await sayAgain(tx, source, [...held.values()])
  await keepGiven(tx, personRecord, again)
  return stored
}

function storedAs({ id, mergedInto }: HeldPerson, { changed, kept, doubts }: Told): PersonStored {
  const outcome = changed.length > 0 ? 'changed' : kept ? 'differs' : 'unchanged'
  return { childId: mergedInto ?? id, formerly: mergedInto === null ? null : id, outcome, doubts }
}

async function heldPeople(tx: Tx, laChildIds: readonly string[]): Promise<Map<string, HeldPerson>> {
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'kind', 'laChildId', 'mergedInto', 'state', 'version', 'importId', 'given', ...saidFields])
    .where(sql<boolean>`la_child_id = any(${laChildIds})`)
    .execute()
  return new Map(rows.map((row) => [row.laChildId ?? '', row]))
}

interface Told {
  readonly said: Partial<PersonSaid>
  readonly given: Readonly<Record<string, string>> | null
  readonly changed: readonly SaidField[]
  readonly doubts: readonly Doubt[]
  /** Something a worker put here was kept against what the return says. */
  readonly kept: boolean
}

/** Puts together what the sources say of one child and what we hold: the first word on who they are, the last on the rest. */
function allSaid(before: HeldPerson | null, words: readonly PersonReceived[]): Told {
  const said: Record<string, unknown> = {}
  const doubts = words.flatMap((word) => word.doubts)
  const touched = before !== null && isTouched(before)
  let kept = false
  for (const word of words)
    for (const [field, value] of newIn(word, said, before)) {
      const now = said[field] ?? before?.[field] ?? null
      if (stands(field, now, touched ? before : null)) {
        doubts.push(disagreement(word, field, value, now))
        kept ||= touched
      } else said[field] = value
    }
  return {
    said,
    given: words.reduce<Told['given']>(
      (all, word) => (word.given === null ? all : { ...all, ...word.given }),
      null,
    ),
    changed: saidFields.filter((field) => said[field] !== undefined),
    doubts,
    kept,
  }
}

/** What a source says that is neither what is held nor what an earlier source has said. */
function newIn(
  { said: saying }: PersonReceived,
  said: Readonly<Record<string, unknown>>,
  before: HeldPerson | null,
): (readonly [SaidField, unknown])[] {
  return saidFields.flatMap((field) => {
    const value = saying[field] ?? null
    const now = said[field] ?? before?.[field] ?? null
    return value === null || same(value, now) || isVaguer(value, now) ? [] : [[field, value] as const]
  })
}

/** Who they are stands as first said; the rest stands where a worker has put it right here. */
const stands = (field: SaidField, now: unknown, touched: HeldPerson | null): boolean =>
  now !== null && (identity.has(field) || (touched !== null && touched[field] !== null))

const same = (a: unknown, b: unknown): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && JSON.stringify(a) === JSON.stringify(b))

/** Annex A says only that there is a disability; the codes of a census say which. */
const isVaguer = (value: unknown, now: unknown): boolean =>
  Array.isArray(value) && value.join() === 'DDA' && Array.isArray(now) && now.join() !== 'NONE'

const disagreement = (word: PersonReceived, field: SaidField, value: unknown, now: unknown): Doubt => ({
  kind: 'sources-disagree',
  field,
  given: String(value),
  message: `We hold ${String(now)} here, and what we hold stands. Find out which is right and put it in the child's record.`,
  at: word.at,
})

interface NewPerson extends Told {
  readonly id: string
  readonly laChildId: string
}

const unsaid = Object.fromEntries(saidFields.map((field) => [field, null]))

const standing = ['id', 'kind', 'la_child_id', 'import_id', 'given', 'recorded_at', 'recorded_by']

async function storeNew(tx: Tx, source: Source, people: readonly NewPerson[], batch: Batch): Promise<void> {
  if (people.length === 0) return
  const at = momentOf(source)
  await copyInto(
    tx,
    'person',
    [...standing, ...saidFields.map(snake)],
    people.map(({ id, laChildId, said, given }) => {
      const own = [id, kindOf(said), laChildId, source.importId, given, at, source.actorId]
      return [...own, ...saidFields.map((field) => said[field])]
    }),
  )
  for (const person of people) batch.addChild(childIn(person))
  batch.addRows(
    personRecord,
    people.map(({ id, laChildId, said, given }) => ({
      id,
      childId: id,
      state: 'active',
      importId: source.importId,
      importKey: null,
      given,
      values: { ...unsaid, ...said, laChildId, kind: kindOf(said) },
    })),
  )
  batch.addEvents(
    people.map(({ id, laChildId, said }) => [
      'person.received',
      id,
      'person',
      id,
      source.actorId,
      at,
      { ...said, laChildId, kind: kindOf(said), state: 'active' },
      source.words,
      source.importId,
    ]),
  )
}

const childIn = ({ id, said }: NewPerson): Child => {
  const { bornOn = null, expectedOn = null, diedOn = null, disabilities = null } = said
  return childOf({ id, kind: kindOf(said), bornOn, expectedOn, diedOn, disabilities, restrictedLevel: 0 })
}

const kindOf = ({ bornOn, expectedOn }: Partial<PersonSaid>): 'unborn' | 'child' =>
  (bornOn ?? null) === null && (expectedOn ?? null) !== null ? 'unborn' : 'child'

interface Change extends Told {
  readonly before: HeldPerson
}

/** A child who comes again belongs from then on to the import that last named them. */
async function sayAgain(tx: Tx, source: Source, held: readonly HeldPerson[]): Promise<void> {
  const ids = held.filter((person) => !isTouched(person)).map(({ id }) => id)
  if (ids.length === 0) return
  await tx
    .updateTable('person')
    .set({ importId: source.importId })
    .where(sql<boolean>`id = any(${ids})`)
    .execute()
}

const isTouched = ({ version, importId }: HeldPerson): boolean => version > 1 || importId === null

/** A person taken out of view with a withdrawn import comes back with the next return that names them. */
async function storeChange(tx: Tx, source: Source, { before, said, changed }: Change): Promise<void> {
  const to = {
    ...Object.fromEntries(changed.map((field) => [field, said[field]])),
    ...(before.state === 'archived' ? { state: 'active' as const } : {}),
    ...(before.kind === 'unborn' && said.bornOn != null ? { kind: 'child' as const } : {}),
  }
  await tx
    .updateTable('person')
    .set(isTouched(before) ? to : { ...to, importId: source.importId })
    .where('id', '=', before.id)
    .execute()
  await tx
    .insertInto('event')
    .values({
      type: 'person.changed-by-return',
      childId: before.id,
      recordKind: 'person',
      recordId: before.id,
      actorId: source.actorId,
      answers: JSON.stringify(to),
      before: JSON.stringify(stoodBefore(before, to)),
      reason: source.words,
      importId: source.importId,
    })
    .execute()
}

const stoodBefore = (before: HeldPerson, to: object): object =>
  Object.fromEntries(Object.entries(before).filter(([field]) => Object.hasOwn(to, field)))
