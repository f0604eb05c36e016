import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { answeredByItself, byTab, sentAsItComes } from './any-form.ts'
import { crawl, pageRoutes, wordsOf, type Crawled, type Found } from './crawl.ts'
import {
  anotherPage,
  barriers,
  menuCovers,
  pastTheEdge,
  people,
  questionsAsked,
  takeDesk,
  whatLiesPast,
  type Seat,
} from './desk.ts'
import { isPaper, notMet } from './not-met.ts'
import { prepare } from './prepare.ts'

const desk = await takeDesk()
const routes = await pageRoutes()
const prepared = await prepare(desk)

const few = { ofAKind: 3, children: 3 }
/** Those whose children are in the most states are followed to more of them. */
const many = { ofAKind: 3, children: 12 }
const withMany: ReadonlySet<string> = new Set(['teamManager', 'serviceManager', 'chair'])
const roles = Object.keys(people) as (keyof typeof people)[]
const seats = new Map<string, Seat>()
const crawled = new Map<string, Crawled>()
/** The server waits for its database most of the time: three who follow links take half as long as one after the other. */
const waiting = [...roles]
await Promise.all([1, 2, 3].map(followInTurn))
async function followInTurn(): Promise<void> {
  for (let role = waiting.shift(); role !== undefined; role = waiting.shift()) {
    const seat = await desk.open(people[role])
    seats.set(role, seat)
    const from = prepared.filter((one) => one.role === role).map(({ address }) => address)
    crawled.set(role, await crawl(seat, routes, withMany.has(role) ? many : few, ['/', ...from]))
  }
}

const shown = (role: string): readonly Found[] =>
  (crawled.get(role)?.pages ?? []).filter(({ status, html }) => status === 200 && html !== '')

/** One page of every route, as the first person found it. */
const examples = new Map<string, { role: string; address: string; asks: boolean }>()
for (const role of roles)
  for (const { route, address, html } of shown(role))
    if (route !== '/' && !examples.has(route)) examples.set(route, { role, address, asks: asks(html) })

/** Whether a page has a form that could be told something: the search of every page stands before its own words. */
function asks(html: string): boolean {
  const own = html.slice(html.indexOf('<main'))
  return /<form\b[^>]*method="post"/.test(own) && /<(textarea|select)\b|<input\b[^>]*type="(radio|text|date|tel|email)"/.test(own) // prettier-ignore
}

/** Taking an action on is a button of the list: its own page is what a refused press is shown. */
const accept = '/children/:childId/actions/:recordId/accept'
for (const { address } of shown('worker').filter(({ route }) => route.endsWith('/:recordId/answer')))
  if (!examples.has(accept))
    examples.set(accept, { role: 'worker', address: address.replace(/answer$/, 'accept'), asks: true })

after(() => desk.close())

/** Words we do not use of children and families (those allowed are the census's own label, an audit's name, a law's and a clock's name for computers). */
const hurtful = /\b(cases?|clients?|LAC|failed to|non-engag\w*)\b/i
const allowed =
  /case closed after assessment|case audit|case review \(england\) regulations|in (any )?case\b|case-(supervision|summary)/gi

