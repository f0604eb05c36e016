import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { barriers, pastTheEdge, people, picture, takeDesk, type Seat } from './desk.ts'
import { answerAll, follow, press } from './family/hand.ts'
import { send } from './fill.ts'

const desk = await takeDesk()
after(() => desk.close())

const phone = { width: 360, height: 780 }
const told = {
  first: 'She came without a coat again, and asked whether she could stay after school.',
  against: 'It has gone on since September. Please look at it again.',
  nothing: 'The school is with the family, and will ring if it changes.',
  again: 'It has gone on for longer than we knew.',
  reply: 'You are right that it has gone on for long. A social worker will visit this week.',
}

describe('a neighbour disagrees with what was decided', () => {
  it('is heard: the contact is disputed, a manager decides again, and the neighbour is told', async () => {
    const neighbour = await desk.open(null, phone)
    const numbers = await tellUs(neighbour)
    const screener = await desk.open(people.screener)
    const manager = await desk.open(people.hub)
    const contact = await becomesContact(screener, numbers.receipt)
    await decide(manager, contact, { 'Which level': 'Level 1: universal', 'What does it need?': 'No further action', 'Why, in words': told.nothing }) // prettier-ignore
    await tell(screener, contact, 'We will not be doing more at the moment.')

    await asks(neighbour, numbers)
    await neighbour.page.getByText('We will not be doing more at the moment.').waitFor()
    await answerAll(neighbour.page, { 'Why do you disagree?': told.against })
    await press(neighbour.page, 'I disagree')
    await neighbour.page.getByRole('heading', { name: 'A manager will look at it again' }).waitFor()

    // A job disputes it: until then the list says nothing of a dispute.
    const message = await cameFromReferrer(manager, numbers.receipt)
    await looksRight(manager, 'from-a-referrer')
    assert.match(await manager.page.getByRole('main').innerText(), /Please look at it again\.[\s\S]*stands disputed: decide it again there first/) // prettier-ignore
    await decide(manager, contact, { 'Which level': 'Level 4: social care', 'What does it need?': 'Assessment under section 17', 'Why, in words': told.again, 'What lets us': 'Children Act 1989 section 17: nobody has asked the parents yet.' }) // prettier-ignore
    await send(manager, message, { 'What are they told?': told.reply })
    await tell(screener, contact, 'We will assess what would help.')

    await asks(neighbour, numbers)
    const known = (await neighbour.page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ')
    assert.match(known, /We will not be doing more at the moment\..*We will assess what would help\./)
    assert.ok(known.includes(`${told.against} Our answer: ${told.reply}`), known)
    await looksRight(neighbour, 'what-became-of-it')
    for (const { wrong } of [neighbour, screener, manager]) assert.deepEqual(wrong, [])
  })
})

interface Numbers {
  readonly receipt: string
  readonly second: string
}

/** The form for people outside, one thing on each page. */
async function tellUs({ page }: Seat): Promise<Numbers> {
  await page.goto('/tell-us')
  await press(page, 'Start')
  const pages = [
    { 'Is a child in danger right now?': 'No' },
    { 'Who are you?': 'A friend or neighbour' },
    { 'Your name': 'Mrs Oduya', 'A phone number': '01632 960 118' },
    { 'Which child or children': 'Petra Lindqvist 4 5 2017' },
    { 'Where do they live': 'The flat above the bakery in Sand Street' },
    { 'What are you worried about?': told.first },
  ]
  for (const answers of pages) {
    await answerAll(page, answers)
    await press(page, 'Continue')
  }
  for (const _left of ['what it is about', 'their day', 'the parents']) await press(page, 'Continue')
  await press(page, 'Send')
  const said = await page.getByRole('main').innerText()
  const [, receipt = ''] = /(HF-\w{4}-\w{4})/.exec(said) ?? []
  const [, second = ''] = /second number: (\w{4}-\w{4})/.exec(said) ?? []
  return { receipt, second }
}

async function asks({ page }: Seat, { receipt, second }: Numbers): Promise<void> {
  await page.goto('/tell-us/afterwards')
  await answerAll(page, { 'Your receipt number': receipt, 'The second number': second })
  await press(page, 'Continue')
}

/** Read, found to be about nobody we know, rated and sent to be decided. */
async function becomesContact(screener: Seat, receipt: string): Promise<string> {
  const { page } = screener
  await page.goto('/front-door/sent-in')
  await follow(page, new RegExp(receipt))
  const contact = await send(screener, new URL(page.url()).pathname)
  await follow(page, 'Say how urgent it is')
  await answerAll(page, {
    'How urgent': 'Green: within three days',
    'How good': 'Good',
    'What is the worry about': 'Neglect',
  })
  await press(page, 'Save')
  await follow(page, 'Send it to be decided')
  await answerAll(page, { 'Why is it not waiting': 'The school told us all that it knows.' })
  await press(page, 'Send to be decided')
  return contact
}

async function decide(
  { page }: Seat,
  contact: string,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  await page.goto(contact)
  await follow(page, /^Decide/)
  await answerAll(page, answers)
  await press(page, 'Decide')
}

async function tell(screener: Seat, contact: string, words: string): Promise<void> {
  await send(screener, `${contact}/tell-referrer`, { 'What are they told?': words })
}

/** Opens what the neighbour said, once the job has disputed the contact. */
async function cameFromReferrer({ page }: Seat, receipt: string): Promise<string> {
  await page.goto('/front-door/from-referrers')
  await follow(page, `Read what came with ${receipt}`)
  for (let tries = 0; tries < 40; tries += 1) {
    if ((await page.getByText('It stands disputed').count()) > 0) return new URL(page.url()).pathname
    await page.waitForTimeout(500)
    await page.reload()
  }
  throw new Error('The contact was not disputed')
}

async function looksRight({ page }: Seat, name: string): Promise<void> {
  assert.ok((await pastTheEdge(page)) <= 0)
  await picture(page, name)
  assert.deepEqual(await barriers(page), [])
}
