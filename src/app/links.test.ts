import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Actor, Role } from '../platform/access/policy.ts'
import { within } from '../platform/access/reach.ts'
import { openSession } from '../platform/access/session.ts'
import { instant } from '../platform/dates/day.ts'
import type { Db } from '../platform/db/database.ts'
import { freshDb } from '../platform/testing/world.ts'
import type { App } from '../platform/web/app.ts'
import { bookOf } from './book.ts'
import { writeCounty } from './county.ts'
import { buildServer } from './server.ts'

/** Enough to meet every kind of page; the rest are more of the same. */
const mostPages = 150

let db: Db
let app: App

before(async () => {
  db = await freshDb()
  const now = instant('2026-11-23T09:30:00+00:00')
  const book = bookOf(db, () => now)
  await writeCounty(book, { children: 12, years: 1, seed: 3 })
  app = await buildServer({ book, council: 'Exampleshire Council', demonstration: true, secure: false })
  await app.ready()
})
after(async () => {
  await app.close()
  await db.destroy()
})

/** Follows every link from the first page on, kinds of page not seen yet first; says which lead nowhere or fail. */
async function crawl(role: Role): Promise<{ readonly seen: number; readonly broken: readonly string[] }> {
  const who = await db
    .selectFrom('staff')
    .leftJoin('team', 'team.id', 'staff.teamId')
    .leftJoin('allocation', 'allocation.workerId', 'staff.id')
    .select(['staff.id', 'staff.role', 'staff.teamId', 'team.service'])
    .where('staff.role', '=', role)
    .where('staff.disabledAt', 'is', null)
    .groupBy(['staff.id', 'team.service'])
    .orderBy(({ fn }) => fn.count('allocation.id'), 'desc')
    .executeTakeFirstOrThrow()
  const cookie = `holdfast=${await openSession(db, who.id)}`
  const from = new Map([['/', 'the start']])
  const waiting = [
    '/',
    '/help',
    '/account',
    ...(await storyOf({ ...who, service: who.service ?? null, name: '' })),
  ]
  const kinds = new Set<string>()
  const broken: string[] = []
  let seen = 0
  for (let url = waiting.shift(); url !== undefined && seen < mostPages; url = next(waiting, kinds)) {
    seen += 1
    const page = await app.inject({ url, headers: { cookie } })
    kinds.add(kindOf(url))
    // A page of this child may be refused to this reader (403), and says so; one that is not there is our fault.
    if (page.statusCode >= 400 && page.statusCode !== 403)
      broken.push(`${page.statusCode} ${url} from ${from.get(url) ?? ''}`)
    for (const to of linksOf(page)) {
      if (from.has(to)) continue
      from.set(to, url)
      waiting.push(to)
    }
  }
  return { seen, broken }
}

/** Those of whom most is known, among the children this person may read: many a role finds them by search alone. */
async function storyOf(actor: Actor): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select child_id as id from clock_reading where ${within(actor, 'child.read', sql.ref('child_id'))}
     group by child_id order by count(*) desc limit 2
  `.execute(db)
  return rows.map(({ id }) => `/children/${id}/overview`)
}

/** An address with its ids taken out: two of one kind are the same page of two children. */
const kindOf = (url: string): string =>
  url
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\d+/g, ':n')
    .replace(/^(\/clocks|\/administration\/standards)\/.*/, '$1/:key')

function next(waiting: string[], kinds: ReadonlySet<string>): string | undefined {
  const fresh = waiting.findIndex((url) => !kinds.has(kindOf(url)))
  return waiting.splice(Math.max(0, fresh), 1)[0]
}

function linksOf({ body, headers }: { body: string; headers: { location?: unknown } }): string[] {
  const moved = typeof headers.location === 'string' ? [headers.location] : []
  const links = [...body.matchAll(/<a\s[^>]*href="([^"]*)"/g)].map(([, href]) => href ?? '')
  return [...moved, ...links]
    .map((href) => href.replaceAll('&#38;', '&').split('#')[0] ?? '')
    .filter((href) => href.startsWith('/') && !href.startsWith('/assets/'))
}

describe('every link of the signed-in pages', () => {
  for (const role of ['SW', 'TM', 'IRO', 'PERF', 'ADM', 'MEM'] as const)
    it(`leads ${role} to a page that is there`, async () => {
      const { seen, broken } = await crawl(role)
      assert.ok(seen > 10, `only ${seen} pages were reached`)
      assert.deepEqual(broken, [])
    })
})
