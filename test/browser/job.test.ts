import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { barriers, pastTheEdge, people, picture, root, takeDesk } from './desk.ts'
import { answer, firstPurpose } from './thumb.ts'

const desk = await takeDesk()
after(() => desk.close())

const fixtures = path.join(process.env['HOLDFAST_SHARED'] ?? path.join(root, '../shared'), 'returns/fixtures')
const returns = [
  { named: 'a children in need census', files: ['cin-census/fake_CIN_data.xml'] },
  {
    named: 'a looked-after return',
    files: ['ssda903/header.csv', 'ssda903/episodes.csv', 'ssda903/missing.csv'],
  },
  { named: 'Annex A', files: ['annex-a/Annex_A.xlsx'] },
]
const held = returns.filter(({ files }) => files.every((file) => existsSync(path.join(fixtures, file))))

describe('a performance analyst reads returns in', () => {
  it('has the shared returns, or says that it has not', (test) => {
    test.diagnostic(`${held.length} of ${returns.length} shared cases ran`)
    if (process.env['HOLDFAST_REQUIRE_SHARED'] === '1') assert.equal(held.length, returns.length)
  })

  for (const { named, files } of held) {
    it(`sees what ${named} would bring, says yes, and finds what is to be put right`, async () => {
      const { page, wrong } = await desk.open(people.analyst)
      await page.getByRole('link', { name: 'Import', exact: true }).click()
      await page.getByText('This is the demonstration').waitFor()
      await page.locator('input[type=file]').setInputFiles(files.map((file) => path.join(fixtures, file)))
      await page.getByRole('button', { name: 'See what they would bring' }).click()
      await page.getByRole('heading', { level: 1, name: 'What these files would bring' }).waitFor()
      await page.getByText('Nothing has been kept yet.').waitFor()
      assert.ok((await valueOf(page, 'New children')) > 0)
      await looksRight(page, 'import-preview')
      await page.getByRole('button', { name: 'Read this in' }).click()
      await page.getByRole('heading', { level: 1, name: 'What was read in' }).waitFor()
      assert.ok((await valueOf(page, 'Rows read')) > 0)
      await looksRight(page, 'import-done')
      const finding = page.getByRole('table').getByRole('row').nth(1)
      const count = Number((await finding.getByRole('cell').last().innerText()).replaceAll(',', ''))
      assert.ok(count > 0)
      await finding.getByRole('link').click()
      // Others may have read in returns of their own before: theirs of this kind stand here too.
      const about = await page
        .getByText(/^[\d,]+ findings? about/)
        .first()
        .innerText()
      assert.ok(Number(about.split(' ')[0]?.replaceAll(',', '')) >= count, about)
      await looksRight(page, 'data-quality')
      assert.deepEqual(wrong, [])
    })
  }
})

/** A number of the summary list. */
async function valueOf(page: Page, key: string): Promise<number> {
  const row = page.locator('.govuk-summary-list__row', { hasText: key }).locator('dd').first()
  return Number((await row.innerText()).replaceAll(',', ''))
}

const tried = new Set<string>()

/** Once for each page: no barrier and nothing past the edge, wide and narrow; a picture of each is kept. */
async function looksRight(page: Page, name: string): Promise<void> {
  if (tried.has(name)) return
  tried.add(name)
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 })
    assert.deepEqual(await barriers(page), [], `at ${width}`)
    assert.ok((await pastTheEdge(page)) <= 0, `something lies past the edge at ${width}`)
    await picture(page, name)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

const workers = [people.worker, 'Tom Weir', 'Dina Haddad', 'Farah Nasser']
/** The link of one of the manager's counts, and the count it says. */
const over = (page: Page): Locator =>
  page.locator('.hf-tally > div', { hasText: 'Over now' }).getByRole('link')
const countOf = async (page: Page): Promise<number> => parseInt(await over(page).innerText(), 10)

describe('a visit is owed, found, made, and counted', () => {
  it('in five steps, by the words on the page', async () => {
    // 1. The manager sees how many visits are late, and opens the number.
    const manager = await desk.open(people.teamManager)
    const late = await countOf(manager.page)
    assert.ok(late > 0)
    await over(manager.page).click()
    // 2. Each child stands there with the reason; the manager opens one.
    const row = manager.page
      .getByRole('main')
      .getByRole('row')
      .filter({ hasText: new RegExp(workers.map((name) => name.split(' ')[0]).join('|')) })
      // A duty that comes again: of a first visit there is no next.
      .filter({ hasText: /(protection|in need) visit/i })
      .first()
    const said = await row.innerText()
    assert.match(said, /visit.*over/is)
    const who = workers.find((name) => said.includes(name.split(' ')[0] ?? name)) ?? ''
    await row.getByRole('link').first().click()
    const heading = await manager.page.getByRole('heading', { level: 1 }).innerText()
    const child = heading.split(',')[0] ?? ''
    const clocks = manager.page.getByRole('main').locator('.hf-clocks')
    assert.match(await clocks.innerText(), /visit\s*.*over/is)
    // 3. The child's worker goes, and records the visit.
    const worker = await desk.open(who)
    await worker.page
      .getByRole('link', { name: new RegExp(`^${child}`) })
      .first()
      .click()
    await worker.page
      .getByRole('button', { name: /^Record visit/ })
      .first()
      .click()
    const called = child.split(' ')[0] ?? child
    await answer(worker.page, new RegExp(`Seen.*${called}`), 'Yes').click()
    await answer(worker.page, new RegExp(`Alone.*${called}`), 'Yes').click()
    if ((await firstPurpose(worker.page).count()) > 0) await firstPurpose(worker.page).click()
    else await worker.page.getByLabel('What was the visit for?').fill('To see how the week has been')
    await worker.page.getByLabel('What did you see and hear?').fill(`${called} was well and had eaten.`)
    await worker.page.getByRole('button', { name: 'Save visit' }).click()
    // 4. The page says which duty that was, and when the next is due.
    await worker.page
      .getByText(/Meets the duty: .*visit/)
      .first()
      .waitFor()
    await worker.page
      .getByText(/Next due/)
      .first()
      .waitFor()
    // 5. The clock has moved for everybody.
    await manager.page.reload()
    await manager.page
      .getByText(/, today/i)
      .or(manager.page.getByText(/today, /i))
      .first()
      .waitFor()
    assert.doesNotMatch(
      await clocks.innerText(),
      /(protection|in need) visit\s+\S?\s*\d+ (working )?days? over/i,
    )
    await manager.page.getByRole('link', { name: 'Oversight', exact: true }).click()
    assert.ok((await countOf(manager.page)) < late, 'the number of late visits has gone down')
    assert.deepEqual([...manager.wrong, ...worker.wrong], [])
  })
})
