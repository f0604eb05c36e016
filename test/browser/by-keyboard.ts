import type { Page } from 'playwright-core'
import { daysOn } from './fill.ts'

/** Where the focus is: what kind of thing it is, and what it still must be told. */
interface Focus {
  readonly kind: 'send' | 'choice' | 'list' | 'day' | 'words' | 'optional' | 'nothing'
  /** The question, as it is read. */
  readonly asks?: string
}

const whereTheFocusIs = `(() => {
  const one = document.activeElement
  const form = one?.closest('main form[method=post]')
  if (form == null) return { kind: 'nothing' }
  if (one.tagName === 'BUTTON' && one.type !== 'button') return { kind: [...form.querySelectorAll('button:not([type=button])')].at(-1) === one ? 'send' : 'nothing' }
  const legend = one.closest('fieldset')?.querySelector('legend')?.innerText ?? ''
  const label = (one.labels?.[0]?.innerText ?? '').trim()
  if (/\\(optional\\)/.test(label) || /\\(optional\\)/.test(legend)) return { kind: one.value === '' ? 'optional' : 'nothing', asks: label }
  if (one.type === 'radio' || one.type === 'checkbox')
    return { kind: [...form.elements].some((other) => other.name === one.name && other.checked) ? 'nothing' : 'choice', asks: legend.trim() }
  if (one.tagName === 'SELECT') return { kind: one.value === '' ? 'list' : 'nothing' }
  if (!/^(INPUT|TEXTAREA)$/.test(one.tagName) || one.value !== '') return { kind: 'nothing' }
  const said = (one.labels?.[0]?.innerText ?? '') + (one.closest('.govuk-form-group')?.innerText ?? '')
  return { kind: /For example, \\d+ \\d+ \\d{4}|^When\\b/.test(said) ? 'day' : 'words' }
})()`

/** Goes through a page's form with Tab, the space bar, the arrows and letters alone, and sends it where its last button is. Of a question's choices the first, or what is given. */
export async function sendByKeyboard(
  page: Page,
  address: string,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  await page.goto(address)
  for (let stops = 0; stops < 200; stops += 1) {
    await page.keyboard.press('Tab')
    const focus = await page.evaluate<Focus>(whereTheFocusIs)
    if (focus.kind === 'send') return await sent(page)
    const { asks = '' } = focus
    await answerHere(
      page,
      focus,
      Object.entries(answers).find(([question]) => asks.startsWith(question))?.[1],
    )
  }
  throw new Error(`200 presses of Tab did not come to the end of ${address}`)
}

async function answerHere(page: Page, { kind }: Focus, wanted: string | undefined): Promise<void> {
  if (kind === 'choice') await page.keyboard.press('Space')
  if (kind === 'choice' && wanted !== undefined) await downTo(page, wanted)
  if (kind === 'list') await page.keyboard.press('ArrowDown')
  if (kind === 'optional' && wanted !== undefined) await page.keyboard.type(wanted)
  if (kind === 'day') await page.keyboard.type(daysOn(0))
  if (kind === 'words') await page.keyboard.type('What they told us')
}

async function downTo(page: Page, name: string): Promise<void> {
  const choice = page.getByRole('radio', { name, exact: true })
  while (!(await choice.isChecked())) await page.keyboard.press('ArrowDown')
}

async function sent(page: Page): Promise<void> {
  const before = new URL(page.url()).pathname
  const problem = page.locator('.govuk-error-summary')
  await page.keyboard.press('Enter')
  await Promise.race([page.waitForURL(({ pathname }) => pathname !== before), problem.waitFor()])
  if ((await problem.count()) > 0) throw new Error(`${before}: ${await problem.innerText()}`)
}
