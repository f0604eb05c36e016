import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { people, takeDesk, type Seat } from './desk.ts'

/**
 * What a journey may cost (ux.md §1, the time budget). What it asks for there is what is counted here: presses, and boxes that are filled,
 * from the page where the work is, with a worker's own words counted as one box. Pages are those that are waited for.
 */
interface Budget {
  readonly journey: string
  readonly who: string
  readonly presses: number
  readonly boxes: number
  readonly pages: number
  /** Seconds of the server's and the browser's own, on cores that are doing other work. */
  readonly seconds: number
  readonly begins: (seat: Seat) => Promise<void>
  readonly does: (hand: Hand) => Promise<void>
}

interface Hand {
  readonly page: Page
  readonly press: (what: Locator) => Promise<void>
  readonly enter: () => Promise<void>
  readonly fill: (where: Locator, words: string) => Promise<void>
  readonly choose: (where: Locator, at: number) => Promise<void>
  /** Waits for something of the page that comes: one page more. */
  readonly comes: (what: Locator) => Promise<void>
}

const desk = await takeDesk()
after(() => desk.close())

const leo = async ({ page }: Seat): Promise<void> => {
  await page.goto('/search')
  await page.getByRole('main').getByRole('searchbox').fill('leo barker')
  await page.keyboard.press('Enter')
  await page
    .getByRole('link', { name: /Leo Barker/ })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: /Leo Barker/ }).waitFor()
}
/** As it is typed: 21/11/26. */
const yesterday = (): string =>
  new Date(Date.now() - 86_400_000).toLocaleDateString('en-GB', { day: 'numeric', month: 'numeric', year: '2-digit', timeZone: 'Europe/London' }) // prettier-ignore
const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('main').getByRole('button', { name })

const budgets: readonly Budget[] = [
  {
    journey: 'Add a significant event to the chronology: inline; date, what, impact',
    who: people.worker,
    presses: 1,
    boxes: 3,
    pages: 1,
    seconds: 10,
    begins: async (seat) => {
      await leo(seat)
      await seat.page.getByRole('link', { name: 'Chronology', exact: true }).first().click()
      await seat.page.getByLabel('What happened').waitFor()
    },
    does: async ({ page, fill, press, comes }) => {
      await fill(page.getByLabel('Date', { exact: true }), yesterday())
      await fill(page.getByLabel('What happened'), 'The school gave Leo his breakfast.')
      await fill(page.getByLabel('Impact on Leo'), 'He did not fall asleep in class.')
      await press(button(page, 'Add event'))
      await comes(page.getByText('The school gave Leo his breakfast.').first())
    },
  },
  {
    journey: 'See what is due this week: the first page, and nothing asked',
    who: people.worker,
    presses: 0,
    boxes: 0,
    pages: 1,
    seconds: 5,
    begins: async ({ page }) => void (await page.goto('/account')),
    does: async ({ page, comes }) => {
      await page.goto('/')
      await comes(page.getByRole('heading', { name: /^(Needs you today|Next 7 days)/ }).first())
    },
  },
  {
    journey: 'Find a child from a phone call: part of a name and the year of birth, from any page',
    who: people.outOfHours,
    presses: 1,
    boxes: 1,
    pages: 1,
    seconds: 10,
    begins: async ({ page }) => void (await page.goto('/account')),
    does: async ({ page, fill, enter, comes }) => {
      await page.keyboard.press('/')
      await fill(page.locator('input[type=search]:focus'), 'barker 2020')
      await enter()
      await comes(
        page
          .getByRole('main')
          .getByRole('link', { name: /Leo Barker/ })
          .first(),
      )
    },
  },
  {
    journey: 'Log a phone call: who, and one line',
    who: people.worker,
    presses: 2,
    boxes: 2,
    pages: 2,
    seconds: 20,
    begins: async ({ page }) => void (await page.goto('/record')),
    does: async ({ page, fill, press, comes }) => {
      await press(page.getByRole('link', { name: /^Call\s*: Leo Barker/ }))
      await comes(page.getByLabel('Who with?'))
      await fill(page.getByLabel('Who with?'), 'Ms Ford, Mill Primary')
      await fill(page.getByLabel('What was said or happened, in a line?'), 'Leo was hungry again.')
      await press(button(page, 'Save note'))
      await comes(page.getByText('Leo was hungry again.').first())
    },
  },
  {
    journey: 'Give a direction outside supervision: what, who, by when',
    who: people.teamManager,
    presses: 3,
    boxes: 4,
    pages: 2,
    seconds: 20,
    begins: leo,
    does: async ({ page, fill, choose, press, comes }) => {
      await press(page.getByRole('button', { name: /^Actions/ }))
      await press(
        page
          .getByRole('link', { name: /^Give a direction/ })
          .or(page.getByRole('button', { name: /^Give a direction/ }))
          .first(),
      )
      await comes(page.getByLabel('What must be done?'))
      await fill(page.getByLabel('What must be done?'), 'Speak to the social worker Dean had before.')
      await fill(page.getByLabel(/^So that what is different/), 'We know whether Leo is safe with Dean.')
      await choose(page.getByLabel(/^Who will do it/), 1)
      await fill(page.getByLabel('By when?'), '2/3/2028')
      await press(button(page, 'Give direction'))
      await comes(page.getByText('Speak to the social worker Dean had before.').first())
    },
  },
  {
    journey: 'Cover a colleague’s child out of hours: to the page that is safe to act on',
    who: people.outOfHours,
    presses: 2,
    boxes: 1,
    pages: 2,
    seconds: 15,
    begins: async ({ page }) => void (await page.goto('/account')),
    does: async ({ page, fill, enter, press, comes }) => {
      await page.keyboard.press('/')
      await fill(page.locator('input[type=search]:focus'), 'leo barker')
      await enter()
      const found = page.getByRole('main').getByRole('link', { name: /Leo Barker/ }).first() // prettier-ignore
      await comes(found)
      await press(found)
      await comes(page.getByRole('heading', { name: 'Safe to act' }))
    },
  },
]

describe('a journey costs no more than its budget', () => {
  for (const { journey, who, presses, boxes, pages, seconds, begins, does } of budgets) {
    it(journey, async (test) => {
      const seat = await desk.open(who)
      await begins(seat)
      const spent = { presses: 0, boxes: 0, pages: 0 }
      const since = performance.now()
      await does(handOf(seat.page, spent))
      const took = (performance.now() - since) / 1000
      test.diagnostic(`${JSON.stringify(spent)}, ${took.toFixed(1)} s`)
      assert.deepEqual(spent, { presses, boxes, pages })
      assert.ok(took <= seconds, `${took.toFixed(1)} s of ${seconds}`)
      assert.deepEqual(seat.wrong, [])
      await seat.context.close()
    })
  }
})

function handOf(page: Page, spent: { presses: number; boxes: number; pages: number }): Hand {
  return {
    page,
    press: async (what) => {
      spent.presses += 1
      await what.click()
    },
    enter: async () => {
      spent.presses += 1
      await page.keyboard.press('Enter')
    },
    fill: async (where, words) => {
      spent.boxes += 1
      await where.fill(words)
    },
    choose: async (where, at) => {
      spent.boxes += 1
      await where.selectOption({ index: at })
    },
    comes: async (what) => {
      spent.pages += 1
      await what.waitFor()
    },
  }
}
