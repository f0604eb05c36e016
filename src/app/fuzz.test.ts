import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { NoResultError, sql } from 'kysely'
import { frontDoor, mayEver, NotAllowed, type Actor } from '../platform/access/policy.ts'
import { reachable } from '../platform/access/reach.ts'
import { roleNames, type Role } from '../platform/access/roles.ts'
import type { Db } from '../platform/db/database.ts'
import { NoSuchPerson } from '../platform/people/child.ts'
import type { Book } from '../platform/record/book.ts'
import { inOneChange } from '../platform/record/change.ts'
import { heldToHistory } from '../platform/record/history.ts'
import { notTogether } from '../platform/record/not-kept.ts'
import { perform, StateMoved, type Act } from '../platform/record/perform.ts'
import type { AnyCommand, AnyRecordType, Outcome } from '../platform/record/record.ts'
import { addPerson, addStaff, addTeam, allocateTo, bookOn } from '../platform/testing/office.ts'
import { chanceOf, randomAnswers, randomForm, type Cast } from '../platform/testing/random-answers.ts'
import { freshDb, ownerOf } from '../platform/testing/world.ts'
import { checks, chapters, duties, records } from './modules.ts'

// trust.md SEC-10: a thousand of each command in the whole run (HOLDFAST_FUZZ=1000), a few in the usual one.
const runs = Number(process.env['HOLDFAST_FUZZ'] ?? 1)

interface Asked {
  readonly chapter: string
  readonly name: string
  readonly command: AnyCommand
}
const commands: readonly Asked[] = chapters.flatMap(({ name: chapter, commands: all = {} }) =>
  Object.entries(all)
    .map(([name, command]: readonly [string, AnyCommand]) => ({ chapter, name, command }))
    // What a program settles (what a file is) comes from no form.
    .filter(
      ({ command }) =>
        !(command.asks as string[]).some((ask) => (command.on as AnyRecordType).fields[ask]?.settled),
    ),
)

/** A database and whoever is in it: a long run has one for each of some that go on at once. */
interface Office {
  readonly db: Db
  readonly book: Book
  readonly actors: readonly Actor[]
  readonly teams: readonly string[]
}

/** Whose records are tried. Another family every few attempts: the clocks of a child with a thousand of each record take a day. */
interface Family {
  readonly cast: Cast
  readonly childId: string
  readonly elsewhere: string
}
const attemptsOfFamily = 25
const lanes = runs > 1 ? 3 : 1

const offices: Office[] = []
const families = new Map<Office, Family>()
before(async () => {
  for (let lane = 0; lane < lanes; lane++) offices.push(await openOffice())
})
after(async () => {
  for (const { db } of offices) await db.destroy()
})

async function openOffice(): Promise<Office> {
  const db = await freshDb()
  // The clocks of every chapter read what was made in the whole run.
  const book = bookOn(db, runs > 1 ? duties : [], undefined, records, checks)
  const actors: Actor[] = []
  for (const role of Object.keys(roleNames) as Role[]) actors.push(await addStaff(db, `Fuzz ${role}`, role))
  // The front door's own posts are those of its service.
  const hub = await db.insertInto('team').values({ name: 'Hub', service: frontDoor }).returning('id').executeTakeFirstOrThrow() // prettier-ignore
  for (const actor of actors.filter(({ role }) => ['SW', 'TM', 'SM'].includes(role))) {
    const { id } = await addStaff(db, `Hub ${actor.role}`, actor.role)
    await db.updateTable('staff').set({ teamId: hub.id }).where('id', '=', id).execute()
    actors.push({ ...actor, id, teamId: hub.id, service: frontDoor })
  }
  return { db, book, actors, teams: [await addTeam(db, 'Riverside')] }
}

async function familyIn({ db, actors, teams }: Office): Promise<Family> {
  const people = await Promise.all([1, 2, 3].map(() => addPerson(db)))
  const [childId = '', elsewhere = ''] = people
  const worker = actors.find(({ role }) => role === 'SW') ?? assert.fail()
  await allocateTo(db, childId, worker)
  return { cast: { people, staff: actors.map(({ id }) => id), teams }, childId, elsewhere }
}

/** What nobody types and somebody sends. */
const hostile: readonly unknown[] = [
  '', ' ', '\u0000', 'a\u0000b', '\ud800', 'x'.repeat(20_000), "'; drop table event; --", '<script>alert(1)</script>', '{{7*7}}', '../../etc/passwd',
  '%00', '\u202e', 'Ω≈ç√∫', '👩‍👩‍👧', '=cmd|calc', '-1', '0', '2147483648', '9999999999999999999', '1e309', 'NaN', '0x10', '1.5', 'null', 'undefined', 'true',
  '9999-12-31', '0001-01-01', '31/02/2026', '2026-11-22T25:61', '0000-00-00', '[object Object]', '__proto__', 'constructor',
  null, undefined, 0, -1, 1e20, Number.NaN, true, [], [[]], ['a', 'a'], {}, { length: 1 }, ['\u0000'],
  '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff',
] // prettier-ignore

