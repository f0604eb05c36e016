import assert from 'node:assert/strict'
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import Provider from 'oidc-provider'
import type { Actor } from '../../platform/access/policy.ts'
import type { Db } from '../../platform/db/database.ts'
import { addStaff, bookOn } from '../../platform/testing/office.ts'
import { wordsOf } from '../../platform/testing/pages.ts'
import { freshDb } from '../../platform/testing/world.ts'
import { buildApp, type App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { pages } from './pages.ts'

const origin = 'http://holdfast.test'
let directory: Server
let issuer: string
let db: Db
let app: App
let amira: Actor
/** The roles the directory gives, by its own key for somebody. */
const rolesOf: Record<string, readonly string[]> = {}

before(async () => {
  db = await freshDb()
  amira = await addStaff(db, 'Amira Khalil', 'SW')
  directory = createServer().listen(0, '127.0.0.1')
  await once(directory, 'listening')
  issuer = `http://127.0.0.1:${(directory.address() as AddressInfo).port}`
  const answer = provider(issuer).callback()
  directory.on('request', (request, response) => {
    if (request.url === '/token') forgeIn(response)
    void answer(request, response)
  })
  app = await server('roles')
})
after(async () => {
  await app.close()
  directory.closeAllConnections()
  directory.close()
  await db.destroy()
})

const signed = (kid: string) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { privateKey, jwk: { ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } }
}
const own = signed('own')
const stranger = signed('own')

type Claims = Readonly<Record<string, unknown>>
type Token = { readonly header: Claims; readonly claims: Claims; readonly by: KeyObject | null }

/** What somebody between us and the provider makes of its next token; null leaves it as it is. */
let forge: ((claims: Claims) => Partial<Token>) | null = null

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')
const decoded = (part = ''): Claims => JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims

function forged(token: string, made: (claims: Claims) => Partial<Token>): string {
  const claims = decoded(token.split('.')[1])
  const { header = { alg: 'RS256', kid: 'own' }, by = own.privateKey, ...rest } = made(claims)
  const body = `${encoded(header)}.${encoded(rest.claims ?? claims)}`
  return `${body}.${by === null ? '' : sign('sha256', Buffer.from(body), by).toString('base64url')}`
}

function forgeIn(response: ServerResponse): void {
  const made = forge
  if (made === null) return
  const end = response.end.bind(response) as (body: string) => ServerResponse
  response.end = ((body: unknown) => {
    const said = JSON.parse(String(body)) as { id_token: string }
    const changed = JSON.stringify({ ...said, id_token: forged(said.id_token, made) })
    response.setHeader('content-length', Buffer.byteLength(changed))
    return end(changed)
  }) as typeof response.end
}

/** A real provider of OpenID Connect, that believes whoever it is told. */
function provider(at: string): Provider {
  const made = new Provider(at, {
    clients: [
      { client_id: 'holdfast', client_secret: 'for a test', redirect_uris: [`${origin}/sign-in/returned`] },
    ],
    jwks: { keys: [own.jwk] },
    claims: { openid: ['sub'], profile: ['name', 'roles'] },
    conformIdTokenClaims: false,
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: `Called ${sub}`, roles: [...(rolesOf[sub] ?? [])] }),
    }),
  })
  // It says on the console that its keys are for a test; so they are.
  return made
}

async function server(roleClaim: string | null, at = issuer): Promise<App> {
  const made = buildApp({
    book: bookOn(db),
    council: 'Exampleshire',
    demonstration: false,
    secure: false,
    origin,
    openId: { issuer: at, client: 'holdfast', secret: 'for a test', roleClaim },
    navigation: [],
    clockNames: new Map(),
    masthead: async () => nothing,
  })
  await made.register(pages)
  return made
}

/** What a browser sends back of the cookies it was given; one emptied is one taken away. */
const cookiesIn = (set: string | readonly string[] | undefined): string =>
  [set ?? []]
    .flat()
    .map((each) => each.split(';')[0] ?? '')
    .filter((each) => !each.endsWith('='))
    .join('; ')

/** What a browser asks with: its cookies, and the form in hand. */
function asked(jar: ReadonlyMap<string, string>, form: string | null): RequestInit {
  const cookie = [...jar].map((pair) => pair.join('=')).join('; ')
  if (form === null) return { redirect: 'manual', headers: { cookie } }
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return { redirect: 'manual', headers: { cookie, ...type }, method: 'POST', body: form }
}

