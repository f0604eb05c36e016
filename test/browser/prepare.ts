import { people, type Desk, type Seat } from './desk.ts'
import { send } from './fill.ts'
import { answerAll, follow, press } from './family/hand.ts'
import { makeStates, type Prepared, type Seats } from './states.ts'

/**
 * Does, through the pages, what a new county has not had done: a search; two records proposed to be one child's, which a manager then
 * finds among what is to be decided; contacts left at every step from the board to an answer; and the states of `makeStates`.
 */
export async function prepare(desk: Desk): Promise<Prepared[]> {
  const seats = {
    worker: await desk.open(people.worker),
    teamManager: await desk.open(people.teamManager),
    serviceManager: await desk.open(people.serviceManager),
    outOfHours: await desk.open(people.outOfHours),
    chair: await desk.open(people.chair),
    screener: await desk.open(people.screener),
    hub: await desk.open(people.hub),
    director: await desk.open(people.director),
    helper: await desk.open(people.helper),
    analyst: await desk.open(people.analyst),
  }
  const prepared = [
    ...withoutALink,
    await search(seats),
    await awaitBirth(seats),
    ...(await proposeOneRecord(seats)),
    ...(await decideContacts(seats)),
    ...(await makeStates(seats)),
  ]
  for (const { context } of Object.values(seats)) await context.close()
  return prepared
}

/** Pages that are come to from elsewhere: a notice at a school, an operator's list, the sign-in page. */
const withoutALink: readonly Prepared[] = [
  { role: 'worker', address: '/tell-us' },
  { role: 'worker', address: '/tell-us/afterwards' },
  { role: 'worker', address: '/sign-in/again' },
  { role: 'administrator', address: '/sign-in/set-up' },
  { role: 'administrator', address: '/administration/users/waiting' },
  { role: 'teamManager', address: '/assessments-to-authorise' },
  { role: 'outOfHours', address: '/continuity' },
]

async function search({ outOfHours: { page } }: Seats): Promise<Prepared> {
  await page.getByRole('searchbox').fill('barker')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\/[0-9a-f-]{36}$/)
  return { role: 'outOfHours', address: new URL(page.url()).pathname }
}

/** The form for a birth is of a child who is not born yet. */
async function awaitBirth({ outOfHours: { page } }: Seats): Promise<Prepared> {
  await page.goto('/search')
  await page.getByRole('main').getByRole('searchbox').fill('mazur')
  await page.keyboard.press('Enter')
  const href = await page
    .getByRole('link', { name: /^Unborn baby/ })
    .first()
    .getAttribute('href')
  return { role: 'outOfHours', address: (href ?? '').replace(/overview$/, 'people/born') }
}

async function proposeOneRecord({ worker: { page } }: Seats): Promise<Prepared[]> {
  await page
    .getByRole('link', { name: /^Leo Barker/ })
    .first()
    .click()
  await page.getByRole('link', { name: 'Family', exact: true }).first().click()
  await page.getByRole('link', { name: /here twice\?$/ }).click()
  await page.waitForURL(/merges\/propose$/)
  const address = new URL(page.url()).pathname
  const form = page.getByRole('main').locator('form')
  const radio = form.getByRole('radio').first()
  if ((await radio.count()) > 0) await radio.check()
  else await form.locator('select').selectOption({ index: 1 })
  await form.locator('textarea, input[type=text]').last().fill('The school says there is only one of them')
  await form.getByRole('button').last().click()
  await page.waitForURL(/\/family$/)
  const change = await page
    .getByRole('link', { name: /^Change/ })
    .first()
    .getAttribute('href')
  return [address, change ?? ''].map((at) => ({ role: 'worker', address: at }))
}

/** Four of the board's contacts: one rated and asked about, one that waits to be decided, one that is, and one whose referrer disagrees. */
async function decideContacts({ screener, hub }: Seats): Promise<Prepared[]> {
  const page = screener.page
  await page.goto('/front-door')
  const board = await page
    .getByRole('main')
    .locator('a[href*="/contacts/"]')
    .evaluateAll((links) => links.map((one) => one.getAttribute('href') ?? ''))
  const [asked = '', waiting = '', decided = '', disputed = ''] = [...new Set(board)]
  for (const address of [asked, waiting, decided, disputed]) {
    await page.goto(address)
    await follow(page, 'Say how urgent it is')
    await answerAll(page, { 'How urgent': 'Red: today, a child may be at risk of harm', 'How good': 'Good' })
    await page
      .getByRole('group', { name: /worry about/ })
      .getByRole('checkbox')
      .first()
      .check()
    await press(page, 'Save')
    if (address === asked) continue
    await follow(page, 'Send it to be decided')
    await answerAll(page, { 'Why is it not waiting': 'The school told us all that it knows.' })
    await press(page, 'Send to be decided')
  }
  // Either may be the third in a year, and so may not end in nothing.
  for (const address of [decided, disputed]) await decide(hub, address)
  await send(screener, `${disputed}/dispute`)
  await send(screener, `${asked}/ask-others`, {
    'What lets us': 'Asking them first may put the child at risk.',
  })
  return [asked, waiting, decided, disputed].flatMap((address) =>
    (['screener', 'hub', 'serviceManager'] as const).map((role) => ({ role, address })),
  )
}

async function decide({ page }: Seat, address: string): Promise<void> {
  await page.goto(address)
  await follow(page, /^Decide/)
  await answerAll(page, {
    'Which level': 'Level 4: social care',
    'What does it need?': 'Assessment under section 17',
    'Why, in words': 'The school is with the family, and will ring if it changes.',
    'What lets us go on': 'The child may be harmed if we wait for them to answer.',
  })
  await press(page, 'Decide')
}
