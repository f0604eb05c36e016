import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { barriers, pastTheEdge, people, picture, takeDesk } from './desk.ts'

const desk = await takeDesk()
after(() => desk.close())

describe('a worker on a telephone', () => {
  it('attaches a document to a child, opens it, and a manager is asked to withdraw it', async () => {
    const { page, wrong } = await desk.open(people.worker, { width: 360, height: 780 })
    await page.getByRole('link', { name: /^Leo Barker/ }).first().click()
    const child = /\/children\/[0-9a-f-]{36}/.exec(page.url())?.[0] ?? ''
    await page.goto(`${child}/documents`)
    await page.getByRole('link', { name: 'Letter about breakfast club' }).waitFor()
    assert.deepEqual(await barriers(page), [])
    assert.equal(await pastTheEdge(page), 0)
    await picture(page, 'documents-list')

    await page.getByRole('button', { name: 'Attach a document' }).click()
    await page.locator('#file').setInputFiles({ name: 'Leo Barker.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html><script>alert(1)</script>') })
    await page.getByLabel('What is it?', { exact: true }).fill('Text from Nan')
    await page.getByRole('button', { name: 'Attach' }).click()
    await page.getByText('This is a web page or a drawing made of code').first().waitFor()
    await page.getByText('Select what kind of document it is').first().waitFor()
    assert.deepEqual(await barriers(page), [])
    assert.equal(await pastTheEdge(page), 0)
    await picture(page, 'documents-refused')

    await page.locator('#file').setInputFiles({ name: 'Leo Barker.pdf', mimeType: 'application/pdf', buffer: Buffer.from('Leo can come to me any time. Nan') })
    await page.getByLabel('Letter or email').check()
    assert.equal(await page.getByLabel('What is it?', { exact: true }).inputValue(), 'Text from Nan')
    await page.getByLabel('When was it made?').fill('3/11/2025')
    await page.getByLabel('Who is it from?').fill('Jean Barker, Nan')
    await page.getByRole('button', { name: 'Attach' }).click()
    await page.getByRole('heading', { name: 'Text from Nan' }).waitFor()
    assert.deepEqual(await barriers(page), [])
    assert.equal(await pastTheEdge(page), 0)
    await picture(page, 'documents-one')

    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Open the document' }).click()
    assert.match((await saving).suggestedFilename(), /^document-2025-11-03-[0-9a-f]{6}\.txt$/)

    await page.getByRole('button', { name: 'Ask to withdraw a document' }).click()
    await page.getByLabel('Why should nobody open it any more?').fill('It belongs to Tyler')
    await page.getByRole('button', { name: 'Ask a manager' }).click()
    await page.getByText('A manager is asked to withdraw it').waitFor()
    const address = new URL(page.url()).pathname
    const { page: hers } = await desk.open(people.teamManager)
    await hers.goto(address)
    await hers.getByRole('button', { name: 'Withdraw a document' }).click()
    await hers.getByRole('button', { name: 'Withdraw it' }).click()
    await hers.getByText('Withdrawn', { exact: true }).waitFor()
    await picture(hers, 'documents-withdrawn')
    await page.reload()
    await page.getByText('It was withdrawn').waitFor()
    assert.deepEqual(wrong, [])
  })
}) // prettier-ignore