function keep(jar: Map<string, string>, answer: Response): void {
  for (const each of answer.headers.getSetCookie()) {
    const [name = '', value = ''] = (each.split(';')[0] ?? '').split(/=(.*)/s)
    jar.set(name, value)
  }
}

/** A browser at the provider: follows it, signs in as whom it is told, agrees, and stops where it is sent back to us. */
async function throughDirectory(location: string, as: string): Promise<string> {
  const jar = new Map<string, string>()
  let at = location
  let form: string | null = null
  for (let step = 0; step < 12; step += 1) {
    const answer: Response = await fetch(at, asked(jar, form))
    keep(jar, answer)
    const next: string | null = answer.headers.get('location')
    const page = next === null ? await answer.text() : ''
    at = new URL(next ?? /action="([^"]+)"/.exec(page)?.[1] ?? assert.fail(`no form at ${at}`), at).href
    if (at.startsWith(origin)) return at
    if (next !== null) form = null
    else form = page.includes('name="login"') ? `prompt=login&login=${as}&password=any` : 'prompt=consent'
  }
  return assert.fail('the provider never sent the browser back')
}

async function signInAs(sub: string, on: App = app) {
  const away = await on.inject('/sign-in/council')
  const back = await throughDirectory(String(away.headers.location), sub)
  return on.inject({
    url: back.slice(origin.length),
    headers: { cookie: cookiesIn(away.headers['set-cookie']) },
  })
}

