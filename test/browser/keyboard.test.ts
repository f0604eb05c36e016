import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { people, takeDesk } from './desk.ts'

const desk = await takeDesk()
after(() => desk.close())

/** Presses Tab until the focus is there, as somebody does who cannot use a mouse. */
async function tabTo(page: Page, what: Locator, most = 120): Promise<void> {
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press('Tab')
    const there = await what.evaluateAll((found) => found.includes(found[0]!.ownerDocument.activeElement))
    if (there) return
  }
  throw new Error(`${most} presses of Tab did not come to ${what.toString()}`)
}

/** A group of radios is one stop: its answers are chosen with the arrows or, on the one in focus, with the space bar. */
async function choose(page: Page, question: RegExp, downs = 0): Promise<void> {
  await tabTo(page, page.getByRole('group', { name: question }).getByRole('radio'))
  await page.keyboard.press('Space')
  for (let i = 0; i < downs; i += 1) await page.keyboard.press('ArrowDown')
}

describe('with the keyboard alone', () => {
  it('somebody signs in, finds a child with /, and records a visit', async () => {
    const { page, wrong } = await desk.open(null)
    await page.goto('/sign-in')
    await tabTo(page, page.getByRole('radio'))
    await page.keyboard.press('Space')
    const amira = page.getByRole('radio', { name: people.worker, exact: true })
    while (!(await amira.isChecked())) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor()

    await page.keyboard.press('/')
    await page.keyboard.type('leo barker')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Search' }).waitFor()
    await tabTo(page, page.getByRole('link', { name: /Leo Barker/ }))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /Leo Barker/ }).waitFor()

    await tabTo(page, page.getByRole('link', { name: 'Skip to main content' }))
    await page.keyboard.press('Enter')
    await tabTo(
      page,
      page
        .getByRole('button', { name: /^Record visit/ })
        .or(page.getByRole('link', { name: /^Record visit/ })),
    )
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Record a visit' }).waitFor()

    await choose(page, /Seen.*Leo/)
    await choose(page, /Alone.*Leo/)
    await choose(page, /What was the visit for/, 1)
    await tabTo(page, page.getByLabel('What did you see and hear?'))
    await page.keyboard.type('Leo was reading to his nan.')
    await tabTo(page, page.getByRole('button', { name: 'Save visit' }))
    await page.keyboard.press('Enter')
    await page.getByText('Leo was reading to his nan.').waitFor()
    assert.deepEqual(wrong, [])
  })
})
