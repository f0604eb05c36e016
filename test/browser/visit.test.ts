import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { pastTheEdge, people, picture, takeDesk, type Seat } from './desk.ts'
import { answer, familyOf, firstPurpose, openVisitTo, thumb } from './thumb.ts'

const desk = await takeDesk()
after(() => desk.close())

const onAPhone = (who: string, script = true): Promise<Seat> =>
  desk.open(who, { width: 360, height: 740, script })
const saw = 'What did you see and hear?'

describe('recording a visit on a phone', () => {
  it('begins with nobody seen and nobody alone', async () => {
    const { who, child } = await familyOf(desk, 2)
    const { page } = await onAPhone(who)
    await openVisitTo(page, child)
    const chosen = await page
      .locator('input:checked')
      .evaluateAll((inputs) => inputs.map((input) => (input as unknown as { name: string }).name))
    // Where the child was seen last time is offered again; a child never visited has no such place.
    assert.deepEqual(
      chosen.filter((name) => name !== 'place'),
      ['child'],
    )
  })

  it('takes at most 12 touches and 60 seconds for one child, besides the words, and meets the duty', async () => {
    const { page, wrong } = await onAPhone(people.worker)
    const hand = thumb()
    await openVisitTo(page, 'Leo Barker')
    await hand.tap(answer(page, /Seen.*Leo/, 'Yes'))
    await hand.tap(answer(page, /Alone.*Leo/, 'Yes'))
    await hand.tap(answer(page, /Did they know/, 'No'))
    await hand.tap(answer(page, /Bedrooms seen/, 'Yes'))
    await hand.tap(firstPurpose(page))
    await hand.tell(page.getByLabel(saw), 'Leo showed me the bed. The mattress is dry.')
    await hand.tap(answer(page, /different for Leo/, 'Better'))
    await hand.tell(page.getByLabel('What Leo said or showed'), 'My bed is warm now.')
    await hand.tap(answer(page, /worried about anyone/, 'No'))
    await picture(page, 'record-visit-filled')
    await hand.tap(page.getByRole('button', { name: 'Save visit' }))
    await page.getByText('Meets the duty: child protection visit').waitFor()
    const seconds = hand.seconds()
    await picture(page, 'visit-recorded')
    assert.equal(await page.getByText('Words to follow').count(), 0)
    assert.ok(hand.count() <= 12, `${hand.count()} touches`)
    assert.ok(seconds <= 60, `${seconds} seconds`)
    assert.deepEqual(wrong, [])
  })

  it('takes at most 20 touches and 120 seconds for three brothers and sisters', async () => {
    const { who, child } = await familyOf(desk, 3)
    const { page, wrong } = await onAPhone(who)
    const hand = thumb()
    await openVisitTo(page, child)
    const names = await page
      .getByRole('group', { name: 'This visit was to' })
      .locator('label')
      .allInnerTexts()
    assert.equal(names.length, 3)
    for (const name of names.slice(1)) await hand.tap(page.getByRole('checkbox', { name }))
    for (const name of names) {
      const [called = ''] = name.split(',')
      await hand.tap(answer(page, new RegExp(`Seen.*${called}`), 'Yes'))
      await hand.tap(answer(page, new RegExp(`Alone.*${called}`), 'Yes'))
      await hand.tap(answer(page, new RegExp(`different for ${called}`), 'The same'))
      await hand.tell(page.getByLabel(`What ${called} said or showed`), `${called} showed me a drawing.`)
    }
    await hand.tap(answer(page, /Did they know/, 'Yes'))
    await hand.tap(answer(page, /Bedrooms seen/, 'Yes'))
    if ((await firstPurpose(page).count()) > 0) await hand.tap(firstPurpose(page))
    else await hand.tell(page.getByLabel('What was the visit for?'), 'To see how the week has been')
    await hand.tell(page.getByLabel(saw), 'All three were at the table with their tea.')
    await hand.tap(answer(page, /worried about anyone/, 'No'))
    await hand.tap(page.getByRole('button', { name: 'Save visit' }))
    for (const name of names)
      await page.getByRole('heading', { level: 2, name: name.split(',')[0] ?? '', exact: true }).waitFor()
    assert.ok(hand.count() <= 20, `${hand.count()} touches`)
    assert.ok(hand.seconds() <= 120, `${hand.seconds()} seconds`)
    assert.deepEqual(wrong, [])
  })

  it('keeps what is typed: while it is typed, when the page is left, and when the form is sent back', async () => {
    const { page } = await onAPhone(people.worker)
    const words = `Tyler was in his room at ${Date.now()} & would not come out.`
    await openVisitTo(page, 'Tyler Barker')
    await answer(page, /Seen.*Tyler/, 'Yes').click()
    await page.getByLabel(saw).fill(words)
    await page.getByLabel('What was the visit for?').focus()
    await page.locator('[data-draft-status]', { hasText: /^Saved \d\d:\d\d$/ }).waitFor()
    await page.goto('/my-work')
    await openVisitTo(page, 'Tyler Barker')
    assert.equal(await page.getByLabel(saw).inputValue(), words)
    assert.equal(await answer(page, /Seen.*Tyler/, 'Yes').isChecked(), true)
    await page.getByRole('button', { name: 'Save visit' }).click()
    const summary = page.getByRole('alert')
    await summary.getByText('There is a problem').waitFor()
    assert.equal(await page.getByLabel(saw).inputValue(), words)
    assert.match(await page.title(), /^Error: /)
    await picture(page, 'record-visit-sent-back')
    for (const link of await summary.getByRole('link').all()) {
      await link.click()
      const focused = 'document.activeElement.closest("input, textarea, select") !== null'
      assert.equal(await page.evaluate(focused), true, `${await link.innerText()} leads to no field`)
    }
  })

  it('asks why not only once the answer is no', async () => {
    const { page } = await onAPhone(people.worker)
    await openVisitTo(page, 'Leo Barker')
    const why = page.getByRole('group', { name: /Why not alone.*Leo/ })
    assert.equal(await why.isVisible(), false)
    await answer(page, /Alone.*Leo/, 'No').click()
    assert.equal(await why.isVisible(), true)
  })
})

