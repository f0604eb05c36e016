import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { Db } from '../db/database.ts'
import { addPerson, addStaff, daysAgo } from '../testing/office.ts'
import { freshDb } from '../testing/world.ts'
import { grantsOf, type Actor, type Permission, type Role } from './policy.ts'
import { holds, reachable, relationTo } from './reach.ts'

interface Worked {
  readonly worker: number
  readonly open: boolean
}
interface Case {
  readonly restricted: number
  /** Those named on it. */
  readonly named: readonly number[]
  readonly worked: readonly Worked[]
}

const roles: readonly Role[] = [
  'SW',
  'TM',
  'SM',
  'DIR',
  'IRO',
  'EDT',
  'BS',
  'PERF',
  'ADM',
  'MEM',
  'QA',
  'SCR',
]
const teams = ['Riverside', 'Hillside', 'Harbour'] as const

let db: Db
const actors: Actor[] = []

before(async () => {
  db = await freshDb()
  for (const [i, role] of roles.entries()) {
    const actor = await addStaff(db, `A ${role}`, role, teams[i % teams.length] ?? 'Riverside')
    actors.push(actor)
  }
  // Harbour is another service's.
  await db.updateTable('team').set({ service: 'In our care' }).where('name', '=', 'Harbour').execute()
  for (const [i, actor] of actors.entries())
    if (i % teams.length === 2) actors[i] = { ...actor, service: 'In our care' }
})
after(() => db.destroy())

/** The same question answered from the words of the matrix, with no SQL: who may, for which children. */
function oracle(actor: Actor, permission: Permission, { restricted, named, worked }: Case): boolean {
  const scope = grantsOf(actor.role)[permission]
  const open = worked.filter((one) => one.open)
  const of = (one: Worked): Actor => actors[one.worker] as Actor
  const isNamed = named.some((one) => actors[one]?.id === actor.id)
  if (scope === undefined) return false
  // A sealed record is those named's, and nobody's besides.
  if (restricted > 2) return isNamed && permission !== 'restrict.agree'
  if (open.some((one) => of(one).id === actor.id)) return true
  if (scope === 'own' || (restricted > 1 && !isNamed)) return false
  if (scope === 'authority') return true
  if (scope === 'service') return open.length === 0 || open.some((one) => of(one).service === actor.service)
  const counts = open.length === 0 ? worked : open
  return counts.some((one) => of(one).teamId === actor.teamId)
}

async function make({ restricted, named, worked }: Case): Promise<string> {
  const childId = await addPerson(db, { restrictedLevel: restricted })
  for (const one of new Set(named))
    await db
      .insertInto('namedAccess')
      .values({
        childId,
        staffId: actors[one]?.id ?? '',
        state: 'in force',
        why: 'A test',
        askedOn: daysAgo(1),
      })
      .execute()
  for (const { worker, open } of worked) {
    const { id, teamId } = actors[worker] as Actor
    await db
      .insertInto('allocation')
      .values({
        childId,
        workerId: id,
        teamId,
        role: 'lead social worker',
        state: open ? 'allocated' : 'ended',
        fromOn: daysAgo(90),
        toOn: open ? null : daysAgo(10),
      })
      .execute()
  }
  return childId
}

const cases = fc.record({
  restricted: fc.integer({ min: 0, max: 3 }),
  named: fc.array(fc.nat(roles.length - 1), { maxLength: 2 }),
  worked: fc.array(fc.record({ worker: fc.nat(roles.length - 1), open: fc.boolean() }), { maxLength: 3 }),
})
const permissions: readonly Permission[] = [
  'child.read',
  'visit.write',
  'allocation.write',
  'action.give',
  'correct',
  'search',
  'merge.decide',
  'private-fostering.prohibit',
  'administer',
  'seal.ask',
]

describe('who may do what to which child', () => {
  it('is what the matrix says, for any child, any workers and any role', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const childId = await make(one)
        for (const actor of actors) {
          const expected = permissions.filter((permission) => oracle(actor, permission, one))
          const relation = await relationTo(db, actor, childId)
          assert.ok(relation)
          assert.deepEqual(
            permissions.filter((permission) => holds(actor, permission, relation)),
            expected,
            `${actor.role}: ${JSON.stringify(one)}`,
          )
          assert.equal(
            (await reachable(db, actor, 'child.read', [childId])).has(childId),
            oracle(actor, 'child.read', one),
          )
        }
      }),
      { numRuns: 60 },
    )
  })
})
