import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { mayEver, type Actor, type Permission, type Role } from '../platform/access/policy.ts'
import { chanceOf } from '../platform/testing/random-answers.ts'
import type { Db } from '../platform/db/database.ts'
import type { App } from '../platform/web/app.ts'
import { signIn, type SignedIn } from '../platform/testing/pages.ts'
import { freshDb, ownerOf } from '../platform/testing/world.ts'
import type { Book } from '../platform/record/book.ts'
import { bookOf } from './book.ts'
import { writeCounty } from './county.ts'
import { buildServer } from './server.ts'
import { plant, readable, shownIn, type Planted } from './shown.testing.ts'

/** 10,000 in the full tier. */
const asked = Number(process.env['HOLDFAST_READS'] ?? 120)
const chance = chanceOf(Number(process.env['HOLDFAST_SEED'] ?? 5))

interface Person {
  readonly actor: Actor
  readonly seat: SignedIn
}

let db: Db
let owner: Db
let book: Book
let app: App
let planted: Planted[]
let people: Person[]
const patterns = new Map<string, string[]>()
const seen = new Set<string>()
const routes: { url: string; matches: RegExp; audience: string }[] = []

before(async () => {
  db = await freshDb()
  owner = ownerOf(db)
  book = bookOf(db)
  await writeCounty(book, { children: 12, years: 2, seed: 3 })
  await sql`truncate read_event`.execute(owner)
  planted = await plant(owner)
  app = await buildServer(
    { book, council: 'Exampleshire Council', demonstration: true, secure: false },
    ({ method, url, config }) => {
      if ([method].flat().includes('GET') && !url.startsWith('/assets'))
        routes.push({ url, matches: matcher(url), audience: config?.audience ?? '' })
    },
  )
  await app.ready()
  routes.sort((one, other) => one.url.split(':').length - other.url.split(':').length)
  people = await everyRole()
})
after(async () => {
  await app.close()
  await owner.destroy()
  await db.destroy()
})

const matcher = (url: string): RegExp =>
  new RegExp(
    `^${url
      .replaceAll(/:\w+\(\^([^)]*)\$\)/g, '($1)')
      .replaceAll(/:\w+/g, '[^/]+')
      .replaceAll('.', '\\.')}$`,
  )

/** One or two of each role, whoever has most children first. */
async function everyRole(): Promise<Person[]> {
  const { rows } = await sql<Actor>`
    select id, name, role, team_id, service from (
      select staff.id, staff.name, staff.role, staff.team_id, team.service,
             row_number() over (partition by staff.role order by (select count(*) from allocation where worker_id = staff.id and state = 'allocated') desc, staff.id) as n
        from staff left join team on team.id = staff.team_id where staff.disabled_at is null) ranked where n <= 2`.execute(
    db,
  )
  const missing = (
    ['PERF', 'DPO', 'INSP', 'DIR', 'QA', 'EDT', 'IRO', 'LEG', 'VS', 'LADO', 'EHL'] as const
  ).filter((role: Role) => !rows.some((row) => row.role === role))
  for (const role of missing) {
    const { id } = await db
      .insertInto('staff')
      .values({ name: `A ${role}`, role, signsInAs: `a.${role}` })
      .returning('id')
      .executeTakeFirstOrThrow()
    rows.push({ id, name: `A ${role}`, role, teamId: null, service: null })
  }
  return Promise.all(rows.map(async (actor) => ({ actor, seat: await signIn(book, actor) })))
}

/** Keeps an address found in a page under its route, a few of each kind. */
function keep(address: string): void {
  const path = address.split('?')[0] ?? ''
  const route = routes.find(({ matches }) => matches.test(path))
  if (route === undefined || seen.has(address)) return
  seen.add(address)
  const held = patterns.get(route.url) ?? []
  if (held.length < 40) patterns.set(route.url, [...held, address])
  else held[chance.below(held.length - 1 + 1)] = address
}

const links = /(?:href|action)="(\/(?!\/|assets\/)[^"#]*)/g

/** An address to ask for: one found in a page, or that of another child in its place. */
function address(): string {
  const all = [...patterns.keys()]
  const ofAChild = all.filter((url) => url.startsWith('/children/'))
  const route = chance.one(chance.below(2) > 0 && ofAChild.length > 0 ? ofAChild : all)
  const found = chance.one(patterns.get(route) ?? [])
  if (chance.below(9 + 1) > 2) return found
  return found.replace(/(?<=^\/children\/)[0-9a-f-]{36}/, () => chance.one(planted).id)
}

