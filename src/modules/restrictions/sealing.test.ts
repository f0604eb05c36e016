import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { NotAllowed, type Actor } from '../../platform/access/policy.ts'
import { reachable, requireChild } from '../../platform/access/reach.ts'
import { askedBy, forSomebody } from '../../platform/db/asking.ts'
import type { Db } from '../../platform/db/database.ts'
import { NoSuchPerson } from '../../platform/people/child.ts'
import type { Book } from '../../platform/record/book.ts'
import { perform } from '../../platform/record/perform.ts'
import type { AnyCommand, Outcome } from '../../platform/record/record.ts'
import { addPerson, addStaff, allocateTo, bookOn, daysAgo } from '../../platform/testing/office.ts'
import { serverOf, signIn, wordsOf } from '../../platform/testing/pages.ts'
import { sealFor } from '../../platform/testing/seat-belt.ts'
import { freshDb } from '../../platform/testing/world.ts'
import type { App } from '../../platform/web/app.ts'
import { nothing } from '../../platform/web/html.ts'
import { pages as searchPages } from '../search/index.ts'
import { commands } from './commands.ts'
import { openInEmergency } from './emergency.ts'
import { pages } from './pages.ts'

let db: Db
let book: Book
let app: App
const staff: Record<string, Actor> = {}
const of = (name: string): Actor => staff[name] ?? assert.fail(name)
before(async () => {
  db = await freshDb()
  book = bookOn(db)
  for (const [name, role, team] of [
    ['amira', 'SW', 'Riverside'],
    ['asha', 'TM', 'Riverside'],
    ['olu', 'SW', 'Hillside'],
    ['ruth', 'SM', 'Riverside'],
    ['ravi', 'SM', 'Riverside'],
    ['dara', 'DIR', null],
    ['dee', 'DPO', null],
    ['ines', 'INSP', null],
  ] as const)
    staff[name] = await addStaff(db, name, role, team)
  app = await serverOf(book, [pages, searchPages], async () => nothing)
})
after(async () => {
  await app.close()
  await db.destroy()
})

const does = (who: string, command: AnyCommand, childId: string, form: object, recordId: string | null) =>
  perform(book, command, { actor: of(who), childId, recordId, formKey: null }, form)
const done = (outcome: Outcome): string =>
  outcome.kind === 'done' ? outcome.recordId : assert.fail(JSON.stringify(outcome))

let made = 0
/** A restricted child of Amira’s that Ruth answers for: in force, and not sealed yet. */
async function restricted(): Promise<{ childId: string; recordId: string }> {
  const childId = await addPerson(db, {
    givenName: 'Zephyr',
    familyName: 'Quillfeather',
    laChildId: `S${++made}`,
  })
  await allocateTo(db, childId, of('amira'))
  const asked = { why: 'An adoption is near', ownerId: of('ruth').id, reviewOn: '2027-01-10' }
  const recordId = done(await does('asha', commands.askRestriction, childId, asked, null))
  done(await does('dara', commands.agreeRestriction, childId, {}, recordId))
  return { childId, recordId }
}

const why = { sealWhy: 'The adoption order was made' }
async function sealed(because = why.sealWhy): Promise<{ childId: string; recordId: string }> {
  const one = await restricted()
  done(await does('ruth', commands.askSeal, one.childId, { sealWhy: because }, one.recordId))
  done(await does('dara', commands.agreeSeal, one.childId, {}, one.recordId))
  return one
}

/** Who may open it; and beside the policy, to whom the database shows its row. */
async function readers(childId: string): Promise<string[]> {
  const found = await Promise.all(
    Object.keys(staff).map(async (name) =>
      (await reachable(db, of(name), 'child.read', [childId])).has(childId) ? name : '',
    ),
  )
  return found.filter((name) => name !== '')
}
async function shownTo(childId: string): Promise<string[]> {
  const names: string[] = []
  for (const [name, { id }] of Object.entries(staff))
    await forSomebody(async () => {
      askedBy(await sealFor(db, id))
      const row = await db.selectFrom('person').select('id').where('id', '=', childId).executeTakeFirst()
      if (row !== undefined) names.push(name)
    })
  return names
}