describe('signing in with the council’s own account', () => {
  it('is offered first, with the emergency account behind it', async () => {
    const page = await app.inject('/sign-in')
    assert.match(
      wordsOf(page.body),
      /Sign in with your Exampleshire account.*Sign in with an emergency account/,
    )
  })

  it('lets nobody in whom no administrator has said who they are', async () => {
    const answer = await signInAs('d7f1')
    assert.equal(answer.statusCode, 403)
    assert.match(wordsOf(answer.body), /Your account is not known here yet/)
    const { rows } = await sql`select issuer, subject, staff_id, shown_as from staff_identity`.execute(db)
    assert.deepEqual(rows, [{ issuer, subject: 'd7f1', staffId: null, shownAs: 'Called d7f1' }])
  })

  it('knows somebody by issuer and subject, and takes their role from the directory', async () => {
    await sql`update staff_identity set staff_id = ${amira.id}, linked_at = now() where subject = 'd7f1'`.execute(
      db,
    )
    rolesOf['d7f1'] = ['staff', 'holdfast.TM']
    const answer = await signInAs('d7f1')
    assert.equal(answer.headers.location, '/')
    const { role } = await db
      .selectFrom('staff')
      .select('role')
      .where('id', '=', amira.id)
      .executeTakeFirstOrThrow()
    assert.equal(role, 'TM')
    const { how } = await db.selectFrom('session').select('how').executeTakeFirstOrThrow()
    assert.equal(how, 'openid')
  })

  it('refuses somebody to whom the directory gives no role here, or two', async () => {
    for (const roles of [['staff'], ['holdfast.SW', 'holdfast.ADM']]) {
      rolesOf['d7f1'] = roles
      const answer = await signInAs('d7f1')
      assert.equal(answer.statusCode, 403)
      assert.match(wordsOf(answer.body), /Your account is closed/)
    }
  })

  it('leaves the role to our own administrator where the directory says none', async () => {
    const own = await server(null)
    assert.equal((await signInAs('d7f1', own)).headers.location, '/')
    await own.close()
  })

  it('takes no answer that this browser did not ask for, nor the same one twice', async () => {
    const away = await app.inject('/sign-in/council')
    const back = (await throughDirectory(String(away.headers.location), 'd7f1')).slice(origin.length)
    const cookie = cookiesIn(away.headers['set-cookie'])
    assert.equal((await app.inject(back)).statusCode, 403)
    const other = cookiesIn((await app.inject('/sign-in/council')).headers['set-cookie'])
    assert.equal((await app.inject({ url: back, headers: { cookie: other } })).statusCode, 403)
    rolesOf['d7f1'] = ['SW']
    assert.equal((await app.inject({ url: back, headers: { cookie } })).statusCode, 303)
    assert.equal((await app.inject({ url: back, headers: { cookie } })).statusCode, 403)
  })

  for (const [what, made] of Object.entries<(claims: Claims) => Partial<Token>>({
    'signed by another key': () => ({ by: stranger.privateKey }),
    'that says where another key is': () => ({
      header: { alg: 'RS256', kid: 'own', jwk: stranger.jwk, jku: 'https://evil.example/keys' },
      by: stranger.privateKey,
    }),
    'not signed at all': () => ({ header: { alg: 'none' }, by: null }),
    'for somebody else than us': (claims) => ({ claims: { ...claims, aud: 'another' } }),
    'of another issuer': (claims) => ({ claims: { ...claims, iss: 'https://evil.example' } }),
    'of an errand that was not this one': (claims) => ({ claims: { ...claims, nonce: 'another' } }),
    'that is over': (claims) => ({ claims: { ...claims, exp: Number(claims['iat']) - 3600 } }),
  }))
    it(`takes no token ${what}`, async () => {
      rolesOf['d7f1'] = ['SW']
      forge = made
      const refused = await signInAs('d7f1')
      forge = (claims) => ({ claims })
      const taken = await signInAs('d7f1')
      forge = null
      assert.deepEqual([refused.statusCode, taken.statusCode], [403, 303])
    })

  it('keeps no token of the directory, and sends none to the browser', async () => {
    const tokens: string[] = []
    forge = (claims) => {
      tokens.push(String(claims['at_hash']), String(claims['nonce']))
      return { claims }
    }
    const entered = await signInAs('d7f1')
    forge = null
    assert.equal(entered.statusCode, 303)
    const sent = JSON.stringify([entered.headers, entered.body])
    const tables = ['session', 'staff_identity', 'sign_in', 'sign_in_errand', 'staff']
    const { rows } = await sql<{
      all: string
    }>`select string_agg(query_to_xml('select * from ' || t, true, true, '')::text, '') as all from unnest(${tables}::text[]) t`.execute(
      db,
    )
    const kept = rows[0]?.all ?? ''
    assert.ok(kept.includes('d7f1'))
    for (const place of [sent, kept]) {
      assert.doesNotMatch(place, /eyJ[\w-]+\.|access_token|id_token|refresh_token/)
      for (const token of tokens) assert.ok(!place.includes(token))
    }
  })

  it('is over when ours has been idle for 15 minutes, whatever the directory’s own session does', async () => {
    const headers = { cookie: cookiesIn((await signInAs('d7f1')).headers['set-cookie']) }
    assert.equal((await app.inject({ url: '/account/sessions', headers })).statusCode, 200)
    await sql`update session set last_seen_at = now() - interval '16 minutes'`.execute(db)
    const { location } = (await app.inject({ url: '/account/sessions', headers })).headers
    // To our own door, which lets nobody in by itself: a press of its button asks the directory.
    assert.equal(location, '/sign-in')
  })

  it('is not begun with a directory that says it is another, nor with one that does not answer', async () => {
    const [tried, said] = [createServer().listen(0, '127.0.0.1'), { asked: 0 }]
    await once(tried, 'listening')
    const at = `http://127.0.0.1:${(tried.address() as AddressInfo).port}`
    tried.on('request', (_request, response) => {
      said.asked += 1
      const metadata = {
        issuer: 'https://evil.example',
        authorization_endpoint: `${at}/a`,
        token_endpoint: `${at}/t`,
      }
      response.setHeader('content-type', 'application/json').end(JSON.stringify(metadata))
    })
    const other = await server('roles', at)
    const away = async () => {
      const answer = await other.inject('/sign-in/council')
      assert.equal(answer.statusCode, 503)
      assert.equal(answer.headers.location, undefined)
      assert.match(wordsOf(answer.body), /The council’s sign-in does not answer.*emergency account/)
    }
    try {
      await away()
      assert.equal(said.asked, 1)
    } finally {
      tried.closeAllConnections()
      tried.close()
    }
    await away()
    await other.close()
  })

  it('asks the provider again, and the same person, before an export', async () => {
    const entered = await signInAs('d7f1')
    const session = cookiesIn(entered.headers['set-cookie'])
    const returns = async (as: string) => {
      const away = await app.inject({ url: '/sign-in/again/council', headers: { cookie: session } })
      assert.match(String(away.headers.location), /prompt=login/)
      const back = (await throughDirectory(String(away.headers.location), as)).slice(origin.length)
      const cookie = `${session}; ${cookiesIn(away.headers['set-cookie'])}`
      return (await app.inject({ url: back, headers: { cookie } })).statusCode
    }
    assert.equal(await returns('somebody-else'), 403)
    assert.equal(await returns('d7f1'), 303)
  })
})