/** Somebody, mostly of a role that may, asks for something. */
function request(): [Person, string] {
  const url = address()
  const audience = routes.find(({ matches }) => matches.test(url.split('?')[0] ?? ''))?.audience ?? ''
  const may = people.filter(({ actor }) => audience === 'signed in' || mayEver(actor, audience as Permission))
  return [chance.one(may.length > 0 && chance.below(10) > 0 ? may : people), url]
}

interface Wrong {
  readonly said: string
  readonly route: string
}

const typeOf = (headers: Readonly<Record<string, unknown>>): string =>
  `${(headers['content-type'] ?? '') as string}`

/** Two views of the dataset name no child: whose the factors or the review are is told by the record’s own number. */
async function byRecord(url: string, body: string): Promise<string[]> {
  if (!url.startsWith('/returns/ssd/')) return []
  const ids = body.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
  const { rows } = await sql<{ id: string }>`
    select child_id as id from assessment where id = any(${ids}) union select child_id from cla_review where id = any(${ids})`.execute(
    owner,
  )
  return rows.map(({ id }) => id)
}

async function ask({ actor, seat }: Person, url: string): Promise<Wrong[]> {
  const { rows: before } = await sql<{
    id: number
  }>`select coalesce(max(id), 0) as id from read_event`.execute(db)
  const answer = await app.inject({ method: 'GET', url, headers: { cookie: seat.cookie } })
  const { rows: events } = await sql<{ childIds: string[]; actorId: string; route: string }>`
    select child_ids, actor_id, route from read_event where id > ${before[0]?.id ?? 0}`.execute(db)
  const contentType = typeOf(answer.headers)
  const body = readable(contentType, answer.rawPayload)
  for (const [, href = ''] of contentType.startsWith('text/html') ? body.matchAll(links) : [])
    keep(href.replaceAll('&amp;', '&').replaceAll('&#38;', '&'))
  const shown = [...shownIn(body, planted), ...(await byRecord(url, body))]
  const told = events.flatMap(({ childIds }) => childIds)
  const ofAddress = answer.statusCode === 200 ? url.match(/^\/children\/([0-9a-f-]{36})/)?.[1] : undefined
  const route = `${actor.role} ${routes.find(({ matches }) => matches.test(url.split('?')[0] ?? ''))?.url} ${answer.statusCode}`
  const wrong = (said: string): Wrong => ({ said, route })
  return [
    ...(events.length > 1 ? [wrong(`${events.length} events`)] : []),
    ...shown.filter((id) => !told.includes(id)).map(() => wrong('shows a child it does not tell of')),
    ...told
      .filter((id) => !shown.includes(id) && id !== ofAddress)
      .map(() => wrong('tells of a child it does not show')),
    ...(answer.statusCode >= 500 ? [wrong('fault')] : []),
    ...(events.some(({ actorId }) => actorId !== actor.id) ? [wrong('somebody else')] : []),
  ]
}

describe('every answer that shows a child is written down, once, with just those it shows', () => {
  it(`holds for ${asked} answers: random people, routes and children`, async () => {
    for (const person of people)
      for (const { url, audience } of routes)
        if (!url.includes(':') && mayEver(person.actor, audience as Permission)) keep(url)
    for (const { id } of planted.slice(0, 8)) keep(`/children/${id}/overview`)
    const wrong = new Map<string, number>()
    let n = 0
    for (; n < asked; n += 1)
      for (const { said, route } of await ask(...request()))
        wrong.set(`${route} ${said}`, (wrong.get(`${route} ${said}`) ?? 0) + 1)
    const { rows } = await sql<{ n: number }>`select count(*) as n from read_event`.execute(db)
    console.log(
      `${n} answers over ${patterns.size} of ${routes.length} pages; ${rows[0]?.n} read events; ${wrong.size} kinds wrong`,
    )
    assert.deepEqual([...wrong], [])
  })
  it('is refused with a plain sentence where it cannot be written down, in every kind of answer', async () => {
    await sql`revoke insert on read_event from holdfast_app`.execute(owner)
    try {
      let refused = 0
      for (const held of patterns.values()) {
        const [url, { seat }] = [chance.one(held), chance.one(people)]
        const answer = await app.inject({ method: 'GET', url, headers: { cookie: seat.cookie } })
        const body = readable(String(answer.headers['content-type'] ?? ''), answer.rawPayload)
        assert.deepEqual(shownIn(body, planted), [], url)
        if (answer.statusCode !== 503) continue
        refused += 1
        assert.match(body, /Who looks at a child’s record is always written down first/)
        assert.equal(answer.headers['content-disposition'], undefined)
        assert.match(String(answer.headers['content-type']), /^text\/html/)
      }
      assert.ok(refused > 3, `${refused} refused`)
    } finally {
      await sql`grant insert on read_event to holdfast_app`.execute(owner)
    }
  })
})
