import type { Locator, Page } from 'playwright-core'
import type { Desk } from './desk.ts'

/** A thumb on a phone: counts what it touches. A worker's or child's own words are not counted, nor the tap into their box. */
interface Thumb {
  readonly tap: (what: Locator) => Promise<void>
  readonly tell: (where: Locator, words: string) => Promise<void>
  readonly count: () => number
  /** What it takes a person, in seconds: thinking and touching as reckoned, and what the pages took as measured. */
  readonly seconds: () => number
}

/**
 * Seconds of one touch by the keystroke-level model (Card, Moran and Newell, 1980, Communications of the ACM 23): thinking what comes next,
 * 1.35; bringing the thumb there, 1.1; pressing and letting go, 0.2.
 */
const touch = 1.35 + 1.1 + 0.2

export function thumb(): Thumb {
  const began = performance.now()
  let touches = 0
  return {
    tap: async (what) => {
      touches += 1
      await what.click()
    },
    tell: async (where, words) => where.fill(words),
    count: () => touches,
    seconds: () => touches * touch + (performance.now() - began) / 1000,
  }
}

/** One of a question's answers: 'Yes' to 'Seen: Leo, 6'. */
export const answer = (page: Page, question: string | RegExp, text: string): Locator =>
  page.getByRole('group', { name: question }).getByRole('radio', { name: text, exact: true })

/** The first of the plan's outcomes that the visit may be for. */
export const firstPurpose = (page: Page): Locator =>
  page
    .getByRole('group', { name: /What was the visit for/ })
    .getByRole('radio')
    .first()

/** From My work to the form, as a worker goes: the child, then the page's own button. */
export async function openVisitTo(page: Page, child: string): Promise<void> {
  await page
    .getByRole('link', { name: new RegExp(`^${child}`) })
    .first()
    .click()
  await page.getByRole('link', { name: 'Record visit' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Record a visit' }).waitFor()
}

/** A worker, and one child of theirs whose visit form asks about so many brothers and sisters. */
export async function familyOf(desk: Desk, children: number): Promise<{ who: string; child: string }> {
  for (const who of ['Farah Nasser', 'Tom Weir', 'Dina Haddad', 'Amira Khalil']) {
    const { context } = await desk.open(who)
    const list = await (await context.request.get('/my-work')).text()
    for (const [, at = '', name = ''] of list.matchAll(
      /href="(\/children\/[^"]*)\/overview"[^>]*>([^<, ]+ [^<,]+)</g,
    )) {
      const form = await (await context.request.get(`${at}/visits/record`)).text()
      if (form.split('name="child"').length - 1 === children) return { who, child: name }
    }
    await context.close()
  }
  throw new Error(`Nobody has a family of ${children}`)
}
