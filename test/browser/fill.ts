import type { Seat } from './desk.ts'
import { answerAll } from './family/hand.ts'

/**
 * Answers whatever a form must be told, as anybody might: the first choice, the second of a list, the day that is given, and words. What a form
 * marks as optional is left, and so is what stands already.
 */
const anyhow = (day: string): string => `(() => {
  const asked = [...document.querySelectorAll('main form[method=post] :is(input, select, textarea)')]
    .filter((one) => one.getClientRects().length > 0 && !['hidden', 'submit', 'file', 'search'].includes(one.type))
  const said = (one) => [...(one.labels ?? [])].map((label) => label.innerText).join(' ') + ' ' + (one.closest('.govuk-form-group')?.innerText ?? '')
  const optional = (one) => /\\(optional\\)/.test(one.labels?.[0]?.innerText ?? '') || /\\(optional\\)/.test(one.closest('fieldset')?.querySelector('legend')?.innerText ?? '')
  let filled = 0
  for (const one of asked.filter((one) => !optional(one))) {
    const isBox = one.type === 'radio' || one.type === 'checkbox'
    if (isBox ? asked.some((other) => other.name === one.name && other.checked) : one.value !== '') continue
    filled += 1
    if (isBox) one.click()
    else if (one.tagName === 'SELECT') one.selectedIndex = 1
    else if (/For example, \\d+ \\d+ \\d{4} \\d/.test(said(one))) one.value = '${day} 09:00'
    else if (/For example, \\d+ \\d+ \\d{4}|^(From w|W|By w|Until w)hen\\b/.test(said(one))) one.value = '${day}'
    else one.value = one.inputMode === 'numeric' ? '1' : 'What the school and the family told us'
  }
  return filled
})()`

/** A day so many days from today, as it is typed. */
export const daysOn = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-GB', { day: 'numeric', month: 'numeric', year: 'numeric', timeZone: 'Europe/London' }).replaceAll('/', ' ') // prettier-ignore

/** Sends one form: what is given by its questions, the rest anyhow. Says the address it led to. @throws Error with what the page said is wrong */
export async function send(
  { page }: Seat,
  address: string,
  answers: Readonly<Record<string, string | readonly string[]>> = {},
  day = daysOn(0),
): Promise<string> {
  const answer = await page.goto(address)
  if (answer?.status() !== 200) throw new Error(`${address}: ${answer?.status()}`)
  await answerAll(page, answers)
  // What an answer reveals is asked as well.
  while ((await page.evaluate<number>(anyhow(day))) > 0);
  const last = address.split('?')[0]?.split('/').at(-1) ?? ''
  const form = page
    .locator(`main form[method=post]:is(:not([action]), [action=""], [action$="/${last}"])`)
    .first()
  await form.locator('button:not([type=button])').last().click()
  await page.waitForLoadState()
  const problem = page.locator('.govuk-error-summary')
  if ((await problem.count()) > 0) throw new Error(`${address}: ${await problem.first().innerText()}`)
  return new URL(page.url()).pathname
}

/** Addresses of a page's own links that have this in them, each once. */
export async function linksOf({ context }: Seat, address: string, having: RegExp): Promise<string[]> {
  const html = await (await context.request.get(address)).text()
  const main = html.slice(html.indexOf('<main'))
  return [...new Set([...main.matchAll(/(?:href|formaction|action)="([^"#?]*)/g)].map(([, at = '']) => at).filter((at) => having.test(at)))] // prettier-ignore
}
