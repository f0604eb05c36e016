import { fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openSession } from '../src/platform/access/session.ts'
import { rebuildClocks } from '../src/app/rebuild-clocks.ts'
import { bookOf } from '../src/app/book.ts'
import { benchCounty, rowCounts } from './county.ts'
import { machine, median, milliseconds, percentile } from './figures.ts'

/** `npm run bench -- pages [CHILDREN] [SECONDS]`: page times under 100 arrivals a second, whoever waits. */
export async function run([children = '60000', seconds = '180']: readonly string[]): Promise<void> {
  const opened = await benchCounty(Number(children))
  console.log(`\n${machine()}\n${await rowCounts(opened)}\n`)
  const workers = await someWorkers(opened.db)
  const server = await startServer(children)
  try {
    await oneAtATime(server, workers)
    await underLoad(server.address, workers, Number(seconds))
    await searches(server.address, workers)
    await saves(server.address, workers)
  } finally {
    server.stop()
  }
  const began = performance.now()
  const people = await rebuildClocks(opened.db, bookOf(opened.db), () => undefined)
  console.log(`clocks rebuild: ${people} people in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  await opened.close()
}

interface Worker {
  readonly cookie: string
  readonly csrf: string
  readonly childIds: readonly string[]
}

type Db = Awaited<ReturnType<typeof benchCounty>>['db']

/** Forty social workers at random, signed in, each with the children allocated to them. */
async function someWorkers(db: Db): Promise<Worker[]> {
  const { rows } = await sql<{ id: string; childIds: string[] }>`
    select staff.id, array_agg(distinct allocation.child_id) as child_ids
      from staff
      join allocation on allocation.worker_id = staff.id and allocation.state = 'allocated'
     where staff.role = 'SW' and staff.disabled_at is null
     group by staff.id
     order by random()
     limit 40
  `.execute(db)
  return Promise.all(
    rows.map(async ({ id, childIds }) => {
      const secret = await openSession(db, id)
      const { csrf } = await db
        .selectFrom('session')
        .select('csrf')
        .where('staffId', '=', id)
        .orderBy('startedAt', 'desc')
        .executeTakeFirstOrThrow()
      return { cookie: `holdfast=${secret}`, csrf, childIds }
    }),
  )
}

interface Server {
  readonly address: string
  /** Of a server that has the bare page alone. */
  readonly bare: string
  readonly stop: () => void
}

function startServer(children: string): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'server.ts'), [children], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const { promise, resolve, reject } = Promise.withResolvers<Server>()
  child.once('message', (told) =>
    resolve({ ...(told as Pick<Server, 'address' | 'bare'>), stop: () => child.disconnect() }),
  )
  child.once('exit', () => reject(new Error('the server did not start')))
  return promise
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

interface Answer {
  readonly status: number
  /** Milliseconds in the server, as it says; and as the driver saw it. */
  readonly server: number
  readonly whole: number
  /** Where it sends the browser next. */
  readonly next: string | undefined
}

function ask(url: string, worker: Worker, form?: Readonly<Record<string, string>>): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const began = performance.now()
  const body = form && new URLSearchParams({ _csrf: worker.csrf, ...form }).toString()
  const headers = {
    cookie: worker.cookie,
    ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
  }
  const asked = request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (answer) => {
    answer.resume()
    answer.on('end', () => {
      const [, server = '0'] = /dur=([\d.]+)/.exec(String(answer.headers['server-timing'])) ?? []
      resolve({
        status: answer.statusCode ?? 0,
        server: Number(server),
        whole: performance.now() - began,
        next: answer.headers.location,
      })
    })
  })
  asked.on('error', reject)
  asked.end(body)
  return promise
}

const any = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T
const overview = (at: string, worker: Worker) => `${at}/children/${any(worker.childIds)}/overview`

/** Turn about, so that whatever else the machine is doing falls on both alike. */
async function oneAtATime({ address: at, bare }: Server, workers: readonly Worker[]): Promise<void> {
  const times: Record<'bare' | 'overview' | 'my work', number[]> = { bare: [], overview: [], 'my work': [] }
  for (let i = 0; i < 300; i += 1) {
    const worker = any(workers)
    times.bare.push((await ask(`${bare}/bare/${any(worker.childIds)}`, worker)).whole)
    times.overview.push((await ask(overview(at, worker), worker)).whole)
    times['my work'].push((await ask(`${at}/my-work`, worker)).whole)
  }
  for (const [name, figures] of Object.entries(times))
    console.log(`${name}, one at a time: median ${milliseconds(median(figures.slice(50)))}`)
  const ratio = median(times.overview.slice(50)) / median(times.bare.slice(50))
  console.log(`overview ÷ a bare page: ${ratio.toFixed(2)} (at most 4)`)
}

/** Open loop: the next arrival does not wait for the last answer. The first 30 seconds do not count. */
async function underLoad(at: string, workers: readonly Worker[], seconds: number): Promise<void> {
  const answers: Answer[] = []
  let errors = 0
  const waiting = new Set<Promise<void>>()
  const cpuBefore = process.cpuUsage()
  const began = performance.now()
  for (let i = 0; i < (seconds + 30) * 100; i += 1) {
    const wait = began + i * 10 - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const worker = any(workers)
    const url = i % 2 === 0 ? overview(at, worker) : `${at}/my-work`
    const one = ask(url, worker).then(
      (answer) => {
        if (answer.status !== 200) errors += 1
        if (i >= 3000) answers.push(answer)
      },
      () => void (errors += 1),
    )
    waiting.add(one)
    void one.finally(() => waiting.delete(one))
  }
  await Promise.all(waiting)
  const { user, system } = process.cpuUsage(cpuBefore)
  const driver = (user + system) / 10 / (performance.now() - began)
  const server = answers.map((answer) => answer.server)
  const whole = answers.map((answer) => answer.whole)
  console.log(
    `${answers.length} answers at 100 arrivals a second, half overview, half my work: server p50 ${milliseconds(median(server))}, p95 ${milliseconds(percentile(server, 0.95))} (at most 100), p99 ${milliseconds(percentile(server, 0.99))}; as the driver saw it p95 ${milliseconds(percentile(whole, 0.95))}; ${errors} errors; driver's CPU ${driver.toFixed(0)} % of one core`,
  )
}

