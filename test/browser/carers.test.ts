import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { barriers, pastTheEdge, people, picture, takeDesk, type Desk } from './desk.ts'

let desk: Desk
before(async () => {
  desk = await takeDesk()
})
after(() => desk.close())

const phone = { width: 360, height: 780 }

/** Every page is held to axe by every-page.test.ts: here, where asked for, those of this walk. */
const full = process.env['HOLDFAST_CARERS'] === 'full'

const good = async (page: Page, name: string): Promise<void> => {
  assert.equal(await pastTheEdge(page), 0, name)
  if (!full) return
  assert.deepEqual(await barriers(page), [], name)
  await picture(page, name)
}

/** A child who lives with Marion Tansley; the address of their page. */
async function firstChild(page: Page): Promise<string> {
  await page.goto('/')
  await good(page, 'children-with-me')
  await page.getByRole('main').getByRole('link').first().click()
  await page.getByRole('heading', { name: 'Who to ask' }).waitFor()
  await good(page, 'child-with-me')
  return new URL(page.url()).pathname
}

describe('a foster carer', () => {
  it('finds on a phone who to ask of a child who lives with them, until a manager ends it', async () => {
    const { page, context } = await desk.open(people.carer, phone)
    const at = await firstChild(page)
    const id = at.split('/').at(-1) ?? ''
    assert.equal((await page.goto(`/children/${id}/overview`))?.status(), 403)
    // The team manager of children in our care.
    const { page: manager, context: office } = await desk.open('Jas Goode', phone)
    await manager.goto(`/children/${id}/carers`)
    await good(manager, 'carers-of-child')
    await manager.getByRole('link', { name: 'End what the foster carer may see' }).click()
    await manager.getByLabel('Why does it end?').fill('The carer asked for it')
    await manager.getByRole('button', { name: 'Save' }).click()
    await manager.getByText('Ended').first().waitFor()
    assert.equal((await page.goto(at))?.status(), 404)
    await context.close()
    await office.close()
  })
})
