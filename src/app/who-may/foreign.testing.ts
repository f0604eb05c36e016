import { sql } from 'kysely'
import { addPerson } from '../../platform/testing/office.ts'
import type { SignedIn } from '../../platform/testing/pages.ts'
import { records } from '../modules.ts'
import { readable } from '../shown.testing.ts'
import { addressOf, leaks, type Door, type Office } from './cells.testing.ts'
import { marksIn } from './marks.testing.ts'
import { played, type Person, type World } from './world.testing.ts'

/**
 * Somebody of another team: the sealed child is theirs to open, the open one is not, and no row rule hides that one from them.
 */
function stranger({ people }: World, post: Person['post']): Person {
  const found = people.find((one) => one.post === post && one.seat === 'other team')
  if (found === undefined) throw new RangeError(`nobody is a ${post}`)
  return found
}

interface Told {
  readonly status: number
  readonly body: string
  /** What they may not read, and were shown. */
  readonly shown: readonly string[]
}

async function ask(
  world: World,
  office: Office,
  person: Person,
  asked: { readonly method: string; readonly url: string; readonly payload?: object },
): Promise<Told> {
  const seat = office.seats.get(person.actor.id)
  const answer = await office.app.inject({
    method: asked.method as 'GET',
    url: asked.url,
    headers: { cookie: seat?.cookie ?? '', 'x-csrf': seat?.csrf ?? '' },
    ...(asked.payload !== undefined && { payload: asked.payload }),
  })
  const body = readable(String(answer.headers['content-type'] ?? ''), answer.rawPayload)
  const marks = marksIn(`${body} ${JSON.stringify(answer.headers)}`)
  return { status: answer.statusCode, body, shown: [...new Set(leaks(world, person, asked.url, marks))] }
}

/** Answers to many a form at once. */
const plain = {
  why: 'Because it was so', reason: 'Because it was so', words: 'Words', answeredWhy: 'So', endedWhy: 'So', endedOn: '2026-11-20', on: '2026-11-20', note: 'Words',
} // prettier-ignore

const kindsOf = ({ url }: Door): string[] =>
  url.includes(':kind') ? records.map(({ table }) => table) : ['']

/** Every door to a record of a child, and each kind of record it is asked for. */
export const doorsToRecords = ({ doors }: Office): { readonly door: Door; readonly kind: string }[] =>
  doors
    .filter(({ url }) => url.includes(':childId') && /:(?!childId)/.test(url))
    .flatMap((door) => kindsOf(door).map((kind) => ({ door, kind })))

/** What is wrong where another child's record is asked for, or sent a form, at the address of a child whom one may open. */
export async function wrongWithForeign(
  world: World,
  office: Office,
  { door, kind }: ReturnType<typeof doorsToRecords>[number],
  post: Person['post'],
): Promise<string[]> {
  const { open, sealed } = world.children
  const person = stranger(world, post)
  const url = addressOf(world, door, played['other team'], person, kind).replaceAll(open, sealed)
  const asked = { method: door.method, url, ...(door.method !== 'GET' && { payload: plain }) }
  const { status, shown } = await ask(world, office, person, asked)
  // A draft is the writer's own, and of their own child, whatever it says it is of.
  const done = door.method !== 'GET' && status < 400 && !door.url.endsWith('/draft')
  const wrong = shown.length > 0 || done || status >= 500
  return wrong ? [`${door.method} ${door.url} ${kind} ${post}: ${status} ${shown.join('; ')}`] : []
}

