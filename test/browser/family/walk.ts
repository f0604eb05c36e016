import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { day } from '../../../src/platform/dates/day.ts'
import { pastTheEdge, root, signIn } from '../desk.ts'
import { follow } from './hand.ts'
import { staff, type Office, type Who } from './office.ts'

/** One family's journey through the pages, by those who work with it, at the times the walk sets. */
export interface Walk {
  readonly office: Office
  /** Sets the clock: everybody's session has then ended, as it would have, and each signs in again. */
  readonly at: (on: string, time?: string) => Promise<void>
  /** Whoever it is, at their own screen, signed in, where they left off. */
  readonly as: (who: Who) => Promise<Page>
  /** The page of a child, from the list of one's own work. */
  readonly toChild: (who: Who, child: string, tab?: string) => Promise<Page>
  /** The page of a child one has no list of: by search, as anybody who is rung does. */
  readonly find: (who: Who, child: string) => Promise<Page>
  /** What the child's overview says of its clocks, in one line. */
  readonly clocks: (who: Who, child: string) => Promise<string>
  /** Keeps a numbered picture of the page, and notes what lies past its edge. */
  readonly keep: (page: Page, name: string) => Promise<void>
  /** What the walk itself saw go wrong: errors in the browser, pages wider than the screen. */
  readonly wrong: readonly string[]
  /** Every address any page had. */
  readonly addresses: ReadonlySet<string>
}

/** Those who are out and about do it on a phone; those who decide, at a desk. */
const onAPhone: ReadonlySet<Who> = new Set(['screener', 'worker', 'helper'])
const pictures = path.join(root, 'var/screenshots/family')
const tallest = 9000

interface Seated {
  readonly context: BrowserContext
  readonly page: Page
  in: boolean
}

export async function beginWalk(office: Office, browser: Browser): Promise<Walk> {
  await rm(pictures, { recursive: true, force: true })
  await mkdir(pictures, { recursive: true })
  const wrong: string[] = []
  const addresses = new Set<string>()
  const seats = new Map<Who, Seated>()
  let kept = 0

  const as = async (who: Who): Promise<Page> => {
    const seat = seats.get(who) ?? (await sit(browser, office.address, who, { wrong, addresses }))
    seats.set(who, seat)
    if (!seat.in) await signIn(seat.page, staff[who][0])
    seat.in = true
    return seat.page
  }
  const toChild = async (who: Who, child: string, tab?: string): Promise<Page> => {
    const page = await as(who)
    await page.goto('/my-work')
    await follow(page, new RegExp(`^${child} Sorrel`))
    if (tab !== undefined) await follow(page, tab)
    return page
  }
  return {
    office,
    wrong,
    addresses,
    as,
    toChild,
    at: async (on, time = '09:30') => {
      await office.clock.set(day(on), time)
      for (const seat of seats.values()) {
        seat.in = false
        await seat.context.clearCookies()
      }
    },
    find: async (who, child) => {
      const page = await as(who)
      await page.goto('/search')
      await page.getByRole('main').getByRole('searchbox').fill(`${child} Sorrel`)
      await page.keyboard.press('Enter')
      await follow(page, new RegExp(`${child} Sorrel`))
      return page
    },
    clocks: async (who, child) => {
      const page = await toChild(who, child)
      return (await page.locator('.hf-clocks').innerText()).replaceAll(/\s+/g, ' ')
    },
    keep: async (page, name) => {
      // A page measured before its styles are there is wider than it will be.
      await page.waitForLoadState()
      const beyond = await pastTheEdge(page)
      if (beyond > 0) wrong.push(`${name}: ${beyond} pixels lie past the edge`)
      const file = `${String(++kept).padStart(2, '0')}-${name}-${page.viewportSize()?.width ?? 0}.png`
      await whole(page, path.join(pictures, file))
    },
  }
}

async function sit(
  browser: Browser,
  baseURL: string,
  who: Who,
  seen: { wrong: string[]; addresses: Set<string> },
): Promise<Seated> {
  const phone = onAPhone.has(who)
  const viewport = phone ? { width: 360, height: 740 } : { width: 1280, height: 900 }
  const context = await browser.newContext({ baseURL, viewport, reducedMotion: 'reduce', hasTouch: phone })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  page.on('framenavigated', (frame) => void seen.addresses.add(frame.url()))
  page.on('pageerror', (fault) => seen.wrong.push(`${page.url()}: ${fault}`))
  page.on('console', (said) => {
    if (said.type() === 'error' && !/status of (403|409|422)/.test(said.text())) seen.wrong.push(said.text())
  })
  return { context, page, in: false }
}

/** The page as one would scroll it: on a screen as tall as it is, so that what sticks to the screen's foot stands at its end. */
async function whole(page: Page, file: string): Promise<void> {
  const usual = page.viewportSize() ?? { width: 1280, height: 900 }
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  await page.setViewportSize({
    width: usual.width,
    height: Math.min(Math.max(height, usual.height), tallest),
  })
  await page.screenshot({ path: file })
  await page.setViewportSize(usual)
}
