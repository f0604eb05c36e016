import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright-core'
import { serve } from '../../src/platform/web/assets/assets.ts'
import { specimen, specimenMasthead } from '../../src/platform/web/holdfast/specimen.ts'
import { html } from '../../src/platform/web/html.ts'
import { layout, type Shell } from '../../src/platform/web/layout.ts'

const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage'

const shell: Shell = {
  council: 'Exampleshire Council',
  demonstration: true,
  signedIn: 'Amira K',
  unread: 3,
  csrf: 'token',
  nonce: 'n1',
  navigation: ['My work', 'Children', 'Oversight'].map((text, i) => ({ text, href: '#', current: i === 1 })),
}
const draft = html`<form method="post" data-draft="/draft"><input type="hidden" name="_csrf" value="token">
  <label for="note">Note</label><textarea id="note" name="note"></textarea><p role="status" data-draft-status></p></form>`
const pageOf = (round: Shell): string =>
  String(layout({ title: 'Specimen', masthead: specimenMasthead, body: html`${specimen()}${draft}` }, round))

/** The policy the product sends: nothing inline, nothing from elsewhere. */
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self' 'nonce-n1'; img-src 'self'; connect-src 'self'; form-action 'self'"

const drafts: string[] = []

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const found = serve(request.url ?? '')
  if (found) return void response.setHeader('content-type', found.type).end(found.content)
  if (request.url === '/draft') {
    const sent = await request.toArray()
    drafts.push(Buffer.concat(sent).toString())
    return void response.writeHead(204).end()
  }
  const quiet = request.url === '/quiet'
  response.setHeader('content-security-policy', policy).setHeader('content-type', 'text/html; charset=utf-8')
  response.end(pageOf(quiet ? { ...shell, shortcuts: false } : shell))
}

describe('the style page, in a browser', () => {
  let browser: Browser
  let address: string
  const server = createServer((request, response) => void answer(request, response))

  before(async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    server.listen(0, '127.0.0.1', resolve)
    await promise
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags.split(' ') })
  })

  after(async () => {
    await browser.close()
    server.close()
  })

  async function open(
    width: number,
    { script = true, at = '/' } = {},
  ): Promise<{ page: Page; wrong: string[] }> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      javaScriptEnabled: script,
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    const wrong: string[] = []
    page.on('console', (said) => said.type() === 'error' && wrong.push(said.text()))
    page.on('pageerror', (error) => wrong.push(String(error)))
    await page.goto(address + at)
    if (script) await page.locator('body.govuk-frontend-supported').waitFor()
    return { page, wrong }
  }

  for (const width of [1280, 640, 320]) {
    it(`has no barrier that axe finds, nothing past the edge and no breach of the policy, at ${width}`, async () => {
      const { page, wrong } = await open(width)
      const { violations } = await new AxeBuilder({ page }).analyze()
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        [],
      )
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width)
      assert.deepEqual(wrong, [])
    })
  }

  it('lets no two words touch in a family drawing', async () => {
    const { page } = await open(1280)
    for (const drawing of await page.locator('svg.hf-gene').all()) {
      const boxes = await Promise.all((await drawing.locator('text').all()).map((text) => text.boundingBox()))
      const words = boxes.filter((box) => box !== null)
      assert.ok(words.length > 10)
      const touching = words.filter((a, i) =>
        words
          .slice(i + 1)
          .some(
            (b) =>
              a.x < b.x + b.width &&
              b.x < a.x + a.width &&
              a.y + 4 < b.y + b.height &&
              b.y + 4 < a.y + a.height,
          ),
      )
      assert.deepEqual(touching, [])
    }
  })

  it('moves to the search box on /, but never while someone types or has turned it off', async () => {
    const focused = 'document.activeElement.id'
    const { page } = await open(1280)
    await page.keyboard.press('/')
    assert.equal(await page.evaluate(focused), 'search')
    assert.equal(await page.locator('#search').inputValue(), '')
    await page.locator('#note').focus()
    await page.keyboard.press('/')
    assert.equal(await page.evaluate(focused), 'note')
    const { page: quiet } = await open(1280, { at: '/quiet' })
    await quiet.keyboard.press('/')
    assert.notEqual(await quiet.evaluate(focused), 'search')
  })

  it('saves what was typed when the field is left, once, and says when', async () => {
    const { page } = await open(1280)
    await page.locator('#note').fill('Seen at home & well')
    await page.locator('#search').focus()
    await page.locator('form[data-draft] [role=status]', { hasText: /^Saved \d\d:\d\d$/ }).waitFor()
    await page.locator('#note').focus()
    await page.locator('#search').focus()
    assert.equal(drafts.length, 1)
    assert.match(drafts[0] ?? '', /^_csrf=token&note=Seen\+at\+home\+%26\+well&_at=\d{13}(\.\d+)?$/)
  })

  it('opens its menu on a phone with the script, and without it', async () => {
    const link = 'a.govuk-service-navigation__link >> text=Oversight'
    const { page } = await open(360)
    assert.equal(await page.locator(link).isVisible(), false)
    await page.getByRole('button', { name: 'Menu' }).click()
    assert.equal(await page.locator(link).isVisible(), true)
    const { page: plain } = await open(360, { script: false })
    assert.equal(await plain.locator(link).isVisible(), false)
    await plain.getByRole('link', { name: 'Menu', exact: true }).click()
    assert.equal(await plain.locator(link).isVisible(), true)
  })

  it('asks why not only once the answer is no', async () => {
    const { page } = await open(360)
    assert.equal(await page.locator('#why-1').isVisible(), false)
    await page.locator('#seen-1-2').check()
    assert.equal(await page.locator('#why-1').isVisible(), true)
  })

  it('never hides the focus behind the save bar', async () => {
    const { page } = await open(360)
    await page.locator('#next').focus()
    const [field, bar] = [
      await page.locator('#next').boundingBox(),
      await page.locator('.hf-save').boundingBox(),
    ]
    assert.ok(field && bar && field.y + field.height <= bar.y)
  })
})