describe('a sealed record', () => {
  it('is those named’s alone, from the moment it is asked for: not its workers’, nor the director’s, nor an inspector’s', async () => {
    const { childId, recordId } = await restricted()
    assert.deepEqual(await readers(childId), ['amira', 'asha', 'ruth'])
    done(await does('ruth', commands.askSeal, childId, why, recordId))
    assert.deepEqual(await readers(childId), ['ruth'])
    assert.deepEqual(await shownTo(childId), ['ruth', 'dara'])
    done(await does('dara', commands.agreeSeal, childId, {}, recordId))
    assert.deepEqual(await readers(childId), ['ruth'])
    assert.deepEqual(await shownTo(childId), ['ruth'])
    for (const who of ['amira', 'asha', 'dara', 'ines'])
      await assert.rejects(requireChild(db, of(who), 'child.read', childId), NoSuchPerson, who)
  })

  it('is sealed by the director at a service manager’s asking, and stays restricted where that is refused', async () => {
    const { childId, recordId } = await restricted()
    await assert.rejects(does('asha', commands.askSeal, childId, why, recordId), NotAllowed)
    done(await does('ruth', commands.askSeal, childId, why, recordId))
    await assert.rejects(does('ruth', commands.agreeSeal, childId, {}, recordId), NotAllowed)
    done(await does('dara', commands.refuseSeal, childId, { sealAnsweredWhy: 'No order yet' }, recordId))
    assert.deepEqual(await readers(childId), ['amira', 'ruth'])
  })

  it('opens again when a named person asks and the director agrees, and is restricted still', async () => {
    const { childId, recordId } = await sealed()
    await assert.rejects(does('ravi', commands.askToUnseal, childId, why, recordId), NoSuchPerson)
    done(await does('ruth', commands.askToUnseal, childId, { sealWhy: 'The order was set aside' }, recordId))
    assert.deepEqual(await readers(childId), ['ruth'])
    done(await does('dara', commands.agreeToUnseal, childId, {}, recordId))
    assert.deepEqual(await readers(childId), ['amira', 'ruth'])
  })

  it('lets somebody in whom a named person asks for and the director agrees to, whatever team they are of', async () => {
    const { childId } = await sealed()
    const asked = done(
      await does(
        'ruth',
        commands.askToLetIn,
        childId,
        { staffId: of('olu').id, why: 'Traces the family' },
        null,
      ),
    )
    await assert.rejects(does('ruth', commands.letIn, childId, {}, asked), NotAllowed)
    done(await does('dara', commands.letIn, childId, {}, asked))
    assert.deepEqual(await readers(childId), ['olu', 'ruth'])
  })

  it('keeps somebody named on it: the last cannot be taken off', async () => {
    const { childId } = await sealed()
    const { cookie, csrf } = await signIn(book, of('ruth'))
    const { id } = await db
      .selectFrom('namedAccess')
      .select('id')
      .where('childId', '=', childId)
      .where('state', '=', 'in force')
      .executeTakeFirstOrThrow()
    const url = `/children/${childId}/access/${id}/end-named-access`
    const answer = await app.inject({
      method: 'POST',
      url,
      headers: { cookie },
      payload: { _csrf: csrf, endedWhy: 'She leaves' },
    })
    assert.equal(answer.statusCode, 422)
    assert.match(wordsOf(answer.body), /Ask for somebody else to be let in first/)
    assert.deepEqual(await readers(childId), ['ruth'])
  })

  it('is found by nobody who searches, and no address tells it from none', async () => {
    const { childId } = await sealed()
    const told = async (who: string, url: string) => {
      const { cookie } = await signIn(book, of(who))
      const answer = await app.inject({ url, headers: { cookie } })
      return `${answer.statusCode} ${wordsOf(answer.body)}`
    }
    for (const who of ['amira', 'ruth', 'dara', 'ines']) {
      const { cookie, csrf } = await signIn(book, of(who))
      const payload = new URLSearchParams({ _csrf: csrf, q: `S${made}` }).toString()
      const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
      const posted = await app.inject({ method: 'POST', url: '/search', payload, headers })
      const found = await app.inject({ url: String(posted.headers.location), headers: { cookie } })
      assert.ok(!found.body.includes(childId), who)
    }
    const none = '00000000-0000-7000-8000-000000000000'
    for (const who of ['asha', 'dara'])
      for (const page of ['access', 'who-has-looked'])
        assert.equal(
          await told(who, `/children/${childId}/${page}`),
          await told(who, `/children/${none}/${page}`),
        )
    assert.match(await told('ruth', `/children/${childId}/access`), /^200 .*Sealed; ruth answers for it/)
  })

  it('is opened in an emergency by the director, or once the director agrees, be a child at risk or not', async () => {
    const { childId } = await sealed()
    const urgent = {
      reason: 'child at immediate risk',
      why: 'Police are at the door and ask who is safe',
      hours: '1',
    }
    const fromNow = () =>
      sql`update emergency_opening set until_at = now() + interval '1 hour' where until_at is not null`.execute(
        db,
      )
    const recordId = done(await openInEmergency(book, of('olu'), childId, null, urgent))
    await assert.rejects(requireChild(db, of('olu'), 'child.read', childId), NoSuchPerson)
    await assert.rejects(does('ruth', commands.agreeToOpen, childId, {}, recordId), NotAllowed)
    done(await does('dara', commands.agreeToOpen, childId, {}, recordId))
    await fromNow()
    await requireChild(db, of('olu'), 'child.read', childId)
    assert.ok((await shownTo(childId)).includes('olu'))
    await openInEmergency(book, of('dara'), childId, null, urgent)
    await fromNow()
    await requireChild(db, of('dara'), 'child.read', childId)
  })
})

