import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, describe, it } from 'node:test'
import { picture, people, takeDesk, type Desk, type Seat } from './desk.ts'

const passphrase = 'seven quiet green lanterns'

let desk: Desk
let folder: string
before(async () => {
  desk = await takeDesk()
  folder = await mkdtemp(join(tmpdir(), 'holdfast-pack-'))
})
after(async () => {
  await desk.close()
  await rm(folder, { recursive: true })
})

/** Chooses a passphrase and takes the pack that is then made. */
async function takePack({ page, context }: Seat): Promise<string> {
  await page.goto('/continuity')
  await page.getByLabel('Choose a passphrase').fill(passphrase)
  await page.getByRole('button', { name: 'Save the passphrase' }).click()
  for (let tries = 0; (await page.getByRole('button', { name: 'Take the pack' }).count()) === 0; tries += 1) {
    assert.ok(tries < 60, 'no pack was made within 30 seconds')
    await pause(500)
    await page.reload()
  }
  const path = join(folder, 'holdfast-continuity.html')
  await writeFile(path, await (await context.request.get('/continuity/pack')).body())
  return path
}

describe('the continuity pack', () => {
  it('opens by itself with the network off, and only with its passphrase', async () => {
    const seat = await desk.open(people.outOfHours)
    const path = await takePack(seat)
    await seat.context.close()
    const { page, context, wrong } = await desk.open(null, { width: 360, height: 740 })
    await context.setOffline(true)
    await page.goto(`file://${path}`)
    await page.getByLabel('What you sign in as').fill(await signsInAs(path))
    await page.getByLabel('Your pack passphrase').fill('seven quiet green lantern')
    await page.getByRole('button', { name: 'Open the pack' }).click()
    await page.getByText('together they do not open this pack').waitFor()
    await page.getByLabel('Your pack passphrase').fill(passphrase)
    await page.getByRole('button', { name: 'Open the pack' }).click()
    await page.getByLabel(/^Search by name/).fill('leo barker')
    await page.getByRole('heading', { name: 'Leo Barker' }).waitFor()
    await picture(page, 'continuity-pack-360')
    assert.deepEqual(wrong, [])
    await context.close()
  })
})

/** Whose pack it is: the name stands in the file unlocked, since the passphrase is found by it. */
async function signsInAs(path: string): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  const [, who = ''] = /"officers":\{"([^"]+)"/.exec(await readFile(path, 'utf8')) ?? []
  return who
}
