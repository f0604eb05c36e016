import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

export const root = path.join(import.meta.dirname, '../..')
const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage'

/** The demonstration county, served; `stop` takes its folder away with it. */
interface County {
  readonly address: string
  readonly stop: () => Promise<void>
}

/** Starts the product as the README does, on a folder of its own and any free port: the first start makes the county. */
export async function startCounty(): Promise<County> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-desk-'))
  await chmod(folder, 0o755)
  const server = spawn(process.execPath, [path.join(root, 'bin/holdfast'), 'start', '--json'], {
    cwd: root,
    // The channel is how it learns that the tests have died, and stops its database.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, HOLDFAST_DATA: folder, PORT: '0', HOLDFAST_DEMO: '1', HOLDFAST_DEBUG: '1' },
  })
  server.stderr?.on('data', (text: Buffer) => process.stderr.write(text))
  const address = await addressOf(server).catch(async (fault: unknown) => {
    await rm(folder, { recursive: true, force: true })
    throw fault
  })
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null) throw new Error('The county ended before the tests did')
    const ended = once(server, 'exit', { signal: AbortSignal.timeout(30_000) })
    server.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  return { address, stop }
}

async function addressOf(server: ChildProcess): Promise<string> {
  if (server.stdout === null) throw new Error('The county has nothing to speak with')
  for await (const line of createInterface({ input: server.stdout })) {
    if (!line.startsWith('{')) continue
    const { address } = JSON.parse(line) as { address?: string }
    if (address !== undefined) return address
  }
  throw new Error('The county did not start')
}

/** A browser at one county, for one test file. */
export interface Desk {
  readonly address: string
  /** A page on a screen of its own, signed in as `who` unless that is null. */
  readonly open: (who: string | null, how?: Screen) => Promise<Seat>
  readonly close: () => Promise<void>
}

interface Screen {
  readonly width?: number
  readonly height?: number
  readonly script?: boolean
}

/** One person at one screen. `wrong` holds what the browser complained of: errors, and breaches of the content policy. */
export interface Seat {
  readonly page: Page
  readonly context: BrowserContext
  readonly wrong: string[]
}

/** Sits down at the county that the test run holds (HOLDFAST_COUNTY), else at one of its own. */
export async function takeDesk(): Promise<Desk> {
  const held = process.env['HOLDFAST_COUNTY']
  const county = held === undefined ? await startCounty() : { address: held, stop: async () => undefined }
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags.split(' ') })
  return {
    address: county.address,
    open: async (who, how = {}) => sit(browser, county.address, who, how),
    close: async () => {
      await browser.close()
      await county.stop()
      assert.deepEqual(breaches.splice(0), [], 'the content security policy was breached')
    },
  }
}

/** What any page of any seat did against the content security policy: no test of a page need ask. */
const breaches: string[] = []

async function sit(browser: Browser, address: string, who: string | null, how: Screen): Promise<Seat> {
  const { width = 1280, height = 900, script = true } = how
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height },
    javaScriptEnabled: script,
    reducedMotion: 'reduce',
    hasTouch: width < 640,
  })
  context.setDefaultTimeout(15_000)
  context.on('console', (said) => {
    if (/Content Security Policy/i.test(said.text())) breaches.push(`${said.page()?.url()}: ${said.text()}`)
  })
  const { page, wrong } = await anotherPage(context)
  if (who !== null) await signIn(page, who)
  return { page, context, wrong }
}

/** A page beside the first of the same person, whose complaints are its own. */
export async function anotherPage(context: BrowserContext): Promise<Pick<Seat, 'page' | 'wrong'>> {
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('console', (said) => {
    if (said.type() === 'error' && !/status of (403|409|422)/.test(said.text())) wrong.push(said.text())
  })
  page.on('pageerror', (error) => wrong.push(String(error)))
  return { page, wrong }
}

/** Through the page, as anybody would. */
export async function signIn(page: Page, who: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('radio', { name: who, exact: true }).check()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('a[href="/account"]', { hasText: who }).waitFor({ state: 'attached' })
}

