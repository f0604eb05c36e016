import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Actor } from '../platform/access/policy.ts'
import type { Db } from '../platform/db/database.ts'
import type { Book } from '../platform/record/book.ts'
import { perform, StateMoved } from '../platform/record/perform.ts'
import type { AnyCommand } from '../platform/record/record.ts'
import { addPerson, addStaff, allocateTo, bookOn } from '../platform/testing/office.ts'
import { serverOf, signIn, type SignedIn } from '../platform/testing/pages.ts'
import { freshDb } from '../platform/testing/world.ts'
import { html } from '../platform/web/html.ts'
import type { App } from '../platform/web/app.ts'
import { chapters } from './modules.ts'

// trust.md REL-06: 10,000 posts in the whole run (HOLDFAST_REPEATS=10000), some in the usual one.
const posts = Number(process.env['HOLDFAST_REPEATS'] ?? 150)

let db: Db
let book: Book
let worker: Actor
let childId: string
let app: App
let who: SignedIn

const fostering = chapters.find(({ name }) => name === 'private-fostering')?.commands ?? {}
const commandOf = (from: Readonly<Record<string, AnyCommand>>, name: string): AnyCommand =>
  from[name] ?? assert.fail(`there is no command ${name}`)
const notify = commandOf(fostering, 'notify')
const assess = commandOf(fostering, 'assess')

before(async () => {
  db = await freshDb()
  book = bookOn(db)
  worker = await addStaff(db, 'Amira Khalil', 'SW')
  childId = await addPerson(db, { givenName: 'Ada', familyName: 'Larch' })
  await allocateTo(db, childId, worker)
  const pages = ['private-fostering', 'notes', 'actions'].map(
    (name) => chapters.find((chapter) => chapter.name === name)?.pages ?? assert.fail(name),
  )
  app = await serverOf(book, pages, async () => html``)
  who = await signIn(book, worker)
})
after(async () => {
  await app.close()
  await db.destroy()
})

const told = { toldOn: '2026-11-02', toldBy: 'carer', startsOn: '2026-11-09', fourWeeksOrMore: 'yes' }
const assessed = {
  adultsChecked: 'yes',
  assessedOn: '2026-11-18',
  spokenAloneOn: '2026-11-17',
  parentsContacted: 'Spoke to her mother by phone',
}

/** A form as a browser holds it: sent once or forty times, it carries the same key. */
interface Form {
  readonly key: string
  readonly kind: 'opens' | 'moves' | 'cannot be read'
  readonly recordId: string | null
  readonly version: number | null
}

const formOf = (kind: Form['kind'], recordId: string | null, version: number | null): Form => ({
  key: randomUUID(),
  kind,
  recordId,
  version,
})

async function post({ key, kind, recordId, version }: Form): Promise<string> {
  const act = { actor: worker, childId, recordId, formKey: key, version }
  const answers = { opens: told, moves: assessed, 'cannot be read': { ...told, toldOn: 'soon' } }[kind]
  try {
    return JSON.stringify(await perform(book, kind === 'moves' ? assess : notify, act, answers))
  } catch (fault) {
    if (fault instanceof StateMoved) return 'moved'
    throw fault
  }
}

const isDone = (answer: string): boolean => answer.includes('"done"')

async function eventsOf(keys: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; count: number }>`
    select form_key as key, count(*)::int as count from event where form_key = any(${keys}::uuid[]) group by form_key
  `.execute(db)
  return new Map(rows.map(({ key, count }) => [key, count]))
}

const versionOf = async (id: string): Promise<number> =>
  (await db.selectFrom('privateFostering').select('version').where('id', '=', id).executeTakeFirstOrThrow())
    .version

const newRecord = async (): Promise<string> => {
  const answer = JSON.parse(await post(formOf('opens', null, null))) as { readonly recordId: string }
  return answer.recordId
}

describe('one form posted by 32 at the same moment (REL-06)', () => {
  for (const kind of ['opens', 'moves'] as const)
    it(`that ${kind} a record has one effect, and everybody has the same answer`, async () => {
      const recordId = kind === 'opens' ? null : await newRecord()
      const form = formOf(kind, recordId, recordId === null ? null : 1)
      const answers = await Promise.all(Array.from({ length: 32 }, () => post(form)))
      assert.deepEqual([new Set(answers).size, answers.filter(isDone).length], [1, 32])
      assert.equal((await eventsOf([form.key])).get(form.key), 1)
      if (recordId !== null) assert.equal(await versionOf(recordId), 2)
    })
})

