// npm run pictures: the README's two pictures, of the demonstration as it stands today.
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { people, root, takeDesk } from './desk.ts'

const folder = path.join(root, 'docs/pictures')
/** Bytes: a README that loads slowly is not read. */
const largest = 250_000

/** The page from its top to just above a heading, or as much as one looks at. */
async function take(page: Page, name: string, heading: string): Promise<void> {
  const below = await page.getByRole('heading', { name: heading, exact: true }).boundingBox()
  if (below === null) throw new Error(`The page has no ${heading}`)
  const height = Math.min(1100, Math.floor(below.y - 24))
  const file = path.join(folder, `${name}.png`)
  await page.screenshot({ path: file, fullPage: true, clip: { x: 0, y: 0, width: 1280, height } })
  const { size } = await stat(file)
  if (size > largest) throw new Error(`${name}.png is ${size} bytes: over ${largest}`)
  console.log(`docs/pictures/${name}.png, 1280 by ${height}, ${Math.round(size / 1000)} kB`)
}

await mkdir(folder, { recursive: true })
const desk = await takeDesk()
try {
  const worker = await desk.open(people.worker)
  await worker.page
    .getByRole('link', { name: /^Leo Barker/ })
    .first()
    .click()
  await worker.page.getByRole('heading', { level: 1, name: /Leo Barker/ }).waitFor()
  await take(worker.page, 'child-overview', 'What must change')
  const manager = await desk.open(people.teamManager)
  await take(manager.page, 'team-oversight', 'Drift rules')
} finally {
  await desk.close()
}