describe('every page, as each role finds it by following links', () => {
  for (const role of roles) {
    it(`leads the ${people[role]} of the demonstration nowhere that is missing, broken or refused (${role})`, () => {
      const { pages, astray } = crawled.get(role)!
      const dead = pages
        .filter(({ status }) => status !== 200)
        .map(({ status, address, from }) => `${from} leads to ${address}: ${status}`)
      assert.deepEqual([...astray, ...dead], [])
      assert.ok(pages.length >= 4, `only ${pages.length} pages were found`)
    })

    it(`has one heading, a title and no hurtful word on any of them (${role})`, () => {
      const wrong = shown(role).flatMap(({ address, html }) => {
        const title = /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? ''
        const word = hurtful.exec(wordsOf(html).replaceAll(allowed, ''))
        return [
          html.match(/<h1\b/g)?.length === 1 ? '' : `${address} has not one h1`,
          /^\S.* - Holdfast - \S/.test(title) ? '' : `${address} is titled ${title}`,
          word === null
            ? ''
            : `${address} says ${word.input.slice(Math.max(0, word.index - 40), word.index + 40)}`,
        ].filter((line) => line !== '')
      })
      assert.deepEqual(wrong, [])
    })
  }

  it('puts no name of a child into an address', () => {
    const pages = roles.flatMap((role) => shown(role))
    const words = new Set(routes.flatMap(({ url }) => url.split(/[^a-z]+/)))
    const names = new Set(
      pages
        .flatMap(({ html }) => [...html.matchAll(/href="\/children\/[^"]*\/overview"[^>]*>([^<,]+)/g)])
        .flatMap(([, name = '']) => name.toLowerCase().split(/[^\p{L}]+/u))
        .filter((name) => name.length >= 4 && name !== 'open' && !words.has(name)),
    )
    assert.ok(names.size > 50, `only ${names.size} names were found`)
    const parts = roles.flatMap((role) => [...(crawled.get(role)?.addresses ?? [])])
    // The name of a duty may be a child's: a red or an amber contact.
    const ofDuties = /^\/(clocks|administration\/standards)\//
    const told = parts.filter(
      (address) =>
        !ofDuties.test(address) &&
        decodeURIComponent(address)
          .toLowerCase()
          .split(/[^\p{L}]+/u)
          .some((part) => names.has(part)),
    )
    assert.deepEqual(told, [])
  })

  it('finds every page of the route table', () => {
    const missed = routes
      .filter(({ url }) => !examples.has(url) && !notPages.has(url) && !isPaper(url))
      .map(({ url }) => url)
    assert.deepEqual(
      missed.filter((url) => !notMet.includes(url)),
      [],
    )
    assert.deepEqual(
      notMet.filter((url) => routes.every((route) => route.url !== url)),
      [],
      'a page that is no more',
    )
  })
})

/** What is looked at elsewhere: the first page only sends on, sign-in is in every test, returns by the job's; and a document is no page. */
const notPages = new Set(['/', '/sign-in', importOf('/import'), importOf('/import/given')])

function importOf(at: string): string {
  return routes.find(({ url }) => url.startsWith(`${at}/:id`))?.url ?? at
}

/** The most that a form asks at once (ux §11.6). */
const mostAtOnce = 12

/** Pages of the browser that one look is done with and another may have: a new one takes as long as what it shows. */
const idle = new Map<Seat['context'], Pick<Seat, 'page' | 'wrong'>[]>()

// Each page is one of its own, so three are looked at while a fourth is served: one after the other they took six minutes.
describe('every page of the route table, in a browser', { concurrency: 3 }, () => {
  it('was found without a browser complaining', () => {
    for (const [role, { wrong }] of seats) assert.deepEqual(wrong, [], role)
  })

  for (const [route, { role, address }] of examples) {
    it(`${route} has no barrier, no more than 12 questions in a form, nothing past the edge and no breach of the policy`, async () => {
      const { context } = seats.get(role)!
      const one = idle.get(context)?.pop() ?? (await anotherPage(context))
      const { page, wrong } = one
      const found: string[] = []
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goto(address)
      const questions = await questionsAsked(page)
      if (questions > mostAtOnce) found.push(`${questions} questions are asked at once`)
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 900 })
        const past = await pastTheEdge(page)
        if (past > 0)
          found.push(`${past} px past the edge at ${width}: ${(await whatLiesPast(page)).join(', ')}`)
        if (await menuCovers(page)) found.push(`the menu lies over what is beside it at ${width}`)
        found.push(
          ...(await barriers(page, { narrower: width < 1280 })).map((barrier) => `at ${width}: ${barrier}`),
        )
      }
      found.push(...(await byTab(page)), ...(await answeredByItself(page)))
      const complaints = wrong.splice(0)
      idle.set(context, [...(idle.get(context) ?? []), one])
      assert.deepEqual([...found, ...complaints], [], `${role} at ${address}`)
    })
  }
})

/** What a form need not be told: each line that an assessment has not established yet is left, and it is saved as far as it has come. */
const mayBeLeft: ReadonlySet<string> = new Set(['/children/:childId/private-fostering/:recordId/establish'])

/** Each form in its plainest life: no script, and nothing typed. */
describe(
  'every form that must be told something, sent without a script as it comes',
  { concurrency: 3 },
  () => {
    const plain = new Map<string, Promise<Seat>>()
    const seatOf = (role: keyof typeof people): Promise<Seat> => {
      const seat = plain.get(role) ?? desk.open(people[role], { script: false })
      plain.set(role, seat)
      return seat
    }
    const tried: string[] = []

    for (const [route, { role, address }] of [...examples].filter(
      ([at, one]) => one.asks && !mayBeLeft.has(at),
    ))
      it(`${route} says what is missing, each at its question, and does nothing`, async () => {
        const { page, wrong } = await anotherPage((await seatOf(role as keyof typeof people)).context)
        await page.goto(address)
        const found = await sentAsItComes(page)
        if (found !== null) tried.push(route)
        await page.close()
        assert.deepEqual([...(found ?? []), ...wrong], [], `${role} at ${address}`)
      })

    after(() => assert.ok(tried.length > 150, `only ${tried.length} forms were sent`))
  },
)