describe('a sealed record whose last named colleague has left', () => {
  const leaves = async (who: string, gone = true) =>
    sql`update staff set disabled_at = ${gone ? sql`now()` : sql`null`} where id = ${of(who).id}`.execute(db)
  const asks = async (who: string, url: string, payload: object | null = null) => {
    const { cookie, csrf } = await signIn(book, of(who))
    const answer = await app.inject(
      payload === null
        ? { url, headers: { cookie } }
        : { method: 'POST', url, headers: { cookie }, payload: { _csrf: csrf, ...payload } },
    )
    return { status: answer.statusCode, words: wordsOf(answer.body), to: answer.headers.location }
  }
  afterEach(() => leaves('ruth', false))
  const list = '/sealed-records/left'
  const naming = () => ({ staffId: of('ravi').id, why: 'Answers for it from now on' })
  const askedFor = async (childId: string) =>
    (
      await db
        .selectFrom('namedAccess')
        .select('id')
        .where('childId', '=', childId)
        .where('state', '=', 'asked')
        .executeTakeFirstOrThrow()
    ).id

  it('is answered for by whom the director names and the data protection officer agrees to: neither reads it', async () => {
    const { childId } = await sealed('A former identity')
    await leaves('ruth')
    const told = await asks('dara', list)
    assert.match(
      told.words,
      /A former identity, sealed on 22 November 2026 Nobody is named for it yet. Name somebody/,
    )
    assert.doesNotMatch(told.words, /Quillfeather|Zephyr/)
    assert.doesNotMatch((await asks('dee', list)).words, /Name somebody/)
    const named = await asks('dara', `/children/${childId}/access/name-anew`, naming())
    assert.equal(named.to, list)
    assert.deepEqual(await readers(childId), ['ruth'])
    const at = `/children/${childId}/access/${await askedFor(childId)}`
    const own = await asks('dara', `${at}/agree-anew`, {})
    assert.match(own.words, /Ask another manager to decide: you asked for this yourself/)
    assert.match((await asks('dee', list)).words, /dara names ravi.*Agree.*Refuse/)
    assert.equal((await asks('dee', `${at}/agree-anew`, {})).to, list)
    assert.deepEqual(await readers(childId), ['ruth', 'ravi'])
    assert.doesNotMatch((await asks('dara', list)).words, /A former identity/)
    assert.deepEqual(await shownTo(childId), ['ruth', 'ravi'])
  })

  it('is nobody else’s to hear of, and nothing is named beside a colleague who can ask', async () => {
    const { childId } = await sealed()
    const form = `/children/${childId}/access/name-anew`
    const missing = '/children/00000000-0000-7000-8000-000000000000/access/name-anew'
    const unasked = await asks('dara', form, naming())
    assert.deepEqual([unasked.status, unasked.words], [404, (await asks('dara', missing, naming())).words])
    assert.doesNotMatch((await asks('dara', list)).words, /adoption order/)
    await leaves('ruth')
    for (const who of ['amira', 'asha', 'ravi', 'ines'])
      assert.equal((await asks(who, list)).status, 403, who)
    for (const who of ['amira', 'asha', 'ravi', 'ines'])
      assert.notEqual((await asks(who, form, naming())).status, 303, who)
    const worker = await asks('dara', form, { ...naming(), staffId: of('amira').id })
    assert.match(worker.words, /Select a service manager/)
    assert.deepEqual(await shownTo(childId), ['ruth', 'dara', 'dee'])
    await leaves('ruth', false)
    await asks('dara', form, naming())
    assert.deepEqual(await readers(childId), ['ruth'])
  })

  it('is not left by taking off the last who could ask for another, though a worker stays named', async () => {
    const { childId } = await sealed()
    const worker = { staffId: of('olu').id, why: 'Traces the family' }
    const asked = done(await does('ruth', commands.askToLetIn, childId, worker, null))
    done(await does('dara', commands.letIn, childId, {}, asked))
    const { id } = await db
      .selectFrom('namedAccess')
      .select('id')
      .where('childId', '=', childId)
      .where('staffId', '=', of('ruth').id)
      .where('state', '=', 'in force')
      .executeTakeFirstOrThrow()
    const end = async (record: string) =>
      asks('ruth', `/children/${childId}/access/${record}/end-named-access`, { endedWhy: 'Leaves' })
    assert.match((await end(id)).words, /Ask for somebody else to be let in first/)
    assert.equal((await end(asked)).status, 303)
    assert.deepEqual(await readers(childId), ['ruth'])
  })
})

