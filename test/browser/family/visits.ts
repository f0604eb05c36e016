import type { Page } from 'playwright-core'
import { answer } from '../thumb.ts'
import { answerAll, follow, press } from './hand.ts'
import { children } from './sorrels.ts'

/** The form of a visit to all three, from the page of the eldest. */
async function openVisit(page: Page): Promise<void> {
  await follow(page, /^Record visit/)
  for (const { called } of children.slice(1))
    await page
      .getByRole('group', { name: 'This visit was to' })
      .getByRole('checkbox', { name: new RegExp(called) })
      .check()
}

/** Everybody seen, in one going and one form; the little one not alone. */
export async function seeAll(
  page: Page,
  saw: string,
  said: readonly [string, string, string],
): Promise<void> {
  await openVisit(page)
  for (const [at, { called }] of children.entries()) {
    const alone = called !== 'Bea'
    await answer(page, new RegExp(`^Seen.*${called}`), 'Yes').click()
    await answer(page, new RegExp(`^Alone.*${called}`), alone ? 'Yes' : 'No').click()
    if (!alone) await answer(page, new RegExp(`^Why not alone.*${called}`), 'The child is too young').click()
    await answer(page, `What is different for ${called} since last time?`, 'The same').click()
    await answerAll(page, { [`What ${called} said or showed`]: said[at] ?? '' })
  }
  await page.getByRole('checkbox', { name: /^Gemma Sorrel/ }).check()
  await finish(page, saw)
}

/** Nobody opened the door: a fact of each child, and what happens next. */
export async function nobodyIn(page: Page): Promise<void> {
  await openVisit(page)
  for (const { called } of children) {
    await answer(page, new RegExp(`^Seen.*${called}`), 'No').click()
    await answer(page, new RegExp(`^If not seen: what happened.*${called}`), 'No access').click()
    await answerAll(page, {
      [`If not seen: why not, and what happens next: ${called}`]:
        'Nobody answered. I ring the school now and go again tomorrow.',
    })
  }
  await finish(page, 'The curtains were drawn and a car was outside. Nobody answered the door or the phone.')
}

async function finish(page: Page, saw: string): Promise<void> {
  await answer(page, 'Where', 'Home').click()
  await answer(page, 'Did they know you were coming?', 'No').click()
  const plan = page.getByRole('group', { name: /What was the visit for/ }).getByRole('radio')
  if ((await plan.count()) > 0) await plan.first().click()
  else
    await answerAll(page, {
      'What was the visit for?': 'To see how each of them is, and to hear it from them',
    })
  await answerAll(page, { 'What did you see and hear?': saw })
  await answer(page, 'Are you worried about anyone tonight?', 'No').click()
  await press(page, 'Save visit')
}
