import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Db } from '../db/database.ts'
import { bookOn } from '../testing/office.ts'
import { freshDb } from '../testing/world.ts'
import { buildApp, type App, type Setting } from './app.ts'
import { nothing } from './html.ts'

const anyone = { config: { audience: 'anyone', shows: 'nobody' } } as const
const apps: App[] = []
let db: Db
let app: App
before(async () => {
  db = await freshDb()
  app = await serverWith({})
})
after(async () => {
  for (const one of apps) await one.close()
  await db.destroy()
})

async function serverWith(more: Partial<Setting>): Promise<App> {
  const server = buildApp({
    book: bookOn(db),
    council: 'Exampleshire',
    demonstration: false,
    secure: true,
    navigation: [],
    clockNames: new Map(),
    masthead: async () => nothing,
    ...more,
  })
  server.get('/page', anyone, (_request, reply) => reply.page({ title: 'A page' }))
  server.get('/rows.csv', anyone, (_request, reply) => reply.type('text/csv; charset=utf-8').send('a,b\n'))
  server.get('/rows.json', anyone, async () => ({ rows: [] }))
  server.get('/on', anyone, (_request, reply) => reply.redirect('/page', 303))
  server.get('/fault', anyone, async () => {
    throw new Error('select secret from staff_password')
  })
  server.get('/who', anyone, async (request) => ({ ip: request.ip, host: request.host }))
  apps.push(server)
  await server.ready()
  return server
}

describe('every answer, whatever it is', () => {
  it('is not to be framed, guessed at, stored, shared with another site or asked for without TLS', async () => {
    for (const url of [
      '/page',
      '/rows.csv',
      '/rows.json',
      '/on',
      '/fault',
      '/not-there',
      '/assets/none.js',
    ]) {
      const { headers } = await app.inject(url)
      assert.equal(headers['x-content-type-options'], 'nosniff', url)
      assert.match(String(headers['content-security-policy']), /^default-src 'none'/, url)
      assert.match(String(headers['content-security-policy']), /base-uri 'none'.*frame-ancestors 'none'/, url)
      assert.equal(headers['referrer-policy'], 'same-origin', url)
      assert.equal(headers['cache-control'], 'no-store', url)
      assert.match(String(headers['strict-transport-security']), /max-age=63072000; includeSubDomains/, url)
      assert.equal(headers['access-control-allow-origin'], undefined, url)
      assert.equal(headers['server'] ?? headers['x-powered-by'], undefined, url)
    }
  })

  it('says what kind it is, with its letters', async () => {
    for (const url of ['/page', '/rows.csv', '/rows.json', '/fault', '/assets/none.js'])
      assert.match(String((await app.inject(url)).headers['content-type']), /; charset=utf-8$/, url)
  })

  it('that is a fault says nothing of what went wrong', async () => {
    const { statusCode, body } = await app.inject('/fault')
    assert.equal(statusCode, 500)
    assert.doesNotMatch(body, /select|staff_password|Error|\.ts/)
  })
})

describe('a request', () => {
  it('is not told by what it says of itself where it comes from, unless a balancer of ours says it', async () => {
    const headers = { 'x-forwarded-for': '10.9.9.9', 'x-forwarded-host': 'evil.example' }
    const asked = { url: '/who', headers, remoteAddress: '10.0.0.5' }
    assert.deepEqual((await app.inject(asked)).json(), { ip: '10.0.0.5', host: 'localhost:80' })
    const behind = await serverWith({ proxies: ['10.0.0.5'] })
    assert.equal((await behind.inject(asked)).json().ip, '10.9.9.9')
    assert.equal((await behind.inject({ ...asked, remoteAddress: '10.0.0.6' })).json().ip, '10.0.0.6')
  })

  it('by TRACE or another method nobody serves is not answered, and no folder is listed', async () => {
    for (const method of ['TRACE', 'OPTIONS', 'PUT', 'DELETE'] as const)
      assert.notEqual((await app.inject({ method, url: '/page' })).statusCode, 200, method)
    for (const url of ['/assets/', '/assets', '/.git/config', '/assets/../package.json', '/src/app/start.ts'])
      assert.notEqual((await app.inject(url)).statusCode, 200, url)
  })

  it('that says twice how long it is, or both ways, is refused before it is read', async () => {
    const server = await serverWith({})
    await server.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.server.address() as AddressInfo
    const smuggled = [
      'POST /page HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /page HTTP/1.1\r\nHost: x\r\n\r\n',
      'POST /page HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n12345',
    ]
    for (const request of smuggled) {
      const line = connect(port, '127.0.0.1')
      line.write(request)
      const [first] = (await once(line, 'data')) as [Buffer]
      assert.match(String(first), /^HTTP\/1\.1 400/)
      line.destroy()
    }
  })
})