const mostly = <const T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) })

/** How one attempt goes wrong: a seed for honest answers, and what is put in their place. */
const attempt = fc.record({
  seed: fc.nat(),
  spoilt: fc.array(fc.record({ at: fc.nat(), with: fc.nat({ max: hostile.length + 1 }) }), { maxLength: 3 }),
  // Mostly as it should be, so that what is hostile reaches the rules and the tables.
  child: mostly<'own' | 'other' | 'nobody' | 'no id'>('own', 'other', 'nobody', 'no id'),
  record: mostly<'own' | 'of another child' | 'nothing' | 'no id' | 'none'>(
    'own',
    'of another child',
    'nothing',
    'no id',
    'none',
  ),
  version: mostly<'now' | number | null>('now', null, -1, 0, 99, Number.NaN, 2 ** 31, 1.5),
  key: mostly<'new' | 'no id' | null>('new', null, 'no id'),
  whoever: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat() }),
})
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never

function formOf({ on, asks }: AnyCommand, { seed, spoilt }: Attempt, cast: Cast): Record<string, unknown> {
  const { fields } = on as AnyRecordType
  const names = asks as string[]
  const form: Record<string, unknown> = randomForm(fields, names, chanceOf(seed), cast)
  for (const { at, with: which } of names.length === 0 ? [] : spoilt) {
    const name = names[at % names.length] ?? ''
    const { checks: checked } = fields[name] ?? {}
    const key = checked === undefined ? name : `${name}.${Object.keys(checked)[0] ?? ''}`
    form[key] = which < hostile.length ? hostile[which] : randomUUID()
  }
  return form
}

/** A record of the kind in a state the command starts from, with its event; null where chance made none its table takes. */
async function made(
  { book }: Office,
  { cast }: Family,
  command: AnyCommand,
  { of, seed, actor }: { of: string; seed: number; actor: Actor },
): Promise<string | null> {
  const on = command.on as AnyRecordType
  for (let i = 0; i < 12; i++) {
    const chance = chanceOf(seed + i)
    const answers = randomAnswers(on.fields, chance, cast)
    const state = chance.one(command.from as string[])
    if (on.table === 'action') answers['verifiedBy'] = null
    if (on.table === 'relationship') answers['relativeId'] = cast.people[2]
    const event = `${on.table}.made`
    const outcome = await inOneChange({ ...book, duties: [] }, actor, null, async (change) => ({
      kind: 'done',
      recordId: await change.open(on, { event, childId: of, state, answers }),
    })).catch(() => null)
    if (outcome?.kind === 'done') return outcome.recordId
  }
  return null
}

const known = [NotAllowed, StateMoved, NoSuchPerson, NoResultError]
/** An answer the door gives in words: not yours, moved on, nothing here. An id that is no id is nobody's. */
const isAnswer = (fault: unknown): boolean =>
  known.some((kind) => fault instanceof kind) ||
  (fault instanceof Error && 'code' in fault && fault.code === '22P02')

interface Stands {
  readonly last: string | null
  readonly answered: boolean
}

/** The last event there is, and whether this form has been answered: by their indexes, because there will be a million. */
async function stands({ db }: Office, formKey: string | null): Promise<Stands> {
  const key = formKey === 'not-a-key' ? null : formKey
  const { rows } = await sql<Stands>`
    select (select max(id) from event) as last, exists (select from form_answered where form_key = ${key}) as answered`.execute(
    db,
  )
  return rows[0] ?? assert.fail()
}

const formsAnswered = async ({ db }: Office): Promise<number> =>
  (await sql<{ count: number }>`select count(*)::int as count from form_answered`.execute(db)).rows[0]
    ?.count ?? 0

async function whoMay(office: Office, { needs }: AnyCommand): Promise<Actor> {
  const { db, actors } = office
  const { childId } = families.get(office) ?? assert.fail()
  for (const actor of actors)
    if (mayEver(actor, needs) && (await reachable(db, actor, needs, [childId])).has(childId)) return actor
  return actors.find((actor) => mayEver(actor, needs)) ?? assert.fail(`nobody may ${needs}`)
}

const tally = { done: 0, refused: 0, turned: 0, noRule: new Set<string>(), tried: new Set<string>() }