/** What one history posts: which of its forms, in which order, and how many at once. */
const history = fc.record({
  forms: fc.array(
    fc.record({
      kind: fc.constantFrom<Form['kind'][]>('opens', 'moves', 'moves', 'cannot be read'),
      version: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  rounds: fc.array(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 32 }), {
    minLength: 2,
    maxLength: 6,
  }),
})

interface Plan {
  readonly forms: readonly { readonly kind: Form['kind']; readonly version: number }[]
  readonly rounds: readonly (readonly number[])[]
}

/** Posts what a history says, round by round, each round at once; then every form twice more. The answers by key, and how many were posted. */
async function carryOut(forms: readonly Form[], rounds: Plan['rounds']): Promise<Answered> {
  const every = forms.map((_, i) => i)
  const answers = new Map<string, string>()
  let sent = 0
  for (const round of [...rounds, every, every]) {
    const these = round.map((at) => forms[at % forms.length] ?? assert.fail())
    const before = new Map(answers)
    const told = await Promise.all(these.map(post))
    for (const [i, { key }] of these.entries()) settle(answers, before, key, told[i] ?? '')
    sent += these.length
  }
  return { answers, sent }
}

interface Answered {
  readonly answers: ReadonlyMap<string, string>
  readonly sent: number
}

// Of a form for a version to come, one copy may come too soon and another in time, at the same moment: from then on done is for ever.
function settle(
  answers: Map<string, string>,
  before: ReadonlyMap<string, string>,
  key: string,
  answer: string,
): void {
  const stands = answers.get(key) ?? ''
  if (isDone(before.get(key) ?? '') || (isDone(answer) && isDone(stands))) assert.equal(answer, stands)
  if (stands === '' || isDone(answer)) answers.set(key, answer)
}

async function oneHistory({ forms: made, rounds }: Plan): Promise<number> {
  const recordId = await newRecord()
  const forms = made.map(({ kind, version }) =>
    kind === 'moves' ? formOf(kind, recordId, version) : formOf(kind, null, null),
  )
  const { answers, sent } = await carryOut(forms, rounds)
  const events = await eventsOf(forms.map(({ key }) => key))
  const done = forms.filter(({ key }) => isDone(answers.get(key) ?? ''))
  for (const form of forms) {
    assert.equal(events.get(form.key) ?? 0, done.includes(form) ? 1 : 0)
    if (form.kind !== 'moves') assert.equal(done.includes(form), form.kind === 'opens')
  }
  assert.equal(await versionOf(recordId), 1 + done.filter(({ kind }) => kind === 'moves').length)
  return sent
}

describe(`${posts} repeats, in any order and many at once`, () => {
  it('have one effect for each form, whose first answer is its answer for ever', async () => {
    let sent = 0
    const property = fc.asyncProperty(history, async (plan) => {
      sent += await oneHistory(plan)
    })
    while (sent < posts) await fc.assert(property, { numRuns: 5, endOnFailure: true })
  })
})

/** Forms of several chapters as the browser sends them, and the table and column by which their effects are counted. */
const sentForms = [
  {
    url: () => `/children/${childId}/private-fostering/notify`,
    goesTo: `/children/[^/]+/private-fostering/[^/]+`,
    table: 'privateFostering',
    answers: told,
  },
  {
    url: () => `/children/${childId}/notes/record`,
    goesTo: '/children/[^/]+/overview',
    table: 'note',
    answers: { happenedOn: '2026-11-20', kind: 'call', line: 'Ada rang and was well.', significant: 'no' },
  },
] as const

describe('a form sent again through the door', () => {
  for (const { url, goesTo, table, answers } of sentForms)
    it(`${table}: 16 at once and 4 after them are one record, and one address to go on to`, async () => {
      const counted = async (): Promise<number> =>
        Number((await db.selectFrom(table).select(db.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)
      const before = await counted()
      const key = randomUUID()
      const send = () =>
        app.inject({
          method: 'POST',
          url: url(),
          headers: { cookie: who.cookie, 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({ ...answers, _csrf: who.csrf, _key: key }).toString(),
        })
      const replies = await Promise.all(Array.from({ length: 16 }, send))
      for (let i = 0; i < 4; i++) replies.push(await send())
      const told = replies.map(({ statusCode, headers }) => `${statusCode} ${String(headers.location)}`)
      assert.equal(new Set(told).size, 1)
      assert.match(told[0] ?? '', new RegExp(`^303 ${goesTo}$`))
      assert.equal((await counted()) - before, 1)
    })
})
