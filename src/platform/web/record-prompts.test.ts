import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Db } from '../db/database.ts'
import { checklist } from '../record/field.ts'
import { newId } from '../record/new-id.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../testing/office.ts'
import { serverOf, signIn } from '../testing/pages.ts'
import { freshDb } from '../testing/world.ts'
import type { App } from './app.ts'
import { html, nothing } from './html.ts'
import { question } from './question.ts'

const said = 'SSDA903 rule 440: the child was under 4 at the review.'

describe('what a rule found in one record', () => {
  let db: Db
  let app: App
  let cookie: string
  let childId: string
  const recordId = newId()
  before(async () => {
    db = await freshDb()
    const config = { audience: 'child.read', shows: 'child' } as const
    const pages = async (inner: App): Promise<void> => {
      for (const url of ['/children/:childId/things/:recordId', '/children/:childId/records/:kind/:recordId'])
        inner.get(url, { config }, async (_request, reply) => reply.page({ title: 'A thing', body: html`<p>Its own words</p>` }))
    }
    app = await serverOf(bookOn(db), [pages], async () => nothing)
    const amira = await addStaff(db, 'Amira Khalil', 'SW')
    childId = await addPerson(db)
    await allocateTo(db, childId, amira)
    cookie = (await signIn(bookOn(db), amira)).cookie
    await db.insertInto('finding').values({ childId, recordKind: 'claReview', recordId, rule: 'ssda903.440', message: said, state: 'open' }).execute()
  }) // prettier-ignore
  after(async () => {
    await app.close()
    await db.destroy()
  })
  const bodyOf = async (url: string): Promise<string> => (await app.inject({ url, headers: { cookie } })).body

  it('stands at the top of the record’s own page, whatever chapter it is of, and on no other record’s', async () => {
    assert.match(await bodyOf(`/children/${childId}/things/${recordId}`), /440: the child was under 4[\s\S]*Its own words/)
    assert.doesNotMatch(await bodyOf(`/children/${childId}/things/${newId()}`), /440/)
  }) // prettier-ignore
  it('is left to the page that shows it beside the answer', async () => {
    assert.doesNotMatch(await bodyOf(`/children/${childId}/records/cla-review/${recordId}`), /440/)
  })
})

describe('what is to be looked at in a checklist', () => {
  it('stands above its answers and is read out with them', () => {
    const field = checklist({ label: 'What was seen?', checks: { home: 'The home', child: 'The child' }, options: { yes: 'Yes', no: 'No' }, missing: 'Say what was seen' })
    const prompts = [{ id: 1, field: 'seen', message: said }]
    const shown = question('seen', field, { typed: {}, findings: [], prompts }).toString()
    assert.match(shown, /<fieldset[^>]*aria-describedby="seen-hint"/)
    assert.match(shown, /id="seen-hint"[\s\S]*440[\s\S]*The home/)
    assert.doesNotMatch(question('seen', field, { typed: {}, findings: [] }).toString(), /seen-hint/)
  }) // prettier-ignore
})