/** What the attempt says of whose record it is, and how that stands. */
function actOf(
  { actors }: Office,
  { childId, elsewhere }: Family,
  tried: Attempt,
  actor: Actor,
  existing: string | null,
): Act {
  const child = { own: childId, other: elsewhere, nobody: randomUUID(), 'no id': 'nobody' }
  const record = {
    own: existing,
    'of another child': existing,
    nothing: randomUUID(),
    'no id': 'not-an-id',
    none: null,
  }
  return {
    actor: tried.whoever === null ? actor : (actors[tried.whoever % actors.length] ?? actor),
    childId: child[tried.child],
    recordId: record[tried.record],
    version: tried.version === 'now' ? 1 : tried.version,
    formKey: tried.key === 'new' ? randomUUID() : tried.key === null ? null : 'not-a-key',
  }
}

function count(name: string, outcome: Outcome): void {
  tally[outcome.kind] += 1
  if (outcome.kind === 'refused' && outcome.findings.some(({ rule }) => rule === notTogether))
    tally.noRule.add(name)
}

interface Beginning {
  readonly family: Family
  readonly existing: string | null
}

/** What an attempt begins from; in another family where this one has a record that leaves no room for a second. */
async function begin(office: Office, { command }: Asked, actor: Actor, tried: Attempt): Promise<Beginning> {
  for (let i = 0; i < 2; i++) {
    const family = families.get(office) ?? (await familyIn(office))
    families.set(office, family)
    if (command.from === null) return { family, existing: null }
    const of = tried.record === 'of another child' ? family.elsewhere : family.childId
    const existing = await made(office, family, command, { of, seed: tried.seed % 1e6, actor })
    if (existing !== null) return { family, existing }
    families.delete(office)
  }
  return { family: await familyIn(office), existing: null }
}

/** One attempt. @returns whether its form was kept as answered */
async function once(office: Office, asked: Asked, actor: Actor, tried: Attempt): Promise<boolean> {
  const { command } = asked
  const name = `${asked.chapter} ${asked.name}`
  const { family, existing } = await begin(office, asked, actor, tried)
  if (command.from !== null && existing === null) return false
  tally.tried.add(name)
  const act = actOf(office, family, tried, actor, existing)
  const before = await stands(office, act.formKey)
  const outcome = await perform(office.book, command, act, formOf(command, tried, family.cast)).catch(
    (fault: unknown) => {
      if (!isAnswer(fault)) throw fault
      return null
    },
  )
  if (outcome === null) tally.turned += 1
  else count(name, outcome)
  const now = await stands(office, act.formKey)
  const answered = now.answered && !before.answered
  assert.equal(now.last !== before.last || answered, outcome?.kind === 'done', outcome?.kind ?? 'turned away')
  return answered
}

/** Tries one command as often as is asked, and holds all forms that were answered to those of these attempts. */
async function tryOften(office: Office, asked: Asked): Promise<void> {
  families.set(office, families.get(office) ?? (await familyIn(office)))
  const actor = await whoMay(office, asked.command)
  const already = await formsAnswered(office)
  let [tried, kept] = [0, 0]
  const property = fc.asyncProperty(attempt, async (one) => {
    if (++tried % attemptsOfFamily === 0) families.delete(office)
    if (await once(office, asked, actor, one)) kept += 1
  })
  await fc.assert(property, {
    numRuns: runs,
    endOnFailure: true,
    ...(process.env['HOLDFAST_FUZZ'] === undefined && { seed: 7 }),
  })
  assert.equal((await formsAnswered(office)) - already, kept)
}

describe(`every command, ${runs} times with whatever comes`, { concurrency: lanes }, () => {
  for (const asked of commands)
    it(`${asked.chapter} ${asked.name} answers, or refuses in words`, async () => {
      const office = offices.pop() ?? assert.fail('more at once than there are offices')
      // One that fails is left as it stands, and nobody goes on in it but the next.
      await tryOften(office, asked).finally(() => offices.push(office))
    })
})

describe('what was kept of all of it', () => {
  it('leaves every record as its events say, and none half written', async () => {
    const differing: string[] = []
    let held = 0
    for (const { db } of offices) {
      const owner = ownerOf(db)
      for (const on of records)
        for await (const one of heldToHistory(owner, on)) {
          held += one.held
          differing.push(
            ...one.differing.map(({ recordId, fields }) => `${on.table} ${recordId} ${fields.join()}`),
          )
        }
      await owner.destroy()
    }
    // The people and the allocation of the beginning were put there without an event.
    assert.deepEqual(
      differing.filter((line) => !/^(person|allocation) \S+ $/.test(line)),
      [],
    )
    assert.ok(held > 0)
    const names = commands.map(({ chapter, name }) => `${chapter} ${name}`)
    const never = names.filter((name) => !tally.tried.has(name))
    assert.deepEqual(never, [])
    console.log(JSON.stringify({ commands: commands.length, runs, held, done: tally.done, refused: tally.refused, turned: tally.turned, noRule: [...tally.noRule] })) // prettier-ignore
  })
})
