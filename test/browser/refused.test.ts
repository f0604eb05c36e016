import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { barriers, people, takeDesk } from './desk.ts'

const desk = await takeDesk()
after(() => desk.close())

const titles: Readonly<Record<string, string>> = { '/import': 'Import', '/oversight': 'Oversight' }

describe('whoever may not', () => {
  const refusals = [
    [people.worker, '/oversight'],
    [people.worker, '/import'],
    [people.worker, '/administration'],
    [people.administrator, '/my-work'],
    [people.administrator, '/search'],
    [people.teamManager, '/administration'],
    [people.analyst, '/people/add'],
  ] as const
  for (const [who, address] of refusals) {
    it(`is told so in words, and shown the way back: ${who} at ${address}`, async () => {
      const { page, wrong } = await desk.open(who)
      const answer = await page.goto(address)
      assert.equal(answer?.status(), 403)
      await page.getByRole('heading', { level: 1, name: 'You cannot do this' }).waitFor()
      assert.equal(await page.getByRole('main').getByRole('link').count(), 1)
      assert.deepEqual(await barriers(page), [])
      assert.deepEqual(wrong, [])
      const menu = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allInnerTexts()
      assert.ok(!menu.includes(titles[address] ?? address), `${address} stands in the menu of one it refuses`)
    })
  }

  it('opens no child’s record, and learns no name from the refusal', async () => {
    const worker = await desk.open(people.worker)
    await worker.page
      .getByRole('link', { name: /^Leo Barker/ })
      .first()
      .click()
    const address = new URL(worker.page.url()).pathname
    const { page } = await desk.open(people.administrator)
    const answer = await page.goto(address)
    assert.equal(answer?.status(), 403)
    assert.doesNotMatch(await page.content(), /Leo|Barker/)
  })

  it('is sent to sign in before anything is shown', async () => {
    const { page } = await desk.open(null)
    await page.goto('/my-work')
    assert.equal(new URL(page.url()).pathname, '/sign-in')
  })
})
