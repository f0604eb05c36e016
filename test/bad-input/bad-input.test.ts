import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { badFiles, kinds, type Bad } from './bad-files.ts'
import { give, leave, startSite, type Outcome, type Person } from './site.ts'

// HOLDFAST_BAD_FILES=300 gives all of them, each to both pages; without it a fifth, each to Import and every fifth to Check.
const asked = Number(process.env['HOLDFAST_BAD_FILES'] || 30)
const toBoth = asked >= 300
const site = await startSite(2)
after(() => site.stop())

interface Told {
  readonly bad: Bad
  readonly page: '/import' | '/returns/check'
  readonly outcome: Outcome
}

async function giveAll(person: Person, waiting: [number, Bad][], told: Told[]): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [at, bad] = next
    const files = await bad.files()
    for (const page of ['/import', '/returns/check'] as const) {
      if (page === '/returns/check' && !toBoth && at % 5 !== 0) continue
      const outcome = await give(site, person, page, files)
      told.push({ bad, page, outcome })
      await leave(site, person, outcome.at)
    }
  }
}

/** Opens a page as somebody else would, all the while; gives how long each had to wait, in milliseconds. */
function someoneElse(person: Person) {
  const waits: number[] = []
  let over = false
  const asking = (async () => {
    while (!over) {
      const since = performance.now()
      const answer = await fetch(`http://127.0.0.1:${site.port}/import`, {
        headers: { cookie: person.cookie },
      })
      assert.equal(answer.status, 200)
      await answer.text()
      waits.push(performance.now() - since)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  return async () => {
    over = true
    await asking
    return waits.toSorted((a, b) => a - b)
  }
}

const refusals = {
  '/import': 'These files were not read in',
  '/returns/check': 'These files could not be checked',
}

function wrongWith({ bad: { fate }, page, outcome: { status, title, words } }: Told): string | null {
  if (status !== 200) return `was answered with ${status}: ${words}`
  if (words.includes('Something went wrong')) return `is put down to a fault of ours: ${words}`
  const refused = title === refusals[page]
  const mustBe = fate === 'refused' || (page === '/returns/check' && fate === 'annex')
  if (refused !== mustBe) return `${refused ? 'was refused' : 'was read'}: ${words}`
  // A sentence of one's own: it begins with which file, and ends with what to do.
  return !refused || /[A-Z][^.]{20,}\./.test(words.replace(title, ''))
    ? null
    : `is refused without a reason: ${words}`
}

/** Files of one test: however many there are, each test ends within what a test may take. */
const atOnce = 30

describe(`${asked} broken and hostile files of ${kinds.length} kinds`, () => {
  const all = [...badFiles(asked).entries()]
  for (let from = 0; from < asked; from += atOnce) {
    const some = all.slice(from, from + atOnce)
    it(`${from + 1} to ${from + some.length} are each answered with what a person can act on, while others are served and nothing is stored`, async (t) => {
      const before = await site.measure()
      const [other, ...people] = site.people
      assert.ok(other)
      const waited = someoneElse(other)
      const told: Told[] = []
      await Promise.all(people.slice(0, 3).map((person) => giveAll(person, some, told)))
      const waits = await waited()
      const wrong = told.flatMap((one) => {
        const why = wrongWith(one)
        return why === null ? [] : [`${one.page} ${one.bad.name} ${why.slice(0, 400)}`]
      })
      const after = await site.measure()
      const [median = 0, longest = 0] = [waits[Math.floor(waits.length / 2)], waits.at(-1)]
      t.diagnostic(
        `${told.length} uploads; most memory ${after.most} MiB (${before.most} before); another person waited ${median.toFixed(0)} ms, at most ${longest.toFixed(0)}; ${after.longest} ms at most in one piece`,
      )
      assert.deepEqual(wrong, [])
      assert.ok(site.lives())
      assert.deepEqual(after.rows, before.rows)
      assert.deepEqual(site.left(), [])
      assert.ok(after.most < 1024, `${after.most} MiB`)
      assert.ok(longest < 10_000, `another person waited ${longest} ms`)
    })
  }
})
