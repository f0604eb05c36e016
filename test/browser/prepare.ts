import { people, type Desk } from './desk.ts'

/** A page that nobody comes to by links alone, and who came to it. */
export interface Prepared {
  readonly role: keyof typeof people
  readonly address: string
}

/**
 * Does, through the pages, what a new county has not had done: a search, and two records proposed to be one child's, which a
 * manager then finds among what is to be decided.
 */
export async function prepare(desk: Desk): Promise<Prepared[]> {
  return [await search(desk), ...(await proposeOneRecord(desk))]
}

async function search(desk: Desk): Promise<Prepared> {
  const { page, context } = await desk.open(people.outOfHours)
  await page.getByRole('searchbox').fill('barker')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\/[0-9a-f-]{36}$/)
  const address = new URL(page.url()).pathname
  await context.close()
  return { role: 'outOfHours', address }
}

async function proposeOneRecord(desk: Desk): Promise<Prepared[]> {
  const { page, context } = await desk.open(people.worker)
  await page
    .getByRole('link', { name: /^Leo Barker/ })
    .first()
    .click()
  await page.getByRole('link', { name: 'Family', exact: true }).first().click()
  await page.getByRole('link', { name: /here twice\?$/ }).click()
  await page.waitForURL(/merges\/propose$/)
  const address = new URL(page.url()).pathname
  const form = page.getByRole('main').locator('form')
  const radio = form.getByRole('radio').first()
  if ((await radio.count()) > 0) await radio.check()
  else await form.locator('select').selectOption({ index: 1 })
  await form.locator('textarea, input[type=text]').last().fill('The school says there is only one of them')
  await form.getByRole('button').last().click()
  await page.waitForURL(/\/family$/)
  const change = await page
    .getByRole('link', { name: /^Change/ })
    .first()
    .getAttribute('href')
  await context.close()
  return [address, change ?? ''].map((at) => ({ role: 'worker', address: at }))
}
