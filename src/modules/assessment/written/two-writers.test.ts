import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { Db } from '../../../platform/db/database.ts'
import { saveShared, sharedAnswers } from '../../../platform/record/shared-draft.ts'
import { addStaff } from '../../../platform/testing/office.ts'
import { chanceOf, type Chance } from '../../../platform/testing/random-answers.ts'
import { freshDb } from '../../../platform/testing/world.ts'
import { familyAsks, familyParts, fieldsOf } from './parts.ts'

const runs = Number(process.env['HOLDFAST_INTERLEAVINGS'] ?? 50)
const fields = fieldsOf(familyParts.find(({ id }) => id === 'why')?.asks ?? familyAsks)
const [first = '', second = ''] = Object.keys(fields)

let db: Db
let writers: string[]
before(async () => {
  db = await freshDb()
  writers = [(await addStaff(db, 'Amira Khalil', 'SW')).id, (await addStaff(db, 'Tom Weir', 'SW')).id]
})
after(() => db.destroy())

/** One person with the page open: what it began from, and what they have made of it. */
interface Desk {
  readonly authorId: string
  page: string
  began: Record<string, string>
  text: Record<string, string>
}

const stand = async (subjectId: string): Promise<Record<string, string>> => {
  const answers = await sharedAnswers(db, [subjectId])
  return Object.fromEntries([first, second].map((name) => [name, String(answers.find(({ field }) => field === name)?.answer ?? '')])) // prettier-ignore
}

const open = async (subjectId: string, desk: Desk): Promise<void> => {
  desk.page = randomUUID()
  desk.began = await stand(subjectId)
  desk.text = { ...desk.began }
}

const save = ({ authorId, page, began, text }: Desk, subjectId: string) =>
  saveShared(db, fields, { subjectId, authorId, page, began, typed: text })

const split = (text: string): string[] => text.split(/(?<=\.)\s+/).filter((part) => part !== '')

/** One person does one thing to one answer: a new sentence anywhere, a word in a sentence there is, or a word taken out. */
function write(chance: Chance, desk: Desk, word: string): { typed: string | null; taken: string | null } {
  const name = chance.one([first, second])
  const parts = split(desk.text[name] ?? '')
  const at = chance.below(parts.length + 1)
  const how = chance.below(10)
  if (parts.length === 0 || how < 5) parts.splice(at, 0, `${word} is new.`)
  else if (how < 9) parts[at % parts.length] = `${word} ${parts[at % parts.length]}`
  else {
    const of = parts[at % parts.length] ?? ''
    const taken = /w\d+/.exec(of)?.[0] ?? null
    if (taken !== null) parts[at % parts.length] = of.replace(`${taken} `, '')
    desk.text[name] = parts.join(chance.one([' ', '\n']))
    return { typed: null, taken }
  }
  desk.text[name] = parts.join(chance.one([' ', ' ', '\n']))
  return { typed: word, taken: null }
}

async function oneAfternoon(seed: number): Promise<void> {
  const chance = chanceOf(seed)
  const subjectId = randomUUID()
  const desks = writers.map((authorId): Desk => ({ authorId, page: '', began: {}, text: {} }))
  for (const desk of desks) await open(subjectId, desk)
  const typed = new Set<string>()
  for (let i = 0; i < 24; i++) {
    const desk = chance.one(desks)
    const what = chance.below(10)
    if (what < 6) {
      const did = write(chance, desk, `w${i}`)
      if (did.typed !== null) typed.add(did.typed)
      if (did.taken !== null) typed.delete(did.taken)
    } else if (what < 8) await save(desk, subjectId)
    else if (what < 9) await Promise.all([...desks, desk].map((one) => save(one, subjectId)))
    else {
      await save(desk, subjectId)
      await open(subjectId, desk)
    }
  }
  await Promise.all(desks.map((desk) => save(desk, subjectId)))
  const now = Object.values(await stand(subjectId)).join(' ')
  for (const word of typed) assert.match(now, new RegExp(`\\b${word}\\b`), `run ${seed} lost ${word}`)
}

describe(`two people writing one assessment, ${runs} times`, () => {
  it('lose no word that neither of them took out', async (t) => {
    for (let seed = 1; seed <= runs; seed += 4)
      await Promise.all([0, 1, 2, 3].filter((i) => seed + i <= runs).map((i) => oneAfternoon(seed + i)))
    t.diagnostic(`${runs} afternoons of two writers, no word lost`)
  })
})
