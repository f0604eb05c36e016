import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/access/policy.ts'
import { day } from '../../../platform/dates/day.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Book } from '../../../platform/record/book.ts'
import { addPerson, addStaff, bookOn } from '../../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf } from '../../../platform/testing/pages.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import type { App } from '../../../platform/web/app.ts'
import { nothing } from '../../../platform/web/html.ts'
import { runJobs } from '../../../platform/testing/jobs.ts'
import { letterOnPaper } from '../letter.ts'
import { pages } from '../pages.ts'
import { doToContact } from '../screening.ts'
import { mostTries, secondNumber } from './afterwards.ts'
import { disputeContacts } from './disputes.ts'

let db: Db
let book: Book
let app: App
let screener: Actor
let manager: Actor
let above: Actor
let leo: string

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  app = await serverOf(book, [pages], async () => nothing)
  screener = await addStaff(db, 'Nadia Cole', 'SCR', null)
  manager = { ...(await addStaff(db, 'Maya Ford', 'TM', 'Hub')), service: 'Front door' }
  await sql`update team set service = 'Front door' where id = ${manager.teamId}`.execute(db)
  above = await addStaff(db, 'Helen Marsh', 'SM')
  leo = await addPerson(db, { givenName: 'Leo', familyName: 'Barker', bornOn: day('2020-03-03') })
})
after(async () => {
  await app.close()
  await db.destroy()
})
beforeEach(() => sql`delete from receipt_try`.execute(db))

const headers = { 'content-type': 'application/x-www-form-urlencoded' }
const at = '/tell-us/afterwards'
const post = (fields: Record<string, string>, from = '192.0.2.9') =>
  app.inject({ method: 'POST', url: at, headers, payload: new URLSearchParams(fields).toString(), remoteAddress: from }) // prettier-ignore

/** Something sent in, with its two numbers. */
async function sent(): Promise<{ receipt: string; second: string; id: string }> {
  const formKey = crypto.randomUUID()
  const fields = { immediateDanger: 'no', source: 'friend', children: 'Leo Barker', narrative: 'Hungry', _send: 'yes', _key: formKey } // prettier-ignore
  const page = await app.inject({ method: 'POST', url: '/tell-us', headers, payload: new URLSearchParams(fields).toString() }) // prettier-ignore
  const receipt = /HF-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(page.body)?.[0] ?? ''
  const second = secondNumber(formKey)
  assert.match(page.body, new RegExp(`<strong>${second}</strong>`))
  const { id } = await db.selectFrom('sentIn').select('id').where('receipt', '=', receipt).executeTakeFirstOrThrow() // prettier-ignore
  return { receipt, second, id }
}

const contactOf = (receipt: string, more: object) =>
  db.insertInto('contact').values({ childId: leo, state: 'decided', receipt, receivedOn: book.today(), ...more } as never).execute() // prettier-ignore

