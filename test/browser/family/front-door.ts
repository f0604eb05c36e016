import type { Page } from 'playwright-core'
import { answerAll, follow, press } from './hand.ts'
import { children } from './sorrels.ts'
import type { Walk } from './walk.ts'

/** A notice as the police write it. */
interface Notice {
  readonly policeRef: string
  readonly incidentAt: string
  readonly narrative: string
}

const home = { address: '9 Tanners Row', postcode: 'ZZ4 7QD' }
const people = [
  { role: 'victim', givenName: 'Gemma', familyName: 'Sorrel', bornOn: '1995-07-14', presence: 'present' },
  { role: 'perpetrator', givenName: 'Lee', familyName: 'Marsh', bornOn: '1991-02-20', presence: 'present' },
  { role: 'child', givenName: 'Isla', familyName: 'Sorrel', bornOn: '2016-05-04', presence: 'heard', school: 'Canal Street Primary' }, // prettier-ignore
  { role: 'child', givenName: 'Noah', familyName: 'Sorrel', bornOn: '2020-09-12', presence: 'heard', school: 'Canal Street Primary' }, // prettier-ignore
  { role: 'child', givenName: 'Bea', familyName: 'Sorrel', bornOn: '2024-11-03', presence: 'present' },
]

/** The police send a file; a screener takes it in and opens the notice that has waited longest. */
export async function takeIn(walk: Walk, notice: Notice): Promise<Page> {
  const page = await walk.as('screener')
  await page.goto('/front-door/police-notices')
  await follow(page, 'Take in a file')
  await answerAll(page, { 'Which police force': 'Mercia Police' })
  const notices = [{ grade: 'high', policeScreened: true, coerciveControl: true, ...home, people, ...notice }]
  const buffer = Buffer.from(JSON.stringify({ notices }))
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'notices.json', mimeType: 'application/json', buffer })
  await press(page, 'Take in')
  await follow(page, 'See what waits to be screened')
  await follow(page, 'Screen the oldest')
  return page
}

/** Says who each child is, in the words of a choice, and makes the notice a contact. */
export async function screen(
  walk: Walk,
  page: Page,
  who: (child: string) => string | RegExp,
  toldAt: string,
  why: string,
): Promise<void> {
  await walk.keep(page, 'police-notice')
  for (const { called } of children)
    await page
      .getByRole('group', { name: `Child: ${called} Sorrel` })
      .getByRole('radio', { name: who(called) })
      .check()
  for (const adult of ['Person harmed: Gemma Sorrel', 'Person said to have harmed: Lee Marsh'])
    await page.getByRole('group', { name: adult }).getByRole('radio').last().check()
  await press(page, 'Save and go on to screen it')
  await answerAll(page, {
    'What does it need?': 'Make it a contact, for the manager to decide',
    'Why, in words': why,
    'Is it to go to the conference': 'Yes',
    'Was an independent': 'Yes',
    'When was the school told?': toldAt,
  })
  await walk.keep(page, 'screen-the-notice')
  await press(page, 'Save')
}

/** From the board: rated, and sent to be decided. */
export async function rate(walk: Walk): Promise<void> {
  const page = await walk.as('screener')
  await page.goto('/front-door')
  await walk.keep(page, 'front-door-new')
  await follow(page, /^Isla Sorrel/)
  await walk.keep(page, 'contact')
  await follow(page, 'Say how urgent it is')
  await answerAll(page, { 'How urgent': 'Red: today, a child may be at risk of harm', 'How good': 'Good' })
  await press(page, 'Save')
  await follow(page, 'Send it to be decided')
  await answerAll(page, {
    'Why is it not waiting': 'High risk: the children are to be seen before anybody has answered.',
  })
  await press(page, 'Send to be decided')
}

/** The hub's manager opens what is ready, and decides it for all three. */
export async function decide(walk: Walk, why: string): Promise<void> {
  const page = await walk.as('hub')
  await page.goto('/front-door')
  await walk.keep(page, 'front-door-to-decide')
  await follow(page, /^Isla Sorrel/)
  await follow(page, /^Decide/)
  await answerAll(page, {
    'Which level': 'Level 4: social care',
    'What does it need?': 'Assessment under section 17',
    'Why, in words': why,
    'What lets us': 'Children Act 1989 section 47: asking first could put their mother at risk.',
  })
  await walk.keep(page, 'decide-the-contact')
  await press(page, 'Decide')
}

/** The screener tells the police what came of it. */
export async function tellPolice(walk: Walk): Promise<void> {
  const page = await walk.as('screener')
  await page.goto('/front-door')
  await follow(page, /^Isla Sorrel/)
  await follow(page, 'Tell the referrer')
  await answerAll(page, { 'How are they told?': 'By email' })
  await press(page, /^(Save|They are told|Tell)/)
}

/** The service manager sees three children with nobody, and gives each the same worker. */
export async function allocate(walk: Walk, from: string, worker: string): Promise<void> {
  const page = await walk.as('service')
  for (const { called } of children) {
    await page.goto('/oversight')
    await follow(page, /No worker/)
    if (called === 'Isla') await walk.keep(page, 'no-worker')
    await follow(page, new RegExp(`^Open ${called}`))
    await follow(page, 'Workers')
    await follow(page, 'Give the child a worker')
    const list = page.getByLabel('Who is it?')
    await list.selectOption(await list.locator('option', { hasText: worker }).getAttribute('value'))
    await answerAll(page, { 'What will they be': 'Lead social worker', 'When did they take over?': from })
    if (called === 'Isla') await walk.keep(page, 'allocate')
    await press(page, 'Give the child this worker')
  }
}
