import type { Page } from 'playwright-core'

/** The form of a page that asks most, marked so that it is found again: what it holds that can be reached, in the order it stands. */
const marked = `(() => {
  const controls = (form) => [...form.querySelectorAll('input:not([type=hidden], [type=file]), select, textarea, button')]
    .filter((one) => one.getClientRects().length > 0 && one.closest('details:not([open])') === null && !one.disabled)
  const forms = [...document.querySelectorAll('main form[method=post]')].toSorted((a, b) => controls(b).length - controls(a).length)
  const [form] = forms
  if (form === undefined) return []
  form.dataset.tried = 'yes'
  const stops = controls(form).filter((one, i, all) => one.type !== 'radio' || all.findIndex(({ name, form: of }) => name === one.name && of === one.form) === i)
  stops.forEach((one, i) => { one.dataset.stop = String(i) })
  return stops.map((one) => one.name || one.innerText)
})()`

/** Where Tab has come to: the number of the stop (a group of radios is one), and whether it can be seen to be there. */
const reached = `(() => {
  const one = document.activeElement
  const stop = one?.dataset.stop ?? (one?.type === 'radio' ? one.form.querySelector('[data-stop][name="' + CSS.escape(one.name) + '"]')?.dataset.stop : undefined)
  const style = one === null ? null : getComputedStyle(one)
  // A radio of GOV.UK's is drawn beside itself, on what comes before its label's words.
  const drawn = one?.type === 'radio' || one?.type === 'checkbox' ? getComputedStyle(one.nextElementSibling ?? one, '::before') : style
  const shows = (of) => of !== null && ((of.outlineStyle !== 'none' && of.outlineWidth !== '0px') || of.boxShadow !== 'none')
  // A browser's own box for a day has stops within it, each drawn by the browser.
  return { stop: stop === undefined ? -1 : Number(stop), seen: shows(style) || shows(drawn) || one?.type === 'date' }
})()`

/** Goes through the page's longest form by Tab alone, from its first question: what it does not come to, comes to out of turn, or does not show. */
export async function byTab(page: Page): Promise<string[]> {
  const stops = await page.evaluate<string[]>(marked)
  if (stops.length === 0) return []
  const wrong: string[] = []
  const met: number[] = []
  await page.locator('[data-stop="0"]').focus()
  // Links of the form are stops too; twice as many presses as questions is more than any has.
  for (let presses = 0; presses < stops.length * 2 + 10 && !met.includes(stops.length - 1); presses += 1) {
    const { stop, seen } = await page.evaluate<{ stop: number; seen: boolean }>(reached)
    if (stop >= 0 && !met.includes(stop)) met.push(stop)
    if (stop >= 0 && !seen) wrong.push(`the focus is not seen on ${stops[stop]}`)
    await page.keyboard.press('Tab')
  }
  const missed = stops.filter((_, i) => !met.includes(i))
  if (missed.length > 0) wrong.push(`Tab does not come to ${missed.slice(0, 3).join(', ')}`)
  if (met.some((stop, i) => i > 0 && stop < (met[i - 1] ?? 0)))
    wrong.push('Tab comes to the questions out of turn')
  return wrong
}

/** Questions of the page's forms that a browser answers by itself: a list that begins with an answer, where nobody gave one. */
export const answeredByItself = async (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('main form[method=post] select')]
    .filter((list) => list.querySelector('option[selected]') === null && list.options[0]?.value !== '')
    .map((list) => list.name + ' is answered by itself: ' + list.options[0]?.text)`)

/** Whether the longest form of the page still asks something it must be told: it can be sent as it stands and nothing is done. */
const mustBeTold = `(() => {
  // A search kept out of the address may be sent empty, and a form for files is tried with files.
  const forms = [...document.querySelectorAll('main form[method=post]:not([enctype], [action$="/search"])')]
  const asked = (form) => [...form.querySelectorAll('input:not([type=hidden], [type=file], [type=submit]), select, textarea')].filter((one) => one.getClientRects().length > 0 && one.closest('details:not([open])') === null)
  const [form] = forms.toSorted((a, b) => asked(b).length - asked(a).length)
  if (form === undefined) return false
  const optional = (one) => /\\(optional\\)/.test((one.labels?.[0]?.innerText ?? '') + (one.closest('fieldset')?.querySelector('legend')?.innerText ?? ''))
  const open = asked(form).filter((one) => one.type !== 'checkbox' && !optional(one))
    .filter((one) => one.type === 'radio' ? !asked(form).some((other) => other.name === one.name && other.checked) : one.value === '')
  form.dataset.tried = 'yes'
  return open.length > 0
})()`

/** Sends the page's longest form as it comes: null where it lacks nothing, else what is wrong with how it says what is missing. */
export async function sentAsItComes(page: Page): Promise<string[] | null> {
  if (!(await page.evaluate<boolean>(mustBeTold))) return null
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await page.locator('form[data-tried] button:not([type=button])').last().click()
  const status = (await answered).status()
  await page.waitForLoadState()
  if (status !== 422) return [`was answered with ${status}`]
  const links = page.locator('.govuk-error-summary a')
  const to = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  if (to.length === 0) return ['says nothing is missing']
  const gone = await page.evaluate<string[]>(
    `${JSON.stringify(to)}.filter((href) => href.startsWith('#') && document.getElementById(href.slice(1)) === null)`,
  )
  return gone.map((href) => `says something is missing at ${href}, which is not there`)
}