describe('whoever told us, afterwards (Working Together 2026 ch.3)', () => {
  it('sees how it stands with both numbers, however they type them, and nothing with one of them wrong', async () => {
    const { receipt, second } = await sent()
    const right = await post({ receipt: receipt.toLowerCase().replaceAll('-', ' '), second: second.toLowerCase() }) // prettier-ignore
    assert.match(wordsOf(right.body), /A social worker has not read it yet/)
    const wrong = await post({ receipt, second: 'AAAA-AAAA' })
    const unknown = await post({ receipt: 'HF-AAAA-AAAA', second })
    assert.deepEqual([wrong.statusCode, unknown.statusCode], [422, 422])
    const plain = (body: string) => wordsOf(body)
    assert.equal(plain(wrong.body), plain(unknown.body))
  })

  it('may try so often and no more', async () => {
    for (let i = 0; i < mostTries; i += 1)
      assert.equal((await post({ receipt: 'HF-AAAA-AAAA', second: 'BBBB-BBBB' })).statusCode, 422)
    assert.equal((await post({ receipt: 'HF-AAAA-AAAA', second: 'BBBB-BBBB' })).statusCode, 429)
    assert.equal((await post({ receipt: 'HF-AAAA-AAAA', second: 'BBBB-BBBB' }, '192.0.2.10')).statusCode, 422) // prettier-ignore
  })

  it('reads the letter that was sent, and never one that was withheld or not sent, nor the child’s name', async () => {
    const { receipt, second, id } = await sent()
    await sql`update sent_in set state = 'taken in' where id = ${id}`.execute(db)
    const decided = { decision: 'assessment', decidedOn: book.today(), feedbackWords: 'A social worker will meet the family.' } // prettier-ignore
    await contactOf(receipt, decided)
    const page = async () => wordsOf((await post({ receipt, second })).body)
    assert.doesNotMatch(await page(), /will meet the family/, 'not sent yet')
    await sql`update contact set feedback_how = 'withheld', feedback_on = ${book.today()} where receipt = ${receipt}`.execute(db) // prettier-ignore
    assert.match(await page(), /a manager has decided. We cannot tell you what was decided/)
    assert.doesNotMatch(await page(), /will meet the family/)
    await sql`update contact set feedback_how = 'letter' where receipt = ${receipt}`.execute(db)
    assert.match(await page(), /A social worker will meet the family/)
    assert.doesNotMatch(await page(), /Leo|Barker/)
  })

  it('says the same of a child we know and of one we do not', async () => {
    const [known, unknown] = [await sent(), await sent()]
    for (const one of [known, unknown]) await sql`update sent_in set state = 'taken in' where id = ${one.id}`.execute(db) // prettier-ignore
    const words = { decision: 'advice', decidedOn: book.today() }
    await contactOf(known.receipt, { ...words, openWork: true })
    await contactOf(unknown.receipt, { ...words, childId: await addPerson(db, { givenName: 'New' }) })
    const page = async ({ receipt, second }: typeof known) => wordsOf((await post({ receipt, second })).body)
    assert.equal(await page(known), await page(unknown))
  })

  it('tells us more, kept once; and disagrees, which a manager answers and nobody else', async () => {
    const { receipt, second } = await sent()
    const key = crypto.randomUUID()
    const more = { receipt, second, _say: 'more', more: 'He had no coat', _key: key }
    assert.equal((await post(more)).statusCode, 200)
    await post(more)
    assert.equal((await post({ ...more, more: ' ' })).statusCode, 422)
    const ids = [...(await post({ receipt, second })).body.matchAll(/<textarea[^>]*\sid="([^"]+)"/g)].map(([, id]) => id)
    assert.deepEqual(ids, ['more', 'disagrees'], 'each label belongs to one box')
    await post({ receipt, second, _say: 'disagrees', disagrees: 'It is not enough', _key: crypto.randomUUID() })
    const held = await db.selectFrom('referrerMessage').select(['id', 'kind', 'words']).orderBy('sentAt').execute()
    assert.deepEqual(held.map(({ kind, words }) => `${kind}: ${words}`).sort(), ['disagrees: It is not enough', 'more: He had no coat']) // prettier-ignore
    const disagrees = held.find(({ kind }) => kind === 'disagrees')!
    const answer = async (who: Actor, reply: string) => {
      const { cookie, csrf } = await signIn(book, who)
      const payload = new URLSearchParams({ reply, _csrf: csrf }).toString()
      return app.inject({ method: 'POST', url: `/front-door/from-referrers/${disagrees.id}`, headers: { ...headers, cookie }, payload }) // prettier-ignore
    }
    assert.equal((await answer(screener, 'No')).statusCode, 403)
    assert.equal((await answer(manager, '')).statusCode, 422)
    assert.equal((await answer(manager, 'We looked at it again with another manager.')).statusCode, 303)
    assert.equal((await answer(manager, 'Twice')).statusCode, 404)
    assert.match(wordsOf((await post({ receipt, second })).body), /Our answer: We looked at it again with another manager\./) // prettier-ignore
  }) // prettier-ignore
})