describe('an adopted child', () => {
  it('is told of to the service manager until the record is sealed, and to nobody who could not ask', async () => {
    const { childId, recordId } = await restricted()
    const list = async (who: string) => {
      const { cookie } = await signIn(book, of(who))
      const { statusCode, body } = await app.inject({ url: '/sealed-records/adopted', headers: { cookie } })
      return `${statusCode} ${wordsOf(body)} ${body.includes(childId)}`
    }
    const ended = { state: 'ended', startedOn: daysAgo(400), endedOn: daysAgo(3), legalStatus: 'E1' }
    await db
      .insertInto('careEpisode')
      .values({ childId, ...ended, endedWhy: 'E3' } as never)
      .execute()
    assert.match(await list('ruth'), /^200 .*There is none.* false$/)
    await db.updateTable('careEpisode').set({ endedWhy: 'E11' }).where('childId', '=', childId).execute()
    assert.match(await list('ruth'), /^200 .*Zephyr Quillfeather: adopted on 19 November 2026.* true$/)
    // Ravi is a service manager of the same service, and not let in to the restricted record.
    assert.match(await list('ravi'), /^200 .* false$/)
    for (const who of ['amira', 'asha', 'dara', 'ines']) assert.match(await list(who), /^403 /, who)
    done(await does('ruth', commands.askSeal, childId, why, recordId))
    assert.match(await list('ruth'), /^200 .*There is none.* false$/)
    done(await does('dara', commands.agreeSeal, childId, {}, recordId))
  })
})

describe('what waits for a second person', () => {
  it('is listed to who may decide, by its reason and with no name, and to nobody who asked', async () => {
    const { childId, recordId } = await restricted()
    done(await does('ruth', commands.askSeal, childId, why, recordId))
    const page = async (who: string) => {
      const { cookie } = await signIn(book, of(who))
      return (await app.inject({ url: '/access-to-decide', headers: { cookie } })).body
    }
    const told = await page('dara')
    assert.match(
      wordsOf(told),
      /ruth asks for a record to be sealed.*The adoption order was made Agree that it be sealed/,
    )
    assert.doesNotMatch(told, /Zephyr|Quillfeather/)
    const [, form = ''] = /href="([^"]+agree-seal)"/.exec(told) ?? []
    const { cookie } = await signIn(book, of('dara'))
    const asked = await app.inject({ url: form, headers: { cookie } })
    assert.equal(asked.statusCode, 200)
    const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(asked.body) ?? []
    const sent = await app.inject({
      method: 'POST',
      url: form,
      headers: { cookie },
      payload: { _csrf: csrf },
    })
    // The record itself is not theirs to open: they go back to what else waits.
    assert.equal(sent.headers.location, '/access-to-decide')
    assert.match(wordsOf(await page('dara')), /Nothing waits for you to decide/)
    assert.doesNotMatch(await page('ravi'), /adoption order/)
  })
})