describe('without JavaScript', () => {
  it('a visit is recorded', async () => {
    const { page } = await onAPhone(people.worker, false)
    await openVisitTo(page, 'Leo Barker')
    await answer(page, /Seen.*Leo/, 'Yes').click()
    await answer(page, /Alone.*Leo/, 'Yes').click()
    await firstPurpose(page).click()
    await page.getByLabel(saw).fill('Leo was making toast.')
    await page.getByRole('button', { name: 'Save visit' }).click()
    await page.getByText('Words to follow').waitFor()
    assert.match(page.url(), /\/visits\/[0-9a-f-]{36}$/)
  })

  it('a direction is given', async () => {
    const { page } = await desk.open(people.teamManager, { script: false })
    await page
      .getByRole('button', { name: /^Give direction/ })
      .first()
      .click()
    await page.getByLabel('What must be done?').fill('Ring the school about breakfast')
    await page.getByLabel('By when?').fill('4 12 2026')
    await page.getByRole('button', { name: 'Give direction' }).click()
    await page.getByText('Ring the school about breakfast').first().waitFor()
  })

  it('a child is searched for and found', async () => {
    const { page } = await desk.open(people.outOfHours, { script: false })
    await page.getByRole('searchbox').fill('leo barker')
    await page.keyboard.press('Enter')
    await page
      .getByRole('link', { name: /Leo Barker/ })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: /Leo Barker/ }).waitFor()
    assert.doesNotMatch(page.url(), /leo|barker/i)
    await picture(page, 'safe-to-act')
  })

  it('a record is corrected, with the reason', async () => {
    const { page } = await desk.open(people.worker, { script: false })
    await page
      .getByRole('link', { name: /^Leo Barker/ })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: /Leo Barker/ }).waitFor()
    await page.setViewportSize({ width: 360, height: 740 })
    assert.equal(await pastTheEdge(page), 0)
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.getByRole('button', { name: 'Correct what we hold' }).click()
    await page.getByRole('checkbox', { name: 'First language' }).check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('First language').fill('Welsh')
    await page.getByLabel('Why are you correcting this?').fill('His mother told us')
    await page.getByRole('button', { name: 'Save the correction' }).click()
    await page.getByText('Welsh').first().waitFor()
  })
})
