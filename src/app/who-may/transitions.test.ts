import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { grantsOf, type Permission } from '../../platform/access/policy.ts'
import { roleNames, type Post } from '../../platform/access/roles.ts'
import { listRoutes } from '../routes.ts'
import { notMade, transitions } from './transitions.testing.ts'

/**
 * The table of who may make a transition (processes §40, written out in transitions.testing.ts), against the doors of the product: who-may.test.ts
 * tries every door by HTTP as every post, and this says that the posts are those of the table and no others.
 */
const posts: readonly Post[] = ['HUB', ...(Object.keys(roleNames) as Post[])]
const audiences = new Map<string, string>()

/** An address without what a parameter must look like, from the child's on where it is about one child. */
const doorOf = (url: string): string => url.replaceAll(/\(\^.*?\$\)/g, '').replace('/children/:childId/', '')

before(async () => {
  for (const { method, url, audience } of await listRoutes())
    if (method === 'POST') audiences.set(doorOf(url), audience)
})

describe('every transition of processes §40, for the processes of the longest journey', () => {
  for (const { says, doors, may, also = {} } of transitions)
    it(`${says}: ${may.join(', ')}`, () => {
      const wrong = doors.flatMap((door) => {
        const permission = audiences.get(door)
        if (permission === undefined) return [`there is no door ${door}`]
        return posts.flatMap((post) => {
          const holds = grantsOf(post)[permission as Permission] !== undefined
          const due = may.includes(post) || post in also
          return holds === due
            ? []
            : [`${door}: ${post} ${due ? 'may, and is refused' : 'may not, and is let in'}`]
        })
      })
      assert.deepEqual(wrong, [])
      assert.ok(doors.length > 0)
    })

  for (const { says, outside } of transitions)
    if (outside !== undefined)
      it(`${says}: without a post, since ${outside.why}`, () => {
        const open = outside.doors.map((door) => `${door}: ${audiences.get(door)}`)
        assert.deepEqual(open, outside.doors.map((door) => `${door}: anyone`)) // prettier-ignore
      })

  for (const { says, why, without } of notMade)
    it(`${says}: by nobody, since ${why}`, () => {
      assert.deepEqual([...audiences.keys()].filter((door) => without.test(door)), []) // prettier-ignore
    })

  it('says why, wherever somebody may whom the table does not name', () => {
    const unsaid = transitions.flatMap(({ says, also = {} }) =>
      Object.entries(also).flatMap(([post, why]) => (why.length > 20 ? [] : [`${says}: ${post}`])),
    )
    assert.deepEqual(unsaid, [])
  })
})
