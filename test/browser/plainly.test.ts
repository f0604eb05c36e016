import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sendByKeyboard } from './by-keyboard.ts'
import { people, takeDesk, type Seat } from './desk.ts'
import { daysOn, linksOf, send } from './fill.ts'

const desk = await takeDesk()
after(() => desk.close())

type Role = 'screener' | 'worker' | 'teamManager' | 'chair'
let seats: Record<Role, Seat>
let children: readonly string[]
before(async () => {
  seats = {
    screener: await desk.open(people.screener),
    worker: await desk.open(people.worker),
    teamManager: await desk.open(people.teamManager),
    chair: await desk.open(people.chair),
  }
  const mine = await linksOf(seats.worker, '/my-work', /^\/children\/[0-9a-f-]{36}\/overview$/)
  children = mine.map((at) => at.replace(/\/overview$/, ''))
})

/** The address of the form, in a state it can be sent from: `turn` is another child's each time. */
interface Form {
  readonly says: string
  readonly who: Role
  readonly at: (turn: number) => Promise<string>
  /** What must be said where the first choice would not do. */
  readonly answers?: Readonly<Record<string, string>>
}

const one = ([first]: readonly string[], what: string): string => {
  assert.ok(first !== undefined, `there is no ${what}`)
  return first
}

const forms: readonly Form[] = [
  {
    says: 'a contact is triaged',
    who: 'screener',
    at: async (turn) => {
      const board = await linksOf(seats.screener, '/front-door', /\/contacts\/[0-9a-f-]{36}$/)
      const ratings = []
      for (const contact of board) ratings.push(...(await linksOf(seats.screener, contact, /\/rate$/)))
      return one(ratings.slice(-1 - turn), 'contact to triage')
    },
  },
  {
    says: 'a child’s own part of an assessment is written',
    who: 'worker',
    at: async (turn) => {
      for (const child of children) {
        const [written] = await linksOf(seats.worker, `${child}/assessments`, /\/assessments\/[0-9a-f-]{36}$/)
        const parts = written === undefined ? [] : await linksOf(seats.worker, written, /\/own\//)
        if (parts[turn] !== undefined) return parts[turn]
      }
      throw new Error('there is no assessment being written')
    },
  },
  {
    says: 'a conference decides about a child',
    who: 'chair',
    at: async (turn) => {
      const held = await send(seats.worker, `${children[turn]}/conferences/request`)
      await send(seats.teamManager, `${held}/approve`)
      await send(seats.chair, `${held}/book`, {}, daysOn(1))
      await send(seats.chair, `${held}/hold`)
      return `${held}/decide`
    },
    // The child of a worker's list has a plan already.
    answers: {
      'What did the conference decide?': 'The plan goes on',
      'When is the next conference?': daysOn(80),
    },
  },
  {
    says: 'why our work ends is written down',
    who: 'worker',
    at: async (turn) => {
      const { page } = seats.worker
      await page.goto(`${children[turn + 2]}/closure`)
      await page.getByRole('main').getByRole('button', { name: 'Begin an ending' }).click()
      await page.waitForURL(/\/closure\/[0-9a-f-]{36}$/)
      return one(await linksOf(seats.worker, page.url(), /\/write-closure$/), 'ending to write')
    },
  },
]

describe('with the keyboard alone', () => {
  for (const { says, who, at, answers = {} } of forms)
    it(says, async () => {
      const address = await at(0)
      await sendByKeyboard(seats[who].page, address, answers)
      assert.notEqual(new URL(seats[who].page.url()).pathname, address)
    })
})

describe('without JavaScript', () => {
  for (const { says, who, at, answers = {} } of forms)
    it(says, async () => {
      const address = await at(1)
      const seat = await desk.open(people[who], { script: false })
      assert.notEqual(await send(seat, address, answers), address)
      await seat.context.close()
    })
})