describe('“I disagree” of whoever told us (processes 2 and 40: opens the ladder of disagreements)', () => {
  const disagree = async (
    { receipt, second }: { receipt: string; second: string },
    words = 'She is still hungry',
  ) => {
    assert.equal(
      (await post({ receipt, second, _say: 'disagrees', disagrees: words, _key: crypto.randomUUID() }))
        .statusCode,
      200,
    )
    await runJobs(book, [disputeContacts])
  }
  const contactsOf = (receipt: string) =>
    db.selectFrom('contact').selectAll().where('receipt', '=', receipt).orderBy('id').execute()
  const doing = async (
    receipt: string,
    what: 'decide' | 'decideDispute' | 'link' | 'tellReferrer',
    who: Actor,
    posted: object,
  ) => {
    const [row] = await contactsOf(receipt)
    return doToContact(
      book,
      what,
      { actor: who, childId: row!.childId, contactId: row!.id, formKey: null },
      posted,
    )
  }
  const deciding = {
    threshold: '3',
    decision: 'early help',
    rationale: 'School is worried too',
    lawfulBasis: 'Consent was given since',
  }

  it('disputes what was decided the moment it is said, whoever is at work, and nothing that was not', async () => {
    const one = await sent()
    const decided = { decision: 'advice', decidedOn: day('2026-11-18'), feedbackWords: 'Advice is enough.', feedbackHow: 'letter', feedbackOn: day('2026-11-19') } // prettier-ignore
    await contactOf(one.receipt, { ...decided, state: 'closed' })
    await contactOf(one.receipt, { state: 'received' })
    await disagree(one)
    const [first, second] = await contactsOf(one.receipt)
    assert.deepEqual([first?.state, first?.disputedOn, first?.disputedWhy, first?.firstDecidedOn], ['disputed', book.today(), 'She is still hungry', '2026-11-18']) // prettier-ignore
    assert.equal(second?.state, 'received')
    const event = await db.selectFrom('event').selectAll().where('recordId', '=', first!.id).executeTakeFirstOrThrow() // prettier-ignore
    assert.deepEqual([event.type, event.actorId], ['contact.disputed', null])
    const { cookie } = await signIn(book, manager)
    const board = wordsOf((await app.inject({ url: '/front-door', headers: { cookie } })).body)
    assert.match(board, /The referrer disagrees/)
  })

  it('is decided again by the hub’s manager, and a second time by the service manager alone; each answer is told', async () => {
    const one = await sent()
    await sql`update sent_in set state = 'taken in' where id = ${one.id}`.execute(db)
    const childId = await addPerson(db, { givenName: 'Una', familyName: 'Reed' })
    await contactOf(one.receipt, { childId, state: 'decided', decision: 'advice', decidedOn: book.today(), consent: 'given' }) // prettier-ignore
    const tell = (feedbackWords: string) => doing(one.receipt, 'tellReferrer', screener, { feedbackWords, feedbackHow: 'letter' }) // prettier-ignore
    await tell('We gave advice.')
    await disagree(one)
    assert.equal((await doing(one.receipt, 'decide', manager, deciding)).kind, 'done')
    const page = async () => wordsOf((await post({ receipt: one.receipt, second: one.second })).body)
    const between = await page()
    assert.match(between, /We gave advice\./)
    assert.doesNotMatch(between, /early help to offer/, 'the second letter is not sent yet')
    const [second] = await contactsOf(one.receipt)
    assert.deepEqual([second?.state, second?.feedbackOn, second?.feedbackHow], ['decided', null, null])
    assert.match(second?.feedbackWords ?? '', /you disagreed with what we had decided\. A manager has looked at it again.*\n\nWe are asking early help/) // prettier-ignore
    await tell('Early help will ring them.')
    assert.match(await page(), /We gave advice\.[^]*Early help will ring them\./)
    await disagree(one, 'Nobody rang')
    const refused = await doing(one.receipt, 'decide', manager, deciding)
    assert.deepEqual(refused.kind === 'refused' && refused.findings.map(({ rule }) => rule), ['FD-15'])
    await assert.rejects(doing(one.receipt, 'decideDispute', manager, deciding), { name: 'NotAllowed' })
    assert.equal((await doing(one.receipt, 'decideDispute', above, deciding)).kind, 'done')
    const [row] = await contactsOf(one.receipt)
    assert.deepEqual([row?.state, row?.firstDecidedOn], ['decided', book.today()])
  })

  it('is told anew where it is passed to the child’s worker instead: the first letter is not taken for the second', async () => {
    const one = await sent()
    await sql`update sent_in set state = 'taken in' where id = ${one.id}`.execute(db)
    const childId = await addPerson(db, { givenName: 'Ada', familyName: 'Reed' })
    await contactOf(one.receipt, { childId, state: 'closed', decision: 'advice', decidedOn: book.today(), openWork: true, feedbackWords: 'We gave advice.', feedbackHow: 'letter', feedbackOn: book.today() }) // prettier-ignore
    await disagree(one)
    assert.equal((await doing(one.receipt, 'link', screener, { rationale: 'Her worker sees her.' })).kind, 'done') // prettier-ignore
    const [row] = await contactsOf(one.receipt)
    assert.deepEqual([row?.state, row?.feedbackOn, row?.feedbackHow], ['linked', null, null])
    assert.match(row?.feedbackWords ?? '', /you disagreed[^]*We passed it the same day/)
  })
})

describe('the letter to a referrer on paper', () => {
  const row = { feedbackWords: 'Thank you.\n\nWe looked at it.', feedbackHow: null, feedbackOn: null, referrerName: 'Ms Ford', referrerAgency: 'Mill Primary', receipt: 'HF-AAAA-AAAA' } // prettier-ignore
  const lines = (more: object) => letterOnPaper({ ...row, ...more }, 'Exampleshire Council', { large: false, on: day('2026-11-23') })?.lines.map(({ words }) => words) // prettier-ignore
  it('is a draft until it is sent, and no letter at all where it is withheld', () => {
    assert.deepEqual(lines({}), ['What became of what you told us', 'Exampleshire Council', '23 November 2026', 'To Ms Ford, Mill Primary', 'Your receipt number: HF-AAAA-AAAA', 'Thank you.', 'We looked at it.', 'Draft of 23 November 2026, not sent.']) // prettier-ignore
    assert.equal(lines({ feedbackHow: 'letter', feedbackOn: day('2026-11-20') })?.at(-1), 'Sent 20 November 2026.') // prettier-ignore
    assert.equal(lines({ feedbackHow: 'withheld', feedbackOn: day('2026-11-20') }), undefined)
    assert.equal(lines({ feedbackWords: null }), undefined)
  })
})
