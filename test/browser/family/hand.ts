import type { Locator, Page } from 'playwright-core'

type Answer = string | readonly string[]

/**
 * Answers questions as they are read on the page: the words of a legend or a label, and the words of the choice or what is typed.
 * The name of a question may be its beginning.
 */
export async function answerAll(
  page: Page | Locator,
  answers: Readonly<Record<string, Answer>>,
): Promise<void> {
  for (const [question, answer] of Object.entries(answers)) await answerOne(page, question, answer)
}

async function answerOne(page: Page | Locator, question: string, answer: Answer): Promise<void> {
  const name = new RegExp(`^${question.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`)
  const choices = page.getByRole('group', { name }).last()
  const box = page.getByLabel(name).last()
  await choices.or(box).first().waitFor()
  if ((await page.getByRole('group', { name }).count()) > 0) return choose(choices, [answer].flat())
  const text = [answer].flat().join('\n')
  const isList = await box.evaluate((element) => element.tagName === 'SELECT')
  await (isList ? box.selectOption({ label: text }) : box.fill(text))
}

async function choose(choices: Locator, answers: readonly string[]): Promise<void> {
  for (const name of answers)
    await choices
      .getByRole('radio', { name, exact: true })
      .or(choices.getByRole('checkbox', { name, exact: true }))
      .check()
}

/** Presses a button of the page itself, and says what went wrong where the page says that there is a problem. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page
    .getByRole('main')
    .getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
  await andArrive(page, () => button.first().click())
  const problem = page.locator('.govuk-error-summary')
  if ((await problem.count()) > 0) throw new Error(`${page.url()}: ${await problem.first().innerText()}`)
}

/** Follows a link of the page itself, or what looks like a button and is a link. */
export async function follow(page: Page, name: string | RegExp): Promise<void> {
  const main = page.getByRole('main')
  const called = { name, ...(typeof name === 'string' && { exact: true }) }
  await andArrive(page, () =>
    main.getByRole('link', called).or(main.getByRole('button', called)).first().click(),
  )
}

/** A click is over before its page has gone: whoever goes elsewhere then takes what was sent back. */
async function andArrive(page: Page, click: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame()), click()])
  await page.waitForLoadState()
}
