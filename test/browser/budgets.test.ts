import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { people, takeDesk, type Seat } from './desk.ts'

/** What a journey takes: presses, boxes that are filled (a worker's own words are one), and pages that are waited for. */
interface Cost {
  readonly presses: number
  readonly boxes: number
  readonly pages: number
}

/** One thing done, and which of the three it costs. */
interface Step {
  readonly costs: keyof Cost
  readonly does: (page: Page) => Promise<unknown>
}

/** What a journey may cost (ux.md §1, the time budget), from the page where the work is. */
interface Budget {
  readonly journey: string
  readonly who: string
  readonly most: Cost
  /** Seconds of the server's and the browser's own, on cores that are doing other work. */
  readonly seconds: number
  readonly begins: (seat: Seat) => Promise<unknown>
  readonly steps: readonly Step[]
}

type Name = string | RegExp
const main = (page: Page): Locator => page.getByRole('main')
const exactly = (name: Name) => ({ name, ...(typeof name === 'string' && { exact: true }) })
const control = (page: Page, name: Name): Locator =>
  main(page).getByRole('button', exactly(name)).or(main(page).getByRole('link', exactly(name))).first() // prettier-ignore

const press = (name: Name): Step => ({
  costs: 'presses',
  does: async (page) => control(page, name).click(),
})
const key = (name: string): Step => ({ costs: 'presses', does: async (page) => page.keyboard.press(name) })
const answer = (question: Name, text: Name): Step => ({
  costs: 'presses',
  does: async (page) => page.getByRole('group', { name: question }).getByRole('radio', exactly(text)).first().check(), // prettier-ignore
})
const fill = (label: Name, words: string): Step => ({
  costs: 'boxes',
  does: async (page) => page.getByLabel(label, { exact: true }).fill(words),
})
/** Each of the questions of that name, answered alike: one box, however many earlier directions there are to answer. */
const fillEach = (label: string, words: string): Step => ({
  costs: 'boxes',
  does: async (page) => {
    const boxes = page.getByLabel(label, { exact: true }).and(page.locator(':visible'))
    assert.ok((await boxes.count()) > 0, label)
    for (const box of await boxes.all()) await box.fill(words)
  },
})
const answerEach = (text: string): Step => ({
  costs: 'presses',
  does: async (page) => {
    for (const radio of await page.getByRole('radio', { name: text, exact: true }).all()) await radio.check()
  },
})
const there = (index: number): Step => ({
  costs: 'presses',
  does: async (page) =>
    page.getByRole('group', { name: 'Who was there?' }).getByRole('checkbox').nth(index).check(),
})
const pick = (label: RegExp, index: number): Step => ({
  costs: 'boxes',
  does: async (page) => page.getByLabel(label).selectOption({ index }),
})
/** From any page, without looking for the box: / goes to it, and is no press of the mouse. */
const search = (words: string): Step => ({
  costs: 'boxes',
  does: async (page) => {
    await page.keyboard.press('/')
    await page.locator('input[type=search]:focus').fill(words)
  },
})
const comes = (what: (page: Page) => Locator): Step => ({
  costs: 'pages',
  does: async (page) => what(page).first().waitFor(),
})
const field = (label: Name): Step => comes((page) => page.getByLabel(label))
const words = (said: Name): Step => comes((page) => page.getByText(said))
const heading = (name: Name): Step => comes((page) => page.getByRole('heading', { name }))
const linkTo = (name: Name): Step => comes((page) => main(page).getByRole('link', { name }))

const desk = await takeDesk()
after(() => desk.close())

const at =
  (address: string) =>
  async ({ page }: Seat): Promise<unknown> =>
    page.goto(address)

const leo = async ({ page }: Seat): Promise<void> => {
  await page.goto('/search')
  await main(page).getByRole('searchbox').fill('leo barker')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: /Leo Barker/ }).first().click() // prettier-ignore
  await page.getByRole('heading', { level: 1, name: /Leo Barker/ }).waitFor()
}
/** A page of Leo's record, by what its address ends with. */
const leos =
  (page: string) =>
  async (seat: Seat): Promise<unknown> => {
    await leo(seat)
    return seat.page.goto(seat.page.url().replace(/overview$/, page))
  }

/** Opens the first of a list's records whose page says one thing and not another. */
const firstOf =
  (list: string, link: string, says: RegExp, not: RegExp) =>
  async ({ page, context }: Seat): Promise<void> => {
    await page.goto(list)
    const addresses = await main(page).locator(link).evaluateAll((links) => links.map((one) => one.getAttribute('href') ?? '')) // prettier-ignore
    for (const address of new Set(addresses)) {
      const shown = await (await context.request.get(address)).text()
      if (says.test(shown) && !not.test(shown)) return void (await page.goto(address))
    }
    throw new Error(`${list} has none that says ${says} and not ${not}`)
  }
