import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Db } from '../db/database.ts'
import { bookOn } from '../testing/office.ts'
import { freshDb } from '../testing/world.ts'
import { buildApp } from './app.ts'
import { nothing } from './html.ts'

let db: Db
before(async () => (db = await freshDb()))
after(() => db.destroy())

const logged = async (ask: (app: ReturnType<typeof buildApp>) => Promise<unknown>): Promise<string[]> => {
  const lines: string[] = []
  const app = buildApp({
    book: bookOn(db),
    masthead: async () => nothing,
    council: 'Exampleshire Council',
    demonstration: false,
    secure: false,
    navigation: [],
    clockNames: new Map(),
    log: { write: (line) => void lines.push(line) },
  })
  await ask(app)
  await app.close()
  return lines
}

describe('the log', () => {
  it('is a line of JSON each, with its moment in milliseconds; a line end that is sent begins no other', async () => {
    const since = Date.now()
    const lines = await logged((app) =>
      app.inject({
        url: '/x%0a%7B%22level%22:60%7D',
        headers: { 'user-agent': 'a\r\n{"level":60}', 'x-request-id': '1\n{"level":60}' },
      }),
    )
    assert.ok(lines.length > 0)
    for (const line of lines) {
      assert.equal(line.indexOf('\n'), line.length - 1)
      const { level, time } = JSON.parse(line) as { level: number; time: number }
      assert.ok(level < 60 && time >= since && time <= Date.now())
    }
  })

  it('says which route was asked, how it ended and what failed, and nothing of whom', async () => {
    const lines = await logged(async (app) => {
      const config = { audience: 'anyone', shows: 'nobody' } as const
      app.get('/of/:childId', { config }, async (request) => {
        request.log.warn({ err: new Error('Leo Barker was not found') }, 'it failed')
        throw new Error('Leo Barker has no bed')
      })
      await app.inject({
        url: '/of/01a20416-2864?name=Leo',
        headers: { cookie: 'hf=Leo', 'user-agent': 'Leo' },
      })
      await app.inject('/Leo/Barker')
    })
    const log = lines.join('')
    assert.match(log, /"req":\{"method":"GET","route":"\/of\/:childId"\}/)
    assert.match(log, /"res":\{"statusCode":500\}.*"responseTime":/)
    assert.match(log, /"req":\{"method":"GET","route":"none"\}/)
    assert.match(log, /"type":"Error at platform\/web\/log.test.ts:\d+"/)
    assert.doesNotMatch(log, /Leo|Barker|01a20416/)
  })

  it('says that a form of another page was refused, and at which route', async () => {
    const lines = await logged(async (app) => {
      const config = { audience: 'anyone', shows: 'nobody' } as const
      app.post('/of/:childId', { config }, async () => '')
      await app.inject({ method: 'POST', url: '/of/Leo', headers: { 'sec-fetch-site': 'cross-site' } })
    })
    const [line = ''] = lines.filter((one) => one.includes('refused'))
    assert.match(line, /"level":40.*"refused":"a form of another page".*"route":"\/of\/:childId"/)
    assert.doesNotMatch(lines.join(''), /Leo/)
  })
})
