import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { Db } from '../db/database.ts'
import { addStaff } from '../testing/office.ts'
import { freshDb } from '../testing/world.ts'
import type { Typed } from './draft.ts'
import { choices, optional, words } from './field.ts'
import { inTransaction } from '../db/database.ts'
import { dropShared, saveShared, sharedAnswers, sharedAuthors } from './shared-draft.ts'

const fields = {
  history: optional(words({ label: 'History', missing: 'Enter the history' })),
  found: choices({ label: 'Found', options: { a: 'A', b: 'B', c: 'C' }, missing: 'Select what was found' }),
}

let db: Db
let amira: string
let tom: string
before(async () => {
  db = await freshDb()
  amira = (await addStaff(db, 'Amira Khalil', 'SW')).id
  tom = (await addStaff(db, 'Tom Weir', 'SW')).id
})
after(() => db.destroy())

/** A page somebody has open: what it began from, and its key. */
const opened = (subjectId: string, authorId: string, began: Typed = {}) => {
  const page = randomUUID()
  return (typed: Typed, readAt?: number) =>
    saveShared(db, fields, { subjectId, authorId, page, typed, began, readAt })
}
const standing = async (subjectId: string) =>
  Object.fromEntries(
    (await sharedAnswers(db, [subjectId])).map(({ field, answer, savedBy }) => [field, [answer, savedBy]]),
  )

describe('a draft two people write', () => {
  it('is merged question by question, and says who last changed each', async () => {
    const id = randomUUID()
    const [one, other] = [opened(id, amira), opened(id, tom)]
    await one({ history: 'Moved twice.', found: '' })
    await other({ history: '', found: ['a', 'b'] })
    assert.deepEqual(await standing(id), {
      history: ['Moved twice.', 'Amira Khalil'],
      found: [['a', 'b'], 'Tom Weir'],
    })
    assert.deepEqual([...(await sharedAuthors(db, [id])).values()], ['Amira Khalil', 'Tom Weir'])
  })

  it('loses no last answer to a draft that was read before it and comes in after', async () => {
    const id = randomUUID()
    const [one, other] = [opened(id, amira), opened(id, tom)]
    await one({ history: 'Moved twice.', found: ['a'] }, 1002.5)
    await one({ history: 'Moved twice.', found: '' }, 1001.25)
    assert.deepEqual((await standing(id))['found'], [['a'], 'Amira Khalil'])
    await other({ history: '', found: ['b'] }, 900)
    assert.deepEqual((await standing(id))['found']?.[0], ['a', 'b'], 'another page has another clock')
    await one({ history: 'Moved.', found: ['a'] }, 1003)
    assert.equal((await standing(id))['history']?.[0], 'Moved.')
  })

  it('keeps both texts where both began from nothing, and goes on doing so while both pages stay open', async () => {
    const id = randomUUID()
    const [one, other] = [opened(id, amira), opened(id, tom)]
    await one({ history: 'Nan died.' })
    await other({ history: 'Dad left.' })
    await one({ history: 'Nan died in May.' })
    await other({ history: 'Dad left. He came back.' })
    const [answer] = (await standing(id))['history'] ?? []
    assert.deepEqual(
      String(answer)
        .split('. ')
        .map((text) => text.replace(/\.$/, ''))
        .toSorted(),
      ['Dad left', 'He came back', 'Nan died in May'],
    )
  })

  it('says where both changed one sentence', async () => {
    const id = randomUUID()
    await opened(id, amira)({ history: 'One. Two.' })
    const [one, other] = [
      opened(id, amira, { history: 'One. Two.' }),
      opened(id, tom, { history: 'One. Two.' }),
    ]
    assert.deepEqual((await one({ history: 'One. Two, at Nan’s.' })).both, [])
    assert.deepEqual((await other({ history: 'One. Two, at home.' })).both, ['history'])
    assert.deepEqual((await standing(id))['history']?.[0], 'One. Two, at Nan’s. Two, at home.')
  })

  it('is the same after a save that is sent twice, and with another browser’s line ends', async () => {
    const id = randomUUID()
    const one = opened(id, amira, { history: 'A\nB' })
    await opened(id, tom)({ history: 'A\nB' })
    await one({ history: 'A\r\nB\r\nC' })
    await one({ history: 'A\r\nB\r\nC' })
    assert.deepEqual((await standing(id))['history']?.[0], 'A\nB\nC')
  })

  it('lets a sentence go that somebody took out', async () => {
    const id = randomUUID()
    const one = opened(id, amira)
    await one({ history: 'One. Two. Three.' })
    await opened(id, tom, { history: 'One. Two. Three.' })({ history: 'One. Two. Three. Four.' })
    await one({ history: 'One. Three.' })
    assert.deepEqual((await standing(id))['history']?.[0], 'One. Three. Four.')
  })

  it('merges saves that come at the same moment', async () => {
    const id = randomUUID()
    const pages = Array.from({ length: 8 }, (_, i) => opened(id, i % 2 === 0 ? amira : tom))
    await Promise.all(pages.map((save, i) => save({ history: `Sentence ${i}.` })))
    const [answer] = (await standing(id))['history'] ?? []
    for (let i = 0; i < 8; i++) assert.match(String(answer), new RegExp(`Sentence ${i}\\.`))
  })

  it('goes when it has become a record, and nobody else’s with it', async () => {
    const [gone, stays] = [randomUUID(), randomUUID()]
    for (const id of [gone, stays]) await opened(id, amira)({ history: 'Words.' })
    await inTransaction(db, (tx) => dropShared(tx, [gone]))
    assert.deepEqual(
      [await standing(gone), (await standing(stays))['history']],
      [{}, ['Words.', 'Amira Khalil']],
    )
    assert.equal((await sharedAuthors(db, [gone])).size, 0)
  })
})