async function searches(at: string, workers: readonly Worker[]): Promise<void> {
  const words = [
    'barker',
    'khan 2015',
    'leo',
    'smith',
    'oseii',
    '12 mill road',
    'patel',
    'jayden price',
    'riid',
    '10442',
  ]
  const answers: Answer[] = []
  for (let i = 0; i < 300; i += 1) answers.push(await search(at, any(workers), any(words)))
  report('search', answers, 150, 200)
}

/** What is typed is posted, and the answers are another page: both are what somebody waits for. */
async function search(at: string, worker: Worker, words: string): Promise<Answer> {
  const posted = await ask(`${at}/search`, worker, { q: words })
  const answered = await ask(`${at}${posted.next ?? '/search'}`, worker)
  return { ...answered, server: posted.server + answered.server, whole: posted.whole + answered.whole }
}

async function saves(at: string, workers: readonly Worker[]): Promise<void> {
  const answers: Answer[] = []
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  for (let i = 0; i < 200; i += 1) {
    const worker = any(workers)
    const childId = any(worker.childIds)
    const form = {
      child: childId,
      visitedOn: yesterday,
      time: '10:30',
      place: 'home',
      purpose: 'See how the week went',
      observations: 'Everyone was in and dinner was on.',
      [`seen_${childId}`]: 'yes',
      [`seenAlone_${childId}`]: 'yes',
      [`difference_${childId}`]: 'same',
      [`childWords_${childId}`]: 'I like my bed',
    }
    answers.push(await ask(`${at}/children/${childId}/visits/record`, worker, form))
  }
  report('a visit saved', answers, 100, 303)
}

function report(name: string, answers: readonly Answer[], most: number, expected: number): void {
  const server = answers.map((answer) => answer.server)
  const others = answers.filter(({ status }) => status !== expected).map(({ status }) => status)
  console.log(
    `${name}: p50 ${milliseconds(median(server))}, p95 ${milliseconds(percentile(server, 0.95))} (at most ${most}); ${others.length} of ${answers.length} not answered as they should be${others.length > 0 ? `: ${[...new Set(others)].join(', ')}` : ''}`,
  )
}