/** Forms written by hand, each naming what it did not offer: at which question each was refused, or what was answered. */
export async function handWritten(world: World, office: Office): Promise<Record<string, string>> {
  const at = (rest: string) => `/children/${world.children.sealed}/${rest}`
  const idOf = (table: string, childId: string) =>
    world.recordIds.get(table)?.find((one) => one.childId === childId)?.id ?? ''
  const sent = async (post: Person['post'], url: string, payload: object, question: string) => {
    const { status, body } = await ask(world, office, stranger(world, post), { method: 'POST', url: at(url), payload }) // prettier-ignore
    return body.includes(`href="#${question}"`) ? `${status} ${question}` : String(status)
  }
  const form = await ask(world, office, stranger(world, 'SM'), { method: 'GET', url: at('services/refer') })
  const first = (name: string) => new RegExp(`name="${name}"[^]*?value="([^"]+)"`).exec(form.body)?.[1]
  const refer = { service: first('service'), forWhom: first('forWhom'), need: 'Help', referredOn: '2026-11-20' } // prettier-ignore
  const tie = { kind: 'sibling', household: 'yes', parentalResponsibility: 'no', risk: 'none known', contactRestricted: 'no' } // prettier-ignore
  const relativeId = await addPerson(world.db, { givenName: 'A', familyName: 'B', laChildId: 'K9' })
  const outcomeId = idOf('planOutcome', world.children.open)
  const related = idOf('relationship', world.children.sealed)
  return {
    'another child’s plan': await sent('SM', 'services/refer', { ...refer, outcomeId }, 'outcomeId'),
    'no plan': await sent('SM', 'services/refer', refer, 'outcomeId'),
    'a child of another team as a relative': await sent('SW', 'people/relate', { relativeId, ...tie }, 'relativeId'), // prettier-ignore
    'such a child by a correction': await sent('SM', `records/relationship/${related}/correct?field=relativeId`, { relativeId, reason: 'Wrong' }, 'relativeId'), // prettier-ignore
    'such a child as the same one': await sent('SM', 'merges/propose', { loserId: world.children.open, why: 'Alike' }, 'loserId'), // prettier-ignore
  }
}

interface Sent {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** Ways of sending a form that no page of ours, in the session of whoever sends it, would use. */
function notOurs(url: string, seat: SignedIn, another: SignedIn): Record<string, Sent> {
  const { cookie, csrf } = seat
  const post = (headers: Sent['headers'], to = url): Sent => ({ method: 'POST', url: to, headers })
  const elsewhere = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
  return {
    'no token': post({ cookie }),
    'another session’s token': post({ cookie, 'x-csrf': another.csrf }),
    'a token in the address': post({ cookie }, `${url}${url.includes('?') ? '&' : '?'}_csrf=${csrf}`),
    'another site’s page': post({ cookie, 'x-csrf': csrf, ...elsewhere }),
    'a token and no session': post({ 'x-csrf': csrf }),
    'a look that says it is a form': {
      method: 'GET',
      url: `${url}?_method=POST`,
      headers: { cookie, 'x-csrf': csrf, 'x-http-method-override': 'POST' },
    },
  }
}

/** By what request, not sent from a page of ours in this session, a form was taken all the same. */
export async function takenWithout(world: World, office: Office, door: Door): Promise<string[]> {
  const person = world.people.find(({ post, seat }) => post === 'SW' && seat === 'allocated')
  const [seat, another] = [person, stranger(world, 'SM')].map((one) => office.seats.get(one?.actor.id ?? ''))
  if (person === undefined || seat === undefined || another === undefined)
    throw new RangeError('nobody is there')
  const url = addressOf(world, door, played.allocated, person)
  const taken: string[] = []
  for (const [way, sent] of Object.entries(notOurs(url, seat, another))) {
    const { statusCode, headers } = await office.app.inject({ ...sent, ...(sent.method === 'POST' && { payload: plain }) }) // prettier-ignore
    const refused =
      sent.method === 'GET' ? statusCode < 500 : [403, 404].includes(statusCode) || toSignIn(headers)
    if (!refused) taken.push(`${door.url}, ${way}: ${statusCode}`)
  }
  return taken
}

const toSignIn = (headers: { readonly location?: string | undefined }): boolean =>
  headers.location?.startsWith('/sign-in') === true

/** How many times anything was written. */
export const changes = async ({ owner }: World): Promise<string> =>
  String((await sql<{ n: number }>`select max(id) as n from event`.execute(owner)).rows[0]?.n)
