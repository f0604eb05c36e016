import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { barriers, pastTheEdge, people, picture, takeDesk } from './desk.ts'

const desk = await takeDesk()
after(() => desk.close())

// Of this run's own, so that it can be run again on the same county.
const [id, other] = [`9${String(Date.now()).slice(-7)}`, `8${String(Date.now()).slice(-7)}`]
const header = (year: string): string =>
  `CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\n${id},F,04/05/${year},WBRI,UN1,0,\r\n${other},M,01/02/2014,WBRI,UN1,,\r\n`
const episodes =
  'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\r\n' +
  `${id},03/07/2024,S,C2,N1,U4,PR1,,,,,,\r\n${other},03/07/2024,S,C2,N1,U4,PR1,,,,,,\r\n`
const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

// The day of birth that was returned last year, 2015, is right: this year's slipped by a year.
const lastYear = [csv('header.csv', header('2015')), csv('episodes.csv', episodes)]
const thisYear = [csv('header.csv', header('2016')), csv('episodes.csv', `${episodes}\r\n`)]

describe('a performance analyst returns the children looked after', () => {
  it('reads in files that were checked, and makes the return as they stand', async () => {
    const { page, wrong } = await desk.open(people.analyst)
    await check(page, true)
    await page.getByRole('button', { name: 'See what they would bring to the record' }).click()
    await page.getByRole('button', { name: 'Read this in' }).click()
    await page.getByRole('heading', { level: 1, name: 'What was read in' }).waitFor()
    await makeReturn(page)
    assert.deepEqual(wrong, [])
  })

  it('drops the files of two years, reads what is wrong, puts one child right, makes the return, compares and signs', async () => {
    const { page, wrong } = await desk.open(people.analyst)
    // Drop last year's and this year's files, and read the findings.
    await check(page, false)
    await looksRight(page, 'check-found')
    await page.getByRole('link', { name: '203', exact: true }).click()
    await page.getByRole('link', { name: id, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: `Child ${id}` }).waitFor()
    await looksRight(page, 'check-child')
    // Fix one child in the record.
    await page.getByRole('link', { name: 'Open the record' }).click()
    await putRight(page)
    // Generate.
    await makeReturn(page)
    // Compare.
    await page
      .getByRole('listitem')
      .getByRole('link', { name: /^Made / })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: 'What is not as it was' }).waitFor()
    await page.getByRole('row', { name: /DOB.*04\/05\/2016.*04\/05\/2015/ }).waitFor()
    await page.goBack()
    // Sign off.
    await page.getByRole('button', { name: 'Sign this return off' }).click()
    const signed = page.locator('.govuk-summary-list__row', { hasText: 'Signed off' })
    assert.match(await signed.innerText(), new RegExp(people.analyst))
    assert.deepEqual(wrong, [])
  })
})

async function check(page: Page, keep: boolean): Promise<void> {
  await page.getByRole('link', { name: 'Returns', exact: true }).first().click()
  await page.getByRole('link', { name: 'Check a return' }).click()
  await looksRight(page, 'check-form')
  await page.getByLabel('Year the return ends in').selectOption('2026')
  await page.locator('input[name=files]').setInputFiles(thisYear)
  await page.locator('input[name=last]').setInputFiles(lastYear)
  if (keep) await page.getByRole('checkbox', { name: /^Hold the files/ }).check()
  await page.getByRole('button', { name: 'Check the return' }).click()
  await page.getByRole('heading', { level: 1, name: /^Check of the looked-after return/ }).waitFor()
}

async function makeReturn(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Returns', exact: true }).first().click()
  await page
    .getByRole('radio', { name: /SSDA903|looked.after/i })
    .first()
    .check()
  await page.getByLabel('Year it ends in').selectOption('2026')
  await page.getByRole('button', { name: 'Make the return' }).click()
  await page.getByText('Hash of all its files').waitFor()
}

async function putRight(page: Page): Promise<void> {
  // One thing to do is a button; more than one stand in a menu, which the script makes of them.
  await page
    .locator('[data-module=moj-button-menu]:not([data-moj-button-menu-init])')
    .waitFor({ state: 'detached' })
  const menu = page.getByRole('button', { name: 'Actions' })
  if ((await menu.count()) > 0) await menu.click()
  await page.getByText('Correct what we hold', { exact: true }).first().click()
  await page.getByRole('checkbox', { name: 'Date of birth' }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel(/^Date of birth/).fill('4 5 2015')
  await page.getByLabel('Why are you correcting this?').fill('The birth certificate says 2015')
  await page.getByRole('button', { name: 'Save the correction' }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/correct'))
}

const tried = new Set<string>()

/** Once for each page: no barrier and nothing past the edge, wide and narrow; a picture of each is kept. */
async function looksRight(page: Page, name: string): Promise<void> {
  if (tried.has(name)) return
  tried.add(name)
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 })
    assert.ok((await pastTheEdge(page)) <= 0, `something lies past the edge at ${width}`)
    await picture(page, name)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  const found = await barriers(page)
  await page.reload()
  assert.deepEqual(found, [])
}