/** Rows and items of a page that axe looks at: those after are of a kind with those before, and a list of laws has hundreds. */
const looksAt = 60

/** The text of axe itself, which its package for Playwright brings. */
const axe = readFile(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
    'axe-core/axe.min.js',
  ),
  'utf8',
)

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

/** What axe finds wrong, a line each: the rule, and the first thing that breaks it. */
export async function barriers(page: Page, { narrower = false } = {}): Promise<string[]> {
  await page.evaluate(`(() => {
    for (const row of [...document.querySelectorAll('main tr, main li')].slice(${looksAt})) row.remove()
    for (const list of document.querySelectorAll('main table, main ul, main ol'))
      if (!list.querySelector('td, li')) list.remove()
  })()`)
  // In the page itself, for no page has a frame, and once a page: to read it into a page takes as long as to look.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(await axe)
  // The slowest rule, 0.2 s a page; the pages of a whole job are looked at for it narrow as well, every page only wide.
  const rules = narrower ? { 'color-contrast': { enabled: false } } : {}
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], rules })})`,
  )
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
}

/**
 * How many questions the longest form of the page asks at once, as it stands when it comes: a group of choices or of a day's three boxes is
 * one, what is revealed by an answer is none until then, and the same question about each of several people is one.
 */
export const questionsAsked = async (page: Page): Promise<number> =>
  page.evaluate<number>(`(() => {
    const asked = (form) => new Set(
      [...form.querySelectorAll('input:not([type=hidden], [type=submit], [type=button]), select, textarea')]
        .filter((control) => control.closest('details:not([open])') === null && control.getClientRects().length > 0)
        .map((control) => control.closest('.govuk-date-input') ?? (control.name.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '') || control)),
    ).size
    return Math.max(0, ...[...document.querySelectorAll('main form[method=post]')].map(asked))
  })()`)

/** Pixels of the page that lie past the edge of the screen. */
export const pastTheEdge = async (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')

/** What of the page lies past the edge, by its first class and its first words: the innermost alone, where one thing is within another. */
export const whatLiesPast = async (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const past = [...document.body.querySelectorAll('*')].filter((one) => {
      const { right, width } = one.getBoundingClientRect()
      const within = one.parentElement.closest('.moj-scrollable-pane, .hf-scroll') !== null
      return width > 0 && right > window.innerWidth + 0.5 && !within
    })
    return past
      .filter((one) => !past.some((other) => other !== one && one.contains(other)))
      .slice(0, 3)
      .map((one) => one.localName + '.' + one.classList.item(0) + ' “' + one.textContent.trim().slice(0, 30) + '”')
  })()`)

/** Whether a phone's menu lies over what stands beside it at the head of the page. */
export const menuCovers = async (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(`(() => {
    const [beside, menu] = ['.hf-header__tools', '.govuk-service-navigation__toggle']
      .map((at) => document.querySelector(at)?.getBoundingClientRect())
    return beside !== undefined && menu !== undefined && menu.width > 0 && menu.top < beside.bottom && beside.right > menu.left
  })()`)

/** Keeps a picture of the whole page under var/screenshots, for whoever wants to look. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = path.join(root, 'var/screenshots')
  await mkdir(folder, { recursive: true })
  const width = page.viewportSize()?.width ?? 0
  await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true })
}

/** Those whom the tests sign in as: the same people in every county made from seed 1. */
export const people = {
  worker: 'Amira Khalil',
  teamManager: 'Asha Patel',
  serviceManager: 'Ruth Oyelaran',
  reviewingOfficer: 'Steph Abara',
  outOfHours: 'Moses Abara',
  analyst: 'Olu Sandhu',
  administrator: 'Carmen Vance',
  screener: 'Joel Appleby',
  hub: 'Gwen Jarvis',
  chair: 'Helen Tate',
  helper: 'Jas Crossley',
  director: 'Margaret Ashworth-Bell',
  protection: 'Rob Zaman',
  member: 'Cllr Verity Holt',
  carer: 'Marion Tansley',
} as const