const notice = firstOf(
  '/front-door/police-notices',
  'a[href^="/front-door/police-notices/0"]',
  // Of two adults like nobody we hold there is nothing to say; of the one child there is.
  /Standard risk[\s\S]*A child we hold no record of([\s\S]*value="out" checked){2}/,
  /(A child we hold no record of[\s\S]*){2}|<dd[^>]*>[^<]*(Pregnancy|Strangulation)/,
)
const plan = (not: RegExp) => firstOf('/plans-to-authorise', 'a[href*="/plan/"]', /Authorise/, not)

/** As it is typed: 21/11/26. */
const yesterday = new Date(Date.now() - 86_400_000).toLocaleDateString('en-GB', { day: 'numeric', month: 'numeric', year: '2-digit', timeZone: 'Europe/London' }) // prettier-ignore

const budgets: readonly Budget[] = [
  {
    journey: 'Add a significant event to the chronology: inline; date, what, impact',
    who: people.worker,
    most: { presses: 1, boxes: 3, pages: 1 },
    seconds: 10,
    begins: leos('chronology'),
    steps: [
      fill('Date', yesterday),
      fill('What happened', 'The school gave Leo his breakfast.'),
      fill('Impact on Leo', 'He did not fall asleep in class.'),
      press('Add event'),
      words('The school gave Leo his breakfast.'),
    ],
  },
  {
    journey: 'See what is due this week: the first page, and nothing asked',
    who: people.worker,
    most: { presses: 0, boxes: 0, pages: 1 },
    seconds: 5,
    begins: at('/'),
    steps: [heading(/^(Needs you today|Next 7 days)/)],
  },
  {
    journey: 'Find a child from a phone call: part of a name and the year of birth, from any page',
    who: people.outOfHours,
    most: { presses: 1, boxes: 1, pages: 1 },
    seconds: 10,
    begins: at('/account'),
    steps: [search('barker 2020'), key('Enter'), linkTo(/Leo Barker/)],
  },
  {
    journey: 'Log a phone call: who, and one line',
    who: people.worker,
    most: { presses: 2, boxes: 2, pages: 2 },
    seconds: 20,
    begins: at('/record'),
    steps: [
      press(/^Call\s*: Leo Barker/),
      field('Who with?'),
      fill('Who with?', 'Ms Ford, Mill Primary'),
      fill('What was said or happened, in a line?', 'Leo was hungry again.'),
      press('Save note'),
      words('Leo was hungry again.'),
    ],
  },
  {
    journey: 'Triage one police notice that needs nothing more: who the child is, the decision, the reason',
    who: people.screener,
    most: { presses: 4, boxes: 1, pages: 2 },
    seconds: 45,
    begins: notice,
    steps: [
      answer(/^(Child|Unborn)/, /./),
      press('Save and go on to screen it'),
      field(/^Why, in words/),
      answer('What does it need?', 'No further action'),
      fill('Why, in words the family could read?', 'Nobody was hurt, and they have help already.'),
      press('Save'),
      words(/No further action/),
    ],
  },
  {
    journey: 'Approve a plan: the decision',
    who: people.teamManager,
    most: { presses: 1, boxes: 0, pages: 1 },
    seconds: 30,
    begins: plan(/stands? in the way/),
    steps: [press('Authorise'), words(/authorised .* by Asha Patel/)],
  },
  {
    journey: 'Return a plan with a comment: the decision, and why',
    who: people.teamManager,
    most: { presses: 2, boxes: 1, pages: 2 },
    seconds: 30,
    begins: plan(/$^/),
    steps: [
      press('Send it back'),
      field(/^What/),
      fill(/^What/, 'Say how Mum will know that it is better.'),
      press(/^Send/),
      words('Say how Mum will know that it is better.'),
    ],
  },
  {
    journey: 'Give a direction outside supervision: what, who, by when',
    who: people.teamManager,
    most: { presses: 3, boxes: 4, pages: 2 },
    seconds: 20,
    begins: leo,
    steps: [
      press(/^Actions/),
      press(/^Give a direction/),
      field('What must be done?'),
      fill('What must be done?', 'Speak to the social worker Dean had before.'),
      fill(/^So that what is different/, 'We know whether Leo is safe with Dean.'),
      pick(/^Who will do it/, 1),
      fill('By when?', '2/3/2028'),
      press('Give direction'),
      words('Speak to the social worker Dean had before.'),
    ],
  },
  {
    journey: 'Start supervision with everything there: what was asked and not done, and what was said before',
    who: people.teamManager,
    most: { presses: 0, boxes: 0, pages: 1 },
    seconds: 10,
    begins: leos('discussions'),
    steps: [heading('Directions not done yet')],
  },
  {
    journey: 'Write down what was talked through about a child, with what became of each earlier direction',
    who: people.teamManager,
    most: { presses: 5, boxes: 7, pages: 2 },
    seconds: 30,
    begins: leos('discussions'),
    steps: [
      press('Record a discussion'),
      field('When did you talk?'),
      answerEach('Not done yet'),
      fillEach('By when is it to be done now?', '2/3/2029'),
      fillEach('Why was it not done?', 'The office there was closed.'),
      fill('When did you talk?', yesterday),
      answer('What led to it?', 'Supervision'),
      fill(/^What do you know about this child/, 'Leo eats at school, and his bed is dry.'),
      fill('What did you ask that had not been asked?', 'Who is in the house at night?'),
      answer('Is the child safe now?', 'I am not sure'),
      fill('What must be done?', 'Ask Tyler who sleeps at the house'),
      fill('By when?', '3/3/2028'),
      press('Save'),
      words('Who is in the house at night?'),
    ],
  },
  {
    journey: 'See whose supervision is due, by which rule, and agree another day with one of them',
    who: people.teamManager,
    most: { presses: 3, boxes: 2, pages: 4 },
    seconds: 30,
    begins: at('/supervision'),
    steps: [
      words('Personal supervision'),
      press(/^Amira Khalil/),
      press(/^(Move the day|Agree a day)$/),
      field('When do you meet next?'),
      fill('When do you meet next?', '2/3/2029'),
      fill('Why is the day moved?', 'The conference is that morning.'),
      press('Save'),
      words(/You meet Fri 2 Mar 2029/),
      words(/Moved 1 time, last because: The conference is that morning/),
    ],
  },
  {
    journey: 'Write down one session with several members of staff, which each then reads',
    who: people.teamManager,
    most: { presses: 4, boxes: 3, pages: 2 },
    seconds: 30,
    begins: at('/supervision'),
    steps: [
      press('Record a group session'),
      field('When did you meet?'),
      fill('When did you meet?', yesterday),
      there(0),
      there(1),
      fill('What was it about?', 'Doors that stay shut'),
      fill(/^What was learned/, 'To ask whom the relief was for.'),
      press('Save session'),
      words('To ask whom the relief was for.'),
    ],
  },
  {
    journey: 'Put right at its source what a return has found: the value, and why',
    who: people.analyst,
    most: { presses: 2, boxes: 2, pages: 2 },
    seconds: 30,
    begins: at('/data-quality?rule=PE-2'),
    steps: [
      press(/^Put it right/),
      field(/^Unique pupil number/),
      fill(/^Unique pupil number/, 'H801200001001'),
      fill('Why are you correcting this?', 'The school gave us the number again.'),
      press('Save the correction'),
      words('It has been put right.'),
    ],
  },
  {
    journey: 'Cover a colleague’s child out of hours: to the page that is safe to act on',
    who: people.outOfHours,
    most: { presses: 2, boxes: 1, pages: 2 },
    seconds: 15,
    begins: at('/account'),
    steps: [
      search('leo barker'),
      key('Enter'),
      linkTo(/Leo Barker/),
      press(/Leo Barker/),
      heading('Safe to act'),
    ],
  },
]

/** One seat for each who works here: signing in is no part of a journey. */
const seats = new Map<string, Promise<Seat>>()
const seatOf = async (who: string): Promise<Seat> => {
  const seat = seats.get(who) ?? desk.open(who)
  seats.set(who, seat)
  return seat
}

describe('a journey costs no more than its budget', () => {
  for (const { journey, who, most, seconds, begins, steps } of budgets)
    it(journey, async (test) => {
      const seat = await seatOf(who)
      await begins(seat)
      const spent = { presses: 0, boxes: 0, pages: 0 }
      const since = performance.now()
      for (const { costs, does } of steps) {
        spent[costs] += 1
        await does(seat.page)
      }
      const took = (performance.now() - since) / 1000
      test.diagnostic(`${JSON.stringify(spent)}, ${took.toFixed(1)} s`)
      assert.deepEqual(spent, most)
      assert.ok(took <= seconds, `${took.toFixed(1)} s of ${seconds}`)
      assert.deepEqual(seat.wrong, [])
    })
})
