import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { barriers, pastTheEdge, people, picture, questionsAsked, takeDesk, type Desk } from './desk.ts'

let desk: Desk
before(async () => {
  desk = await takeDesk()
})
after(() => desk.close())

/** The first day of the demonstration is any: a day as a form takes it, so many days from the browser's. */
const dayFromNow = (page: Page, days: number): Promise<string> =>
  page.evaluate((ahead) => {
    const at = new Date(Date.now() + ahead * 86_400_000)
    return `${at.getDate()} ${at.getMonth() + 1} ${at.getFullYear()}`
  }, days)

async function answer(page: Page): Promise<void> {
  await page.getByLabel('When was it reviewed?').fill(await dayFromNow(page, 0))
  await page.getByLabel('No', { exact: true }).check()
  await page.getByLabel('How do we know?').fill('The social worker was there this morning.')
  await page
    .getByLabel('Why is the child still there?')
    .fill('The home that said yes has no room before Monday.')
  await page.getByLabel('What is being done').fill('Two workers stay the nights until Monday.')
  await page.getByLabel('By when is it reviewed again?').fill(await dayFromNow(page, 1))
}

/** Every page is held to axe by every-page.test.ts: here, where asked for, the pages of this walk at both widths. */
const full = process.env['HOLDFAST_HOMES'] === 'full'

const good = async (page: Page, name: string): Promise<void> => {
  assert.equal(await pastTheEdge(page), 0, name)
  if (!full) return
  assert.deepEqual(await barriers(page), [], name)
  await picture(page, name)
}

async function opens(page: Page, home: string): Promise<void> {
  await page.goto('/oversight')
  await page.getByRole('link', { name: /^Homes/ }).click()
  await good(page, 'homes')
  await page.getByRole('row', { name: home }).getByRole('link').first().click()
  await page.getByText('Told by what was found of its registration').waitFor()
  await good(page, 'home-of-child')
}

/** From Oversight to a review of the child who lives in a home, and to the list of those not said to be safe. */
async function walk(page: Page, home: string): Promise<void> {
  await opens(page, home)
  await page.getByRole('button', { name: 'Record a review' }).click()
  assert.ok((await questionsAsked(page)) <= 12)
  await good(page, 'review-of-home')
  await answer(page)
  await page.getByRole('button', { name: 'Save the review' }).click()
  await page.getByText('Not safe there').first().waitFor()
  await page.goto('/homes?show=unsafe')
  await page.getByRole('row', { name: home }).getByText('Not safe there').waitFor()
}

describe('a director asks who lives in a home that nobody registered', () => {
  it('opens the children, reviews one and is told that they are not safe, at two widths', async () => {
    const { page, wrong } = await desk.open(people.director, { width: 360 })
    await walk(page, 'Mill Lane Lodge')
    await page.setViewportSize({ width: 1280, height: 900 })
    await (full ? walk : opens)(page, 'Larchfield')
    assert.deepEqual(wrong, [])
  })
})
