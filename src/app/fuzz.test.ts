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

let db: Db
let book: Book
let actors: Actor[]
let cast: Cast
let childId: string
let elsewhere: string

before(async () => {
  db = await freshDb()
  // The clocks of every chapter read what was made in the whole run.
  book = bookOn(db, runs > 1 ? duties : [], undefined, records, checks)
  actors = []
  for (const role of Object.keys(roleNames) as Role[]) actors.push(await addStaff(db, `Fuzz ${role}`, role))
  // The front door's own posts are those of its service.
  const hub = await db.insertInto('team').values({ name: 'Hub', service: frontDoor }).returning('id').executeTakeFirstOrThrow() // prettier-ignore
  for (const actor of actors.filter(({ role }) => ['SW', 'TM', 'SM'].includes(role))) {
    const { id } = await addStaff(db, `Hub ${actor.role}`, actor.role)
    await db.updateTable('staff').set({ teamId: hub.id }).where('id', '=', id).execute()
    actors.push({ ...actor, id, teamId: hub.id, service: frontDoor })
  }
  const people = await Promise.all([1, 2, 3].map(() => addPerson(db)))
  const [first = '', second = ''] = people
  childId = first
  elsewhere = second
  const worker = actors.find(({ role }) => role === 'SW') ?? assert.fail()
  await allocateTo(db, childId, worker)
  cast = { people, staff: actors.map(({ id }) => id), teams: [await addTeam(db, 'Riverside')] }
})
after(() => db.destroy())

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

function formOf({ on, asks }: AnyCommand, { seed, spoilt }: Attempt): Record<string, unknown> {
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
async function made(command: AnyCommand, of: string, seed: number, actor: Actor): Promise<string | null> {
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

async function stands(): Promise<string> {
  const { rows } = await sql<{ events: string; answered: string }>`
    select (select count(*) from event) as events, (select count(*) from form_answered) as answered`.execute(
    db,
  )
  return JSON.stringify(rows[0])
}

async function whoMay({ needs }: AnyCommand): Promise<Actor> {
  for (const actor of actors)
    if (mayEver(actor, needs) && (await reachable(db, actor, needs, [childId])).has(childId)) return actor
  return actors.find((actor) => mayEver(actor, needs)) ?? assert.fail(`nobody may ${needs}`)
}

const tally = { done: 0, refused: 0, turned: 0, noRule: new Set<string>(), never: new Set<string>() }

/** What the attempt says of whose record it is, and how that stands. */
function actOf(tried: Attempt, actor: Actor, existing: string | null): Act {
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

async function once({ chapter, name, command }: Asked, actor: Actor, tried: Attempt): Promise<void> {
  const theirs = tried.record === 'of another child' ? elsewhere : childId
  const existing = command.from === null ? null : await made(command, theirs, tried.seed % 1e6, actor)
  if (command.from !== null && existing === null) return void tally.never.add(`${chapter} ${name}`)
  const before = await stands()
  const outcome = await perform(book, command, actOf(tried, actor, existing), formOf(command, tried)).catch(
    (fault: unknown) => {
      if (!isAnswer(fault)) throw fault
      return null
    },
  )
  if (outcome === null) tally.turned += 1
  else count(`${chapter} ${name}`, outcome)
  const wrote = (await stands()) !== before
  assert.equal(wrote, outcome?.kind === 'done', outcome?.kind ?? 'turned away')
}

describe(`every command, ${runs} times with whatever comes`, () => {
  for (const asked of commands)
    it(`${asked.chapter} ${asked.name} answers, or refuses in words`, async () => {
      const actor = await whoMay(asked.command)
      await fc.assert(
        fc.asyncProperty(attempt, (tried) => once(asked, actor, tried)),
        { numRuns: runs, endOnFailure: true, ...(process.env['HOLDFAST_FUZZ'] === undefined && { seed: 7 }) },
      )
    })

  it('leaves every record as its events say, and none half written', async () => {
    const differing: string[] = []
    let held = 0
    for (const on of records)
      for await (const one of heldToHistory(ownerOf(db), on)) {
        held += one.held
        differing.push(
          ...one.differing.map(({ recordId, fields }) => `${on.table} ${recordId} ${fields.join()}`),
        )
      }
    // The people and the allocation of the beginning were put there without an event.
    assert.deepEqual(
      differing.filter((line) => !/^(person|allocation) \S+ $/.test(line)),
      [],
    )
    assert.ok(held > 0)
    console.log(JSON.stringify({ commands: commands.length, runs, held, done: tally.done, refused: tally.refused, turned: tally.turned, noRule: [...tally.noRule], never: [...tally.never] })) // prettier-ignore
  })
})
